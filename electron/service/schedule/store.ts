/** Sessions and templates as rows, and the claims that a session writes. */
import type { Selectable } from 'kysely'
import type { SessionKind } from '#contract/schedule.ts'
import type {
  GroupId,
  LocalDate,
  PlaceId,
  SessionId,
  TemplateId,
  Weekday,
} from '#contract/values.ts'
import {
  flag,
  type ParticipantTable,
  type Reader,
  type RideTable,
  type TemplateTable,
  type Writer,
} from '../db/schema.ts'
import { at, endOf } from '../kernel/time.ts'
import type { Owner } from './lists.ts'
import {
  type Participant,
  type RideTeam,
  type Session,
  type Template,
  takersOf,
} from './session.ts'

type RideRow = Omit<Selectable<RideTable>, 'session_id'>

const rideColumns = (ride: RideTeam): RideRow => ({
  horse_id: ride.horseId,
  therapist_id: ride.therapistId,
  leader_id: ride.leaderId,
  sidewalker_1_id: ride.sidewalkerIds[0] ?? null,
  sidewalker_2_id: ride.sidewalkerIds[1] ?? null,
  rider_behind_kg: ride.riderBehindKg,
})

const rideOf = (row: Partial<{ [Key in keyof RideRow]: RideRow[Key] | null }>): RideTeam | null =>
  row.horse_id
    ? {
        horseId: row.horse_id,
        therapistId: row.therapist_id ?? null,
        leaderId: row.leader_id ?? null,
        sidewalkerIds: [row.sidewalker_1_id, row.sidewalker_2_id].filter((id) => id != null),
        riderBehindKg: row.rider_behind_kg ?? 0,
      }
    : null

const rideNames = [
  'ride.horse_id',
  'ride.therapist_id',
  'ride.leader_id',
  'ride.sidewalker_1_id',
  'ride.sidewalker_2_id',
  'ride.rider_behind_kg',
] as const

const sessionRows = (db: Reader) =>
  db
    .selectFrom('session')
    .leftJoin('ride', 'ride.session_id', 'session.id')
    .selectAll('session')
    .select(rideNames)

type SessionRow = Awaited<ReturnType<ReturnType<typeof sessionRows>['execute']>>[number]

const sessionOf = (row: SessionRow, people: readonly ParticipantTable[]): Session => ({
  id: row.id,
  kind: row.kind,
  date: row.date,
  start: row.start,
  minutes: row.minutes,
  placeId: row.place_id,
  ledById: row.led_by_id,
  groupId: row.group_id,
  courseId: row.course_id,
  title: row.title,
  people: people.map(({ person_id, part }) => ({ personId: person_id, part })),
  ride: rideOf(row),
  templateId: row.template_id,
  templateDate: row.template_date,
  byHand: row.by_hand === 1,
  overrideReason: row.override_reason,
  cancelReason: row.cancel_reason,
  cancelNote: row.cancel_note,
})

/** With the lists of people, and whether anybody came round to mark. */
async function withPeople(db: Reader, rows: readonly SessionRow[]) {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const people = await db
    .selectFrom('participant')
    .selectAll()
    .where('session_id', 'in', ids)
    .orderBy('session_id')
    .orderBy('person_id')
    .execute()
  // What an announced absence put there is no mark of anybody: it goes with the session.
  const marked = await db
    .selectFrom('attendance')
    .select('session_id')
    .distinct()
    .where('session_id', 'in', ids)
    .where('absence_id', 'is', null)
    .execute()
  const peopleOf = Map.groupBy(people, (one) => one.session_id)
  const markedIds = new Set(marked.map((one) => one.session_id))
  return rows.map((row) => ({
    session: sessionOf(row, peopleOf.get(row.id) ?? []),
    marked: markedIds.has(row.id),
  }))
}

/** A session, and whether anybody on its list has a mark that a person put. */
export interface FoundSession {
  session: Session
  marked: boolean
}

export async function findSession(db: Reader, id: SessionId): Promise<FoundSession | undefined> {
  const rows = await sessionRows(db).where('session.id', '=', id).execute()
  const [found] = await withPeople(db, rows)
  return found
}

/** Sessions of a template in order of time, cancelled and marked ones too. */
export async function sessionsOfTemplate(db: Reader, id: TemplateId): Promise<FoundSession[]> {
  const rows = await sessionRows(db)
    .where('session.template_id', '=', id)
    .orderBy('session.template_date')
    .execute()
  return withPeople(db, rows)
}

/** Sessions of a group or course from a day on, in order of time. */
export async function sessionsOf(
  db: Reader,
  owner: Owner,
  from: LocalDate,
): Promise<FoundSession[]> {
  const rows = await sessionRows(db)
    .where(`session.${owner.column}`, '=', owner.id as never)
    .where('session.date', '>=', from)
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()
  return withPeople(db, rows)
}

/** Sessions by their ids, in no order. */
export async function sessionsWithIds(
  db: Reader,
  ids: readonly SessionId[],
): Promise<FoundSession[]> {
  if (ids.length === 0) return []
  return withPeople(db, await sessionRows(db).where('session.id', 'in', ids).execute())
}

/** Sessions of a kind on some days that are not cancelled, in order of time. */
export async function sessionsBetween(
  db: Reader,
  kind: SessionKind,
  from: LocalDate,
  until: LocalDate,
): Promise<Session[]> {
  const rows = await sessionRows(db)
    .where('session.kind', '=', kind)
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.cancel_reason', 'is', null)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  return (await withPeople(db, rows)).map((one) => one.session)
}

/**
 * Writes a session, its list, and the claims of everything in it; a cancelled one claims nothing. The
 * database refuses an overlap (`claim_overlap`): rules have said so before.
 */
