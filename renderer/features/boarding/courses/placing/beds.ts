/** Beds of a course in a plan: who has which, and which one somebody may have instead. */
import type { Closure, CourseView, Enrolment, Rack, RackStay, Room } from '#contract/boarding.ts'
import type { Sex } from '#contract/people.ts'
import type { BedId, PersonId } from '#contract/values.ts'
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

export type Obstacle =
  | { readonly kind: 'closed'; readonly closure: Closure }
  | { readonly kind: 'women' | 'men' | 'no_access' }
  | { readonly kind: 'mixed'; readonly name: string }
  | { readonly kind: 'taken'; readonly name: string; readonly to: string }
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
}

const sleepers = { women: 'female', men: 'male' } as const satisfies Record<string, Sex>

/** Stays of other courses, which share nights with this one. */
const strangers = ({ course, rack }: Ground): RackStay[] =>
  rack.stays.filter(
    (stay) =>
      stay.courseId !== course.courseId && stay.from < course.until && course.from < stay.to,
  )

/** What stands in the way of somebody in a room in which `gone` no longer sleeps. */
function obstacleIn(ground: Ground, room: Room, one: Enrolment, gone: PersonId | null) {
  const { course, placings } = ground
  const closure = room.closures.find(
    ({ from, until }) => from < course.until && course.from <= until,
  )
  if (closure) return { kind: 'closed', closure } as const
  const { forWhom } = room
  if ((forWhom === 'women' || forWhom === 'men') && one.sex !== sleepers[forWhom]) {
    return { kind: forWhom } as const
  }
  if (forWhom !== 'family') {
    const beds = new Set<string>(room.beds.map(({ bedId }) => bedId))
    const others = [
      ...guestsOf(course).filter(
        ({ personId }) =>
          personId !== one.personId &&
          personId !== gone &&
          placings.some((it) => it.personId === personId && beds.has(it.bedId)),
      ),
      ...strangers(ground).filter(({ roomId }) => roomId === room.roomId),
    ]
    const other = others.find(({ sex }) => sex !== one.sex)
    if (other) return { kind: 'mixed', name: other.name } as const
  }
  return one.wheelchair && !room.accessible ? ({ kind: 'no_access' } as const) : null
}

/** Every bed but their own, with what stands in the way of somebody there. */
export function choicesFor(ground: Ground, one: Enrolment): BedChoice[] {
  const { course, rooms, placings, pins } = ground
  const guests = new Map(guestsOf(course).map((guest) => [guest.personId, guest]))
  const own = placings.find(({ personId }) => personId === one.personId)
  const ownRoom = rooms.find(({ beds }) => beds.some(({ bedId }) => bedId === own?.bedId))
  const others = strangers(ground)

  const obstacleOf = (room: Room, bedId: BedId, holder: Enrolment | null): Obstacle | null => {
    const stranger = others.find((stay) => stay.bedId === bedId)
    if (stranger) return { kind: 'taken', name: stranger.name, to: stranger.to }
    const found = obstacleIn(ground, room, one, holder?.personId ?? null)
    if (found || !holder) return found
    if (!ownRoom) return { kind: 'taken', name: holder.name, to: holder.until }
    if (pins.has(holder.personId) || isSettled(holder)) return { kind: 'stays', name: holder.name }
    return obstacleIn(ground, ownRoom, holder, one.personId)
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
