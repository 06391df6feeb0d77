/** Which copies are kept. */
import { addDays, weekdayOf } from '#contract/time.ts'
import { type LocalDateTime, weekdays } from '#contract/values.ts'
import { dayOf, type NamedCopy } from './names.ts'

/** How many days, weeks and months keep the last of their daily copies, and how many of each other reason are kept. */
export const kept = { days: 7, weeks: 4, months: 12, others: 5 } as const

const weekOf = (copy: NamedCopy) =>
  addDays(dayOf(copy), -weekdays.indexOf(weekdayOf(dayOf(copy)))) as string
const monthOf = (copy: NamedCopy) => dayOf(copy).slice(0, 7)

/** The last copy of each of so many of the last periods that have one. */
function lastOfEach(
  newestFirst: readonly NamedCopy[],
  periodOf: (copy: NamedCopy) => string,
  periods: number,
): NamedCopy[] {
  const last = new Map<string, NamedCopy>()
  for (const copy of newestFirst) {
    if (!last.has(periodOf(copy))) last.set(periodOf(copy), copy)
  }
  return [...last.values()].slice(0, periods)
}

/**
 * Names of the copies that are not kept. Of daily ones stay the last of each of seven days, four weeks (from a
 * Monday) and twelve months that have any, of all others the last five of each reason. Those that are
 * dated later than now, by a clock that went wrong, stay and count for nothing: they push out none.
 */
export function thinned(copies: readonly NamedCopy[], now: LocalDateTime): string[] {
  const past = copies
    .filter(({ at }) => at <= now)
    .sort((one, other) => (one.name > other.name ? -1 : 1))
  const daily = past.filter(({ reason }) => reason === 'daily')
  const staying = new Set([
    ...lastOfEach(daily, dayOf, kept.days),
    ...lastOfEach(daily, weekOf, kept.weeks),
    ...lastOfEach(daily, monthOf, kept.months),
  ])
  const others = Map.groupBy(past, ({ reason }) => reason)
  others.delete('daily')
  for (const ofReason of others.values()) {
    for (const copy of ofReason.slice(0, kept.others)) staying.add(copy)
  }
  return past.filter((copy) => !staying.has(copy)).map(({ name }) => name)
}
