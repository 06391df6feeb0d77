/** Groups: made, changed, ended; the weekly times are templates. */
import { isDeepStrictEqual } from 'node:util'
import type { Finding, Outcome } from '#contract/schedule.ts'
import type { GroupChangeInput, GroupFields, GroupTime } from '#contract/studio.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { GroupId, LocalDate, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { refuseStale } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { outcomeOf } from '../../schedule/kind.ts'
import { makeSessions } from '../../schedule/series.ts'
import { placeReleased, type Replacing, staysAsItIs } from '../../schedule/series-changes.ts'
import {
  assistantColumns,
  assistantsOf,
  changedBy,
  hasBegun,
  holdsOn,
  type Session,
  type Template,
} from '../../schedule/session.ts'
import { warn } from '../../schedule/situation.ts'
import { releaseSession, sessionsOf, sessionsOfTemplate } from '../../schedule/store.ts'
import {
  handOver,
  putTemplate,
  removeTemplate,
  templatesOfRosters,
} from '../../schedule/templates.ts'
import { takeOutSession } from '../../schedule/writing.ts'
import { classKind } from './kind.ts'
import { endMembership } from './members.ts'
import { groupForm, writeGroup, writeWaiting } from './rows.ts'
import { mostMembers } from './rules.ts'
import { dayWithin, findGroup, type GroupRow, membershipsOf, periodsOf, sameTime } from './store.ts'
import { byTime } from './timetable.ts'

async function refuseWrongFields(
  { tx, directory }: CommandContext,
  fields: GroupFields,
  except?: GroupId,
): Promise<void> {
  if (fields.until < fields.from) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
  const times = new Set(fields.times.map((one) => `${one.day} ${one.start}`))
  if (times.size < fields.times.length) {
    throw new DomainError('bad_request', { problems: [{ path: 'times', problem: 'time' }] })
  }
  const other = await tx
    .selectFrom('studio_group')
    .select('id')
    .where('studio', '=', fields.studio)
    .where('name', '=', fields.name)
    .executeTakeFirst()
  if (other && other.id !== except) {
    throw new DomainError('in_use', { what: 'group', name: fields.name })
  }
  if (fields.placeId) await directory.places([fields.placeId])
  const { teacherId, assistantIds } = fields
  await directory.members([...new Set([...assistantIds, ...(teacherId ? [teacherId] : [])])])
  if (new Set([...assistantIds, teacherId]).size <= assistantIds.length) {
    throw new DomainError('bad_request', {
      problems: [{ path: 'assistantIds', problem: 'not_unique' }],
    })
  }
}

const rowOf = (id: GroupId, fields: GroupFields): GroupRow => ({
  id,
  studio: fields.studio,
  name: fields.name,
  teacher_id: fields.teacherId,
  ...assistantColumns(fields.assistantIds),
  place_id: fields.placeId,
  capacity: fields.capacity,
  valid_from: fields.from,
  valid_until: fields.until,
  note: fields.note || null,
})

const templateFrom = (
  { newId }: CommandContext,
  group: GroupRow,
  { day, start, minutes, interval, countedFrom }: GroupTime,
  validFrom: LocalDate,
): Template => ({
  id: newId<TemplateId>(),
  kind: 'class',
  days: [day],
  interval,
  countedFrom: countedFrom ?? validFrom,
  start,
  minutes,
  validFrom,
  validUntil: group.valid_until,
  placeId: group.place_id,
  ledById: group.teacher_id,
  assistantIds: assistantsOf(group),
  clientId: null,
  rosterId: group.id,
  own: null,
})

/** Refuses `in_use`, `bad_request`, `not_found`. */
export async function createGroup(context: CommandContext, fields: GroupFields): Promise<GroupId> {
  await refuseWrongFields(context, fields)
  const group = rowOf(context.newId<GroupId>(), fields)
  await writeGroup(context.tx, null, group)
  for (const time of fields.times) {
    await putTemplate(context, templateFrom(context, group, time, group.valid_from))
  }
  return group.id
}

/** What became of a changed group. */
interface GroupChange {
  groupId: GroupId
  outcomes: Outcome[]
  findings: Finding[]
}

