/**
 * Who may sleep where. The service decides by these rules, the placing of a course plans by them, and the
 * window shows at once what they say.
 *
 * [Note: Unknown sex] Whose sex is not written down may be of either. In a family room that does not
 * matter. In any other, be it empty, only a coordinator may let them sleep, with a reason, and so it is
 * with whoever is put beside them.
 */
import type { Closure, ForWhom, RackStay, Room } from '../boarding.ts'
import type { Sex } from '../people.ts'
import { addDays, earlierOf, laterOf } from '../time.ts'
import type { CourseId, LocalDate, PersonId } from '../values.ts'

/** Nights: from the first one to the day on which the bed is free again. */
export interface Nights {
  readonly from: LocalDate
  readonly to: LocalDate
}

export const sharesNight = (one: Nights, other: Nights): boolean =>
  one.from < other.to && other.from < one.to

/** What is left of some nights without others, in order. Days are cut in the same way. */
export const outside = (nights: Nights, others: readonly Nights[]): Nights[] =>
  others.reduce<Nights[]>(
    (left, other) =>
      other.from >= other.to
        ? left
        : left.flatMap((one) =>
            sharesNight(one, other)
              ? [
                  { from: one.from, to: earlierOf(one.to, other.from) },
                  { from: laterOf(one.from, other.to), to: one.to },
                ].filter(({ from, to }) => from < to)
              : [one],
          ),
    nights.from < nights.to ? [nights] : [],
  )

/** Nights of which the last is named too: those in which a room is out of use. */
export const isClosedIn = (closure: Pick<Closure, 'from' | 'until'>, nights: Nights): boolean =>
  closure.from < nights.to && nights.from <= closure.until

/** Somebody of a course who is to sleep somewhere. */
export interface Guest {
  readonly personId: PersonId
  readonly courseId: CourseId
  readonly sex: Sex | null
  readonly wheelchair: boolean
}

/** What the rules look at of a stay. */
export type StayFacts = Pick<
  RackStay,
  'personId' | 'courseId' | 'roomId' | 'from' | 'to' | 'kept' | 'sex' | 'overdue'
> & { readonly bedId: string }

export type RoomFacts<Closed extends Pick<Closure, 'from' | 'until'>> = Pick<
  Room,
  'roomId' | 'forWhom' | 'accessible'
> & { readonly closures: readonly Closed[] }

/** The nights of a stay as they really are: who should have left and has not has the bed tonight too. */
export function realNights(stay: Nights & { overdue: boolean }, today: LocalDate): Nights {
  const tomorrow = addDays(today, 1)
  return stay.overdue && stay.to < tomorrow ? { from: stay.from, to: tomorrow } : stay
}

export type OneSex = Exclude<ForWhom, 'family' | 'any'>
const sexOfRoom = { women: 'female', men: 'male' } as const satisfies Record<OneSex, Sex>

/** What the sexes in a room have against somebody. */
export type SexObstacle<Sleeper> =
  /** Their own sex is not written down: see [Note: Unknown sex]. */
  | { readonly kind: 'sex_unknown'; readonly forWhom: OneSex | 'any' }
  | { readonly kind: 'for_others'; readonly forWhom: OneSex }
  /** Somebody of the other sex sleeps there. */
  | { readonly kind: 'mixed'; readonly stay: Sleeper }
  /** Somebody sleeps there whose sex is not written down. */
  | { readonly kind: 'beside_unknown'; readonly stay: Sleeper }

/** Sexes are not mixed in a room unless it is for families; `sleepers` are the others who sleep there. */
export function sexObstacle<Sleeper extends { readonly sex: Sex | null }>(
  sex: Sex | null,
  forWhom: ForWhom,
  sleepers: readonly Sleeper[],
): SexObstacle<Sleeper> | null {
  if (forWhom === 'family') return null
  if (sex === null) return { kind: 'sex_unknown', forWhom }
  if (forWhom !== 'any' && sex !== sexOfRoom[forWhom]) return { kind: 'for_others', forWhom }
  const stay = sleepers.find((one) => one.sex !== sex)
  return stay ? { kind: stay.sex === null ? 'beside_unknown' : 'mixed', stay } : null
}

/** A wheelchair user sleeps in an accessible room. */
export const hasNoAccess = (
  guest: Pick<Guest, 'wheelchair'>,
  room: Pick<Room, 'accessible'>,
): boolean => guest.wheelchair && !room.accessible

/** Where companions sleep when it is not in that room. */
export const apartFrom = <Stay extends StayFacts>(
  room: Pick<Room, 'roomId'>,
  nights: Nights,
  stays: readonly Stay[],
  isBound: (personId: PersonId) => boolean,
): Stay[] =>
  stays.filter(
    (stay) =>
      !stay.kept &&
      isBound(stay.personId) &&
      stay.roomId !== room.roomId &&
      sharesNight(stay, nights),
  )

export type BedObstacle<Stay, Closed> =
  /** They have a bed in another course on one of these nights. */
  | { readonly kind: 'elsewhere'; readonly stay: Stay }
  | { readonly kind: 'taken'; readonly stay: Stay }
  | { readonly kind: 'closed'; readonly closure: Closed }
  | SexObstacle<Stay>
  | { readonly kind: 'no_access' }

/**
 * All that is in the way of somebody in a bed for some nights; what they have in the same course is not.
 * `stays` are those of the house.
 */
export function bedObstacles<
  Stay extends StayFacts,
  Closed extends Pick<Closure, 'from' | 'until'>,
>(
  guest: Guest,
  { room, bedId }: { room: RoomFacts<Closed>; bedId: string },
  nights: Nights,
  stays: readonly Stay[],
  today: LocalDate,
): BedObstacle<Stay, Closed>[] {
  const own = stays.filter(
    (stay) =>
      stay.personId === guest.personId &&
      stay.courseId !== guest.courseId &&
      !stay.kept &&
      sharesNight(stay, nights),
  )
  const there = stays.filter(
    (stay) =>
      stay.roomId === room.roomId &&
      stay.personId !== guest.personId &&
      sharesNight(realNights(stay, today), nights),
  )
  const sleepers = there.filter((stay) => !stay.kept)
  const sex = sexObstacle(guest.sex, room.forWhom, sleepers)
  return [
    ...own.map((stay) => ({ kind: 'elsewhere', stay }) as const),
    ...there
      .filter((stay) => stay.bedId === bedId)
      .map((stay) => ({ kind: 'taken', stay }) as const),
    ...room.closures
      .filter((closure) => isClosedIn(closure, nights))
      .map((closure) => ({ kind: 'closed', closure }) as const),
    ...(sex ? [sex] : []),
    ...(hasNoAccess(guest, room) ? [{ kind: 'no_access' } as const] : []),
  ]
}
