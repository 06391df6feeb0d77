/** Changes of a whole series: moved, cancelled, ended. What a person changed by hand stays. */
import { isDeepStrictEqual } from 'node:util'
import type { CancelReason, Scope } from '#contract/schedule.ts'
import {
  addDays,
  daysBetween,
  earlierOf,
  endOf,
  isWithinCalendar,
  laterOf,
  weekdayOf,
} from '#contract/time.ts'
import type { LocalDate, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { DomainError } from '../kernel/errors.ts'
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
  changedBy,
  type Session,
  type SessionChanges,
  type Template,
  type When,
} from './session.ts'
import { block, isBlock } from './situation.ts'
import {
  type FoundSession,
  findTemplate,
  putTemplate,
  releaseSession,
  relinkSession,
  sessionsOfTemplate,
} from './store.ts'
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

const inScope = (one: Session, session: Session, scope: Scope) =>
  scope === 'all' || (one.templateDate ?? '') >= (session.templateDate ?? '')

/**
 * Moves this and later sessions of a template, or all, and the template with them. Marked,
 * cancelled and hand-changed sessions stay. Refuses `rules_refused {refusals, outcomes}` when one
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
  const stays = (one: FoundSession) =>
    one.marked || one.session.cancelReason !== null || one.session.byHand
  const moving = series.filter((one) => !stays(one) || one.session.id === session.id)
  const weekday = weekdayOf(session.templateDate ?? session.date)
  const shiftOf = (one: Session) => (weekdayOf(one.templateDate ?? one.date) === weekday ? days : 0)
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
  for (const { session: before } of moving) {
    const moved: Session = {
      ...changedBy(relinked(before), move.changes),
      date: addDays(before.date, shiftOf(before)),
      byHand: false,
    }
    const after = moved.date === before.date ? moved : await withList(context, moved)
    const { findings, alternatives } = await checked(context, kind, after)
    if (!findings.some(isBlock)) {
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
    const old = await findingsOn(context, kind, before)
    const oldIsFree = !old.some((one) => one.code === 'overlap')
    if (!move.leaveClashes || !oldIsFree) {
      throw new DomainError('rules_refused', {
        refusals: findings.filter(isBlock),
        alternatives,
        outcomes: [clash],
      })
    }
    await writeSession(context, before, { ...relinked(before), byHand: true })
  }
  return outcomes.sort((one, other) => (one.date < other.date ? -1 : 1))
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
 * Refuses `rules_refused` with `overlap` for a weekday moved onto another one of the same template.
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
  const changed: Template = {
    ...changedBy(template, changes),
    days: template.days.map((day) => (day === weekdayOf(from) ? weekday : day)),
    validFrom: addDays(template.validFrom, Math.min(days, 0)),
    validUntil: addDays(template.validUntil, Math.max(days, 0)),
  }
  if (scope === 'all' || from <= template.validFrom) {
    await putTemplate(context, changed)
    return template.id
  }
  await putTemplate(context, { ...template, validUntil: addDays(from, -1) })
  const later = {
    ...changed,
    id: context.newId<TemplateId>(),
    validFrom: addDays(from, Math.min(days, 0)),
  }
  await putTemplate(context, later)
  return later.id
}

/**
 * Cancels this and later sessions of a template, or all, and ends it: one that is cancelled from its
 * first day holds on no day any more. Answers those that it cancelled.
 */
export async function cancelSeries(
  context: CommandContext,
  session: OfTemplate,
  { reason, note, scope }: { reason: CancelReason; note?: string | undefined; scope: Scope },
): Promise<Session[]> {
  const template = await findTemplate(context, session.templateId)
  if (!template) throw new DomainError('not_found', { what: 'template' })
  const last = addDays(
    scope === 'all' ? template.validFrom : (session.templateDate ?? session.date),
    -1,
  )
  await putTemplate(context, { ...template, validUntil: last })
  const cancelled: Session[] = []
  for (const { session: one, held } of await sessionsOfTemplate(context, template.id)) {
    if (held || one.cancelReason !== null || !inScope(one, session, scope)) continue
    if (one.byHand && one.id !== session.id) continue
    const after = { ...one, cancelReason: reason, cancelNote: note ?? null }
    await writeSession(context, one, after)
    cancelled.push(after)
  }
  return cancelled
}

/** Takes out the sessions after a day that nobody marked or changed, and ends the template there. */
export async function endSeries(
  context: CommandContext,
  templateId: TemplateId,
  lastDay: LocalDate,
): Promise<number> {
  const template = await findTemplate(context, templateId)
  if (!template) throw new DomainError('not_found', { what: 'template' })
  await putTemplate(context, {
    ...template,
    validUntil: earlierOf(template.validUntil, laterOf(lastDay, template.validFrom)),
  })
  let removed = 0
  for (const { session, marked } of await sessionsOfTemplate(context, templateId)) {
    if (marked || session.byHand || session.cancelReason !== null) continue
    if ((session.templateDate ?? session.date) <= lastDay) continue
    await takeOutSession(context, session)
    removed++
  }
  return removed
}
