/** Gathers from the database what the rules of every session look at. */
import type { Role } from '#contract/team.ts'
import type {
  LocalDate,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
} from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { surnameFirst } from '../kernel/sort-key.ts'
import { addDays, type MinuteRange, minuteOf, overlaps, timeAt, weekdayOf } from '../kernel/time.ts'
import { rangeOf, type Session, type When } from './session.ts'
import type { Busy, MemberFacts, Taken } from './situation.ts'

/** Whether the centre is shut that day: a closed day, or a weekday without opening hours. */
export async function closedOn({ settings }: Pick<Lookup, 'settings'>) {
  const { openingHours } = await settings.read()
  const open = new Set(openingHours.map((one) => one.day))
  return async (date: LocalDate) =>
    !open.has(weekdayOf(date)) || (await settings.closedDays(date, date)).length > 0
}

/** Refuses `not_found {what: 'member'}` for an id that is nobody's. */
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

/** «Манеж», or «Манеж, 2» for one of its lanes. */
export const placeName = ({ name, lane }: { name: string; lane: string | null }) =>
  lane === null ? name : `${name}, ${lane}`

/** Names of clients, surname first. Refuses `not_found {what: 'client'}`. */
export async function clientNames(
  db: Reader,
  ids: readonly PersonId[],
): Promise<Map<PersonId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('person')
    .select(['id', 'family_name', 'given_name'])
    .where('id', 'in', ids)
    .execute()
  if (rows.length < new Set(ids).size) throw new DomainError('not_found', { what: 'client' })
  return new Map(rows.map((row) => [row.id, surnameFirst(row)]))
}

/** What a client is called, surname first. Refuses `not_found {what: 'client'}`. */
export const clientName = async (db: Reader, id: PersonId): Promise<string> =>
  (await clientNames(db, [id])).get(id) as string

/** Refuses `not_found {what: 'place'}`. */
export async function nameOfPlace(db: Reader, id: PlaceId): Promise<string> {
  const row = await db
    .selectFrom('place')
    .select(['name', 'lane'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'place' })
  return placeName(row)
}

interface Question {
  /** The session that is being moved: what it takes now is not in the way. */
  except?: SessionId | undefined
  /** Everything from the morning of that day to the end of this one, not only what meets it. */
  until?: LocalDate | undefined
}

/** A stretch for which a resource is taken, and by which session. */
interface Claimed extends Busy {
  resourceId: ResourceId
  sessionId: SessionId
}

/**
 * When the resources are taken by sessions. No claim of a session is longer than a day, so none that begins before
 * the day before reaches into it.
 */
async function claimsOf(
  db: Reader,
  resources: readonly ResourceId[],
  when: When,
  { except, until: last }: Question,
): Promise<Claimed[]> {
  if (resources.length === 0) return []
  const { until } = rangeOf(when)
  const ends =
    last !== undefined || until >= 1440
      ? `${last ?? when.date}T24:00`
      : `${when.date}T${timeAt(until)}`
  const rows = await db
    .selectFrom('claim')
    .select(['resource_id', 'starts_at', 'ends_at', 'session_id'])
    .where('resource_id', 'in', resources)
    .where('session_id', 'is not', null)
    .$narrowType<{ session_id: SessionId }>()
    .where('starts_at', '<', ends as never)
    .where('starts_at', '>=', `${addDays(when.date, -1)}T00:00` as never)
    .where('ends_at', '>', `${when.date}T${last === undefined ? when.start : '00:00'}` as never)
    .execute()
  return rows
    .filter((row) => row.session_id !== except)
    .map((row) => ({
      resourceId: row.resource_id,
      sessionId: row.session_id,
      date: row.starts_at.slice(0, 10) as LocalDate,
      from: minuteOf(row.starts_at.slice(11)),
      until: minuteOf(row.ends_at.slice(11)),
    }))
}

/** When the resources are taken by sessions, and by whose. */
export async function takenOf(
  db: Reader,
  resources: readonly ResourceId[],
  when: When,
  question: Question = {},
): Promise<Map<ResourceId, Taken[]>> {
  const claims = await claimsOf(db, resources, when, question)
  const names = await holders(db, [...new Set(claims.map((one) => one.sessionId))])
  const taken = claims.map((one) => ({ ...one, clientName: names.get(one.sessionId) ?? null }))
  return Map.groupBy(taken, (one) => one.resourceId)
}

/** When the resources are taken by sessions, from one day to another: for the search of what is free. */
export async function busyOf(
  db: Reader,
  resources: readonly ResourceId[],
  { from, until, except }: { from: LocalDate; until: LocalDate; except?: SessionId | undefined },
): Promise<BusyDays> {
  const morning = { date: from, start: timeAt(0), minutes: 0 }
  const claims = await claimsOf(db, resources, morning, { except, until })
  const byId = new Map(
    [...Map.groupBy(claims, (one) => one.resourceId)].map(([id, of]) => [
      id,
      Map.groupBy(of, (one) => one.date),
    ]),
  )
  return {
    isFree: (id, date, range) =>
      !byId
        .get(id)
        ?.get(date)
        ?.some((one) => overlaps(one, range)),
  }
}

/** What is taken on some days. */
export interface BusyDays {
  isFree(id: ResourceId, date: LocalDate, range: MinuteRange): boolean
}

/** Whose sessions these are: the client, surname first, or the group; of a course, what it is called. */
export async function holders(
  db: Reader,
  ids: readonly SessionId[],
): Promise<Map<SessionId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('session')
    .leftJoin('studio_group', 'studio_group.id', 'session.group_id')
    .leftJoin('participant', (join) =>
      join.onRef('participant.session_id', '=', 'session.id').on('participant.part', '=', 'client'),
    )
    .leftJoin('person', 'person.id', 'participant.person_id')
    .select(['session.id', 'session.title', 'studio_group.name'])
    .select(['person.family_name', 'person.given_name'])
    .where('session.id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ id, name, title, family_name, given_name }) => [
      id,
      name ??
        title ??
        surnameFirst({ family_name: family_name as string, given_name: given_name as string }),
    ]),
  )
}

/** Those on the list of a session who are in another one at that time. */
export async function elsewhere(db: Reader, session: Session): Promise<Set<PersonId>> {
  const ids = session.people.map((one) => one.personId)
  const taken = await takenOf(db, ids, session, { except: session.id })
  return new Set(ids.filter((id) => taken.has(id)))
}