/**
 * Sets the fields of a group. Its times from today on are the given ones; what was planned of a time that
 * becomes another hour of its weekday stands for that one. Classes stay as they are, or those to come
 * follow ({@link changeClasses}). Answers a `group_full` that warns. Refuses as createGroup.
 */
export async function updateGroup(
  context: CommandContext,
  { groupId, version, classesToCome, ...fields }: GroupChangeInput,
): Promise<GroupChange> {
  const { tx, clock } = context
  await refuseStale(context, groupForm, groupId, version)
  const before = await findGroup(tx, groupId)
  await refuseWrongFields(context, fields, groupId)
  const group = rowOf(groupId, fields)
  await writeGroup(tx, before, group)
  const today = dayWithin(group, clock.today())
  const from = laterOf(today, group.valid_from)
  const templates = (await templatesOfRosters(context, [groupId])).filter(
    (one) => one.validUntil >= today,
  )
  const wanted = (one: Template) => fields.times.some((time) => sameTime(one, time))
  const lost = templates.filter((one) => !wanted(one))
  const kept = templates.filter(wanted)
  const gained = fields.times.filter((time) => !kept.some((one) => sameTime(one, time)))

  const fitted: Template[] = []
  for (const template of kept) fitted.push(await fitTemplate(context, template, before, group))
  const fresh: Template[] = []
  for (const time of gained) {
    const template = templateFrom(context, group, time, from)
    await putTemplate(context, template)
    const former = lost.findIndex(({ days }) => days.includes(time.day))
    if (former < 0) fresh.push(template)
    else {
      const [old] = lost.splice(former, 1) as [Template]
      await handOver(tx, old.id, template.id, from)
      await endTemplate(context, old, addDays(today, -1))
      fitted.push(template)
    }
  }
  const outcomes =
    classesToCome === 'change'
      ? await changeClasses(context, before, group, { lost, fitted, fresh, from })
      : []
  for (const template of lost) await endTemplate(context, template, addDays(today, -1))
  const findings = await fullFindings(context, group)
  return { groupId, outcomes: outcomes.sort(byTime), findings }
}

/** Says when a group has more members, on any day to come, than places. */
async function fullFindings({ tx, clock }: CommandContext, group: GroupRow): Promise<Finding[]> {
  const periods = periodsOf(await membershipsOf(tx, group.id))
  const members = mostMembers(periods, dayWithin(group, clock.today()))
  const { name, capacity } = group
  return members > capacity ? [warn('group_full', { name, capacity, members })] : []
}

const sameAssistants = (before: GroupRow, group: GroupRow) =>
  isDeepStrictEqual(assistantsOf(before), assistantsOf(group))

/** A template goes as far as the term, and takes the new teacher and place. Answers it as it is then. */
async function fitTemplate(
  context: CommandContext,
  template: Template,
  before: GroupRow,
  group: GroupRow,
): Promise<Template> {
  const atEnd = template.validUntil >= before.valid_until
  const fitted: Template = {
    ...template,
    validFrom: template.validFrom <= before.valid_from ? group.valid_from : template.validFrom,
    validUntil: atEnd ? group.valid_until : earlierOf(template.validUntil, group.valid_until),
    placeId: before.place_id === group.place_id ? template.placeId : group.place_id,
    ledById: before.teacher_id === group.teacher_id ? template.ledById : group.teacher_id,
    assistantIds: sameAssistants(before, group) ? template.assistantIds : assistantsOf(group),
  }
  fitted.validUntil = laterOf(fitted.validUntil, fitted.validFrom)
  await putTemplate(context, fitted)
  return fitted
}

/** The weekly times of a changed group, and the day from which on they are its. */
interface ChangedTimes {
  /** Which it does not have any more. */
  lost: readonly Template[]
  /** Which it has still, or at another hour. */
  fitted: readonly Template[]
  /** On weekdays of which it had none. */
  fresh: readonly Template[]
  from: LocalDate
}

/**
 * Brings the classes to come into line with the weekly times: at another hour, with another teacher, in
 * another place, out, or made anew as far as the group was planned. One that clashes stays where it was.
 */
