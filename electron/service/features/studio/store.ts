/** Groups, memberships and queues as rows, and as the screens show them. */
import type { Selectable } from 'kysely'
import type { Group, GroupTime, Membership, Waiting } from '#contract/studio.ts'
import { earlierOf, laterOf, weeksBetween } from '#contract/time.ts'
import {
  type GroupId,
  type LocalDate,
  type PersonId,
  type Weekday,
  weekdays,
} from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { MembershipTable, Reader, StudioGroupTable, WaitingTable } from '../../db/schema.ts'
import { withVersions } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sortKey, surnameFirst } from '../../kernel/sort-key.ts'
import { assistantNames, placeName } from '../../schedule/facts.ts'
import { assistantsOf, type Template } from '../../schedule/session.ts'
import { templatesOfRosters } from '../../schedule/templates.ts'
import { groupForm } from './rows.ts'
import { membersAt, type Period } from './rules.ts'

export type GroupRow = Selectable<StudioGroupTable>
export type MembershipRow = Selectable<MembershipTable>
export type WaitingRow = Selectable<WaitingTable>

/** Refuses `not_found`. */
export async function findGroup(db: Reader, id: GroupId): Promise<GroupRow> {
  const row = await db
    .selectFrom('studio_group')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'group' })
  return row
}

export async function membershipsOf(db: Reader, id: GroupId): Promise<MembershipRow[]> {
  return db
    .selectFrom('membership')
    .selectAll()
    .where('group_id', '=', id)
    .orderBy('joined_on')
    .orderBy('id')
    .execute()
}

export const periodsOf = (rows: readonly MembershipRow[]): Period[] =>
  rows.map(({ person_id, joined_on, left_on }) => ({
    personId: person_id,
    joinedOn: joined_on,
    leftOn: left_on,
  }))

/** The day on which a group is looked at: today, or the nearest day of its term. */
export const dayWithin = (group: GroupRow, on: LocalDate): LocalDate =>
  earlierOf(laterOf(on, group.valid_from), group.valid_until)

/** The templates that a group's weekly times are on a day. */
export const holding = (templates: readonly Template[], on: LocalDate): Template[] =>
  templates.filter((one) => one.validFrom <= on && one.validUntil >= on)

const timesOf = (templates: readonly Template[]): GroupTime[] =>
  templates
    .flatMap(({ days, start, minutes, interval, countedFrom }) =>
      days.map((day) => ({
        ...{ day, start, minutes, interval },
        ...(interval > 1 && { countedFrom }),
      })),
    )
    .sort(
      (one, other) =>
        weekdays.indexOf(one.day) - weekdays.indexOf(other.day) ||
        (one.start < other.start ? -1 : 1),
    )

/** Groups by studio and name as they are on a day. */
export async function readGroups(
  look: Lookup,
  on: LocalDate,
  which: { ids?: readonly GroupId[]; withPast?: boolean } = {},
): Promise<Group[]> {
  const { db } = look
  const rows = await db
    .selectFrom('studio_group as g')
    .leftJoin('member', 'member.id', 'g.teacher_id')
    .leftJoin('place', 'place.id', 'g.place_id')
    .leftJoin('member as first', 'first.id', 'g.assistant_1_id')
    .leftJoin('member as second', 'second.id', 'g.assistant_2_id')
    .selectAll('g')
    .select(['member.family_name', 'member.given_name', 'place.name as place_name', 'place.lane'])
    .select([
      'first.family_name as first_family_name',
      'first.given_name as first_given_name',
      'second.family_name as second_family_name',
      'second.given_name as second_given_name',
    ])
    .select(({ selectFrom, fn }) => [
      selectFrom('waiting')
        .select(fn.countAll<number>().as('count'))
        .whereRef('waiting.group_id', '=', 'g.id')
        .as('waiting'),
      selectFrom('session')
        .select(fn.countAll<number>().as('count'))
        .whereRef('session.roster_id', '=', 'g.id')
        .where('session.cancel_reason', 'is', null)
        .as('classes'),
      selectFrom('session')
        .select((of) => of.fn.max<LocalDate>('date').as('last'))
        .whereRef('session.roster_id', '=', 'g.id')
        .where('session.cancel_reason', 'is', null)
        .as('last_class_on'),
    ])
    .$if(which.ids !== undefined, (query) => query.where('g.id', 'in', which.ids as GroupId[]))
    .$if(which.ids === undefined && !which.withPast, (query) =>
      query.where('valid_until', '>=', on),
    )
    .execute()
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const members = await db
    .selectFrom('membership')
    .selectAll()
    .where('group_id', 'in', ids)
    .execute()
  const membersOf = Map.groupBy(members, (one) => one.group_id)
  const templates = Map.groupBy(await templatesOfRosters(look, ids), (one) => one.rosterId)
  const order = new Map(rows.map((row) => [row.id, `${row.studio} ${sortKey(row.name)}`]))
  const groups = rows
    .map((row) => ({
      groupId: row.id,
      studio: row.studio,
      name: row.name,
      teacherId: row.teacher_id,
      teacherName:
        row.family_name === null
          ? null
          : surnameFirst({ family_name: row.family_name, given_name: row.given_name as string }),
      assistantIds: assistantsOf(row),
      assistantNames: assistantNames(row),
      placeId: row.place_id,
      placeName:
        row.place_name === null ? null : placeName({ name: row.place_name, lane: row.lane }),
      capacity: row.capacity,
      from: row.valid_from,
      until: row.valid_until,
      times: timesOf(holding(templates.get(row.id) ?? [], dayWithin(row, on))),
      note: row.note,
      members: membersAt(periodsOf(membersOf.get(row.id) ?? []), dayWithin(row, on)),
      waiting: Number(row.waiting ?? 0),
      classes: Number(row.classes ?? 0),
      lastClassOn: row.last_class_on,
    }))
    .sort((one, other) =>
      (order.get(one.groupId) ?? '') < (order.get(other.groupId) ?? '') ? -1 : 1,
    )
  return withVersions(db, groupForm, groups, (one) => one.groupId)
}

