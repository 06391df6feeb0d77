/** The rules that protect the horse. Sources: see rules.ts. */
import {
  dayLimits,
  isBeyond,
  nearestGap,
  runMinutes,
  workMinutes,
  worstWeek,
} from '#contract/rules/horses.ts'
import type { Finding } from '#contract/schedule.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { unavailableAt } from '../../schedule/availability.ts'
import { rangeOf } from '../../schedule/session.ts'
import { block, warn } from '../../schedule/situation.ts'
import type { Facts, RideDraft } from './situation.ts'

/** Rest, work and age of the horse, and the days on which it is away. */
export function horseRules(
  ride: RideDraft & { id?: SessionId | undefined },
  facts: Facts,
): Finding[] {
  const { horseId } = ride
  const horse = horseId && facts.horses.get(horseId)
  if (!horse) return []
  const { settings } = facts
  const { name } = horse
  const findings: Finding[] = []
  const range = rangeOf(ride)

  // One that does not work here any more is not back when it would have been.
  const away = horse.active ? unavailableAt(facts.away.get(horseId), ride) : undefined
  if (away || !horse.active) {
    findings.push(
      block('horse_unavailable', {
        name,
        from: away?.from ?? null,
        until: away?.until ?? null,
        reason: away?.note ?? null,
        ...(away && {
          because: away.reason,
          ...(away.fromTime && { fromTime: away.fromTime }),
          ...(away.untilTime && { untilTime: away.untilTime }),
        }),
      }),
    )
  }

  const isOther = (one: { sessionId: SessionId }) => one.sessionId !== ride.id
  const worksOn = (date: LocalDate) => horse.work.get(date)?.some(isOther) === true
  const sameDay = (horse.work.get(ride.date) ?? []).filter(isOther)
  const { warnMinutes, blockMinutes, restMinutes: rest } = dayLimits(horse, settings)
  const minutes = workMinutes([...sameDay, range])
  if (isBeyond(minutes, blockMinutes)) {
    findings.push(block('horse_daily_limit', { name, minutes, limit: blockMinutes }))
  } else if (isBeyond(minutes, warnMinutes)) {
    findings.push(warn('horse_daily_limit', { name, minutes, limit: warnMinutes }))
  }

  const run = runMinutes(range, sameDay, settings.horseConsecutiveRestMinutes)
  if (isBeyond(run, settings.horseConsecutiveMinutes)) {
    findings.push(
      block('horse_consecutive', {
        name,
        minutes: run,
        limit: settings.horseConsecutiveMinutes,
        rest: settings.horseConsecutiveRestMinutes,
      }),
    )
  }

  const gap = nearestGap(range, sameDay)
  if (gap < rest) findings.push(block('horse_rest', { name, gap, rest }))

  const days = worstWeek(ride.date, worksOn)
  if (isBeyond(days, settings.horseWeekDays)) {
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
export function weightRule(ride: RideDraft, facts: Facts): Finding[] {
  const horse = ride.horseId && facts.horses.get(ride.horseId)
  const client = ride.clientId && facts.clients.get(ride.clientId)
  const { settings } = facts
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
