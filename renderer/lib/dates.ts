/** Reckoning with calendar days and minutes of a day. See [Note: Local dates] in the contract. */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import {
  type LocalDate,
  type LocalMonth,
  type LocalTime,
  type Weekday,
  weekdays,
} from '#contract/values.ts'

dayjs.extend(utc)

/** Almaty keeps one offset all year round, whatever the zone of this computer is. */
const ALMATY_OFFSET_MINUTES = 300

const wallClock = (): string =>
  new Date(Date.now() + ALMATY_OFFSET_MINUTES * 60_000).toISOString().slice(0, 16)

/** Today's date in Almaty. */
export const today = (): LocalDate => wallClock().slice(0, 10) as LocalDate
/** The present minute in Almaty. */
export const nowTime = (): LocalTime => wallClock().slice(11) as LocalTime

export const addDays = (date: string, days: number): LocalDate =>
  dayjs.utc(date).add(days, 'day').format('YYYY-MM-DD') as LocalDate
export const addMonths = (month: string, months: number): LocalMonth =>
  dayjs.utc(`${month}-01`).add(months, 'month').format('YYYY-MM') as LocalMonth
export const addYears = (date: string, years: number): LocalDate =>
  dayjs.utc(date).add(years, 'year').format('YYYY-MM-DD') as LocalDate
/** Whole days from one date to another; negative when the second is earlier. */
export const daysBetween = (from: string, until: string): number =>
  dayjs.utc(until).diff(dayjs.utc(from), 'day')
/** Full years of age on a day. */
export const ageOn = (birthDate: string, on: string): number =>
  dayjs.utc(on).diff(dayjs.utc(birthDate), 'year')
export const weekdayOf = (date: string): Weekday =>
  weekdays[(dayjs.utc(date).day() + 6) % 7] ?? 'mo'
/** The Monday of the week that holds the date. */
export const mondayOf = (date: string): LocalDate =>
  addDays(date, -weekdays.indexOf(weekdayOf(date)))

/** Minutes since midnight. */
export const minutesOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
/** The time that many minutes after midnight. */
export const timeOf = (minutes: number): LocalTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}` as LocalTime
export const addMinutes = (time: string, minutes: number): LocalTime =>
  timeOf(minutesOf(time) + minutes)
