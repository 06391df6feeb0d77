/** The rooms of a linear model: which are used, by whom, and what must hold of any of them. */
import { type House, nowhere } from './house.ts'
import type { Column, LinearModel, Row } from './linear.ts'
import type { Opening } from './openings.ts'
import type { Guest } from './problem.ts'
import { weights } from './value.ts'

/** A room's columns: used by whom. A room of one sex, whichever, has a column for each. */
export interface Use {
  room: number
  opening: Opening
  women: Column
  men: Column
  womensBeds: Row
  mensBeds: Row
}

/** The columns of all rooms. */
export function usesOf(house: House, linear: LinearModel): Use[] {
  return [...house.openings.entries()].map(([room, opening]): Use => {
    const { staying, accepts } = opening
    const open = () => linear.column(staying > 0 ? 0 : weights.room, 1, true)
    const women = open()
    if (accepts !== 'one_sex') {
      const beds = linear.row(-Infinity, 0, [[women, -opening.beds]])
      return { room, opening, women, men: women, womensBeds: beds, mensBeds: beds }
    }
    const men = open()
    linear.row(-Infinity, 1, [
      [women, 1],
      [men, 1],
    ])
    const womensBeds = linear.row(-Infinity, 0, [[women, -opening.beds]])
    const mensBeds = linear.row(-Infinity, 0, [[men, -opening.beds]])
    return { room, opening, women, men, womensBeds, mensBeds }
  })
}

/** A column that puts a block into a room takes its beds there. */
export function takeBeds(
  linear: LinearModel,
  house: House,
  use: Use,
  guests: readonly number[],
  column: Column,
): void {
  const women = house.guests[guests[0] ?? 0]?.sex === 'female'
  linear.add(women ? use.womensBeds : use.mensBeds, column, guests.length)
  // Blocks that leave beds over would else use less than a room.
  const most = Math.floor(use.opening.beds / guests.length)
  if (most * guests.length < use.opening.beds) {
    linear.row(-Infinity, 0, [
      [column, 1],
      [women ? use.women : use.men, -most],
    ])
  }
}

/** Groups of rooms, by their places, that differ in nothing but their number. */
export function alikeOf({ openings }: House): number[][] {
  const groups = new Map<string, number[]>()
  for (const [room, { accepts, beds, accessible, family, staying }] of openings.entries()) {
    const key = [accepts, beds, accessible, family, staying > 0 ? room : ''].join()
    groups.set(key, [...(groups.get(key) ?? []), room])
  }
  return [...groups.values()]
}

/** Rooms that are alike are used in their order: else each plan has many twins that look better in part. */
export function fillInOrder(
  linear: LinearModel,
  uses: readonly Use[],
  alike: readonly (readonly number[])[],
): void {
  const open = (room: number | undefined, sign: number): [Column, number][] => {
    const use = uses[room ?? nowhere]
    return use ? [...new Set([use.women, use.men])].map((column) => [column, sign]) : []
  }
  for (const group of alike) {
    for (const [place, room] of group.entries()) {
      const next = group[place + 1]
      if (next !== undefined) linear.row(0, Infinity, [...open(room, 1), ...open(next, -1)])
    }
  }
}

/** Guests to be placed of whom one is as good as another, and the column that counts those left over. */
export interface Waiting {
  sex: Guest['sex']
  guests: number
  left: Column
}

/**
 * Rooms are used whole: ten people need four rooms of three beds, not three and a third. In numbers,
 * beds · used + left ≥ guests may be divided by any number of beds and rounded up (the cuts of Gomory and
 * Chvátal); the solver would find that out room by room. For everybody, and for each sex alone.
 */
export function roomsAtLeast(
  linear: LinearModel,
  uses: readonly Use[],
  waiting: readonly Waiting[],
): void {
  const sizes = new Set(uses.map(({ opening }) => opening.beds).filter((beds) => beds > 1))
  for (const sex of [null, 'female', 'male'] as const) {
    const those = waiting.filter((one) => sex === null || one.sex === sex)
    const guests = those.reduce((sum, one) => sum + one.guests, 0)
    for (const size of sizes) {
      const terms = new Map(those.map(({ left }): [Column, number] => [left, 1]))
      for (const { opening, women, men } of uses) {
        const rooms = Math.ceil(opening.beds / size)
        if (rooms === 0) continue
        if (sex !== 'male' && opening.accepts !== 'men') terms.set(women, rooms)
        if (sex !== 'female' && opening.accepts !== 'women') terms.set(men, rooms)
      }
      linear.row(Math.ceil(guests / size), Infinity, terms)
    }
  }
}

/** The room whose guests a plan has in the room at a place, once rooms that are alike are filled in order. */
export function inOrder(
  alike: readonly (readonly number[])[],
  inRoom: readonly (readonly number[])[],
  room: number,
): number {
  const group = alike.find((rooms) => rooms.includes(room)) ?? [room]
  const used = group.filter((one) => (inRoom[one]?.length ?? 0) > 0)
  const empty = group.filter((one) => (inRoom[one]?.length ?? 0) === 0)
  return [...used, ...empty][group.indexOf(room)] ?? room
}
