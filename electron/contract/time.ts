/** Reckoning with calendar days and minutes of a day, the same in the service and in the window. See [Note: Local dates]. */
import {
  type LocalDate,
  type LocalDateTime,
  type LocalTime,
  type Weekday,
  weekdays,
} from './values.ts'

/** Almaty keeps UTC+5 all year, by decision of 2024. */
const almatyOffset = 5 * 60 * 60 * 1000

/** The minute that it is in Almaty at so many milliseconds since 1970, whatever zone the computer is set to. */
export const wallClockAt = (milliseconds: number): LocalDateTime =>
  new Date(milliseconds + almatyOffset).toISOString().slice(0, 16) as LocalDateTime

/** The milliseconds since 1970 at which it is that minute in Almaty. */
export const millisecondsAt = (moment: LocalDateTime): number =>
  Date.parse(`${moment}:00Z`) - almatyOffset

const dayLength = 86_400_000
const instants = new Map<string, number>()
/** Kept once worked out: a booking that is refused asks a thousand times, of a few weeks. */
function instant(date: string): number {
  const known = instants.get(date)
  if (known !== undefined) return known
  const found = Date.parse(`${date}T00:00:00Z`)
  instants.set(date, found)
  return found
}

/** The first and the last day of the calendar, as {@link isLocalDate} has it. */
const calendar = { from: instant('1900-01-01'), until: instant('2199-12-31') }

/** The day that many days later (earlier for a negative number), within the calendar. */
export function addDays(date: string, days: number): LocalDate {
  const at = instant(date) + days * dayLength
  return dateAt(Math.min(Math.max(at, calendar.from), calendar.until))
}

const dates = new Map<number, LocalDate>()
function dateAt(at: number): LocalDate {
  const known = dates.get(at)
  if (known !== undefined) return known
  const found = new Date(at).toISOString().slice(0, 10) as LocalDate
  dates.set(at, found)
  return found
}

/** Whether so many days later (earlier for a negative number) is still a day of the calendar. */
export function isWithinCalendar(date: LocalDate, days: number): boolean {
  return daysBetween(date, addDays(date, days)) === days
}

/** Days from the first to the second; negative when the second is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((instant(until) - instant(from)) / dayLength)
}

export function laterOf(one: LocalDate, other: LocalDate): LocalDate {
  return one > other ? one : other
}

export function earlierOf(one: LocalDate, other: LocalDate): LocalDate {
  return one < other ? one : other
}

export function weekdayOf(date: string): Weekday {
  return weekdays[(new Date(instant(date)).getUTCDay() + 6) % 7] as Weekday
}

/** Weeks, each from a Monday, from that of the first day to that of the second. */
export function weeksBetween(from: LocalDate, until: LocalDate): number {
  const monday = (date: LocalDate) => addDays(date, -weekdays.indexOf(weekdayOf(date)))
  return daysBetween(monday(from), monday(until)) / 7
}

/** Every day from the first to the last, both included. */
export function daysFrom(from: LocalDate, until: LocalDate): LocalDate[] {
  const count = daysBetween(from, until) + 1
  return count > 0 ? Array.from({ length: count }, (_, index) => addDays(from, index)) : []
}

/** Minutes since midnight. */
export function minuteOf(time: string): number {
  const digit = (index: number) => time.charCodeAt(index) - 48
  return (digit(0) * 10 + digit(1)) * 60 + digit(3) * 10 + digit(4)
}

/** The time of day at so many minutes since midnight (0 to 1439). */
export function timeAt(minute: number): LocalTime {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0')
  return `${hours}:${String(minute % 60).padStart(2, '0')}` as LocalTime
}

/** When something that begins then and takes so many minutes ends, on the same day. */
export function endOf(start: LocalTime, minutes: number): LocalTime {
  return timeAt(minuteOf(start) + minutes)
}

export function at(date: LocalDate, time: LocalTime): LocalDateTime {
  return `${date}T${time}` as LocalDateTime
}

/** The day of a moment, and its minute of that day. */
export const dateOf = (moment: LocalDateTime): LocalDate => moment.slice(0, 10) as LocalDate
export const timeOf = (moment: LocalDateTime): LocalTime => moment.slice(11) as LocalTime

export interface MinuteRange {
  /** Minutes since midnight. */
  from: number
  /** Free again from this minute on. */
  until: number
}

/** The minutes that something takes of its day. */
export function rangeOf(when: { start: LocalTime; minutes: number }): MinuteRange {
  const from = minuteOf(when.start)
  return { from, until: from + when.minutes }
}

/** Half-open: what ends at 10:00 does not meet what begins at 10:00. */
export function overlaps(one: MinuteRange, other: MinuteRange): boolean {
  return one.from < other.until && other.from < one.until
}

/** Whether some stretches hold the whole range between them: two that meet are as good as one. */
export function covers(stretches: readonly MinuteRange[], range: MinuteRange): boolean {
  if (stretches.some((one) => one.from <= range.from && range.until <= one.until)) return true
  let reached = range.from
  for (const one of stretches.toSorted((left, right) => left.from - right.from)) {
    if (one.from > reached) break
    reached = Math.max(reached, one.until)
  }
  return reached >= range.until
}
