/** Where to look for a free hour near one that was refused. */
import type { Settings } from '#contract/settings.ts'
import { addDays, daysBetween, minuteOf, timeAt, weekdayOf } from '#contract/time.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
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

/** The house as a search for a free hour sees it. */
interface House {
  settings: Settings
  closedDays: ReadonlyMap<LocalDate, unknown>
}

/** Beginnings of a day, some minutes apart, at which something ends while the house is open. */
function* beginningsOn(date: LocalDate, wanted: When, house: House, step: number) {
  const at = minuteOf(wanted.start)
  const starts = new Set<number>()
  for (const { day, from, until } of house.settings.openingHours) {
    if (day !== weekdayOf(date)) continue
    const last = minuteOf(until) - wanted.minutes
    if (minuteOf(from) <= at && at <= last) starts.add(at)
    for (let start = minuteOf(from); start <= last; start += step) starts.add(start)
  }
  for (const minute of starts) {
    const hour = { date, start: timeAt(minute) }
    yield { ...hour, cost: distance(wanted, hour) }
  }
}

/**
 * The free hours that are nearest to what was wanted, a few of them: on that day, then on the next ones.
 * `candidatesAt` says what could be done at an hour, and what it costs; `fits` whether any rule is against
 * it, which is asked of the cheapest first.
 */
export function nearestFree<Candidate extends Beginning>(
  wanted: When,
  house: House,
  {
    step,
    candidatesAt,
    fits,
  }: {
    /** Beginnings that are tried, minutes apart. */
    step: number
    candidatesAt(beginning: Beginning): readonly Candidate[]
    fits(candidate: Candidate): boolean
  },
): Candidate[] {
  const found: Candidate[] = []
  for (let day = 0; day <= daysAhead; day++) {
    const date = addDays(wanted.date, day)
    if (house.closedDays.has(date)) continue
    const candidates = [...beginningsOn(date, wanted, house, step)].flatMap(candidatesAt)
    for (const candidate of candidates.sort((one, other) => one.cost - other.cost)) {
      if (fits(candidate)) found.push(candidate)
      if (found.length === offered) return found
    }
  }
  return found
}
