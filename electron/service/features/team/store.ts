import type { z } from 'zod'
import type { Member, MemberFields, Role } from '#contract/team.ts'
import { minuteOf } from '#contract/time.ts'
import { type MemberId, weekdays } from '#contract/values.ts'
import { flag, type Reader, type Writer } from '../../db/schema.ts'
import { knownRow } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { sortKey, surnameFirst } from '../../kernel/sort-key.ts'
import type { MemberFacts } from '../../schedule/situation.ts'

type Fields = z.output<typeof MemberFields>

const columns = (member: Fields) => ({
  family_name: member.familyName,
  given_name: member.givenName,
  patronymic: member.patronymic,
  subject: member.subject,
  volunteer: flag(member.volunteer),
  phone: member.phone,
  active: flag(member.active),
  sort_key: sortKey(member.familyName, member.givenName, member.patronymic),
})

async function writeRolesAndHours(tx: Writer, id: MemberId, member: Fields) {
  const wrong = member.hours.some(
    (one, index) =>
      one.until <= one.from ||
      member.hours.some(
        (other, at) =>
          at > index && other.day === one.day && other.from < one.until && one.from < other.until,
      ),
  )
  if (wrong) {
    throw new DomainError('bad_request', { problems: [{ path: 'hours', problem: 'time' }] })
  }
  await tx.deleteFrom('member_role').where('member_id', '=', id).execute()
  await tx.deleteFrom('member_hours').where('member_id', '=', id).execute()
  const roles = [...new Set(member.roles)]
  if (roles.length > 0) {
    await tx
      .insertInto('member_role')
      .values(roles.map((role) => ({ member_id: id, role })))
      .execute()
  }
  if (member.hours.length > 0) {
    await tx
      .insertInto('member_hours')
      .values(
        member.hours.map(({ day, from, until }) => ({
          member_id: id,
          weekday: day,
          from_time: from,
          until_time: until,
        })),
      )
      .execute()
  }
}

/** Refuses `bad_request` for hours that end before they begin or meet each other. */
export async function insertMember(tx: Writer, id: MemberId, member: Fields): Promise<void> {
  await tx.insertInto('resource').values({ id, kind: 'member' }).execute()
  await tx
    .insertInto('member')
    .values({ id, ...columns(member) })
    .execute()
  await writeRolesAndHours(tx, id, member)
}

/** Refuses `not_found`, and `bad_request` as insertMember does. */
export async function updateMember(tx: Writer, { id, ...member }: Member): Promise<void> {
  const { numUpdatedRows } = await tx
    .updateTable('member')
    .set(columns(member))
    .where('id', '=', id)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new DomainError('not_found', { what: 'member' })
  await writeRolesAndHours(tx, id, member)
}

/** The team in order of name, former members only when asked for. */
export async function listMembers(db: Reader, withFormer: boolean): Promise<Member[]> {
  const rows = await db.selectFrom('member').selectAll().orderBy('sort_key').execute()
  const roles = await db.selectFrom('member_role').selectAll().execute()
  const hours = await db.selectFrom('member_hours').selectAll().orderBy('from_time').execute()
  return rows
    .filter((row) => withFormer || row.active === 1)
    .map((row) => ({
      id: row.id,
      familyName: row.family_name,
      givenName: row.given_name,
      patronymic: row.patronymic,
      roles: roles.filter((one) => one.member_id === row.id).map((one) => one.role),
      subject: row.subject,
      volunteer: row.volunteer === 1,
      phone: row.phone,
      hours: hours
        .filter((one) => one.member_id === row.id)
        .map(({ weekday, from_time, until_time }) => ({
          day: weekday,
          from: from_time,
          until: until_time,
        }))
        .sort((one, other) => weekdays.indexOf(one.day) - weekdays.indexOf(other.day)),
      active: row.active === 1,
    }))
}

/** What somebody of the team is called, or was: surname first. */
export async function memberName(db: Reader, id: MemberId): Promise<string> {
  const row = await knownRow(db, 'member', id)
  return row ? surnameFirst(row) : ''
}

/** What the rules look at of members. Refuses `not_found {what: 'member'}` for an id that is nobody's. */
export async function memberFacts(
  db: Reader,
  ids: readonly MemberId[],
): Promise<Map<MemberId, MemberFacts>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('member')
    .select(['id', 'family_name', 'given_name', 'active'])
    .where('id', 'in', ids)
    .execute()
  if (rows.length < ids.length) throw new DomainError('not_found', { what: 'member' })
  const roles = await db
    .selectFrom('member_role')
    .selectAll()
    .where('member_id', 'in', ids)
    .execute()
  const hours = await db
    .selectFrom('member_hours')
    .selectAll()
    .where('member_id', 'in', ids)
    .execute()
  return new Map(
    rows.map((row) => [
      row.id,
      {
        name: surnameFirst(row),
        active: row.active === 1,
        roles: new Set<Role>(
          roles.filter((one) => one.member_id === row.id).map((one) => one.role),
        ),
        hours: hours
          .filter((one) => one.member_id === row.id)
          .map((one) => ({
            day: one.weekday,
            from: minuteOf(one.from_time),
            until: minuteOf(one.until_time),
          })),
      },
    ]),
  )
}

/** Those who work here and hold a role; everybody who works here where none is asked for. By name. */
export async function membersWith(db: Reader, role: Role | null): Promise<MemberId[]> {
  const rows = await db
    .selectFrom('member')
    .select('id')
    .where('active', '=', 1)
    .$if(role !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('member_role')
            .select('member_role.role')
            .whereRef('member_role.member_id', '=', 'member.id')
            .where('member_role.role', '=', role as Role),
        ),
      ),
    )
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}
