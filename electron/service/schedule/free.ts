/** Where to look for a free hour near one that was refused. */
import type { Settings } from '#contract/settings.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { addDays, daysBetween, minuteOf, timeAt, weekdayOf } from '../kernel/time.ts'
import type { When } from './session.ts'

/** How many alternatives are offered. */
export const offered = 5
/** How many days after the wanted one are looked at. */
export const daysAhead = 7
/** What another day costs against the wanted one, in minutes of waiting. */
const priceOfDay = 600

type Hour = Pick<When, 'date' | 'start'>
/** How far an hour is from the wanted one: minutes, and more for another day. */
export const distance = (wanted: Hour, one: Hour): number =>
  Math.abs(minuteOf(one.start) - minuteOf(wanted.start)) +
  daysBetween(wanted.date, one.date) * priceOfDay

/** An hour at which something could begin. */
export interface Beginning {
  date: LocalDate
  start: LocalTime
  /** Its {@link distance} from what was wanted. */
  cost: number
}

/** Beginnings, some minutes apart, that end while the house is open, on days on which it is. */
export function* beginningsNear(
  wanted: When,
  { settings, closedDays }: { settings: Settings; closedDays: ReadonlyMap<LocalDate, unknown> },
  step: number,
): Generator<Beginning> {
  const at = minuteOf(wanted.start)
  for (let day = 0; day <= daysAhead; day++) {
    const date = addDays(wanted.date, day)
    if (closedDays.has(date)) continue
    const starts = new Set<number>()
    for (const { day: weekday, from, until } of settings.openingHours) {
      if (weekday !== weekdayOf(date)) continue
      const last = minuteOf(until) - wanted.minutes
      if (minuteOf(from) <= at && at <= last) starts.add(at)
      for (let start = minuteOf(from); start <= last; start += step) starts.add(start)
    }
    for (const minute of starts) {
      const hour = { date, start: timeAt(minute) }
      yield { ...hour, cost: distance(wanted, hour) }
    }
  }
}

/** The nearest first; of two as near, the one that was there first. */
export const byCost = (one: { cost: number }, other: { cost: number }): number =>
  one.cost - other.cost
