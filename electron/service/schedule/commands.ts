/**
 * What can be done with a session, whatever kind it is: judged, booked, moved, cancelled, brought back. A
 * feature turns what its own method is asked with into a session, or into changes of one, and calls these.
 */
import { isDeepStrictEqual } from 'node:util'
import type { CancelReason, Finding, Override, Scope } from '#contract/schedule.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import { DomainError } from '../kernel/errors.ts'
import { givenFree, takingPart } from './claims.ts'
import {
  type Checked,
  checked,
  findingsOn,
  type Offer,
  type OutcomeNear,
  type SessionDefinition,
} from './kind.ts'
import { withList } from './lists.ts'
import { sessionMarked } from './marked.ts'
import { cancelSeries, moveSeries, ofTemplate } from './series-changes.ts'
import { type AskedChanges, atSameHour, changedBy, changesOf, type Session } from './session.ts'
import { isBlock } from './situation.ts'
import { findSession } from './store.ts'
import { writeSession } from './writing.ts'

interface Allowed {
  warnings: Finding[]
  /** Kept with the session when a block was overridden. */
  overrideReason: string | null
}

/**
 * Lets a session through the rules, or refuses `rules_refused {refusals, alternatives}`. A block that
 * may be overridden is, with a reason; one that stood against the session `before` is in the way of no change
 * that leaves its hour as it is.
 */
async function allow<Near extends Offer>(
  context: Lookup,
  kind: SessionDefinition<Session, Near>,
  session: Session,
  override?: Override,
  before?: Session,
): Promise<Allowed> {
  const { findings, alternatives } = await checked(
    context,
    kind,
    await takingPart(context, session),
  )
  const blocks = findings.filter(isBlock)
  const known =
    blocks.length > 0 && before && atSameHour(before, session)
      ? await findingsOn(context, kind, await takingPart(context, before))
      : []
  const refusals = blocks.filter((one) => !known.some((old) => isDeepStrictEqual(one, old)))
  if (refusals.length === 0) return { warnings: findings, overrideReason: null }
  if (!override || !refusals.every((one) => one.overridable)) {
    throw new DomainError('rules_refused', { refusals, alternatives })
  }
  return { warnings: findings, overrideReason: override.reason }
}

/**
 * A session of a kind that takes place and is not marked: by anybody, or as one that was held. Refuses
 * `not_found`, `session_marked`, `session_cancelled`.
 */
export async function activeSession<Of extends Session>(
  context: CommandContext,
  { kind }: SessionDefinition<Of>,
  id: SessionId,
  not: 'marked' | 'held' = 'marked',
): Promise<Of> {
  const found = await findSession(context, id)
  if (found?.session.kind !== kind) throw new DomainError('not_found', { what: 'session' })
  if (found[not]) throw await sessionMarked(context, id)
  if (found.session.cancelReason !== null) throw new DomainError('session_cancelled')
  return found.session as Of
}

/** How a session is booked. */
interface Booking {
  /** Leaves out those of the list who are elsewhere at that hour. */
  leaveClashes?: boolean | undefined
  override?: Override | undefined
}

/** What the rules say to a session with the list of its day. */
export async function check<Near extends Offer>(
  look: Lookup,
  kind: SessionDefinition<Session, Near>,
  session: Session,
): Promise<Checked<Near>> {
  return checked(look, kind, await withList(look, session))
}

/** Books a session with the list of its day. Refuses `rules_refused {refusals, alternatives}`. */
export async function book(
  context: CommandContext,
  kind: SessionDefinition,
  session: Session,
  { leaveClashes, override }: Booking = {},
): Promise<{ sessionId: SessionId; warnings: Finding[] }> {
  const listed = await withList(context, session, { leaveClashes })
  const { warnings, overrideReason } = await allow(context, kind, listed, override)
  await writeSession(context, null, { ...listed, overrideReason })
  return { sessionId: session.id, warnings }
}

