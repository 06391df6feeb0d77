/** The term planned from weekly times, and classes moved, cancelled, given another teacher. */
import type { Alternative, Outcome } from '#contract/schedule.ts'
import type { ClassMoveInput, PlanInput } from '#contract/studio.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type {
  GroupId,
  LocalDate,
  MemberId,
  PlaceId,
  SessionId,
  TemplateId,
} from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { activeSession, type Moved, move } from '../../schedule/commands.ts'
import { makeSessions, refuseWrongStretch } from '../../schedule/series.ts'
import {
  moveSeries,
  type OfTemplate,
  ofTemplate,
  staysAsItIs,
} from '../../schedule/series-changes.ts'
import {
  assistantColumns,
  changedBy,
  changesOf,
  newSession,
  type SessionChanges,
  type SessionOf,
  type Template,
  type When,
} from '../../schedule/session.ts'
import { sessionsOfTemplate } from '../../schedule/store.ts'
import { handOver, putTemplate, templatesOfRosters } from '../../schedule/templates.ts'
import { classKind } from './kind.ts'
import { writeGroup } from './rows.ts'
import { findGroup } from './store.ts'

/** In order of time. */
export const byTime = (one: Outcome, other: Outcome) =>
  `${one.date} ${one.start}` < `${other.date} ${other.start}` ? -1 : 1

const inOrderOfTime = (moved: Moved<Alternative>): Moved<Alternative> => ({
  ...moved,
  outcomes: moved.outcomes.toSorted(byTime),
})

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
  const templates = await templatesOfRosters(context, [groupId])
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
    if (template.placeId === null) await putTemplate(context, placed)
    outcomes.push(...(await makeSessions(context, classKind, placed, stretch, decisions)))
  }
  return outcomes.sort(byTime)
}

export interface Lesson extends When {
  groupId: GroupId
  placeId: PlaceId
  teacherId: MemberId | null
  assistantIds: MemberId[]
}

/** A class beside the weekly times. */
export const classOfGroup = (
  id: SessionId,
  { groupId, teacherId, assistantIds, date, start, minutes, placeId }: Lesson,
): SessionOf<'class'> =>
  newSession({
    ...{ id, date, start, minutes, placeId },
    kind: 'class',
    ledById: teacherId,
    assistantIds,
    rosterId: groupId,
    title: null,
    own: null,
    people: [],
  })

/**
 * Moves one class, or with a scope the weekly time from then on. A new teacher or place holds for the
 * whole group from then on, a new day or hour for this weekly time alone. Refuses `rules_refused`,
 * `session_marked`, `session_cancelled`.
 */
export async function moveClass(
  context: CommandContext,
  input: ClassMoveInput,
): Promise<Moved<Alternative>> {
  const { scope, teacherId: ledById, assistantIds, placeId } = input
  const team = { ledById, assistantIds }
  const shared = changesOf({ ...team, placeId })
  if (scope === 'this' || Object.keys(shared).length === 0) {
    return inOrderOfTime(await move(context, classKind, input, team))
  }
  const session = await activeSession(context, classKind, input.sessionId)
  const series = ofTemplate(session)
  if (!series) return move(context, classKind, input, team)
  const others = await otherTimes(context, series, scope)
  const moved = await move(context, classKind, input, team)
  await giveGroup(context, session.rosterId, shared)
  for (const { template, from } of others.toPlan) {
    await changeFrom(context, template, from, shared)
  }
  const { leaveClashes } = input
  for (const other of others.classes) {
    const asked = { changes: shared, scope, leaveClashes }
    const outcomes = await moveSeries(context, classKind, other, asked)
    moved.outcomes.push(...outcomes)
    moved.warnings.push(...outcomes.flatMap((one) => one.findings))
  }
  return inOrderOfTime(moved)
}

/** What is planned from now on has the teacher and the place that the group was given. */
async function giveGroup(
  { tx }: CommandContext,
  groupId: GroupId,
  { ledById, assistantIds, placeId }: SessionChanges,
): Promise<void> {
  const group = await findGroup(tx, groupId)
  await writeGroup(tx, group, {
    ...group,
    teacher_id: ledById === undefined ? group.teacher_id : ledById,
    ...(assistantIds && assistantColumns(assistantIds)),
    place_id: placeId ?? group.place_id,
  })
}

/**
 * Of each other weekly time of the group, the first class that the scope holds; of one that has none,
 * the day from which classes are still to be planned.
 */
async function otherTimes(
  context: CommandContext,
  session: OfTemplate,
  scope: ClassMoveInput['scope'],
): Promise<{ classes: OfTemplate[]; toPlan: { template: Template; from: LocalDate }[] }> {
  const templates = await templatesOfRosters(
    context,
    session.rosterId === null ? [] : [session.rosterId],
  )
  const since = session.templateDate ?? session.date
  const classes: OfTemplate[] = []
  const toPlan: { template: Template; from: LocalDate }[] = []
  for (const template of templates) {
    if (template.id === session.templateId) continue
    const made = await sessionsOfTemplate(context, template.id)
    const first = made
      .filter((one) => !staysAsItIs(context, one))
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
  context: CommandContext,
  template: Template,
  from: LocalDate,
  changes: SessionChanges,
): Promise<void> {
  const changed = changedBy(template, changes)
  if (from <= template.validFrom) return putTemplate(context, changed)
  await putTemplate(context, { ...template, validUntil: addDays(from, -1) })
  const id = context.newId<TemplateId>()
  await putTemplate(context, { ...changed, id, validFrom: from })
  await handOver(context.tx, template.id, id, from)
}
