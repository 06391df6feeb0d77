/** Members as lists on paper have them: a group by its name, made when there is none. */
import type { Studio } from '#contract/studio.ts'
import { addDays, earlierOf } from '#contract/time.ts'
import type { GroupId, LocalDate, MemberId, MembershipId, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { studioNamed } from '../../kernel/studios.ts'
import { putOnLists } from '../../schedule/enlisting.ts'
import { writeGroup } from './rows.ts'
import { mostMembers } from './rules.ts'
import { type GroupRow, membershipsOf, periodsOf } from './store.ts'

/** A line of a list of members. */
export interface Enrolment {
  studio: Studio
  groupName: string
  joinedOn: LocalDate
  leftOn: LocalDate | null
}

/** Members that a group has room for when nobody has said. */
const usualCapacity = 15

/** Every membership, by person. */
export async function readEnrolments(db: Reader): Promise<Map<PersonId, Enrolment[]>> {
  const rows = await db
    .selectFrom('membership as m')
    .innerJoin('studio_group as g', 'g.id', 'm.group_id')
    .select(['m.person_id', 'g.studio', 'g.name', 'm.joined_on', 'm.left_on'])
    .orderBy('m.joined_on')
    .execute()
  const enrolments = rows.map((row) => ({
    personId: row.person_id,
    studio: row.studio,
    groupName: row.name,
    joinedOn: row.joined_on,
    leftOn: row.left_on,
  }))
  return new Map(
    [...Map.groupBy(enrolments, (one) => one.personId)].map(([id, of]) => [
      id,
      of.map(({ personId, ...one }) => one),
    ]),
  )
}

/** The only member of the team who teaches it, or null. */
async function teacherOf(db: Reader, studio: Studio): Promise<MemberId | null> {
  const teachers = await db
    .selectFrom('member')
    .innerJoin('member_role', 'member_role.member_id', 'member.id')
    .select(['id', 'subject'])
    .where('role', '=', 'teacher')
    .where('active', '=', 1)
    .execute()
  const own = teachers.filter((one) => one.subject && studioNamed(one.subject) === studio)
  return own.length === 1 ? (own[0]?.id ?? null) : null
}

async function groupNamed(
  { tx, newId }: CommandContext,
  { studio, groupName, joinedOn }: Enrolment,
): Promise<GroupRow> {
  const found = await tx
    .selectFrom('studio_group')
    .selectAll()
    .where('studio', '=', studio)
    .where('name', '=', groupName)
    .executeTakeFirst()
  if (found) return found
  const group: GroupRow = {
    id: newId<GroupId>(),
    studio,
    name: groupName,
    assistant_1_id: null,
    assistant_2_id: null,
    teacher_id: await teacherOf(tx, studio),
    place_id: null,
    capacity: usualCapacity,
    valid_from: joinedOn,
    valid_until: `${joinedOn.slice(0, 4)}-12-31` as LocalDate,
    note: null,
  }
  await writeGroup(tx, null, group)
  return group
}

/**
 * Makes somebody a member since a day, and the group when there is none: whoever stands on the list is a
 * member, so that the group has room for them. Of two days of joining the earlier one stays. They come
 * on the lists of classes that are planned already, but for the hours when they are elsewhere.
 */
export async function enrol(
  context: CommandContext,
  personId: PersonId,
  enrolment: Enrolment,
): Promise<void> {
  const { tx, newId } = context
  const { joinedOn } = enrolment
  const group = await groupNamed(context, enrolment)
  const before = await membershipsOf(tx, group.id)
  const active = before.find(
    (one) => one.person_id === personId && (one.left_on === null || one.left_on > joinedOn),
  )
  if (active && active.joined_on <= joinedOn) return
  if (active) {
    await tx
      .updateTable('membership')
      .set({ joined_on: joinedOn })
      .where('id', '=', active.id)
      .execute()
  } else {
    await tx
      .insertInto('membership')
      .values({
        id: newId<MembershipId>(),
        group_id: group.id,
        person_id: personId,
        joined_on: joinedOn,
        left_on: null,
        went_to_id: null,
      })
      .execute()
  }
  const periods = periodsOf(await membershipsOf(tx, group.id))
  await tx
    .updateTable('studio_group')
    .set({
      capacity: Math.max(group.capacity, mostMembers(periods, group.valid_from)),
      valid_from: earlierOf(group.valid_from, joinedOn),
    })
    .where('id', '=', group.id)
    .execute()
  await tx
    .deleteFrom('waiting')
    .where('group_id', '=', group.id)
    .where('person_id', '=', personId)
    .execute()
  await putOnLists(context, group.id, personId, {
    from: joinedOn,
    until: active && addDays(active.joined_on, -1),
  })
}
