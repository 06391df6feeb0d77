/** Beds of a course in a plan: who has which, and which one somebody may have instead. */
import type { Closure, CourseView, Enrolment, Proposal, Rack, Room } from '#contract/boarding.ts'
import {
  type BedObstacle,
  bedObstacles,
  type Nights,
  type StayFacts,
} from '#contract/rules/beds.ts'
import type { BedId, LocalDate, PersonId } from '#contract/values.ts'
import type { Placing } from './plans.ts'

/** Who sleeps in the house during the course: those whose bed a plan is about. */
export const guestsOf = (course: CourseView): Enrolment[] =>
  course.people.filter(({ state }) => state === 'expected' || state === 'here')

/** Has arrived or moved within the course: no plan moves them. */
export const isSettled = ({ state, stays }: Enrolment): boolean =>
  stays.length > 0 && (state !== 'expected' || stays.length > 1)

/** The beds that people have now; of somebody who moved, the last one. */
export const presentPlacings = (course: CourseView): Placing[] =>
  guestsOf(course).flatMap(({ personId, stays }) => {
    const stay = stays.findLast(({ kept }) => !kept)
    return stay ? [{ personId, bedId: stay.bedId }] : []
  })

/** Somebody who sleeps in the house, in this plan or in another course. */
type Sleeper = StayFacts & { readonly name: string; readonly roomName: string }

export type Obstacle =
  | BedObstacle<Sleeper, Closure>
  /** The one who has it stays there. */
  | { readonly kind: 'stays'; readonly name: string }

export interface BedChoice {
  readonly room: Room
  readonly bedId: BedId
  readonly bed: number
  /** Who has the bed in the plan: the two change places. */
  readonly holder: Enrolment | null
  readonly obstacle: Obstacle | null
}

export interface Ground {
  readonly course: CourseView
  readonly rooms: readonly Room[]
  readonly placings: readonly Placing[]
  /** Who does not change places with anybody. */
  readonly pins: ReadonlySet<PersonId>
  /** Stays of the house in the days of the course. */
  readonly rack: Pick<Rack, 'stays'>
  readonly today: LocalDate
}

const nightsOf = ({ course }: Ground): Nights => ({ from: course.from, to: course.until })

/** Who sleeps in the house in these nights: others, beds that are kept empty, and everybody in the plan. */
function sleepersIn(ground: Ground): Sleeper[] {
  const { course, placings, rack, rooms } = ground
  const guests = new Map(guestsOf(course).map((guest) => [guest.personId, guest]))
  const roomOf = new Map(
    rooms.flatMap((room) => room.beds.map(({ bedId }) => [bedId, room] as const)),
  )
  const planned = placings.flatMap(({ personId, bedId }): Sleeper[] => {
    const [guest, room] = [guests.get(personId), roomOf.get(bedId)]
    if (!guest || !room) return []
    const who = { personId, courseId: course.courseId, name: guest.name, sex: guest.sex }
    const where = { bedId, roomId: room.roomId, roomName: `${room.building}, ${room.number}` }
    return [{ ...who, ...where, ...nightsOf(ground), kept: false, overdue: false }]
  })
  const others = rack.stays.filter((stay) => stay.kept || stay.courseId !== course.courseId)
  return [...others, ...planned]
}

