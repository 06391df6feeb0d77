/**
 * The rules of hippotherapy, pure: they are given facts and answer findings.
 *
 * Sources of the limits: PATH Intl. practice (6 hours a day, 6 days a week), ABRS (20 % of the
 * horse's mass with tack, 10 % added for a rider without balance), practice of the centre (2 hours
 * without rest, a medical statement every year). The app flags, a human decides.
 */
import type { Finding } from '#contract/hippotherapy.ts'
import type { HorseId, MemberId, PlaceId, ResourceId } from '#contract/values.ts'
import { covers, daysBetween, minuteOf, overlaps, timeAt, weekdayOf } from '../../kernel/time.ts'
import { horseRules, weightRule } from './horse-rules.ts'
import { block, type Draft, type Facts, rangeOf, seatsOf, warn } from './situation.ts'

function nameOf(facts: Facts, id: ResourceId): string {
  return (
    facts.horses.get(id as HorseId)?.name ??
    facts.members.get(id as MemberId)?.name ??
    facts.places.get(id as PlaceId) ??
    facts.client?.name ??
    ''
  )
}

function overlapRule(ride: Draft, facts: Facts): Finding[] {
  const range = rangeOf(ride)
  const seats = seatsOf(ride)
  return seats.flatMap(({ seat, id }, index) => {
    const name = nameOf(facts, id)
    if (seats.findIndex((one) => one.id === id) < index) {
      return [
        block('overlap', {
          seat,
          name,
          from: ride.start,
          until: timeAt(range.until % 1440),
          clientName: null,
        }),
      ]
    }
    return (facts.taken.get(id) ?? [])
      .filter((taken) => taken.date === ride.date && overlaps(taken, range))
      .map((taken) =>
        block('overlap', {
          seat,
          name,
          from: timeAt(taken.from),
          until: timeAt(taken.until % 1440),
          clientName: taken.clientName,
        }),
      )
  })
}

function clientRules(ride: Draft, facts: Facts): Finding[] {
  const { client, settings } = facts
  if (!client) return []
  const { name, statementFrom: from, statementUntil: until } = client
  const findings: Finding[] = []
  const left = until === null ? 0 : daysBetween(ride.date, until)
  const statement = (state: string) => ({ name, state, until, days: left })
  if (until === null) findings.push(block('medical_expired', statement('missing'), true))
  else if (left < 0) findings.push(block('medical_expired', statement('expired'), true))
  else if (from !== null && from > ride.date) {
    findings.push(block('medical_expired', { ...statement('not_yet'), from }, true))
  } else if (left <= settings.statementWarnDays) {
    findings.push(warn('medical_expired', statement('expiring')))
  }
  if (client.contraindicationOpen) findings.push(block('contraindication_open', { name }))
  const limit = client.sessionLimitMinutes ?? settings.sessionLimitMinutes
  if (ride.minutes > limit) {
    findings.push(warn('session_length', { minutes: ride.minutes, limit }))
  }
  return findings
}

/** What a session still needs before it can begin. */
export function missingTeam(
  ride: { instructorId?: unknown; leaderId?: unknown; sidewalkerIds?: readonly unknown[] },
  sidewalkersNeeded: number,
): ('instructor' | 'leader' | 'sidewalker')[] {
  const missing: ('instructor' | 'leader' | 'sidewalker')[] = []
  if (!ride.instructorId) missing.push('instructor')
  if (!ride.leaderId) missing.push('leader')
  if ((ride.sidewalkerIds?.length ?? 0) < sidewalkersNeeded) missing.push('sidewalker')
  return missing
}

function teamRules(ride: Draft, facts: Facts): Finding[] {
  const findings: Finding[] = []
  const needed = facts.client?.sidewalkersNeeded ?? 0
  const missing = missingTeam(ride, needed)
  if (missing.length > 0 && ride.clientId) {
    findings.push(warn('team_incomplete', { missing, sidewalkersNeeded: needed }))
  }
  const range = rangeOf(ride)
  for (const { seat, id } of seatsOf(ride)) {
    const member = facts.members.get(id as MemberId)
    if (!member || seat === 'client' || seat === 'horse' || seat === 'place') continue
    const { name } = member
    if (!member.roles.has(seat) || !member.active) {
      findings.push(block('not_qualified', { name, seat }))
    }
    const hours = member.hours.filter((one) => one.day === weekdayOf(ride.date))
    if (!covers(hours, range)) {
      const [first] = hours
      findings.push(
        warn('staff_hours', {
          name,
          seat,
          from: first ? timeAt(first.from) : null,
          until: first ? timeAt(first.until % 1440) : null,
        }),
      )
    }
  }
  return findings
}

function dayRules(ride: Draft, facts: Facts): Finding[] {
  const range = rangeOf(ride)
  if (range.until >= 1440) return [block('past_midnight', {})]
  const name = facts.closedDays.get(ride.date)
  if (name !== undefined) return [warn('closed_day', { name, from: null, until: null })]
  const hours = facts.settings.openingHours.filter((one) => one.day === weekdayOf(ride.date))
  const stretches = hours.map((one) => ({ from: minuteOf(one.from), until: minuteOf(one.until) }))
  if (covers(stretches, range)) return []
  return [
    warn('closed_day', {
      name: null,
      from: hours[0]?.from ?? null,
      until: hours[0]?.until ?? null,
    }),
  ]
}

/** What all rules say to a ride: refusals first. */
export function findingsOf(ride: Draft, facts: Facts): Finding[] {
  const findings = [
    ...overlapRule(ride, facts),
    ...dayRules(ride, facts),
    ...horseRules(ride, facts),
    ...weightRule(ride, facts),
    ...clientRules(ride, facts),
    ...teamRules(ride, facts),
  ]
  return [
    ...findings.filter((one) => one.severity === 'block'),
    ...findings.filter((one) => one.severity === 'warn'),
  ]
}
