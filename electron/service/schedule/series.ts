import { daysBetween, daysFrom, earlierOf, laterOf } from '#contract/time.ts'
import type { LocalDate, LocalTime, SessionId, TemplateId, Weekday } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { DomainError } from '../kernel/errors.ts'
import { closedOn, titleOf } from './facts.ts'
import {
  checked,
  findingsOn,
  type Offer,
  type OutcomeNear,
  outcomeOf,
  type SessionDefinition,
} from './kind.ts'
import { withList } from './lists.ts'
import { changedBy, repeatsOn, type Session } from './session.ts'
import { isBlock } from './situation.ts'
import { sessionsOfTemplate } from './store.ts'
import {
  findTemplate,
  type PlacedTemplate,
  putTemplate,
  skipDay,
  skippedDays,
  unskipDay,
} from './templates.ts'
import { writeSession } from './writing.ts'

/** The longest stretch for which sessions are made at once, days. */
const longestSeries = 400

/** What a person decided for one day; the others are made where nothing is in the way. */
export interface Decision<Near extends Offer> {
  date: LocalDate
  /** When a day has more than one. */
  start?: LocalTime
  action: 'skip' | 'make' | 'move' | 'without'
  to?: Near | undefined
}

export interface Stretch {
  from: LocalDate
  until: LocalDate
}

/** Refuses `bad_request` for a stretch that ends before it begins or is longer than 400 days. */
export function refuseWrongStretch({ from, until }: Stretch, path: string): void {
  const length = daysBetween(from, until) + 1
  if (length < 1 || length > longestSeries) {
    throw new DomainError('bad_request', { problems: [{ path, problem: 'date' }] })
  }
}

/** A weekly template for one person as it is asked for: its first session, on which days, how long. */
export interface Series<Of extends Session, Near extends Offer> {
  /** Makes more sessions of a template that is there already. */
  templateId?: TemplateId | undefined
  session: Of
  days: Weekday[]
  /** Every how many weeks. */
  interval: number
  stretch: Stretch
  decisions: readonly Decision<Near>[]
}

/**
 * Writes a template and makes its sessions; what is there already stays, and so does the stretch of a
 * template that is there. Refuses `bad_request` for a wrong stretch, and for a template of another client.
 */
export async function makeSeries<Of extends Session, Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Of, Near>,
  { templateId, session, days, interval, stretch, decisions }: Series<Of, Near>,
): Promise<{ templateId: TemplateId; outcomes: OutcomeNear<Near>[] }> {
  refuseWrongStretch(stretch, 'validUntil')
  const before = templateId ? await findTemplate(context, templateId) : null
  if (before === undefined) throw new DomainError('not_found', { what: 'template' })
  const clientId = session.people[0]?.personId ?? null
  if (before && (before.kind !== kind.kind || before.clientId !== clientId)) {
    throw new DomainError('bad_request', { problems: [{ path: 'templateId', problem: 'id' }] })
  }
  // A wrong id refuses the whole, before anything is written.
  await findingsOn(context, kind, session)
  const { start, minutes, placeId, ledById, assistantIds, rosterId, own } = session
  const template = {
    ...{
      kind: kind.kind,
      days,
      interval,
      start,
      minutes,
      placeId,
      ledById,
      assistantIds,
      clientId,
      rosterId,
      own,
    },
    id: before?.id ?? context.newId<TemplateId>(),
    countedFrom: before?.interval === interval ? before.countedFrom : stretch.from,
    validFrom: before ? earlierOf(before.validFrom, stretch.from) : stretch.from,
    validUntil: before ? laterOf(before.validUntil, stretch.until) : stretch.until,
  } as PlacedTemplate
  await putTemplate(context, template)
  const outcomes = await makeSessions(context, kind, template, stretch, decisions)
  return { templateId: template.id, outcomes }
}

/** The session that a template stands for on a day. */
export function sessionFrom(template: PlacedTemplate, date: LocalDate, id: SessionId): Session {
  const { kind, start, minutes, placeId, ledById, assistantIds, clientId, rosterId, own } = template
  return {
    ...{ id, kind, date, start, minutes, placeId, ledById, assistantIds, rosterId, own },
    title: null,
    people: clientId === null ? [] : [{ personId: clientId, part: 'client' }],
    templateId: template.id,
    templateDate: date,
    byHand: false,
    overrideReason: null,
    cancelReason: null,
    cancelNote: null,
  } as Session
}

/** A session where a decision has put it. */
export const movedTo = <Near extends Offer>(
  session: Session,
  { date, horseId, ...to }: Near,
): Session => ({
  ...changedBy(session, { ...to, ...(horseId !== undefined && { own: { horseId } }) }),
  date,
  byHand: true,
})

/** Makes one session if the rules let it: what a series and a copied day have in common. */
export async function tryToMake<Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Session, Near>,
  session: Session,
  clientName: string,
): Promise<OutcomeNear<Near>> {
  const { findings, alternatives } = await checked(context, kind, session)
  if (findings.some(isBlock)) {
    return outcomeOf(session, clientName, 'clash', { findings, alternatives })
  }
  await writeSession(context, null, session)
  return outcomeOf(session, clientName, 'made', { sessionId: session.id, findings })
}

/**
 * Makes the sessions of a template that is written already. Days that clash or are closed are left out, and
 * those that were skipped before, unless `decisions` say otherwise; what is there already stays, cancelled
 * or not.
 */
export async function makeSessions<Near extends Offer>(
  context: CommandContext,
  kind: SessionDefinition<Session, Near>,
  template: PlacedTemplate,
  { from, until }: Stretch,
  decisions: readonly Decision<Near>[],
): Promise<OutcomeNear<Near>[]> {
  const { tx, newId } = context
  const there = new Map(
    (await sessionsOfTemplate(context, template.id)).map((one) => [one.session.templateDate, one]),
  )
  const isClosed = await closedOn(context)
  const skipped = await skippedDays(tx, template.id)
  const outcomes: OutcomeNear<Near>[] = []
  let clientName: string | null = null
  for (const date of daysFrom(from, until)) {
    if (!repeatsOn(template, date)) continue
    const blank = sessionFrom(template, date, newId<SessionId>())
    clientName ??= await titleOf(context, blank)
    const decision = decisions.find(
      (one) => one.date === date && (one.start === undefined || one.start === template.start),
    )
    const existing = there.get(date)
    if (existing) {
      const kept = existing.session.byHand || existing.marked
      const sessionId = existing.session.id
      outcomes.push(
        outcomeOf(existing.session, clientName, kept ? 'kept' : 'exists', { sessionId }),
      )
    } else if (decision ? decision.action === 'skip' : skipped.has(date)) {
      if (decision) await skipDay(tx, template.id, date)
      outcomes.push(outcomeOf(blank, clientName, 'skipped'))
    } else if (!decision && (await isClosed(date))) {
      outcomes.push(outcomeOf(blank, clientName, 'closed'))
    } else {
      const moved = decision?.action === 'move' && decision.to ? movedTo(blank, decision.to) : blank
      const leaveClashes = decision?.action === 'without'
      const session = await withList(context, moved, { leaveClashes })
      const outcome = await tryToMake(context, kind, session, clientName)
      if (outcome.outcome === 'made' && skipped.has(date)) await unskipDay(tx, template.id, date)
      outcomes.push(outcome)
    }
  }
  return outcomes
}
