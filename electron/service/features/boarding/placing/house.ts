/** A problem laid out for searching: guests and rooms by their places in the problem's lists. */
import type { PersonId, RoomId } from '#contract/values.ts'
import { type Opening, openingsOf } from './openings.ts'
import type { Guest, PlacingProblem } from './problem.ts'
import { bondsOf, penaltiesOf, worthOfBed, worthOfBond } from './value.ts'

/** For each guest the place of a room, or `nowhere`. */
export type Where = readonly number[]
export const nowhere = -1

export interface House {
  guests: readonly Guest[]
  openings: readonly Opening[]
  /** Rooms of those who stay; `nowhere` for those who are to be placed. */
  fixed: Where
  /** For each guest what a bed is worth. */
  beds: readonly number[]
  /** For each guest what it is worth to share a room with others. */
  bonds: readonly ReadonlyMap<number, number>[]
  penalties: ReturnType<typeof penaltiesOf>
}

export function houseOf(problem: PlacingProblem): House {
  const { guests, rooms, fixed } = problem
  const placeOf = new Map(rooms.map((room, place) => [room.roomId, place]))
  const bonds = guests.map(() => new Map<number, number>())
  for (const bond of bondsOf(guests)) {
    for (const [from, to] of [
      [bond.one, bond.other],
      [bond.other, bond.one],
    ] as const) {
      const worth = bonds[from]?.get(to) ?? 0
      bonds[from]?.set(to, worth + worthOfBond(bond))
    }
  }
  return {
    guests,
    openings: openingsOf(problem),
    fixed: guests.map((guest) => {
      const roomId = fixed.get(guest.personId)
      if (roomId === undefined) return nowhere
      const place = placeOf.get(roomId)
      if (place === undefined)
        throw new Error('somebody is fixed in a room that is not in the list')
      return place
    }),
    beds: guests.map(worthOfBed),
    bonds,
    penalties: penaltiesOf(guests),
  }
}

/** Points that are taken off for a guest in a room. */
export function penaltyOf(house: House, guest: number, room: number): number {
  const opening = house.openings[room]
  const penalty = house.penalties[guest]
  return (
    (opening?.accessible ? (penalty?.accessible ?? 0) : 0) +
    (opening?.family ? (penalty?.family ?? 0) : 0)
  )
}

/** Rooms by their ids. */
export function roomsOf(problem: PlacingProblem, where: Where): Map<PersonId, RoomId> {
  const rooms = new Map<PersonId, RoomId>()
  for (const [place, guest] of problem.guests.entries()) {
    const room = problem.rooms[where[place] ?? nowhere]
    if (room) rooms.set(guest.personId, room.roomId)
  }
  return rooms
}
