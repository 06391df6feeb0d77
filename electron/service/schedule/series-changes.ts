/** Changes of a whole series: moved, cancelled, ended. What a person changed by hand stays. */
import { isDeepStrictEqual } from 'node:util'
import type { CancelReason, Scope, SessionKind } from '#contract/schedule.ts'
import {
  addDays,
  daysBetween,
  earlierOf,
  endOf,
  isWithinCalendar,
  laterOf,
  weekdayOf,
  weeksBetween,
} from '#contract/time.ts'
import type { LocalDate, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { DomainError } from '../kernel/errors.ts'
import { namesLacked, takingPart } from './claims.ts'
import { titleOf } from './facts.ts'
import {
  checked,
  findingsOn,
  type Offer,
  type OutcomeNear,
  outcomeOf,
  type SessionDefinition,
} from './kind.ts'
import { withList } from './lists.ts'
import {
  atSameHour,
  changedBy,
  hasBegun,
  type Session,
  type SessionChanges,
  type Template,
  type When,
} from './session.ts'
import { block, isBlock } from './situation.ts'
import { type FoundSession, releaseSession, relinkSession, sessionsOfTemplate } from './store.ts'
import { findTemplate, moveSkips, putTemplate } from './templates.ts'
import { takeOutSession, writeSession } from './writing.ts'

/** A session that a template made. */
export type OfTemplate = Session & { templateId: TemplateId }
export const ofTemplate = (session: Session): OfTemplate | null =>
  session.templateId === null ? null : { ...session, templateId: session.templateId }

export interface SeriesMove {
  /** Where the session goes; the others of its weekday go as many days with it. */
  date?: LocalDate | undefined
  changes: SessionChanges
  scope: Scope
  /** Sessions that clash stay as they are instead of refusing the whole. */
  leaveClashes: boolean
}

/**
 * Whether a change of many leaves a session alone: it has begun, somebody has marked or cancelled it, or
 * changed it by hand.
 */
export const staysAsItIs = (
  { clock }: Pick<CommandContext, 'clock'>,
  { session, marked }: FoundSession,
): boolean => marked || session.cancelReason !== null || session.byHand || hasBegun(session, clock)

const inScope = (one: Session, session: Session, scope: Scope) =>
  scope === 'all' || (one.templateDate ?? '') >= (session.templateDate ?? '')

/**
 * Moves this and later sessions of a template, or all, and the template with them. Those that have begun or
 * would have by now stay, marked, cancelled and hand-changed ones too. Refuses `rules_refused {refusals, outcomes}` when one
 * clashes, unless clashes are to stay where they are, and `bad_request` beyond the calendar.
 */
export async function moveSeries<Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Session, Near>,
  session: OfTemplate,
  move: SeriesMove,
): Promise<OutcomeNear<Near>[]> {
  const { tx } = context
  const clientName = await titleOf(context, session)
  const days = move.date ? daysBetween(session.date, move.date) : 0
  // A wrong id refuses the whole, before anything is written.
  await findingsOn(context, kind, changedBy(session, move.changes))
  const template = await changeTemplate(context, session, move, days, clientName)
  const all = await sessionsOfTemplate(context, session.templateId)
  const series = all.filter((one) => inScope(one.session, session, move.scope))
  const isNamed = (one: FoundSession) =>
    one.session.id === session.id && !hasBegun(one.session, context.clock)
  const weekday = weekdayOf(session.templateDate ?? session.date)
  const shiftOf = (one: Session) => (weekdayOf(one.templateDate ?? one.date) === weekday ? days : 0)
  // What is to come stays to come.
  const staysToCome = ({ session: one }: FoundSession) => {
    const { start = one.start } = move.changes
    return !hasBegun({ date: addDays(one.date, shiftOf(one)), start }, context.clock)
  }
  const moving = series.filter(
    (one) => isNamed(one) || (!staysAsItIs(context, one) && staysToCome(one)),
  )
  if (series.some((one) => !isWithinCalendar(one.session.date, shiftOf(one.session)))) {
    throw new DomainError('bad_request', { problems: [{ path: 'date', problem: 'date' }] })
  }
  // All of a weekday stand for a shifted day, whether they go there or not: no two for the same.
  const relinked = (one: Session): Session => ({
    ...one,
    templateId: template,
    templateDate: one.templateDate && addDays(one.templateDate, shiftOf(one)),
  })
  const daysAfter = all
    .map((one) => (series.includes(one) ? relinked(one.session) : one.session))
    .map((one) => `${one.templateId} ${one.templateDate}`)
  if (new Set(daysAfter).size < all.length) throw meetsItself(clientName, session)

  // All are released first: a session may land where the next one of its own series stood.
  for (const one of moving) await releaseSession(tx, one.session.id)
  const outcomes: OutcomeNear<Near>[] = []
  const kept = series.filter((one) => !moving.includes(one))
  for (const { session: one } of days > 0 ? kept.toReversed() : kept) {
    outcomes.push(outcomeOf(one, clientName, 'kept', { sessionId: one.id }))
    const after = relinked(one)
    if (!isDeepStrictEqual(one, after)) await relinkSession(tx, after)
  }
  const moves = moving.map(({ session: before }) => ({
    before,
    after: {
      ...changedBy(relinked(before), move.changes),
      date: addDays(before.date, shiftOf(before)),
      byHand: false,
    },
    left: relinked(before),
  }))
  outcomes.push(...(await placeReleased(context, kind, clientName, moves, move.leaveClashes)))
  return outcomes.sort((one, other) => (one.date < other.date ? -1 : 1))
}

