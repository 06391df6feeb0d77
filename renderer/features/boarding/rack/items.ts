/** Stays, closures and courses as the board shows them. */
import type { NightsAway, Rack, RackStay } from '#contract/boarding.ts'
import { type Nights, outside } from '#contract/rules/beds.ts'
import { earlierOf, laterOf } from '#contract/time.ts'
import type { BoardItem, Span, Stretch, UsualSlot } from '../../../board/index.ts'
import { weekdayOf } from '../../../lib/dates.ts'
import { dateOf, nightOf } from './nights.ts'
import { isMovable, type StayState, stateOf } from './states.ts'
import type { Waiting } from './waiting.ts'

export interface RackItem extends BoardItem {
  /** The stay that it is, or null for somebody who has no bed yet. */
  readonly stay: RackStay | null
  readonly state: StayState
  readonly waiting: Waiting | null
  /** Nights among them that the person is away while the bed waits, as parts of the whole, 0 to 1. */
  readonly away: readonly { from: number; until: number }[]
}

export interface ItemWords {
  stay(stay: RackStay, state: StayState, away: readonly Nights[]): string
}

/** Whether nights away are those of whoever has the bed. */
const isOf = (away: NightsAway, stay: RackStay): boolean =>
  away.personId === stay.personId && away.courseId === stay.courseId && !stay.kept

/** Beds that somebody has left to others while they are away, as long as nobody has them. */
export const bedsLeft = (
  { away, stays }: Pick<Rack, 'away' | 'stays'>,
  say: (name: string) => string,
): Stretch[] =>
  away
    .filter(({ bedKept }) => !bedKept)
    .flatMap((one) => {
      const before = stays.find((stay) => isOf(one, stay) && stay.to === one.from)
      if (!before) return []
      const nights = { from: one.from, to: one.until }
      const taken = stays.filter(({ bedId }) => bedId === before.bedId)
      return outside(nights, taken).map(({ from, to }) => ({
        id: `${one.awayId} ${from}`,
        lineId: before.bedId,
        start: nightOf(from),
        end: nightOf(to),
        kind: 'away' as const,
        words: say(one.name),
      }))
    })

/** Whether a stay is the last of its person: an earlier one ends by moving, and nobody leaves. */
export const isLast = (stay: RackStay, stays: readonly RackStay[]): boolean =>
  !stays.some(
    (other) =>
      other.personId === stay.personId &&
      other.courseId === stay.courseId &&
      !other.kept &&
      other.from >= stay.to,
  )

/** Stays as items. A stay that has not changed keeps its item from one drawing to the next. */
export function itemMaker(
  today: string,
  words: ItemWords,
  classOf: (state: StayState, unsettled: boolean) => string,
) {
  const made = new WeakMap<RackStay, RackItem>()
  return (stays: readonly RackStay[], away: Rack['away']): RackItem[] =>
    stays.map((stay) => {
      const gone = away
        .filter((one) => one.bedKept && isOf(one, stay))
        .map((one) => ({ from: laterOf(one.from, stay.from), to: earlierOf(one.until, stay.to) }))
        .filter((nights) => nights.from < nights.to)
      const last = isLast(stay, stays)
      const state = stateOf(stay, today, last)
      const before = made.get(stay)
      if (before?.state === state && before.away.length === 0 && gone.length === 0) return before
      const [start, end] = [nightOf(stay.from), nightOf(stay.to)]
      const tonight = nightOf(today)
      const item: RackItem = {
        id: stay.stayId,
        lineId: stay.bedId,
        start,
        // Who should have left has the bed tonight too.
        end: state === 'overdue' ? Math.max(end, tonight + 1) : end,
        label: words.stay(stay, state, gone),
        movable: isMovable(state),
        aside: false,
        keeps: 'end',
        // Nights that are over stay where they were slept.
        ...(stay.state === 'here' && start < tonight && { carriedFrom: tonight }),
        className: classOf(state, stay.findings.length > 0),
        stay,
        state,
        waiting: null,
        away: gone.map((nights) => ({
          from: (nightOf(nights.from) - start) / (end - start),
          until: (nightOf(nights.to) - start) / (end - start),
        })),
      }
      made.set(stay, item)
      return item
    })
}

/** Somebody without a bed, as something that can be carried in. */
export const waitingItem = (waiting: Waiting, label: string): RackItem => ({
  id: `waiting ${waiting.personId} ${waiting.courseId}`,
  lineId: '',
  start: nightOf(waiting.from),
  end: nightOf(waiting.to),
  label,
  movable: true,
  aside: false,
  keeps: 'both',
  className: '',
  stay: null,
  state: 'expected',
  waiting,
  away: [],
})

/** Rooms out of use, in each of their beds, with the reason. */
export const closuresOf = (rooms: Rack['rooms'], plain: string): Stretch[] =>
  rooms.flatMap(({ beds, closures }) =>
    closures.flatMap(({ closureId, from, until, reason }) =>
      beds.map(
        ({ bedId }): Stretch => ({
          id: `${closureId} ${bedId}`,
          lineId: bedId,
          start: nightOf(from),
          end: nightOf(until) + 1,
          kind: 'closed',
          words: reason ?? plain,
        }),
      ),
    ),
  )

/** Beds that are not used any more, in all days that are shown. */
export const goneBeds = (rooms: Rack['rooms'], span: Span, words: string): Stretch[] =>
  rooms.flatMap(({ beds }) =>
    beds.flatMap(({ bedId, gone }): Stretch[] =>
      gone
        ? [
            {
              ...{ id: `gone ${bedId}`, lineId: bedId, kind: 'closed', words },
              ...{ start: span.from, end: span.until },
            },
          ]
        : [],
    ),
  )

/** Days of the calendar that are shaded: Saturdays with their Sundays, and today. */
export function dayShades(span: Span, today: string): Stretch[] {
  const shade = (kind: 'weekend' | 'today', day: number, days: number): Stretch => ({
    id: `${kind} ${day}`,
    lineId: null,
    start: day - 0.5,
    end: day - 0.5 + days,
    kind,
    words: '',
  })
  const days = Array.from({ length: span.until - span.from }, (_, index) => span.from + index)
  return [
    ...days.filter((day) => weekdayOf(dateOf(day)) === 'sa').map((day) => shade('weekend', day, 2)),
    shade('today', nightOf(today), 1),
  ]
}

/** Nights of the courses: a click on a free bed means all of them. */
export const coursesAsSlots = (courses: Rack['courses']): UsualSlot[] =>
  [...new Map(courses.map((one) => [`${one.from} ${one.until}`, one])).values()].map(
    ({ from, until }) => ({ lineId: null, start: nightOf(from), end: nightOf(until) }),
  )
