/**
 * The rules of hippotherapy, pure: they are given facts and answer findings.
 *
 * Sources of the limits: PATH Intl. practice (6 hours a day, 6 days a week), ABRS (20 % of the
 * horse's mass with tack, 10 % added for a rider without balance), practice of the centre (2 hours
 * without rest, a medical statement every year). The app flags, a human decides.
 */
import { missingFacts } from '#contract/rules/clients.ts'
import type { Finding, ParamsOf } from '#contract/schedule.ts'
import { daysBetween } from '#contract/time.ts'
import type { SessionId } from '#contract/values.ts'
import { commonFindings } from '../../schedule/rules.ts'
import { block, warn } from '../../schedule/situation.ts'
import { horseRules, weightRule } from './horse-rules.ts'
import { type Facts, type RideDraft, usesOfRide } from './situation.ts'

/** A ride, whole or half filled in, and which session it is, if it is one already. */
type JudgedRide = RideDraft & { id?: SessionId | undefined }

function clientRules(ride: RideDraft, facts: Facts): Finding[] {
  const { settings } = facts
  const client = ride.clientId && facts.clients.get(ride.clientId)
  if (!client) return []
  const { name, statementFrom: from, statementUntil: until } = client
  const findings: Finding[] = []
  const left = until === null ? 0 : daysBetween(ride.date, until)
  const statement = (state: ParamsOf<'medical_expired'>['state']) => ({
    name,
    state,
    until,
    days: left,
  })
  if (until === null) findings.push(block('medical_expired', statement('missing'), true))
  else if (left < 0) findings.push(block('medical_expired', statement('expired'), true))
  else if (from !== null && from > ride.date) {
    findings.push(block('medical_expired', { ...statement('not_yet'), from }, true))
  } else if (left <= settings.statementWarnDays) {
    findings.push(warn('medical_expired', statement('expiring')))
  }
  if (client.contraindicationOpen) findings.push(block('contraindication_open', { name }))
  const missing = missingFacts(name, client, ride.date, settings)
  if (missing) findings.push(warn('facts_missing', missing))
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

function teamRules(ride: RideDraft, facts: Facts): Finding[] {
  const sidewalkersNeeded =
    (ride.clientId && facts.clients.get(ride.clientId)?.sidewalkersNeeded) || 0
  const missing = missingTeam(ride, sidewalkersNeeded)
  return missing.length > 0 && ride.clientId
    ? [warn('team_incomplete', { missing, sidewalkersNeeded })]
    : []
}

/** What all rules say to a ride: refusals first. */
export function findingsOf(ride: JudgedRide, facts: Facts): Finding[] {
  return commonFindings(ride, usesOfRide(ride), facts, {
    places: ['arena'],
    ofKind: [
      ...horseRules(ride, facts),
      ...weightRule(ride, facts),
      ...clientRules(ride, facts),
      ...teamRules(ride, facts),
    ],
  })
}
