/** The answers of the service as the screen works with them. */
import type { Rack, RackStay, Room } from '#contract/boarding.ts'
import { realNights, sharesNight } from '#contract/rules/beds.ts'
import type { BedId, LocalDate, PersonId } from '#contract/values.ts'
import { inList, ofList, onBoard } from './names.ts'
import { type InTheWay, inTheWay, type Wish } from './verdict.ts'
import type { Waiting } from './waiting.ts'

export interface RackView {
  readonly rack: Rack
  readonly today: LocalDate
  /** Stays with the ends that they really have. */
  readonly stays: readonly RackStay[]
  readonly waiting: readonly Waiting[]
  roomOfBed(bedId: string): { room: Room; bed: number } | undefined
}

/** Puts the answers together. */
export function rackView(rack: Rack, waiting: readonly Waiting[], today: LocalDate): RackView {
  const beds = new Map(
    rack.rooms.flatMap((room) =>
      room.beds.map(({ bedId, position }) => [bedId as string, { room, bed: position }] as const),
    ),
  )
  return {
    rack,
    today,
    stays: rack.stays.map((stay) => {
      const { to } = realNights(stay, today)
      return to === stay.to ? stay : { ...stay, to }
    }),
    waiting,
    roomOfBed: (bedId) => beds.get(bedId),
  }
}

/** Somebody's way into a bed: to be placed for the first time, or moved from a night on. */
export interface Attempt extends Wish {
  readonly kind: 'place' | 'move'
  readonly name: string
  /** As on the board. */
  readonly short: string
  /** Those who came with them and go along. */
  readonly companions: readonly { personId: PersonId; name: string; short: string }[]
  readonly near: ReadonlySet<string>
}

/** Somebody without a bed is placed, with companions who wait as well. */
export const placing = (waiting: Waiting): Attempt => ({
  ...waiting,
  kind: 'place',
  short: ofList(waiting.name),
  companions: waiting.companions.map(({ personId, name }) => ({
    personId,
    name,
    short: ofList(name),
  })),
})

/** Somebody is moved from a night on, until the last of their nights; never a night that is over. */
export function moving(stay: RackStay, from: string, view: RackView): Attempt {
  const own = view.rack.stays.filter(
    ({ personId, courseId, kept }) =>
      personId === stay.personId && courseId === stay.courseId && !kept,
  )
  const last = own.reduce((to, one) => (one.to > to ? one.to : to), stay.to)
  const first = stay.state === 'here' && from < view.today ? view.today : (from as LocalDate)
  const together = view.rack.stays.filter(
    (other) =>
      other.courseId === stay.courseId &&
      other.roomId === stay.roomId &&
      (other.companionOf === stay.name || stay.companionOf === other.name) &&
      !other.kept &&
      sharesNight(other, { from: first, to: last }),
  )
  return {
    kind: 'move',
    courseId: stay.courseId,
    personId: stay.personId,
    name: inList(stay.name),
    short: onBoard(stay.name),
    sex: stay.sex,
    wheelchair: stay.wheelchair,
    from: first,
    to: last < first ? stay.to : last,
    companions: [...new Map(together.map((one) => [one.personId, one])).values()].map(
      ({ personId, name }) => ({ personId, name: inList(name), short: onBoard(name) }),
    ),
    near: new Set(
      view.rack.stays
        .filter(({ name }) => name === stay.companionOf || stay.companions.includes(name))
        .map(({ personId }) => personId),
    ),
  }
}

/** Beds of the same room for those who come along; null when there are not enough. */
export function bedsBeside(
  attempt: Attempt,
  bedId: string,
  view: RackView,
): { personId: PersonId; bedId: BedId }[] | null {
  const found = view.roomOfBed(bedId)
  if (!found) return null
  // Where one of them sleeps now, another may sleep then.
  const party = new Set([attempt.personId, ...attempt.companions.map(({ personId }) => personId)])
  const taken = new Set(
    view.stays
      .filter((stay) => !party.has(stay.personId) || stay.kept)
      .filter((stay) => sharesNight(stay, attempt))
      .map((stay) => stay.bedId as string),
  )
  const free = found.room.beds.filter(
    (one) => one.bedId !== bedId && !one.gone && !taken.has(one.bedId),
  )
  if (free.length < attempt.companions.length) return null
  return attempt.companions.flatMap(({ personId }, index) => {
    const bed = free[index]
    return bed ? [{ personId, bedId: bed.bedId }] : []
  })
}

/**
 * What is known at once to be in the way of an attempt: for the person, or that the room has no beds
 * for those who go along.
 */
export function knownInTheWay(attempt: Attempt, bedId: string, view: RackView): InTheWay | null {
  const there = view.roomOfBed(bedId)
  if (!there) return null
  const stays = view.stays.filter(
    ({ personId, kept }) => kept || !attempt.companions.some((one) => one.personId === personId),
  )
  const found = inTheWay(there.room, bedId, attempt, { stays, today: view.today })
  if (found || bedsBeside(attempt, bedId, view)) return found
  return { kind: 'no_beds_beside', names: attempt.companions.map(({ name }) => name) }
}
