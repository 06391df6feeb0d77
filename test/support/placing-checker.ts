/** The rules of placing, written once more and apart from the engine, to check what it answers. */

import type { PersonId, RoomId } from '#contract/values.ts'
import type { PlacingPlan, PlacingProblem } from '#service/features/boarding/placing/problem.ts'

type Rooms = ReadonlyMap<PersonId, RoomId>

/** What is wrong with rooms for people, in words; nothing when no rule is broken. */
export function brokenRules({ guests, rooms, fixed }: PlacingProblem, plan: Rooms): string[] {
  const broken: string[] = []
  for (const [personId, roomId] of fixed) {
    if (plan.get(personId) !== roomId) broken.push(`${personId} is fixed and was moved`)
  }
  for (const [personId, roomId] of plan) {
    if (!guests.some((guest) => guest.personId === personId)) broken.push(`${personId} is nobody`)
    if (!rooms.some((room) => room.roomId === roomId)) broken.push(`${roomId} is no room`)
  }
  for (const room of rooms) {
    const inside = guests.filter((guest) => plan.get(guest.personId) === room.roomId)
    const coming = inside.filter((guest) => !fixed.has(guest.personId))
    if (coming.length === 0) continue
    if (room.closed) broken.push(`${room.roomId} is closed`)
    if (inside.length > room.freeBeds) broken.push(`${room.roomId} has too few beds`)
    const sexes = new Set([...room.sleepers, ...inside.map((guest) => guest.sex)])
    if (room.forWhom === 'women') sexes.add('female')
    if (room.forWhom === 'men') sexes.add('male')
    if (room.forWhom !== 'family' && (sexes.size !== 1 || sexes.has(null))) {
      broken.push(`${room.roomId} has ${[...sexes]}`)
    }
    for (const guest of coming) {
      if (guest.wheelchair && !room.accessible) broken.push(`${guest.personId} cannot get in`)
    }
  }
  return broken
}

/** What is wrong with those who are left: each has a reason that is true and no bed that they could have. */
export function brokenLeft(problem: PlacingProblem, { rooms: plan, left }: PlacingPlan): string[] {
  const broken: string[] = []
  const without = problem.guests.filter((guest) => !plan.has(guest.personId))
  if (without.map((guest) => guest.personId).join() !== left.map((one) => one.personId).join()) {
    broken.push('not everybody is either placed or left')
  }
  for (const { personId, reasons } of left) {
    const guest = problem.guests.find((one) => one.personId === personId)
    if (!guest) continue
    for (const { roomId } of problem.rooms) {
      const taken = new Map([...plan, [personId, roomId] as const])
      if (brokenRules(problem, taken).length === 0) broken.push(`${personId} fits into ${roomId}`)
    }
    const forSex = problem.rooms.filter(({ forWhom }) =>
      guest.sex === null
        ? forWhom === 'family'
        : ['family', 'any', guest.sex === 'female' ? 'women' : 'men'].includes(forWhom),
    )
    const usable = forSex.filter((room) => room.accessible || !guest.wheelchair)
    const truth = {
      sex_unknown: guest.sex === null,
      no_room_for_sex: guest.sex !== null && forSex.length === 0,
      no_access: forSex.length > 0 && usable.length === 0,
      closed: usable.some((room) => room.closed),
      all_taken: usable.some((room) => !room.closed),
    }
    const stated = Object.entries(truth).filter(([, holds]) => holds)
    if (
      stated
        .map(([reason]) => reason)
        .sort()
        .join() !== [...reasons].sort().join()
    ) {
      broken.push(`${personId} is left for ${reasons}, in truth for ${stated}`)
    }
  }
  return broken
}