const memberships = (db: Reader) =>
  db
    .selectFrom('membership as m')
    .innerJoin('studio_group as g', 'g.id', 'm.group_id')
    .innerJoin('person as p', 'p.id', 'm.person_id')
    .leftJoin('studio_group as went', 'went.id', 'm.went_to_id')
    .leftJoin('membership as earlier', (join) =>
      join
        .onRef('earlier.person_id', '=', 'm.person_id')
        .onRef('earlier.went_to_id', '=', 'm.group_id')
        .onRef('earlier.left_on', '=', 'm.joined_on'),
    )
    .leftJoin('studio_group as came', 'came.id', 'earlier.group_id')
    .selectAll('m')
    .select([
      'g.name as group_name',
      'g.studio',
      'p.family_name',
      'p.given_name',
      'p.birth_date',
      'went.name as went_to',
      'came.name as came_from',
    ])

type NamedMembership = Awaited<ReturnType<ReturnType<typeof memberships>['execute']>>[number]

const membershipOf = (row: NamedMembership): Membership => ({
  membershipId: row.id,
  groupId: row.group_id,
  groupName: row.group_name,
  studio: row.studio,
  personId: row.person_id,
  name: surnameFirst(row),
  birthDate: row.birth_date,
  joinedOn: row.joined_on,
  leftOn: row.left_on,
  cameFrom: row.came_from,
  wentTo: row.went_to,
})

/** Memberships of a group, by name. */
export async function readMemberships(db: Reader, id: GroupId): Promise<Membership[]> {
  const rows = await memberships(db)
    .where('m.group_id', '=', id)
    .orderBy('p.sort_key')
    .orderBy('m.joined_on')
    .execute()
  return rows.map(membershipOf)
}

/** Groups of a person, the latest first. */
export async function membershipsOfPerson(db: Reader, id: PersonId): Promise<Membership[]> {
  const rows = await memberships(db)
    .where('m.person_id', '=', id)
    .orderBy('m.joined_on', 'desc')
    .execute()
  return rows.map(membershipOf)
}

/** Whoever waits, by group, in order of date and of being written down. */
export async function readQueues(
  db: Reader,
  of: { groupId?: GroupId | undefined; personId?: PersonId } = {},
): Promise<Waiting[]> {
  const rows = await db
    .selectFrom('waiting as w')
    .innerJoin('studio_group as g', 'g.id', 'w.group_id')
    .innerJoin('person as p', 'p.id', 'w.person_id')
    .selectAll('w')
    .select(['g.name', 'g.studio', 'p.family_name', 'p.given_name', 'p.phone', 'p.guardian_phone'])
    .$if(of.groupId !== undefined, (query) => query.where('w.group_id', '=', of.groupId as GroupId))
    .execute()
  const queues = Map.groupBy(
    rows.sort((one, other) => (queueOrder(one) < queueOrder(other) ? -1 : 1)),
    (row) => row.group_id,
  )
  return [...queues.values()]
    .flatMap((queue) =>
      queue.map((row, index) => ({
        groupId: row.group_id,
        groupName: row.name,
        studio: row.studio,
        personId: row.person_id,
        name: surnameFirst(row),
        phone: row.phone ?? row.guardian_phone,
        since: row.since,
        note: row.note,
        position: index + 1,
      })),
    )
    .filter((one) => of.personId === undefined || one.personId === of.personId)
}

const queueOrder = (row: WaitingRow & { studio: string; name: string }) =>
  `${row.studio} ${sortKey(row.name)} ${row.since} ${row.at} ${row.person_id}`

export async function findWaiting(
  db: Reader,
  groupId: GroupId,
  personId: PersonId,
): Promise<WaitingRow | undefined> {
  return db
    .selectFrom('waiting')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/** Weekly times as templates are made of them: one for each. */
export const sameTime = (template: Template, time: GroupTime): boolean =>
  template.days.includes(time.day as Weekday) &&
  template.start === time.start &&
  template.minutes === time.minutes &&
  template.interval === time.interval &&
  (time.countedFrom === undefined ||
    weeksBetween(template.countedFrom, time.countedFrom) % time.interval === 0)