/** A session that has been released, where it is to go, and as what it stays where it was when it cannot. */
export interface Replacing {
  before: Session
  after: Session
  left: Session
}

/**
 * Writes sessions that are all released where they go. Refuses `rules_refused {refusals, outcomes}` when one
 * clashes, unless clashes are to stay where they were and still can.
 */
export async function placeReleased<Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Session, Near>,
  clientName: string,
  moves: readonly Replacing[],
  leaveClashes: boolean,
): Promise<OutcomeNear<Near>[]> {
  const outcomes: OutcomeNear<Near>[] = []
  for (const { before, after: moved, left } of moves) {
    const after = moved.date === before.date ? moved : await withList(context, moved)
    const { findings, alternatives } = await checked(
      context,
      kind,
      await takingPart(context, after),
    )
    const old = findings.some(isBlock)
      ? await findingsOn(context, kind, await takingPart(context, before))
      : []
    const known = atSameHour(before, after) ? old : []
    const refusals = findings
      .filter(isBlock)
      .filter((one) => !known.some((other) => isDeepStrictEqual(one, other)))
    if (refusals.length === 0) {
      await writeSession(context, before, after)
      outcomes.push(outcomeOf(after, clientName, 'changed', { sessionId: after.id, findings }))
      continue
    }
    const clash = outcomeOf(after, clientName, 'clash', {
      sessionId: before.id,
      findings,
      alternatives,
    })
    outcomes.push(clash)
    const lacked = await namesLacked(context, before)
    const oldIsFree = !old.some((one) => one.code === 'overlap' && !lacked.has(one.params.name))
    if (!leaveClashes || !oldIsFree) {
      throw new DomainError('rules_refused', {
        refusals,
        alternatives,
        outcomes: [clash],
      })
    }
    await writeSession(context, before, { ...left, byHand: true })
  }
  return outcomes
}

/** Two sessions of one template would stand for the same day: nobody can be there twice. */
function meetsItself(clientName: string, { start, minutes }: Pick<When, 'start' | 'minutes'>) {
  const hours = { from: start, until: endOf(start, minutes) }
  return new DomainError('rules_refused', {
    refusals: [block('overlap', { seat: 'client', name: clientName, clientName, ...hours })],
    alternatives: [],
    outcomes: [],
  })
}

/**
 * Changes the template, or ends it the day before and begins a new one. Answers the one that goes on.
 * Refuses `rules_refused` with `overlap` for a weekday moved onto another one of the same template, and
 * `bad_request` for one of several weekdays that would be due in other weeks than the rest.
 */
