/** The rules that no plan breaks, as what a room still offers beside those who are there already. */
import type { Sex } from '#contract/people.ts'
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

/** Nobody is put beside people of both sexes or of an unknown one: some rule would be broken for them. */
function acceptedBy({ forWhom }: RoomToFill, there: readonly (Sex | null)[]): Accepts {
  if (forWhom === 'family') return 'all'
  if (there.includes(null)) return 'nobody'
  const women = forWhom === 'women' || there.includes('female')
  const men = forWhom === 'men' || there.includes('male')
  if (women && men) return 'nobody'
  return women ? 'women' : men ? 'men' : 'one_sex'
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
  if (!opening.accessible && people.some((guest) => guest.wheelchair)) return false
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