/** A move of a session, alone or with its series. */
export interface Move extends Pick<AskedChanges, 'start' | 'minutes' | 'placeId'> {
  sessionId: SessionId
  date?: LocalDate | undefined
  scope?: Scope | undefined
  /** In a series, sessions that clash stay as they are instead of refusing the whole. */
  leaveClashes?: boolean | undefined
  override?: Override | undefined
}

export interface Moved<Near extends Offer> {
  sessionId: SessionId
  warnings: Finding[]
  /** Of each session of a series. */
  outcomes: OutcomeNear<Near>[]
}

/**
 * Gives a session another day, hour or place, and `ofKind`: another who leads it, another title, what is of
 * its kind alone; with a scope its series too. Refuses `rules_refused`, `session_marked`, `session_cancelled`.
 */
export async function move<Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Session, Near>,
  {
    sessionId,
    date,
    start,
    minutes,
    placeId,
    scope = 'this',
    leaveClashes = false,
    override,
  }: Move,
  ofKind: Pick<AskedChanges, 'ledById' | 'assistantIds' | 'title' | 'own'>,
): Promise<Moved<Near>> {
  const changes = changesOf({ start, minutes, placeId, ...ofKind })
  const session: Session = await activeSession(context, kind, sessionId)
  const series = scope === 'this' ? null : ofTemplate(session)
  if (series) {
    const asked = { date, changes, scope, leaveClashes }
    const outcomes = await moveSeries(context, kind, series, asked)
    return { sessionId, outcomes, warnings: outcomes.flatMap((one) => one.findings) }
  }
  const asked: Session = { ...changedBy(session, changes), date: date ?? session.date }
  // Whoever moves a session to where it is has changed nothing by hand.
  const byHand = session.templateId !== null && !isDeepStrictEqual(asked, session)
  const moved: Session = { ...asked, byHand: session.byHand || byHand }
  const after = moved.date === session.date ? moved : await withList(context, moved)
  const { warnings, overrideReason } = await allow(context, kind, after, override, session)
  await writeSession(context, session, {
    ...after,
    overrideReason: overrideReason ?? session.overrideReason,
  })
  return { sessionId, outcomes: [], warnings }
}

/**
 * Cancels a session, with a scope its series too, but for those that have begun. Who is excused from it stays so;
 * what was held is refused (`session_marked`). Answers how many, and how many of the series stay. Refuses `session_cancelled`.
 */
export async function cancel(
  context: CommandContext,
  kind: SessionDefinition,
  asked: {
    sessionId: SessionId
    reason: CancelReason
    note?: string | undefined
    scope?: Scope | undefined
  },
): Promise<{ cancelled: number; kept: number }> {
  const { sessionId, reason, note, scope = 'this' } = asked
  const session: Session = await activeSession(context, kind, sessionId, 'held')
  const series = scope === 'this' ? null : ofTemplate(session)
  if (series) {
    return cancelSeries(context, series, { reason, note, scope })
  }
  await writeSession(context, session, {
    ...session,
    cancelReason: reason,
    cancelNote: note ?? null,
  })
  return { cancelled: 1, kept: 0 }
}

/** Takes a cancellation back. Refuses `rules_refused`, and `session_stands` for one that takes place. */
export async function restore(
  context: CommandContext,
  kind: SessionDefinition,
  { sessionId, override }: { sessionId: SessionId; override?: Override | undefined },
): Promise<{ sessionId: SessionId; warnings: Finding[] }> {
  const found = await findSession(context, sessionId)
  if (found?.session.kind !== kind.kind) throw new DomainError('not_found', { what: 'session' })
  const { session } = found
  if (session.cancelReason === null) throw new DomainError('session_stands')
  const active: Session = { ...session, cancelReason: null, cancelNote: null }
  // What takes nothing, because its client is excused, is in nobody's way.
  const { warnings, overrideReason } = (await givenFree(context, active))
    ? { warnings: [], overrideReason: null }
    : await allow(context, kind, active, override)
  await writeSession(context, session, {
    ...active,
    overrideReason: overrideReason ?? session.overrideReason,
  })
  return { sessionId, warnings }
}