async function changeTemplate(
  context: CommandContext,
  session: OfTemplate,
  { scope, changes }: SeriesMove,
  days: number,
  clientName: string,
): Promise<TemplateId> {
  const template = await findTemplate(context, session.templateId)
  if (!template) throw new DomainError('not_found', { what: 'template' })
  const from = session.templateDate ?? session.date
  const weekday = weekdayOf(addDays(from, days))
  if (weekday !== weekdayOf(from) && template.days.includes(weekday)) {
    throw meetsItself(clientName, template)
  }
  const weeks = weeksBetween(from, addDays(from, days))
  const alone = template.days.length === 1
  if (!alone && weeks % template.interval !== 0) {
    throw new DomainError('bad_request', { problems: [{ path: 'date', problem: 'date' }] })
  }
  const changed: Template = {
    ...changedBy(template, changes),
    countedFrom: addDays(template.countedFrom, alone ? weeks * 7 : 0),
    days: template.days.map((day) => (day === weekdayOf(from) ? weekday : day)),
    validFrom: addDays(template.validFrom, Math.min(days, 0)),
    validUntil: addDays(template.validUntil, Math.max(days, 0)),
  }
  const shifted = (date: LocalDate) =>
    weekdayOf(date) === weekdayOf(from) ? addDays(date, days) : date
  if (scope === 'all' || from <= template.validFrom) {
    await putTemplate(context, changed)
    await moveSkips(context.tx, template.id, template.id, shifted)
    return template.id
  }
  await putTemplate(context, { ...template, validUntil: addDays(from, -1) })
  const later = {
    ...changed,
    id: context.newId<TemplateId>(),
    validFrom: addDays(from, Math.min(days, 0)),
  }
  await putTemplate(context, later)
  await moveSkips(context.tx, template.id, later.id, (date) =>
    date >= from ? shifted(date) : null,
  )
  return later.id
}

/** How many sessions of a series were taken, and how many that it reaches stay as they are. */
export interface Ended {
  cancelled: number
  kept: number
}

/**
 * Cancels this and later sessions of a template, or all, and ends it: one that is cancelled from its
 * first day holds on no day any more. Those that have begun stay.
 */
export async function cancelSeries(
  context: CommandContext,
  session: OfTemplate,
  { reason, note, scope }: { reason: CancelReason; note?: string | undefined; scope: Scope },
): Promise<Ended> {
  const template = await findTemplate(context, session.templateId)
  if (!template) throw new DomainError('not_found', { what: 'template' })
  const last = addDays(
    scope === 'all' ? template.validFrom : (session.templateDate ?? session.date),
    -1,
  )
  await putTemplate(context, { ...template, validUntil: last })
  const reached = (await sessionsOfTemplate(context, template.id)).filter(
    (one) => one.session.cancelReason === null && inScope(one.session, session, scope),
  )
  const cancelled = reached.filter(
    (one) =>
      // Who is excused from one stays so when it is cancelled.
      !staysAsItIs(context, { ...one, marked: one.held }) ||
      (one.session.id === session.id && !hasBegun(one.session, context.clock)),
  )
  for (const { session: one } of cancelled) {
    await writeSession(context, one, { ...one, cancelReason: reason, cancelNote: note ?? null })
  }
  return { cancelled: cancelled.length, kept: reached.length - cancelled.length }
}

/**
 * Takes out the sessions after a day that have not begun and nobody marked or changed, and ends the template
 * there.
 */
export async function endSeries(
  context: CommandContext,
  kind: SessionKind,
  templateId: TemplateId,
  lastDay: LocalDate,
): Promise<Ended> {
  const template = await findTemplate(context, templateId)
  if (template?.kind !== kind) throw new DomainError('not_found', { what: 'template' })
  await putTemplate(context, {
    ...template,
    validUntil: earlierOf(template.validUntil, laterOf(lastDay, template.validFrom)),
  })
  const after = (await sessionsOfTemplate(context, templateId)).filter(
    ({ session }) =>
      session.cancelReason === null && (session.templateDate ?? session.date) > lastDay,
  )
  const out = after.filter((one) => !staysAsItIs(context, one))
  for (const { session } of out) await takeOutSession(context, session)
  return { cancelled: out.length, kept: after.length - out.length }
}