export async function putSession(tx: Writer, session: Session): Promise<void> {
  const { id } = session
  const columns = {
    kind: session.kind,
    date: session.date,
    start: session.start,
    minutes: session.minutes,
    place_id: session.placeId,
    led_by_id: session.ledById,
    group_id: session.groupId,
    course_id: session.courseId,
    title: session.title,
    template_id: session.templateId,
    template_date: session.templateDate,
    by_hand: flag(session.byHand),
    override_reason: session.overrideReason,
    cancel_reason: session.cancelReason,
    cancel_note: session.cancelNote,
  }
  await tx
    .insertInto('session')
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  if (session.ride) {
    const ride = rideColumns(session.ride)
    await tx
      .insertInto('ride')
      .values({ session_id: id, ...ride })
      .onConflict((conflict) => conflict.column('session_id').doUpdateSet(ride))
      .execute()
  }
  await putPeople(tx, id, session.people)
  await putClaims(tx, session)
}

/** Writes anew what a session takes. */
export async function putClaims(tx: Writer, session: Session): Promise<void> {
  const { id } = session
  await freeClaims(tx, [id])
  if (session.cancelReason !== null) return
  const starts_at = at(session.date, session.start)
  const ends_at = at(session.date, endOf(session.start, session.minutes))
  await tx
    .insertInto('claim')
    .values(
      takersOf(session).map((one) => ({
        resource_id: one.id,
        starts_at,
        ends_at,
        session_id: id,
        stay_id: null,
      })),
    )
    .execute()
}

/** Those who stay on the list are not touched: marks hang on them. */
async function putPeople(tx: Writer, id: SessionId, people: readonly Participant[]) {
  const there = await tx
    .selectFrom('participant')
    .select(['person_id', 'part'])
    .where('session_id', '=', id)
    .execute()
  const wanted = new Map(people.map((one) => [one.personId, one.part]))
  const gone = there.filter((one) => !wanted.has(one.person_id)).map((one) => one.person_id)
  if (gone.length > 0) {
    await tx
      .deleteFrom('participant')
      .where('session_id', '=', id)
      .where('person_id', 'in', gone)
      .execute()
  }
  const parts = new Map(there.map((one) => [one.person_id, one.part]))
  const come = people.filter((one) => parts.get(one.personId) !== one.part)
  if (come.length === 0) return
  await tx
    .insertInto('participant')
    .values(come.map(({ personId, part }) => ({ session_id: id, person_id: personId, part })))
    .onConflict((conflict) =>
      conflict
        .columns(['session_id', 'person_id'])
        .doUpdateSet((of) => ({ part: of.ref('excluded.part') })),
    )
    .execute()
}

/** Sets free what sessions take. */
export async function freeClaims(tx: Writer, ids: readonly SessionId[]): Promise<void> {
  if (ids.length === 0) return
  await tx.deleteFrom('claim').where('session_id', 'in', ids).execute()
}

/** Sets free what a session takes, and its day of the template, while it is being moved. */
export async function liftSession(tx: Writer, id: SessionId): Promise<void> {
  await freeClaims(tx, [id])
  await tx
    .updateTable('session')
    .set({ template_id: null, template_date: null })
    .where('id', '=', id)
    .execute()
}

/** Takes a session out, with its list. */
export async function removeSession(tx: Writer, id: SessionId): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', id).execute()
}

const templateRows = (db: Reader) =>
  db
    .selectFrom('template')
    .leftJoin('ride_template as ride', 'ride.template_id', 'template.id')
    .selectAll('template')
    .select(rideNames)

export function templateOf(
  row: Selectable<TemplateTable> & Partial<{ [Key in keyof RideRow]: RideRow[Key] | null }>,
): Template {
  return {
    id: row.id,
    kind: row.kind,
    days: row.days.split(',') as Weekday[],
    start: row.start,
    minutes: row.minutes,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    placeId: row.place_id,
    ledById: row.led_by_id,
    clientId: row.client_id,
    groupId: row.group_id,
    ride: rideOf(row),
  }
}

export async function findTemplate(db: Reader, id: TemplateId): Promise<Template | undefined> {
  const row = await templateRows(db).where('template.id', '=', id).executeTakeFirst()
  return row && templateOf(row)
}

/** Templates of some groups, those that begin earlier first. */
export async function templatesOfGroups(db: Reader, ids: readonly GroupId[]): Promise<Template[]> {
  if (ids.length === 0) return []
  const rows = await templateRows(db)
    .where('template.group_id', 'in', ids)
    .orderBy('template.valid_from')
    .orderBy('template.id')
    .execute()
  return rows.map(templateOf)
}

export async function putTemplate(tx: Writer, template: Template): Promise<void> {
  const { id } = template
  const columns = {
    kind: template.kind,
    days: template.days.join(','),
    start: template.start,
    minutes: template.minutes,
    valid_from: template.validFrom,
    valid_until: template.validUntil,
    place_id: template.placeId,
    led_by_id: template.ledById,
    client_id: template.clientId,
    group_id: template.groupId,
  }
  await tx
    .insertInto('template')
    .values({ id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  if (!template.ride) return
  const ride = rideColumns(template.ride)
  await tx
    .insertInto('ride_template')
    .values({ template_id: id, ...ride })
    .onConflict((conflict) => conflict.column('template_id').doUpdateSet(ride))
    .execute()
}

export async function removeTemplate(tx: Writer, id: TemplateId): Promise<void> {
  await tx.deleteFrom('template').where('id', '=', id).execute()
}

/** A template needs its place before sessions are made from it. */
export type PlacedTemplate = Template & { placeId: PlaceId }
