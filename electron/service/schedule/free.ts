/** Where to look for a free hour near one that was refused. */
import { asksToBeSettled } from '#contract/rules/settling.ts'
import type { Finding } from '#contract/schedule.ts'
import type { Settings } from '#contract/settings.ts'
import { addDays, daysBetween, minuteOf, timeAt, weekdayOf } from '#contract/time.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import type { When } from './session.ts'
import { isBlock } from './situation.ts'

/** How many alternatives are offered. */
export const offered = 5
/** How many days after the wanted one are looked at. */
export const daysAhead = 7
/** How many minutes apart offers of a day are at least, unless they are at the same one. */
const apart = 30
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

/** Beginnings of a day, some minutes apart, at which something ends while the house is open. */
function* beginningsOn(date: LocalDate, wanted: When, { settings, step }: Where) {
  const at = minuteOf(wanted.start)
  const starts = new Set<number>()
  for (const { day, from, until } of settings.openingHours) {
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

/** What a search for a free hour asks of some days. */
export interface Search<Candidate extends Beginning> {
  closedDays: ReadonlyMap<LocalDate, unknown>
  /** What could be done at an hour, and what it costs. */
  candidatesAt(beginning: Beginning): readonly Candidate[]
  /** Whether no rule is against it: asked of the cheapest first. */
  fits(candidate: Candidate): boolean
}

/** Where a free hour is looked for. */
export interface Where {
  settings: Pick<Settings, 'openingHours'>
  /** Beginnings that are tried, minutes apart. */
  step: number
  /** For one that is to be settled: at hours that are apart from its own, too, where nothing is left to be settled. */
  settling?: boolean | undefined
}

/** Whether a finding is against an hour. */
export const isAgainst =
  ({ settling = false }: Pick<Where, 'settling'>) =>
  (finding: Finding): boolean =>
    settling ? asksToBeSettled(finding, null) : isBlock(finding)

/**
 * The free hours that are nearest to what was wanted, a few of them: on that day, then on the next ones,
 * which are looked into only when the day itself has too few. Of hours that all but meet, one is enough.
 */
export async function nearestFree<Candidate extends Beginning>(
  wanted: When,
  { settings, step, settling = false }: Where,
  lookInto: (days: { from: LocalDate; until: LocalDate }) => Promise<Search<Candidate>>,
): Promise<Candidate[]> {
  const found: Candidate[] = []
  const isFound = ({ date, start }: Hour) =>
    (settling ? [wanted, ...found] : found).some((one) => {
      const minutes = Math.abs(minuteOf(one.start) - minuteOf(start))
      return one.date === date && minutes < apart && (settling || minutes > 0)
    })
  for (const { first, last } of [
    { first: 0, last: 0 },
    { first: 1, last: daysAhead },
  ]) {
    const from = addDays(wanted.date, first)
    const search = await lookInto({ from, until: addDays(wanted.date, last) })
    for (let day = first; day <= last; day++) {
      const date = addDays(wanted.date, day)
      if (search.closedDays.has(date)) continue
      const candidates = [...beginningsOn(date, wanted, { settings, step })].flatMap(
        search.candidatesAt,
      )
      for (const candidate of candidates.sort((one, other) => one.cost - other.cost)) {
        if (isFound(candidate)) continue
        if (search.fits(candidate)) found.push(candidate)
        if (found.length === offered) return found
      }
    }
  }
  return found
}
