/**
 * Many sessions changed at once, as one change.
 *
 * [Note: Settling] All that is to be replaced or moved is taken out of the way first, so that two sessions may
 * exchange what they have and a whole afternoon may go half an hour later. What the rules refuse then goes
 * back to where it was, and the others are asked again, until those that are left all fit. A line may leave
 * what was against the rules before (a statement that has ended) and bring nothing new against them; but what
 * somebody else has (see [Note: Given free]) nobody gets by leaving it.
 */
import { isDeepStrictEqual } from 'node:util'
import { RulesRefused } from '#contract/findings.ts'
import type { Finding } from '#contract/schedule.ts'
import type { Decision, Settled } from '#contract/settling.ts'
import { addDays, isWithinCalendar, minuteOf, timeAt } from '#contract/time.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { knownRow, rowsGoneWith } from '../history/trail.ts'
import { type Form, refuseStale } from '../history/versions.ts'
import { DomainError } from '../kernel/errors.ts'
import { freeClaims, holdClaims, holdingsOf, lackAgain, putClaims, takingPart } from './claims.ts'
import { titleOf, titlesOf } from './facts.ts'
import { checked, findingsOn, kindOf, type Offer } from './kind.ts'
import { withList } from './lists.ts'
import { sessionMarked } from './marked.ts'
import { refuseOfAnotherKind, replaced, usesOfSession } from './replacing.ts'
import { atSameHour, changedBy, type Session } from './session.ts'
import { block, isBlock } from './situation.ts'
import { findSession, findSessions } from './store.ts'
import { writeSession } from './writing.ts'

/** A session as a form that a decision sets. */
export const sessionForm = ({ kinds }: Pick<CommandContext, 'kinds'>): Form => ({
  table: 'session',
  parts: Object.fromEntries(
    Object.values(kinds).flatMap(({ rows }) => (rows ? [[rows.table, 'own']] : [])),
  ),
  fields: { unmarked: null },
})

/** A line while it is worked on: how the session stands and how it would. */
interface Line {
  before: Session
  after: Session
  /** What the rules have said to it before. */
  old: readonly Finding[]
}

interface Refusal {
  code: NonNullable<Settled['code']>
  params: Record<string, unknown>
  findings: Finding[]
  alternatives: Offer[]
}

const refusalOf = (error: unknown): Refusal => {
  if (!(error instanceof DomainError)) throw error
  const { code, params } = error
  const rules = RulesRefused.safeParse(params)
  const findings = code === 'rules_refused' && rules.success ? rules.data.refusals : []
  return { code, params, findings, alternatives: [] }
}

/** How a session would stand. Refuses `not_allowed`, `changed_since`, `not_found`, `session_marked`, `session_cancelled`, `bad_request`. */
async function lineOf(context: CommandContext, decision: Decision): Promise<Line> {
  const found = await findSession(context, decision.sessionId)
  if (!found) throw new DomainError('not_found', { what: 'session' })
  const before = found.session
  context.demand(kindOf(context.kinds, before).right)
  // Who is excused from one stays so when it is cancelled.
  const inTheWay = decision.do === 'cancel' ? found.held : found.marked
  if (inTheWay) throw await sessionMarked(context, before.id)
  if (before.cancelReason !== null) throw new DomainError('session_cancelled')
  await refuseStale(context, sessionForm(context), before.id, decision.version)
  const after = await afterOf(context, before, decision)
  // One that is cancelled is still what its series made of it, when it is restored.
  const isAnother = decision.do !== 'cancel' && !isDeepStrictEqual(after, before)
  const byHand = before.byHand || (before.templateId !== null && isAnother)
  const old = after.cancelReason === null ? await findingsOf(context, before) : []
  return { before, after: { ...after, byHand }, old }
}

const findingsOf = async (context: CommandContext, session: Session) =>
  findingsOn(context, kindOf(context.kinds, session), await takingPart(context, session))

async function afterOf(
  context: CommandContext,
  before: Session,
  decision: Decision,
): Promise<Session> {
  switch (decision.do) {
    case 'leave':
      return before
    case 'cancel':
      return { ...before, cancelReason: decision.reason, cancelNote: decision.note ?? null }
    case 'replace': {
      const after = replaced(context, before, decision.with)
      await refuseOfAnotherKind(context, usesOfSession(context, after))
      return after
    }
    case 'shift': {
      if (decision.minutes === 0 && decision.days === 0) throw new DomainError('nothing_to_shift')
      const start = minuteOf(before.start) + decision.minutes
      if (start < 0 || start >= 1440) {
        throw new DomainError('rules_refused', {
          refusals: [block('past_midnight', {})],
          alternatives: [],
        })
      }
      const date = shifted(before.date, decision.days)
      const moved: Session = { ...before, date, start: timeAt(start) }
      return date === before.date ? moved : withList(context, moved)
    }
    case 'move': {
      const { date = before.date, start, placeId, horseId } = decision
      const changes = {
        ...(start !== undefined && { start }),
        ...(placeId !== undefined && { placeId }),
        ...(horseId !== undefined && { own: { horseId } }),
      }
      const moved: Session = { ...changedBy(before, changes), date }
      return date === before.date ? moved : withList(context, moved)
    }
  }
}

/**
 * What a line brings against the rules that was not there before, and what it would take from others. What a session
 * lacks anyway is in the way of no change that leaves its hour as it is.
 */
