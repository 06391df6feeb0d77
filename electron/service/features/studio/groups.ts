/** Groups: made, changed, ended; the weekly times are templates. */
import type { GroupFields, GroupTime } from '#contract/studio.ts'
import { addDays, earlierOf, laterOf } from '#contract/time.ts'
import type { GroupId, LocalDate, TemplateId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import { refuseStale } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { endSeries } from '../../schedule/series-changes.ts'
import type { Template } from '../../schedule/session.ts'
import {
  putTemplate,
  removeTemplate,
  sessionsOf,
  sessionsOfTemplate,
  templatesOfRosters,
} from '../../schedule/store.ts'
import { takeOutSession } from '../../schedule/writing.ts'
import { endMembership } from './members.ts'
import { groupForm, writeGroup, writeWaiting } from './rows.ts'
import { dayWithin, findGroup, type GroupRow, membershipsOf, sameTime } from './store.ts'

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
  if (!fields.teacherId) return
  const teacher = await tx
    .selectFrom('member')
    .select('id')
    .where('id', '=', fields.teacherId)
    .executeTakeFirst()
  if (!teacher) throw new DomainError('not_found', { what: 'member' })
}

const rowOf = (id: GroupId, fields: GroupFields): GroupRow => ({
  id,
  studio: fields.studio,
  name: fields.name,
  teacher_id: fields.teacherId,
  place_id: fields.placeId,
  capacity: fields.capacity,
  valid_from: fields.from,
  valid_until: fields.until,
  note: fields.note || null,
})

const templateFrom = (
  { newId }: CommandContext,
  group: GroupRow,
  { day, start, minutes }: GroupTime,
  validFrom: LocalDate,
): Template => ({
  id: newId<TemplateId>(),
  kind: 'class',
  days: [day],
  start,
  minutes,
  validFrom,
  validUntil: group.valid_until,
  placeId: group.place_id,
  ledById: group.teacher_id,
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

/**
 * Sets the fields of a group. Its times from today on are the given ones: a time that is taken away
 * takes its unmarked classes to come with it, a new one waits to be planned. Refuses as createGroup.
 */
export async function updateGroup(
  context: CommandContext,
  { groupId, version, ...fields }: GroupFields & { groupId: GroupId; version?: number | undefined },
): Promise<void> {
  await refuseStale(context, groupForm, groupId, version)
  const before = await findGroup(context.tx, groupId)
  await refuseWrongFields(context, fields, groupId)
  const group = rowOf(groupId, fields)
  await writeGroup(context.tx, before, group)
  const today = dayWithin(group, context.clock.today())
  const templates = await templatesOfRosters(context, [groupId])
  const wanted = (one: Template) => fields.times.some((time) => sameTime(one, time))
  for (const template of templates.filter((one) => one.validUntil >= today)) {
    if (!wanted(template)) await endTemplate(context, template, addDays(today, -1))
    else await fitTemplate(context, template, before, group)
  }
  const kept = templates.filter((one) => one.validUntil >= today && wanted(one))
  for (const time of fields.times) {
    if (kept.some((one) => sameTime(one, time))) continue
    const from = context.clock.today() < group.valid_from ? group.valid_from : today
    await putTemplate(context, templateFrom(context, group, time, from))
  }
}

/** A template goes as far as the term, and takes the new teacher and place. */
async function fitTemplate(
  context: CommandContext,
  template: Template,
  before: GroupRow,
  group: GroupRow,
): Promise<void> {
  const atEnd = template.validUntil >= before.valid_until
  const fitted: Template = {
    ...template,
    validFrom: template.validFrom <= before.valid_from ? group.valid_from : template.validFrom,
    validUntil: atEnd ? group.valid_until : earlierOf(template.validUntil, group.valid_until),
    placeId: before.place_id === group.place_id ? template.placeId : group.place_id,
    ledById: before.teacher_id === group.teacher_id ? template.ledById : group.teacher_id,
  }
  fitted.validUntil = laterOf(fitted.validUntil, fitted.validFrom)
  if (fitted.validUntil < template.validUntil) {
    await endSeries(context, template.id, fitted.validUntil)
  }
  await putTemplate(context, fitted)
}

/**
 * Ends a weekly time on a day; one of which nothing is left goes altogether, and one that had not begun
 * by then holds on no day any more.
 */
async function endTemplate(
  context: CommandContext,
  template: Template,
  lastDay: LocalDate,
): Promise<void> {
  await endSeries(context, template.id, lastDay)
  const ended = { ...template, validUntil: earlierOf(template.validUntil, lastDay) }
  const left = await sessionsOfTemplate(context, template.id)
  if (left.length === 0) await removeTemplate(context.tx, ended.id)
  else await putTemplate(context, ended)
}

/**
 * Ends a group: from that day it has no members, no queue, and no classes but marked ones. Answers how
 * many left and how many classes were taken out.
 */
export async function closeGroup(
  context: CommandContext,
  groupId: GroupId,
  on: LocalDate,
): Promise<{ left: number; removed: number }> {
  const { tx } = context
  const group = await findGroup(tx, groupId)
  const lastDay = laterOf(addDays(on, -1), group.valid_from)
  let removed = 0
  for (const { session, marked } of await sessionsOf(context, groupId, on)) {
    if (marked || session.cancelReason !== null) continue
    await takeOutSession(context, session)
    removed++
  }
  for (const template of await templatesOfRosters(context, [groupId])) {
    if (template.validUntil >= on) await endTemplate(context, template, addDays(on, -1))
  }
  let left = 0
  for (const membership of await membershipsOf(tx, groupId)) {
    if (membership.left_on !== null && membership.left_on <= on) continue
    await endMembership(context, membership, on)
    left++
  }
  const queue = await tx.selectFrom('waiting').selectAll().where('group_id', '=', groupId).execute()
  for (const row of queue) await writeWaiting(tx, row, null)
  await writeGroup(tx, group, {
    ...group,
    valid_until: earlierOf(group.valid_until, lastDay),
  })
  return { left, removed }
}
