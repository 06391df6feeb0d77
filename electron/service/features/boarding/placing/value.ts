/** What a plan is worth. The quick plan, the solver and the tests all measure by this alone. */
import type { PersonId, RoomId } from '#contract/values.ts'
import type { Goodness, Guest, PlacingProblem } from './problem.ts'

/**
 * Points of a plan. Beds come before being together, that before wishes, and those before few rooms.
 * When beds run short, a participant gets one before a companion, with or without their participant.
 */
export const weights = {
  /** A participant with a bed. */
  participant: 2000,
  /** A companion with a bed. */
  companion: 1500,
  /** A companion in the participant's room. */
  together: 200,
  /** Two who share a room as at least one of them asked. */
  wish: 20,
  /** Taken off for every room that is used. */
  room: 1,
  /**
   * Taken off at most for all preferences of a plan together, so that they never come to a room: whoever
   * needs no accessible room leaves it to those who do, whoever comes alone leaves family rooms to families.
   */
  preferences: 0.8,
} as const

/** Two guests, by their places in `guests`, and what it is worth that they share a room. */
export interface Bond {
  one: number
  other: number
  kind: 'companion' | 'wish'
}

export const worthOfBond = (bond: Bond) =>
  bond.kind === 'companion' ? weights.together : weights.wish

export const worthOfBed = (guest: Guest) =>
  guest.companionOfId === null ? weights.participant : weights.companion

/** Companions with their participants, and pairs who wish to share: each pair once of each kind. */
export function bondsOf(guests: readonly Guest[]): Bond[] {
  const places = new Map(guests.map((guest, place) => [guest.personId, place]))
  const bonds = new Map<string, Bond>()
  const add = (kind: Bond['kind'], from: number, personId: PersonId) => {
    const to = places.get(personId)
    if (to === undefined || to === from) return
    const [one, other] = from < to ? [from, to] : [to, from]
    bonds.set(`${kind} ${one} ${other}`, { one, other, kind })
  }
  for (const [place, guest] of guests.entries()) {
    if (guest.companionOfId !== null) add('companion', place, guest.companionOfId)
    for (const personId of guest.wishes) add('wish', place, personId)
  }
  return [...bonds.values()]
}

/**
 * For each guest the points that are taken off in an accessible room and in a family room. Each guest
 * has an equal share of `weights.preferences`.
 */
export function penaltiesOf(guests: readonly Guest[]): { accessible: number; family: number }[] {
  const share = weights.preferences / 2 / Math.max(1, guests.length)
  const accompanied = new Set(guests.map((guest) => guest.companionOfId))
  return guests.map((guest) => ({
    accessible: guest.wheelchair ? 0 : share,
    family: guest.companionOfId !== null || accompanied.has(guest.personId) ? 0 : share,
  }))
}

/** Points of a plan; of two plans for one problem the better has more. */
export function pointsOf(problem: PlacingProblem, rooms: ReadonlyMap<PersonId, RoomId>): number {
  const { guests } = problem
  const kinds = new Map(problem.rooms.map((room) => [room.roomId, room]))
  const penalties = penaltiesOf(guests)
  let value = -weights.room * new Set(rooms.values()).size
  for (const [place, guest] of guests.entries()) {
    const roomId = rooms.get(guest.personId)
    const room = roomId && kinds.get(roomId)
    if (!room) continue
    value += worthOfBed(guest)
    if (room.accessible) value -= penalties[place]?.accessible ?? 0
    if (room.forWhom === 'family') value -= penalties[place]?.family ?? 0
  }
  for (const bond of bondsOf(guests)) {
    if (share(guests, rooms, bond)) value += worthOfBond(bond)
  }
  return value
}

function share(
  guests: readonly Guest[],
  rooms: ReadonlyMap<PersonId, RoomId>,
  { one, other }: Bond,
): boolean {
  const roomOf = (place: number) => rooms.get(guests[place]?.personId as PersonId)
  return roomOf(one) !== undefined && roomOf(one) === roomOf(other)
}

/** A plan in numbers. */
export function goodnessOf(
  { guests }: PlacingProblem,
  rooms: ReadonlyMap<PersonId, RoomId>,
): Goodness {
  const bonds = bondsOf(guests)
  const of = (kind: Bond['kind']) => bonds.filter((bond) => bond.kind === kind)
  const granted = (kind: Bond['kind']) => of(kind).filter((bond) => share(guests, rooms, bond))
  return {
    people: guests.length,
    placed: guests.filter((guest) => rooms.has(guest.personId)).length,
    companions: of('companion').length,
    companionsTogether: granted('companion').length,
    wishes: of('wish').length,
    wishesGranted: granted('wish').length,
    rooms: new Set(rooms.values()).size,
  }
}
