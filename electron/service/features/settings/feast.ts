/**
 * When Құрбан айт is.
 *
 * [Note: Movable feasts] Its first day, 10 Dhu al-Hijja, goes by the moon, and the muftiate announces it.
 * A calendar worked out ahead may be a day off, so what it says is proposed to people and never believed:
 * until the day is announced or entered, no session is kept off it.
 */
import { addDays, daysBetween } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'

/** What the muftiate has announced. */
const announced = ['2024-06-16', '2025-06-06', '2026-05-27', '2027-05-16'] as LocalDate[]

/** So many days at most may the moon be off what is worked out. */
const uncertainty = 3

/** A Құрбан айт: its day as worked out, and as announced or entered; null while nobody has said. */
export interface Feast {
  proposed: LocalDate
  date: LocalDate | null
}

const islamic = new Intl.DateTimeFormat('en-u-ca-islamic-umalqura', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
})

/** Days to the next 10 Dhu al-Hijja, 0 on it; never too many: months of the moon have 29 days or 30. */
function daysAhead(date: LocalDate): number {
  const parts = islamic.formatToParts(new Date(`${date}T00:00:00Z`))
  const numberOf = (type: 'month' | 'day') => Number(parts.find((one) => one.type === type)?.value)
  const ahead = (12 - numberOf('month')) * 29 + 10 - numberOf('day')
  return ahead >= 0 ? ahead : 1
}

const proposed = new Map<number, readonly LocalDate[]>()

/** Each 10 Dhu al-Hijja of a year by the calendar of Umm al-Qura: one, or two of a year in thirty. */
function proposedOf(year: number): readonly LocalDate[] {
  const known = proposed.get(year)
  if (known) return known
  const found: LocalDate[] = []
  const first = `${year}-01-01` as LocalDate
  const last = daysBetween(first, `${year}-12-31`)
  for (let day = 0; day <= last; ) {
    const date = addDays(first, day)
    const ahead = daysAhead(date)
    if (ahead === 0) found.push(date)
    day += Math.max(1, ahead)
  }
  proposed.set(year, found)
  return found
}

const distance = (one: LocalDate, other: LocalDate) => Math.abs(daysBetween(one, other))

/** The days on which the feast may be, or with `until` one of a whole period. */
export const around = (from: LocalDate, until = from) => ({
  from: addDays(from, -uncertainty),
  until: addDays(until, uncertainty),
})

export const mayBeOn = ({ proposed }: Feast, date: LocalDate): boolean =>
  distance(proposed, date) <= uncertainty

/** Those whose day is, or may be, in a year; `entered` are the days that people have said. */
export function feastsAbout(year: number, entered: readonly LocalDate[]): Feast[] {
  const { from, until } = around(`${year}-01-01` as LocalDate, `${year}-12-31` as LocalDate)
  const years = new Set([from, `${year}`, until].map((date) => Number(date.slice(0, 4))))
  return [...years]
    .flatMap(proposedOf)
    .filter((proposed) => proposed >= from && proposed <= until)
    .map((proposed) => {
      const isNear = (date: LocalDate) => distance(proposed, date) <= uncertainty
      return { proposed, date: entered.find(isNear) ?? announced.find(isNear) ?? null }
    })
}

/** The feast that is nearest to a day in its year. */
export function feastNear(date: LocalDate, entered: readonly LocalDate[]): Feast {
  const [nearest] = feastsAbout(Number(date.slice(0, 4)), entered).sort(
    (one, other) => distance(one.proposed, date) - distance(other.proposed, date),
  )
  if (!nearest) throw new Error(`no 10 Dhu al-Hijja about ${date}`)
  return nearest
}
