/** The rules that protect the horse. Sources: see rules.ts. */
import type { Finding } from '#contract/schedule.ts'
import type { LocalDate } from '#contract/values.ts'
import { daysBetween, type MinuteRange, overlaps } from '../../kernel/time.ts'
import { rangeOf } from '../../schedule/session.ts'
import { block, warn } from '../../schedule/situation.ts'
import type { Draft, Facts } from './situation.ts'

/** Sum of the run of work that the ride belongs to: rests shorter than `rest` do not end it. */
function runMinutes(ride: MinuteRange, work: readonly MinuteRange[], rest: number): number {
  const day = [...work, ride].sort((one, other) => one.from - other.from)
  const at = day.indexOf(ride)
  let minutes = ride.until - ride.from
  const count = (index: number) => {
    const one = day[index] as MinuteRange
    minutes += one.until - one.from
  }
  for (let i = at; i > 0; i--) {
    if ((day[i] as MinuteRange).from - (day[i - 1] as MinuteRange).until >= rest) break
    count(i - 1)
  }
  for (let i = at; i < day.length - 1; i++) {
    if ((day[i + 1] as MinuteRange).from - (day[i] as MinuteRange).until >= rest) break
    count(i + 1)
  }
  return minutes
}

/** The most working days in any seven that hold the date. */
function worstWeek(date: LocalDate, work: readonly { date: LocalDate }[]): number {
  const offsets = new Set([0, ...work.map((one) => daysBetween(date, one.date))])
  let worst = 0
  for (let first = -6; first <= 0; first++) {
    let days = 0
    for (let day = first; day < first + 7; day++) if (offsets.has(day)) days++
    worst = Math.max(worst, days)
  }
  return worst
}

/** Rest, work and age of the horse, and the days on which it is away. */
export function horseRules(ride: Draft, facts: Facts): Finding[] {
  const horse = ride.horseId && facts.horses.get(ride.horseId)
  if (!horse) return []
  const { settings } = facts
  const { name } = horse
  const findings: Finding[] = []
  const range = rangeOf(ride)

  const away = horse.absences.find(({ from, until }) => from <= ride.date && ride.date <= until)
  if (away || !horse.active) {
    findings.push(
      block('horse_unavailable', {
        name,
        from: away?.from ?? null,
        until: away?.until ?? null,
        reason: away?.reason ?? null,
      }),
    )
  }

  const sameDay = horse.work.filter((one) => one.date === ride.date)
  const minutes = sameDay.reduce((sum, one) => sum + one.until - one.from, ride.minutes)
  const blockAt = horse.dailyBlockMinutes ?? settings.horseDailyBlockMinutes
  const warnAt = horse.dailyWarnMinutes ?? settings.horseDailyWarnMinutes
  if (minutes > blockAt) {
    findings.push(block('horse_daily_limit', { name, minutes, limit: blockAt }))
  } else if (minutes > warnAt) {
    findings.push(warn('horse_daily_limit', { name, minutes, limit: warnAt }))
  }

  const run = runMinutes(range, sameDay, settings.horseConsecutiveRestMinutes)
  if (run > settings.horseConsecutiveMinutes) {
    findings.push(
      block('horse_consecutive', {
        name,
        minutes: run,
        limit: settings.horseConsecutiveMinutes,
        rest: settings.horseConsecutiveRestMinutes,
      }),
    )
  }

  const rest = horse.restMinutes ?? settings.horseRestMinutes
  const gaps = sameDay
    .filter((one) => !overlaps(one, range))
    .map((one) => (one.until <= range.from ? range.from - one.until : one.from - range.until))
  const gap = Math.min(...gaps)
  if (gap < rest) findings.push(block('horse_rest', { name, gap, rest }))

  const days = worstWeek(ride.date, horse.work)
  if (days > settings.horseWeekDays) {
    findings.push(block('horse_week', { name, days, limit: settings.horseWeekDays }))
  }

  const years = Number(ride.date.slice(0, 4)) - horse.birthYear
  if (years < settings.horseMinAgeYears) {
    findings.push(warn('horse_age', { name, years, limit: settings.horseMinAgeYears }))
  }
  return findings
}

const oneDecimal = (value: number) => Math.round(value * 10) / 10

/** (client × 1.1 if without balance) + tack + rider behind ≤ the horse's per cent of its mass. */
export function weightRule(ride: Draft, facts: Facts): Finding[] {
  const horse = ride.horseId && facts.horses.get(ride.horseId)
  const { client, settings } = facts
  if (!horse || !client || client.weightKg === null) return []
  const factor = client.keepsBalance === false ? 1 + settings.unbalancedPercent / 100 : 1
  const load =
    client.weightKg * factor + (horse.tackKg ?? settings.tackKg) + (ride.riderBehindKg ?? 0)
  const limit = (horse.massKg * (horse.loadPercent ?? settings.loadPercent)) / 100
  // A thousandth of a kilogram: 33 × 1.1 is a little more than 36.3 in floating point.
  if (load <= limit + 0.001) return []
  return [
    block(
      'weight_limit',
      { name: horse.name, loadKg: oneDecimal(load), limitKg: oneDecimal(limit) },
      true,
    ),
  ]
}
