import type { DayView } from '#contract/hippotherapy.ts'
import { endOf } from '#contract/time.ts'
import type { Landing } from '../../board/index.ts'
import { minuteOf, nowTime, overlaps, rangeOf, timeAt, today } from '../../lib/dates.ts'
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

/** The next usual beginning at which a place, an instructor and a horse are free, else one of a free place. */
function nextStart(day: DayView): number {
  const now = day.date === today() ? minuteOf(nowTime()) : 0
  const coming = day.slots.filter(({ start }) => minuteOf(start) >= now)
  const first =
    coming.find((slot) => isPlaceFree(day, slot) && isSomebodyFree(day, slot)) ??
    coming.find((slot) => isPlaceFree(day, slot)) ??
    coming[0] ??
    day.slots[0]
  return minuteOf(first?.start ?? day.openingHours[0]?.from ?? '09:00')
}

type Slot = DayView['slots'][number]

/** The sessions of the day that meet a slot, or come nearer to it than so many minutes. */
const meeting = (day: DayView, slot: Slot, rest = 0) => {
  const { from, until } = rangeOf(slot)
  const wide = { from: from - rest, until: until + rest }
  return day.sessions.filter((one) => isActive(one) && overlaps(rangeOf(one), wide))
}

const isPlaceFree = (day: DayView, slot: Slot): boolean =>
  !meeting(day, slot).some(({ placeId }) => placeId === slot.placeId)

function isSomebodyFree(day: DayView, slot: Slot): boolean {
  const there = meeting(day, slot)
  const instructor = day.members.some(
    ({ id, roles, hours }) =>
      roles.includes('instructor') &&
      hours.some(
        ({ from, until }) => from <= slot.start && endOf(slot.start, slot.minutes) <= until,
      ) &&
      !there.some((one) =>
        [one.instructorId, one.therapistId, one.leaderId, ...one.sidewalkerIds].includes(id),
      ),
  )
  const horse = day.horses.some(
    ({ id, away, restMinutes }) =>
      !away && !meeting(day, slot, restMinutes).some(({ horseId }) => horseId === id),
  )
  return instructor && horse
}