async function changeClasses(
  context: CommandContext,
  before: GroupRow,
  group: GroupRow,
  { lost, fitted, fresh, from }: ChangedTimes,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const moves: Replacing[] = []
  const planned = await sessionsOf(context, group.id, from)
  const told = (session: Session, outcome: Outcome['outcome']) =>
    outcomes.push(outcomeOf(session, group.name, outcome, { sessionId: session.id }))
  const toCome = async (template: Template) => {
    const all = (await sessionsOfTemplate(context, template.id)).filter(
      ({ session }) => session.cancelReason === null && !hasBegun(session, context.clock),
    )
    for (const one of all) if (staysAsItIs(context, one)) told(one.session, 'kept')
    return all.filter((one) => !staysAsItIs(context, one)).map((one) => one.session)
  }
  for (const template of [...lost, ...fitted]) {
    for (const session of await toCome(template)) {
      if (lost.includes(template) || !holdsOn(template, session.templateDate ?? session.date)) {
        await takeOutSession(context, session)
        told(session, 'removed')
        continue
      }
      const { start, minutes } = template
      const after = changedBy(session, {
        ...{ start, minutes },
        ...(before.teacher_id !== group.teacher_id && { ledById: group.teacher_id }),
        ...(!sameAssistants(before, group) && { assistantIds: assistantsOf(group) }),
        ...(before.place_id !== group.place_id && group.place_id && { placeId: group.place_id }),
      })
      if (isDeepStrictEqual(session, after)) continue
      moves.push({ before: session, after, left: session })
    }
  }
  // All are released first: one may come where another of the group was.
  for (const { before: one } of moves) await releaseSession(context.tx, one.id)
  outcomes.push(...(await placeReleased(context, classKind, group.name, moves, true)))
  const last = planned.at(-1)?.session.date
  for (const template of fresh) {
    const { placeId } = template
    if (placeId === null || last === undefined) continue
    const stretch = { from, until: earlierOf(last, template.validUntil) }
    outcomes.push(
      ...(await makeSessions(context, classKind, { ...template, placeId }, stretch, [])),
    )
  }
  return outcomes
}

/**
 * Ends a weekly time on a day, whatever stands of it after: one that nothing stands of goes altogether, and
 * one that had not begun by then holds on no day any more.
 */
async function endTemplate(
  context: CommandContext,
  template: Template,
  lastDay: LocalDate,
): Promise<void> {
  const left = await sessionsOfTemplate(context, template.id)
  if (left.length === 0) return removeTemplate(context.tx, template.id)
  await putTemplate(context, { ...template, validUntil: earlierOf(template.validUntil, lastDay) })
}

/**
 * Ends a group: from that day, but not before its last class that has begun, it has no members, no queue, and
 * no classes to come but marked ones. Answers how many left, and how many classes went and stayed.
 */
export async function closeGroup(
  context: CommandContext,
  groupId: GroupId,
  on: LocalDate,
): Promise<{ left: number; removed: number; kept: number }> {
  const { tx, clock } = context
  const group = await findGroup(tx, groupId)
  const classes = (await sessionsOf(context, groupId, on)).filter(
    ({ session }) => session.cancelReason === null,
  )
  const begun = classes.filter(({ session }) => hasBegun(session, clock))
  const lastBegun = begun.at(-1)?.session.date
  const end = lastBegun === undefined ? on : addDays(lastBegun, 1)
  let removed = 0
  for (const one of classes) {
    if (one.marked || begun.includes(one)) continue
    await takeOutSession(context, one.session)
    removed++
  }
  for (const template of await templatesOfRosters(context, [groupId])) {
    if (template.validUntil >= on) await endTemplate(context, template, addDays(on, -1))
  }
  let left = 0
  for (const membership of await membershipsOf(tx, groupId)) {
    if (membership.left_on !== null && membership.left_on <= end) continue
    await endMembership(context, membership, end)
    left++
  }
  const queue = await tx.selectFrom('waiting').selectAll().where('group_id', '=', groupId).execute()
  for (const row of queue) await writeWaiting(tx, row, null)
  await writeGroup(tx, group, {
    ...group,
    valid_until: earlierOf(group.valid_until, laterOf(addDays(end, -1), group.valid_from)),
  })
  return { left, removed, kept: classes.length - removed }
}
