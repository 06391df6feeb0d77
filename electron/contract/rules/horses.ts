/** A horse's day: how much it works, how long it rests. Limits are its own, or else those of the settings. */
import type { Horse } from '../horses.ts'
import type { Settings } from '../settings.ts'
import { addDays, type MinuteRange, overlaps } from '../time.ts'
import type { LocalDate } from '../values.ts'

type OwnLimits = Pick<Horse, 'dailyWarnMinutes' | 'dailyBlockMinutes' | 'restMinutes'>
type UsualLimits = Pick<
  Settings,
  'horseDailyWarnMinutes' | 'horseDailyBlockMinutes' | 'horseRestMinutes'
>

/** Minutes of work in a day from which to warn and beyond which to refuse, and of rest between two sessions. */
export interface DayLimits {
  readonly warnMinutes: number
  readonly blockMinutes: number
  readonly restMinutes: number
}
export const dayLimits = (own: OwnLimits, usual: UsualLimits): DayLimits => ({
  warnMinutes: own.dailyWarnMinutes ?? usual.horseDailyWarnMinutes,
  blockMinutes: own.dailyBlockMinutes ?? usual.horseDailyBlockMinutes,
  restMinutes: own.restMinutes ?? usual.horseRestMinutes,
})

/** Minutes of work of a day. */
export const workMinutes = (work: readonly MinuteRange[]): number =>
  work.reduce((sum, { from, until }) => sum + until - from, 0)

/** Exactly the limit is not beyond it. */
export const isBeyond = (minutes: number, limit: number): boolean => minutes > limit

/** Minutes between a session and the nearest other one of the day; infinite without any. */
export const nearestGap = (range: MinuteRange, others: readonly MinuteRange[]): number =>
  Math.min(
    ...others
      .filter((one) => !overlaps(one, range))
      .map((one) => (one.until <= range.from ? range.from - one.until : one.from - range.until)),
  )

/** When a horse rests around its sessions of a day: nothing can begin or end within it. */
export function restsAround(work: readonly MinuteRange[], restMinutes: number): MinuteRange[] {
  const ordered = work.toSorted((one, other) => one.from - other.from)
  const rests: MinuteRange[] = []
  for (const [index, one] of ordered.entries()) {
    const before = ordered[index - 1]?.until ?? Number.NEGATIVE_INFINITY
    const after = ordered[index + 1]?.from ?? Number.POSITIVE_INFINITY
    rests.push({ from: Math.max(one.from - restMinutes, before), until: one.from })
    rests.push({ from: one.until, until: Math.min(one.until + restMinutes, after) })
  }
  return joined(rests.filter(({ from, until }) => from < until))
}

/** Stretches in order of time, those that meet made one. */
function joined(stretches: readonly MinuteRange[]): MinuteRange[] {
  const one: MinuteRange[] = []
  for (const { from, until } of stretches.toSorted((left, right) => left.from - right.from)) {
    const last = one.at(-1)
    if (last && from <= last.until) last.until = Math.max(last.until, until)
    else one.push({ from, until })
  }
  return one
}

/** Minutes of the run of work that a session belongs to: rests shorter than `rest` do not end it. */
export function runMinutes(range: MinuteRange, work: readonly MinuteRange[], rest: number): number {
  const before = work.filter((one) => one.from < range.from).sort((a, b) => b.from - a.from)
  const after = work.filter((one) => one.from >= range.from).sort((a, b) => a.from - b.from)
  const run = [range]
  let edge = range.from
  for (const one of before) {
    if (edge - one.until >= rest) break
    run.push(one)
    edge = one.from
  }
  edge = range.until
  for (const one of after) {
    if (one.from - edge >= rest) break
    run.push(one)
    edge = one.until
  }
  return workMinutes(run)
}

const around = new Map<LocalDate, LocalDate[]>()
/** Six days before to six days after; kept, as all horses of a day are asked for the same. */
function daysAround(date: LocalDate): LocalDate[] {
  const known = around.get(date)
  if (known) return known
  if (around.size > 1000) around.clear()
  const days = Array.from({ length: 13 }, (_, index) => addDays(date, index - 6))
  around.set(date, days)
  return days
}

/** The most working days in any seven that hold the date, when it works on that day too. */
export function worstWeek(date: LocalDate, worksOn: (date: LocalDate) => boolean): number {
  const days = daysAround(date)
  const works: boolean[] = []
  let count = 0
  let most = 0
  for (let index = 0; index < days.length; index++) {
    works.push(index === 6 || worksOn(days[index] as LocalDate))
    count += Number(works[index]) - Number(works[index - 7] ?? false)
    if (index >= 6) most = Math.max(most, count)
  }
  return most
}
