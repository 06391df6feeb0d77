/** What is known at once of a bed, before the service is asked for all the rules. */
import type { Closure, ForWhom, RackStay, Room } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { BedId } from '#contract/values.ts'

/** Who is to sleep there, and when: first night, and the day on which the bed is free again. */
export interface Wish {
  readonly personId: string
  readonly sex: Sex | null
  readonly wheelchair: boolean
  readonly from: string
  readonly to: string
}

export type InTheWay =
  | { readonly kind: 'taken'; readonly stay: RackStay }
  | { readonly kind: 'closed'; readonly closure: Closure }
  | { readonly kind: 'for_others'; readonly forWhom: Extract<ForWhom, 'women' | 'men'> }
  | { readonly kind: 'mixed'; readonly stay: RackStay }
  | { readonly kind: 'no_access' }
  | { readonly kind: 'no_beds_beside'; readonly names: readonly string[] }

const meets = (stay: { from: string; to: string }, wish: Wish): boolean =>
  stay.from < wish.to && wish.from < stay.to

/** The end of a stay as it really is: who has not left has the bed tonight too. */
export const endOfStay = (stay: RackStay, tomorrow: string): string =>
  stay.overdue && stay.to < tomorrow ? tomorrow : stay.to

const sleepers: Record<Extract<ForWhom, 'women' | 'men'>, Sex> = { women: 'female', men: 'male' }

/** The first thing that stands in the way of somebody in a bed; null when nothing is known to. */
export function inTheWay(
  room: Room,
  bedId: BedId | string,
  wish: Wish,
  stays: readonly RackStay[],
): InTheWay | null {
  const others = stays.filter(
    (stay) => stay.roomId === room.roomId && stay.personId !== wish.personId && meets(stay, wish),
  )
  const holder = others.find((stay) => stay.bedId === bedId)
  if (holder) return { kind: 'taken', stay: holder }
  const closure = room.closures.find(({ from, until }) => from < wish.to && wish.from <= until)
  if (closure) return { kind: 'closed', closure }
  const { forWhom } = room
  if (forWhom === 'women' || forWhom === 'men') {
    if (wish.sex !== null && wish.sex !== sleepers[forWhom]) return { kind: 'for_others', forWhom }
  }
  if (forWhom !== 'family') {
    const other = others.find(
      ({ sex, kept }) => !kept && sex !== null && wish.sex !== null && sex !== wish.sex,
    )
    if (other) return { kind: 'mixed', stay: other }
  }
  return wish.wheelchair && !room.accessible ? { kind: 'no_access' } : null
}

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
  stays: readonly RackStay[],
  near: ReadonlySet<string> = new Set(),
): FreeBed[] {
  const rank = (room: Room): number => {
    const there = stays.filter((stay) => stay.roomId === room.roomId && meets(stay, wish))
    if (there.some(({ personId }) => near.has(personId))) return 0
    return (there.length > 0 ? 1 : 2) + (room.accessible && !wish.wheelchair ? 2 : 0)
  }
  return rooms
    .map((room) => ({ room, rank: rank(room) }))
    .sort((one, other) => one.rank - other.rank)
    .flatMap(({ room }) =>
      room.beds
        .filter(({ bedId }) => inTheWay(room, bedId, wish, stays) === null)
        .map(({ bedId, position }) => ({ room, bedId, bed: position })),
    )
}
