/** Reckoning with calendar days and minutes of a day. See [Note: Local dates] in the contract. */
import dayjs from 'dayjs'
import utc from 'dayjs/plugin/utc'
import {
  addDays,
  dateOf,
  minuteOf,
  timeAt,
  timeOf,
  wallClockAt,
  weekdayOf,
} from '#contract/time.ts'
import { type LocalDate, type LocalMonth, type LocalTime, weekdays } from '#contract/values.ts'

export {
  addDays,
  daysBetween,
  earlierOf,
  minuteOf,
  overlaps,
  rangeOf,
  timeAt,
  weekdayOf,
} from '#contract/time.ts'

dayjs.extend(utc)

/** Today's date in Almaty. */
export const today = (): LocalDate => dateOf(wallClockAt(Date.now()))
/** The present minute in Almaty. */
export const nowTime = (): LocalTime => timeOf(wallClockAt(Date.now()))

export const addMonths = (month: string, months: number): LocalMonth =>
  dayjs.utc(`${month}-01`).add(months, 'month').format('YYYY-MM') as LocalMonth
export const addYears = (date: string, years: number): LocalDate =>
  dayjs.utc(date).add(years, 'year').format('YYYY-MM-DD') as LocalDate
/** Full years of age on a day. */
export const ageOn = (birthDate: string, on: string): number =>
  dayjs.utc(on).diff(dayjs.utc(birthDate), 'year')
/** The Monday of the week that holds the date. */
export const mondayOf = (date: string): LocalDate =>
  addDays(date, -weekdays.indexOf(weekdayOf(date)))

export const addMinutes = (time: string, minutes: number): LocalTime =>
  timeAt(minuteOf(time) + minutes)
