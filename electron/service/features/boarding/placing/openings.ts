/** The rules that no plan breaks, as what a room still offers beside those who are there already. */
import type { Sex } from '#contract/people.ts'
import { hasNoAccess, sexObstacle } from '#contract/rules/beds.ts'
import type { Guest, PlacingProblem, RoomToFill } from './problem.ts'

/** Whom a room still takes: `one_sex` is whichever comes first, `all` may be mixed. */
export type Accepts = 'women' | 'men' | 'one_sex' | 'all' | 'nobody'

/** What a room offers to those who are still to be placed. */
export interface Opening {
  accepts: Accepts
  /** Beds for them. */
  beds: number
  accessible: boolean
  family: boolean
  /** Guests of the course who stay in it. */
  staying: number
}

/** What a room offers beside the guests who stay in it. */
export function openingOf(room: RoomToFill, staying: readonly Guest[]): Opening {
  const beds = Math.max(0, room.freeBeds - staying.length)
  const accepts =
    room.closed || beds === 0
      ? 'nobody'
      : acceptedBy(room, [...room.sleepers, ...staying.map((guest) => guest.sex)])
  return {
    accepts,
    beds: accepts === 'nobody' ? 0 : beds,
    accessible: room.accessible,
    family: room.forWhom === 'family',
    staying: staying.length,
  }
}

function acceptedBy({ forWhom }: RoomToFill, there: readonly (Sex | null)[]): Accepts {
  if (forWhom === 'family') return 'all'
  const sleepers = there.map((sex) => ({ sex }))
  const women = sexObstacle('female', forWhom, sleepers) === null
  const men = sexObstacle('male', forWhom, sleepers) === null
  if (women && men) return 'one_sex'
  return women ? 'women' : men ? 'men' : 'nobody'
}

/** Openings in order of the problem's rooms. */
export function openingsOf({ guests, rooms, fixed }: PlacingProblem): Opening[] {
  return rooms.map((room) =>
    openingOf(
      room,
      guests.filter((guest) => fixed.get(guest.personId) === room.roomId),
    ),
  )
}

/** True when an opening has room for these people, all together and nobody else. */
export function fits(opening: Opening, people: readonly Guest[]): boolean {
  if (people.length > opening.beds) return false
  if (people.some((guest) => hasNoAccess(guest, opening))) return false
  const only = (sex: Sex) => people.every((guest) => guest.sex === sex)
  switch (opening.accepts) {
    case 'all':
      return true
    case 'women':
      return only('female')
    case 'men':
      return only('male')
    case 'one_sex':
      return only('female') || only('male')
    case 'nobody':
      return people.length === 0
  }
}
