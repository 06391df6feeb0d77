/** What is drawn under the sessions of a day: its span, what is closed, away or at rest, usual times. */
import type { DayView } from '#contract/hippotherapy.ts'
import { restsAround } from '#contract/rules/horses.ts'
import type { PlaceId } from '#contract/values.ts'
import type { Span, Stretch, UsualSlot } from '../../board/index.ts'
import { minuteOf, rangeOf } from '../../lib/dates.ts'
import { type ColumnKind, type ColumnWords, isActive } from './dayColumns.ts'

/** Minutes drawn before opening and after closing, so that the edges are seen to be closed. */
const MARGIN = 30
const HALF_HOUR = 30
const usualDay: Span = { from: 9 * 60, until: 18 * 60 }

/** The part of the day to draw: opening hours and every session, to the half hour. */
export function spanOf(day: DayView): Span {
  const open = day.openingHours.length > 0
  const from = [
    ...day.openingHours.map((hours) => minuteOf(hours.from)),
    ...day.sessions.map(({ start }) => minuteOf(start)),
    ...(open ? [] : [usualDay.from]),
  ]
  const until = [
    ...day.openingHours.map((hours) => minuteOf(hours.until)),
    ...day.sessions.map(({ start, minutes }) => minuteOf(start) + minutes),
    ...(open ? [] : [usualDay.until]),
  ]
  const floor = Math.floor(Math.min(...from) / HALF_HOUR) * HALF_HOUR
  const ceiling = Math.ceil(Math.max(...until) / HALF_HOUR) * HALF_HOUR
  return { from: Math.max(0, floor - MARGIN), until: Math.min(24 * 60, ceiling + MARGIN) }
}

interface Hours {
  readonly from: string
  readonly until: string
}
/** The stretches of the span outside the hours. */
export function outside(hours: readonly Hours[], span: Span): { start: number; end: number }[] {
  const gaps: { start: number; end: number }[] = []
  let from = span.from
  for (const one of [...hours].sort((a, b) => minuteOf(a.from) - minuteOf(b.from))) {
    if (minuteOf(one.from) > from) gaps.push({ start: from, end: minuteOf(one.from) })
    from = Math.max(from, minuteOf(one.until))
  }
  if (from < span.until) gaps.push({ start: from, end: span.until })
  return gaps
}

/** What is shaded: closed hours everywhere; horses away and their rests; members out of hours. */
export function stretchesOf(
  day: DayView,
  kind: ColumnKind,
  span: Span,
  words: ColumnWords,
): Stretch[] {
  const closed = outside(day.openingHours, span).map(
    ({ start, end }): Stretch => ({
      id: `closed-${start}`,
      lineId: null,
      start,
      end,
      kind: 'closed',
      words: day.closedDay ?? words.closed,
    }),
  )
  switch (kind) {
    case 'horse':
      return [...closed, ...away(day.horses, span, words), ...rests(day, words)]
    case 'instructor':
      return [
        ...closed,
        ...away(day.members, span, words),
        ...day.members.flatMap((member) =>
          outside(member.hours, span).map(
            ({ start, end }): Stretch => ({
              id: `off-${member.id}-${start}`,
              lineId: member.id,
              start,
              end,
              kind: 'away',
              words: words.notWorking,
            }),
          ),
        ),
      ]
    case 'place':
      return [...closed, ...away(day.places, span, words)]
  }
}

/** The stretches in which horses, members or places are away. */
const away = (
  lines: readonly (Pick<DayView['places'][number], 'unavailable'> & {
    id: string
    away?: DayView['horses'][number]['away']
  })[],
  span: Span,
  words: ColumnWords,
): Stretch[] =>
  lines.flatMap(({ id, unavailable, away: wholeDay = null }) =>
    unavailable.map((one): Stretch => {
      const start = one.from ? Math.max(minuteOf(one.from), span.from) : span.from
      const end = one.until ? Math.min(minuteOf(one.until), span.until) : span.until
      return {
        id: `away-${id}-${start}`,
        lineId: id,
        start,
        end,
        kind: 'away',
        words: words.away(one, wholeDay?.until ?? null),
      }
    }),
  )

/** The rest of a horse before and after each session, no longer than until the next one. */
function rests(day: DayView, words: ColumnWords): Stretch[] {
  const active = day.sessions.filter(isActive)
  return day.horses.flatMap(({ id, restMinutes }) => {
    const work = active.filter(({ horseId }) => horseId === id).map(rangeOf)
    return restsAround(work, restMinutes).map(
      ({ from, until }): Stretch => ({
        id: `rest-${id}-${from}`,
        lineId: id,
        start: from,
        end: until,
        kind: 'rest',
        words: words.rest,
      }),
    )
  })
}

/** The usual beginnings of a day; by place each stands in its own column. */
export const usualSlotsOf = (day: DayView, kind: ColumnKind): UsualSlot[] =>
  day.slots.map(({ start, minutes, placeId }) => ({
    lineId: kind === 'place' ? placeId : null,
    start: minuteOf(start),
    end: minuteOf(start) + minutes,
  }))

/** The place where a session usually is at that minute. */
export const usualPlaceAt = (day: DayView, minute: number): PlaceId | null =>
  day.slots.find(({ start }) => minuteOf(start) === minute)?.placeId ?? null

/** The usual length of a session on that day. */
export const usualMinutesOf = (day: DayView): number => day.slots[0]?.minutes ?? 30
