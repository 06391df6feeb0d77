/** Booking, moving, cancelling one session. */
import type { Checked, Finding, Ride } from '#contract/hippotherapy.ts'
import type { MemberId, SessionId } from '#contract/values.ts'
import type { WriteContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alternativesTo } from './alternatives.ts'
import { gatherFacts, type House } from './facts.ts'
import { findingsOf } from './rules.ts'
import { type Draft, isBlock } from './situation.ts'
import { findSession, type Session } from './store.ts'

const isWhole = (ride: Draft): ride is Ride => !!(ride.clientId && ride.horseId && ride.placeId)

/** What the rules say to a ride, with free places near it when it is refused. */
export async function checkRide(
  db: Reader,
  house: House,
  ride: Draft,
  except?: SessionId,
): Promise<Checked> {
  const findings = findingsOf(ride, await gatherFacts(db, house, ride, { except }))
  if (!findings.some(isBlock) || !isWhole(ride)) return { findings, alternatives: [] }
  const facts = await gatherFacts(db, house, ride, { except, wide: true })
  return { findings, alternatives: alternativesTo(ride, findings, facts) }
}

async function isCoordinator(db: Reader, actor: MemberId | null): Promise<boolean> {
  // A script has nobody to ask: whoever runs it holds the file itself.
  if (actor === null) return true
  return !!(await db
    .selectFrom('member_role')
    .select('role')
    .where('member_id', '=', actor)
    .where('role', '=', 'coordinator')
    .executeTakeFirst())
}

export interface Allowed {
  warnings: Finding[]
  /** Kept with the session when a block was overridden. */
  overrideReason: string | null
}

/**
 * Lets a ride through the rules, or refuses `rules_refused {refusals, alternatives}`. A block that
 * may be overridden is, by a coordinator with a reason; `override_not_allowed` for anybody else.
 */
export async function allowRide(
  { tx, actor }: Pick<WriteContext, 'tx' | 'actor'>,
  house: House,
  ride: Ride,
  { override, except }: { override?: { reason: string }; except?: SessionId },
): Promise<Allowed> {
  const { findings, alternatives } = await checkRide(tx, house, ride, except)
  const refusals = findings.filter(isBlock)
  if (refusals.length === 0) return { warnings: findings, overrideReason: null }
  if (!override || !refusals.every((one) => one.overridable)) {
    throw new DomainError('rules_refused', { refusals, alternatives })
  }
  if (!(await isCoordinator(tx, actor))) throw new DomainError('override_not_allowed')
  return { warnings: findings, overrideReason: override.reason }
}

/** A session that a person may still change. Refuses `not_found`, `session_marked`. */
export async function changeableSession(db: Reader, id: SessionId): Promise<Session> {
  const found = await findSession(db, id)
  if (!found) throw new DomainError('not_found', { what: 'session' })
  if (found.marked) throw new DomainError('session_marked')
  return found.session
}

/** A session made by hand. */
export const newSession = (id: SessionId, ride: Ride, overrideReason: string | null): Session => ({
  id,
  date: ride.date,
  start: ride.start,
  minutes: ride.minutes,
  clientId: ride.clientId,
  horseId: ride.horseId,
  placeId: ride.placeId,
  instructorId: ride.instructorId,
  therapistId: ride.therapistId,
  leaderId: ride.leaderId,
  sidewalkerIds: ride.sidewalkerIds,
  riderBehindKg: ride.riderBehindKg,
  templateId: null,
  templateDate: null,
  byHand: false,
  overrideReason,
  cancelReason: null,
  cancelNote: null,
})
