/** What is known at once of a bed, before the service is asked for all the rules. */
import type { Closure, RackStay, Room } from '#contract/boarding.ts'
import {
  type BedObstacle,
  bedObstacles,
  type Guest,
  type Nights,
  realNights,
  sharesNight,
} from '#contract/rules/beds.ts'
import type { BedId, LocalDate } from '#contract/values.ts'

/** Who is to sleep there, and when. */
export interface Wish extends Guest, Nights {}

export type InTheWay =
  | BedObstacle<RackStay, Closure>
  /** The bed is not used any more. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'no_beds_beside'; readonly names: readonly string[] }

/** What is seen of the house: its stays, on a day. */
export interface House {
  readonly stays: readonly RackStay[]
  readonly today: LocalDate
}

/** The first thing that stands in the way of somebody in a bed; null when nothing is known to. */
export const inTheWay = (
  room: Room,
  bedId: string,
  wish: Wish,
  { stays, today }: House,
): InTheWay | null =>
  bedObstacles(wish, { room, bedId }, wish, stays, today)[0] ??
  (room.beds.some((bed) => bed.bedId === bedId && bed.gone) ? { kind: 'gone' } : null)

export interface FreeBed {
  readonly room: Room
  readonly bedId: BedId
  readonly bed: number
}

/**
 * Beds where nothing is known to stand in the way. Rooms of the people named come first, then rooms
 * that somebody sleeps in already, then as few accessible rooms as can be for who needs none.
 */
export function freeBeds(
  rooms: readonly Room[],
  wish: Wish,
  house: House,
  near: ReadonlySet<string> = new Set(),
): FreeBed[] {
  const rank = (room: Room): number => {
    const there = house.stays.filter(
      (stay) => stay.roomId === room.roomId && sharesNight(realNights(stay, house.today), wish),
    )
    if (there.some(({ personId }) => near.has(personId))) return 0
    return (there.length > 0 ? 1 : 2) + (room.accessible && !wish.wheelchair ? 2 : 0)
  }
  return rooms
    .map((room) => ({ room, rank: rank(room) }))
    .sort((one, other) => one.rank - other.rank)
    .flatMap(({ room }) =>
      room.beds
        .filter(({ bedId }) => inTheWay(room, bedId, wish, house) === null)
        .map(({ bedId, position }) => ({ room, bedId, bed: position })),
    )
}
