/** The term planned from weekly times, and classes moved, cancelled, given another teacher. */
import type { Finding, Outcome } from '#contract/schedule.ts'
import type { ClassMoveInput, PlanInput } from '#contract/studio.ts'
import type { LocalDate, PlaceId, SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { addDays, earlierOf, laterOf } from '../../kernel/time.ts'
import { elsewhere } from '../../schedule/facts.ts'
import { listOn } from '../../schedule/lists.ts'
import { allow, standingSession } from '../../schedule/one.ts'
import { makeSessions, refuseWrongStretch } from '../../schedule/series.ts'
import { moveSeries, type OfTemplate, ofTemplate } from '../../schedule/series-changes.ts'
import {
  changedBy,
  newSession,
  type Session,
  type SessionChanges,
  type Template,
} from '../../schedule/session.ts'
import { putTemplate, sessionsOfTemplate, templatesOfGroups } from '../../schedule/store.ts'
import { writeSession } from '../../schedule/writing.ts'
import { classKind } from './class-kind.ts'
import { writeGroup } from './rows.ts'
import { findGroup } from './store.ts'

const inOrderOfTime = (one: Outcome, other: Outcome) =>
  `${one.date} ${one.start}` < `${other.date} ${other.start}` ? -1 : 1

/**
 * Makes the classes of a group's weekly times, each checked with those before it in place. Refuses
 * `group_unfinished {missing}`, `bad_request` for a wrong stretch.
 */
export async function planTerm(
  context: CommandContext,
  { groupId, from, until, decisions }: PlanInput,
): Promise<Outcome[]> {
  const group = await findGroup(context.tx, groupId)
  refuseWrongStretch({ from, until }, 'until')
  const templates = await templatesOfGroups(context.tx, [groupId])
  if (templates.length === 0) throw new DomainError('group_unfinished', { missing: 'times' })
  const outcomes: Outcome[] = []
  for (const template of templates) {
    const placeId: PlaceId | null = template.placeId ?? group.place_id
    if (placeId === null) throw new DomainError('group_unfinished', { missing: 'place' })
    const stretch = {
      from: laterOf(from, template.validFrom),
      until: earlierOf(until, template.validUntil),
    }
    const placed = { ...template, placeId }
    if (template.placeId === null) await putTemplate(context.tx, placed)
    outcomes.push(...(await makeSessions(context, classKind, placed, stretch, decisions)))
  }
  return outcomes.sort(inOrderOfTime)
}

export interface Lesson extends Pick<Session, 'date' | 'start' | 'minutes' | 'placeId'> {
  groupId: NonNullable<Session['groupId']>
  teacherId: Session['ledById']
}

/** A class beside the weekly times, with the members of its day. */
export async function lessonOf(
  db: Reader,
  id: SessionId,
  { teacherId, ...lesson }: Lesson,
  leaveClashes: boolean,
): Promise<Session> {
  const blank = newSession({
    ...lesson,
    id,
    kind: 'class',
    ledById: teacherId,
    people: [],
  })
  const session = { ...blank, people: await listOn(db, blank) }
  if (!leaveClashes) return session
  const absent = await elsewhere(db, session)
  return { ...session, people: session.people.filter((one) => !absent.has(one.personId)) }
}

function changesOf({
  start,
  minutes,
  teacherId,
  placeId,
}: Partial<ClassMoveInput>): SessionChanges {
  const changes: SessionChanges = {}
  if (start !== undefined) changes.start = start
  if (minutes !== undefined) changes.minutes = minutes
  if (teacherId !== undefined) changes.ledById = teacherId
  if (placeId !== undefined) changes.placeId = placeId
  return changes
}

/**
 * Moves one class, or with a scope the weekly time from then on. A new teacher or place holds for the
 * whole group from then on, a new day or hour for this weekly time alone. Refuses `rules_refused`,
 * `session_marked`, `session_cancelled`.
 */
export async function moveClass(
  context: CommandContext,
  input: ClassMoveInput,
): Promise<{ outcomes: Outcome[]; warnings: Finding[] }> {
  const { tx } = context
  const session = await standingSession(tx, input.sessionId, 'class')
  const changes = changesOf(input)
  const series = input.scope === 'this' ? null : ofTemplate(session)
  if (series) {
    const { date, scope, leaveClashes } = input
    const { start: _start, minutes: _minutes, ...shared } = changes
    const hasShared = Object.keys(shared).length > 0
    const others = hasShared ? await otherTimes(context, series, scope) : null
    const outcomes = await moveSeries(context, classKind, series, {
      date,
      changes,
      scope,
      leaveClashes,
    })
    if (others) {
      await giveGroup(context, series, shared)
      for (const { template, from } of others.toPlan) {
        await changeFrom(context, template, from, shared)
      }
      for (const other of others.classes) {
        outcomes.push(
          ...(await moveSeries(context, classKind, other, {
            changes: shared,
            scope,
            leaveClashes,
          })),
        )
      }
    }
    return {
      outcomes: outcomes.sort(inOrderOfTime),
      warnings: outcomes.flatMap((one) => one.findings),
    }
  }
  const after: Session = {
    ...changedBy(session, changes),
    date: input.date ?? session.date,
    byHand: session.templateId !== null,
  }
  if (after.date !== session.date) after.people = await listOn(tx, after)
  const { warnings } = await allow(context, classKind, after)
  await writeSession(context, session, after)
  return { outcomes: [], warnings }
}

/** What is planned from now on has the teacher and the place that the group was given. */
async function giveGroup(
  { tx }: CommandContext,
  { groupId }: Session,
  { ledById, placeId }: SessionChanges,
): Promise<void> {
  if (groupId === null) return
  const group = await findGroup(tx, groupId)
  await writeGroup(tx, group, {
    ...group,
    teacher_id: ledById === undefined ? group.teacher_id : ledById,
    place_id: placeId ?? group.place_id,
  })
}

/**
 * Of each other weekly time of the group, the first class that the scope holds; of one that has none,
 * the day from which classes are still to be planned.
 */
async function otherTimes(
  { tx }: CommandContext,
  session: OfTemplate,
  scope: ClassMoveInput['scope'],
): Promise<{ classes: OfTemplate[]; toPlan: { template: Template; from: LocalDate }[] }> {
  const templates = await templatesOfGroups(tx, session.groupId === null ? [] : [session.groupId])
  const since = session.templateDate ?? session.date
  const classes: OfTemplate[] = []
  const toPlan: { template: Template; from: LocalDate }[] = []
  for (const template of templates) {
    if (template.id === session.templateId) continue
    const made = await sessionsOfTemplate(tx, template.id)
    const first = made
      .filter((one) => !one.marked && one.session.cancelReason === null && !one.session.byHand)
      .map((one) => ofTemplate(one.session))
      .find((one) => scope === 'all' || (one?.templateDate ?? '') >= since)
    if (first) {
      classes.push(first)
      continue
    }
    const last = made.at(-1)?.session.templateDate
    const open = last ? addDays(last, 1) : template.validFrom
    const from = scope === 'all' ? open : laterOf(open, since)
    if (from <= template.validUntil) toPlan.push({ template, from })
  }
  return { classes, toPlan }
}

/** What is planned of a weekly time from a day on is so; what was made of it before stays. */
async function changeFrom(
  { tx, newId }: CommandContext,
  template: Template,
  from: LocalDate,
  changes: SessionChanges,
): Promise<void> {
  const changed = changedBy(template, changes)
  if (from <= template.validFrom) return putTemplate(tx, changed)
  await putTemplate(tx, { ...template, validUntil: addDays(from, -1) })
  await putTemplate(tx, { ...changed, id: newId<TemplateId>(), validFrom: from })
}
