/** One session: found to be changed, let through the rules. */
import type { Finding } from '#contract/schedule.ts'
import type { SessionId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Kind } from './kind.ts'
import { sessionMarked } from './marks.ts'
import type { Session } from './session.ts'
import { isBlock } from './situation.ts'
import { findSession } from './store.ts'

export interface Allowed {
  warnings: Finding[]
  /** Kept with the session when a block was overridden. */
  overrideReason: string | null
}

/**
 * Lets a session through the rules, or refuses `rules_refused {refusals, alternatives}`. A block that
 * may be overridden is, with a reason.
 */
export async function allow(
  context: Lookup,
  kind: Kind,
  session: Session,
  override?: { reason: string },
): Promise<Allowed> {
  const { findings, alternatives } = await kind.check(context, session)
  const refusals = findings.filter(isBlock)
  if (refusals.length === 0) return { warnings: findings, overrideReason: null }
  if (!override || !refusals.every((one) => one.overridable)) {
    throw new DomainError('rules_refused', { refusals, alternatives })
  }
  return { warnings: findings, overrideReason: override.reason }
}

/** A session of a kind that a person may still change. Refuses `not_found`, `session_marked`. */
export async function changeableSession(
  db: Reader,
  id: SessionId,
  kind: Session['kind'],
): Promise<Session> {
  const found = await findSession(db, id)
  if (found?.session.kind !== kind) throw new DomainError('not_found', { what: 'session' })
  if (found.marked) throw await sessionMarked(db, id)
  return found.session
}

/** The same, which stands. Refuses also `session_cancelled`. */
export async function standingSession(
  db: Reader,
  id: SessionId,
  kind: Session['kind'],
): Promise<Session> {
  const session = await changeableSession(db, id, kind)
  if (session.cancelReason !== null) throw new DomainError('session_cancelled')
  return session
}

/** The same, which was cancelled. Refuses `not_found`, and `session_stands` for one that takes place. */
export async function cancelledSession(
  db: Reader,
  id: SessionId,
  kind: Session['kind'],
): Promise<Session> {
  const found = await findSession(db, id)
  if (found?.session.kind !== kind) throw new DomainError('not_found', { what: 'session' })
  if (found.session.cancelReason === null) throw new DomainError('session_stands')
  return found.session
}
