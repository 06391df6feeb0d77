import type { DayView } from '#contract/hippotherapy.ts'
import type { Landing } from '../../board/index.ts'
import { minuteOf, nowTime, timeAt, today } from '../../lib/dates.ts'
import { type ColumnKind, castOfColumn, isActive } from './dayColumns.ts'
import { usualMinutesOf, usualPlaceAt } from './dayShades.ts'
import type { RideDraft } from './draft.ts'

export interface NewDraft {
  readonly initial: RideDraft
  /** Parts that were chosen on the board, and that no proposal changes. */
  readonly given: readonly (keyof RideDraft)[]
}

/** A new ride at a place of the board, or at the next usual time of the day. */
export function newDraft(day: DayView, by: ColumnKind, landing: Landing | null): NewDraft {
  const start = landing?.start ?? nextStart(day)
  const cast = landing ? castOfColumn(by, landing.lineId) : {}
  const usualMinutes = usualMinutesOf(day)
  const minutes = landing?.length ?? usualMinutes
  const onlyPlace = day.places.length === 1 ? (day.places[0]?.id ?? null) : null
  return {
    initial: {
      clientId: null,
      horseId: null,
      placeId: usualPlaceAt(day, start) ?? onlyPlace,
      instructorId: null,
      therapistId: null,
      leaderId: null,
      sidewalkerIds: [],
      riderBehindKg: 0,
      date: day.date,
      start: timeAt(start),
      minutes,
      ...cast,
    },
    given: [
      ...(Object.keys(cast) as (keyof RideDraft)[]),
      ...(usualPlaceAt(day, start) ? (['placeId'] as const) : []),
      ...(landing && landing.length !== usualMinutes ? (['minutes'] as const) : []),
    ],
  }
}

/** The next usual beginning at which something is free, else the beginning of the day. */
function nextStart(day: DayView): number {
  const now = day.date === today() ? minuteOf(nowTime()) : 0
  const active = day.sessions.filter(isActive)
  const open = day.slots.filter(({ start, placeId }) => {
    const there = active.filter((session) => session.start === start)
    return minuteOf(start) >= now && !there.some((session) => session.placeId === placeId)
  })
  const first = open[0] ?? day.slots.find(({ start }) => minuteOf(start) >= now) ?? day.slots[0]
  return minuteOf(first?.start ?? day.openingHours[0]?.from ?? '09:00')
}