const newBlocks = (findings: readonly Finding[], { before, after, old }: Line) =>
  findings
    .filter(isBlock)
    .filter(
      (one) =>
        (one.code === 'overlap' && !atSameHour(before, after)) ||
        !old.some((other) => isDeepStrictEqual(one, other)),
    )

/** The lines that fit together, and why the others do not. Leaves what the lines take as they would take it. */
async function fitTogether(
  context: CommandContext,
  lines: readonly Line[],
): Promise<{ fitting: Map<Line, Finding[]>; refused: Map<Line, Refusal> }> {
  const refused = new Map<Line, Refusal>()
  const ids = lines.map((line) => line.before.id)
  const held = await holdingsOf(context.tx, ids)
  for (;;) {
    await lackAgain(context.tx, ids, held.lacks)
    const left = lines.filter((line) => !refused.has(line))
    await freeClaims(
      context.tx,
      left.map((line) => line.before.id),
    )
    const fitting = new Map<Line, Finding[]>()
    const failed: Line[] = []
    for (const line of left) {
      const { findings, alternatives } = await checked(
        context,
        kindOf(context.kinds, line.after),
        await takingPart(context, line.after),
      )
      const blocks = newBlocks(findings, line)
      if (blocks.length > 0) {
        const params = { refusals: blocks, alternatives }
        refused.set(line, { code: 'rules_refused', params, findings: blocks, alternatives })
        failed.push(line)
        continue
      }
      await putClaims(context, line.after)
      fitting.set(line, findings)
    }
    if (failed.length === 0) return { fitting, refused }
    await freeClaims(
      context.tx,
      [...fitting.keys()].map((line) => line.before.id),
    )
    const back = new Set(failed.map((line) => line.before.id))
    await holdClaims(
      context.tx,
      held.claims.filter((one) => one.session_id !== null && back.has(one.session_id)),
    )
  }
}

/**
 * Does what was decided about some sessions: see [Note: Settling]. Answers what became of each, in the order
 * in which it was asked; one that would be as it is is left. Refuses `bad_request` with the `path` of the input by
 * which a session is named twice.
 */
export async function settle(
  context: CommandContext,
  decisions: readonly Decision[],
  path = 'decisions',
): Promise<Settled[]> {
  const lines = new Map<SessionId, Line>()
  const refused = new Map<SessionId, Refusal>()
  for (const decision of decisions) {
    if (lines.has(decision.sessionId) || refused.has(decision.sessionId)) {
      throw new DomainError('bad_request', {
        problems: [{ path, problem: 'not_unique' }],
      })
    }
    try {
      lines.set(decision.sessionId, await lineOf(context, decision))
    } catch (error) {
      refused.set(decision.sessionId, refusalOf(error))
    }
  }
  const left = new Set(decisions.flatMap((one) => (one.do === 'leave' ? [one.sessionId] : [])))
  for (const { before, after } of lines.values()) {
    if (isDeepStrictEqual(before, after)) left.add(before.id)
  }
  const changing = [...lines.values()].filter(({ before }) => !left.has(before.id))
  const cancelling = changing.filter(({ after }) => after.cancelReason !== null)
  for (const { before, after } of cancelling) await writeSession(context, before, after)
  const { fitting, refused: unfitting } = await fitTogether(
    context,
    changing.filter((line) => !cancelling.includes(line)),
  )
  for (const [line, refusal] of unfitting) refused.set(line.before.id, refusal)
  for (const { before, after } of fitting.keys()) await writeSession(context, before, after)
  const warnings = new Map([...fitting].map(([line, findings]) => [line.before.id, findings]))
  const ids = decisions.map((one) => one.sessionId)
  const titles = await titlesOf(context, ids)
  const standing = await findSessions(context, ids)
  const gone = new Map<SessionId, WhoseAndWhen>()
  for (const id of ids) if (!standing.has(id)) gone.set(id, await lastKnown(context, id))
  return decisions.map(({ sessionId }) => {
    const refusal = refused.get(sessionId)
    const stands = standing.get(sessionId)?.session ?? gone.get(sessionId)
    return {
      sessionId,
      title: titles.get(sessionId) ?? gone.get(sessionId)?.title ?? '',
      date: stands?.date ?? null,
      start: stands?.start ?? null,
      outcome: refusal ? 'refused' : left.has(sessionId) ? 'left' : 'done',
      code: refusal?.code ?? null,
      params: refusal?.params ?? {},
      findings: refusal?.findings ?? warnings.get(sessionId) ?? [],
      alternatives: (refusal?.alternatives ?? []) as Settled['alternatives'],
    }
  })
}

type WhoseAndWhen = Pick<Settled, 'title' | 'date' | 'start'>

/** Whose and when a session was that is no more; nothing of one that there never was. */
async function lastKnown(context: CommandContext, id: SessionId): Promise<WhoseAndWhen> {
  const row = await knownRow(context.db, 'session', id)
  if (!row) return { title: '', date: null, start: null }
  const listed = await rowsGoneWith(context.db, 'participant', id)
  const people = listed
    .filter(({ part }) => part === 'client')
    .map(({ person_id, part }) => ({ personId: person_id, part }))
  const { kind, title, roster_id: rosterId, date, start } = row
  return { title: await titleOf(context, { kind, title, rosterId, people }), date, start }
}

/** The day so many days later. Refuses `bad_request` beyond the calendar. */
function shifted(date: LocalDate, days: number): LocalDate {
  if (!isWithinCalendar(date, days)) {
    throw new DomainError('bad_request', { problems: [{ path: 'days', problem: 'date' }] })
  }
  return addDays(date, days)
}