/** Every bed but their own, with what stands in the way of somebody there. */
export function choicesFor(ground: Ground, one: Enrolment): BedChoice[] {
  const { course, rooms, placings, pins } = ground
  const guests = new Map(guestsOf(course).map((guest) => [guest.personId, guest]))
  const own = placings.find(({ personId }) => personId === one.personId)
  const ownRoom = rooms.find(({ beds }) => beds.some(({ bedId }) => bedId === own?.bedId))
  const all = sleepersIn(ground)

  /** What is in the way of somebody in a bed that another of the plan leaves. */
  const without = (gone: Enrolment | null, guest: Enrolment, room: Room, bedId: string) =>
    bedObstacles(
      { ...guest, courseId: course.courseId },
      { room, bedId },
      nightsOf(ground),
      all.filter((stay) => stay.kept || stay.personId !== gone?.personId),
      ground.today,
    )[0] ?? null
  const obstacleOf = (room: Room, bedId: BedId, holder: Enrolment | null): Obstacle | null => {
    const found = without(holder, one, room, bedId)
    if (found || !holder) return found
    if (!ownRoom || !own) return without(null, one, room, bedId)
    if (pins.has(holder.personId) || isSettled(holder)) return { kind: 'stays', name: holder.name }
    return without(one, holder, ownRoom, own.bedId)
  }
  return rooms.flatMap((room) =>
    room.beds
      .filter(({ bedId }) => bedId !== own?.bedId)
      .map(({ bedId, position }): BedChoice => {
        const there = placings.find((it) => it.bedId === bedId)
        const holder = (there && guests.get(there.personId)) ?? null
        return { room, bedId, bed: position, holder, obstacle: obstacleOf(room, bedId, holder) }
      }),
  )
}

/** The plan with somebody in another bed; whoever had it has theirs. */
export function withBed(
  placings: readonly Placing[],
  personId: PersonId,
  bedId: BedId,
): readonly Placing[] {
  const before = placings.find((one) => one.personId === personId)
  const rest = placings
    .filter((one) => one.personId !== personId)
    .flatMap((one) => {
      if (one.bedId !== bedId) return [one]
      return before ? [{ ...one, bedId: before.bedId }] : []
    })
  return [...rest, { personId, bedId }]
}

/** Who is not with whom in a plan: its warnings, as they stand after each change by hand. */
export interface Doubts {
  /** A companion in another room than the participant. */
  readonly apart: boolean
  /** Those they asked for who have a bed in another room, or none. */
  readonly missed: readonly string[]
}

/** The warnings of each person, by id, and how good the plan is, in the numbers of `boarding.propose`. */
export function judged({
  course,
  rooms,
  placings,
}: Pick<Ground, 'course' | 'rooms' | 'placings'>): {
  doubts: ReadonlyMap<PersonId, Doubts>
  goodness: Proposal['goodness']
} {
  const guests = guestsOf(course)
  const byId = new Map(guests.map((guest) => [guest.personId, guest]))
  const roomOfBed = new Map(
    rooms.flatMap((room) => room.beds.map(({ bedId }) => [bedId, room.roomId] as const)),
  )
  const roomOf = new Map(
    placings.map(({ personId, bedId }) => [personId, roomOfBed.get(bedId)] as const),
  )
  const share = (one: PersonId, other: PersonId) =>
    roomOf.get(one) !== undefined && roomOf.get(one) === roomOf.get(other)
  const bound = guests.flatMap(({ personId, companionOfId }) =>
    companionOfId !== null && byId.has(companionOfId) ? [[personId, companionOfId] as const] : [],
  )
  const pairOf = (one: PersonId, other: PersonId) => [one, other].sort().join(' ')
  const wishes = new Map(
    guests
      .flatMap(({ personId, shareWith }) =>
        shareWith.map((other) => [personId, other.personId] as const),
      )
      .filter(([, other]) => byId.has(other))
      .map(([one, other]) => [pairOf(one, other), [one, other] as const]),
  )
  const granted = (pairs: Iterable<readonly [PersonId, PersonId]>) =>
    [...pairs].filter(([one, other]) => share(one, other)).length
  const doubts = new Map(
    guests.map(({ personId, companionOfId, shareWith }): [PersonId, Doubts] => [
      personId,
      {
        apart:
          companionOfId !== null &&
          roomOf.get(companionOfId) !== undefined &&
          !share(personId, companionOfId),
        missed: shareWith
          .filter((other) => byId.has(other.personId) && !share(personId, other.personId))
          .map(({ name }) => name),
      },
    ]),
  )
  return {
    doubts,
    goodness: {
      people: guests.length,
      placed: guests.filter(({ personId }) => roomOf.get(personId) !== undefined).length,
      companions: bound.length,
      companionsTogether: granted(bound),
      wishes: wishes.size,
      wishesGranted: granted(wishes.values()),
      rooms: new Set([...roomOf.values()].filter((room) => room !== undefined)).size,
    },
  }
}
