/** Why somebody has no bed in a plan. */
import type { LeftReason } from '#contract/boarding.ts'
import { hasNoAccess, sexObstacle } from '#contract/rules/beds.ts'
import type { Guest, Left, PlacingProblem, RoomToFill } from './problem.ts'

/** Everybody who is in no room, in order of `guests`, with what stands in the way. */
export const leftOf = (
  problem: PlacingProblem,
  placed: { has(personId: Guest['personId']): boolean },
): Left[] =>
  problem.guests
    .filter((guest) => !placed.has(guest.personId))
    .map((guest) => ({ personId: guest.personId, reasons: reasonsOf(guest, problem.rooms) }))

/**
 * Rooms that would do for somebody are closed (`closed`), or full or held by the other sex
 * (`all_taken`). Where no room would do: none is for their sex (`no_room_for_sex`), none of those can be
 * used with a wheelchair (`no_access`). Somebody of unknown sex (`sex_unknown`) has family rooms only.
 */
function reasonsOf(guest: Guest, rooms: readonly RoomToFill[]): LeftReason[] {
  const unknown: LeftReason[] = guest.sex === null ? ['sex_unknown'] : []
  const forSex = rooms.filter((room) => sexObstacle(guest.sex, room.forWhom, []) === null)
  if (forSex.length === 0) return guest.sex === null ? unknown : ['no_room_for_sex']
  const usable = forSex.filter((room) => !hasNoAccess(guest, room))
  if (usable.length === 0) return [...unknown, 'no_access']
  return [
    ...(usable.some((room) => !room.closed) ? (['all_taken'] as const) : []),
    ...unknown,
    ...(usable.some((room) => room.closed) ? (['closed'] as const) : []),
  ]
}
