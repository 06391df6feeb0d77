/** Sessions and templates as rows, and the claims that a session writes. */

import type { Selectable } from 'kysely'
import type { CancelReason, Ride, TemplateFields } from '#contract/hippotherapy.ts'
import type { LocalDate, SessionId, TemplateId, Weekday } from '#contract/values.ts'
import {
  flag,
  type Reader,
  type SessionTable,
  type TemplateTable,
  type Writer,
} from '../../db/schema.ts'
import { at, endOf } from '../../kernel/time.ts'
import { seatsOf } from './situation.ts'

/** A session as it stands in the file, without its mark. What undo puts back. */
export interface Session extends Ride {
  id: SessionId
  templateId: TemplateId | null
  /** The day for which the template made it, wherever it was moved since. */
  templateDate: LocalDate | null
  byHand: boolean
  overrideReason: string | null
  cancelReason: CancelReason | null
  cancelNote: string | null
}

export interface StoredTemplate extends TemplateFields {
  id: TemplateId
}

/** What sessions and templates have in common: who takes part. */
const castColumns = (cast: Omit<Ride, 'date' | 'start' | 'minutes'>) => ({
  client_id: cast.clientId,
  horse_id: cast.horseId,
  place_id: cast.placeId,
  instructor_id: cast.instructorId,
  therapist_id: cast.therapistId,
  leader_id: cast.leaderId,
  sidewalker_1_id: cast.sidewalkerIds[0] ?? null,
  sidewalker_2_id: cast.sidewalkerIds[1] ?? null,
  rider_behind_kg: cast.riderBehindKg,
})

type CastRow = ReturnType<typeof castColumns>

const castOf = (row: CastRow) => ({
  clientId: row.client_id,
  horseId: row.horse_id,
  placeId: row.place_id,
  instructorId: row.instructor_id,
  therapistId: row.therapist_id,
  leaderId: row.leader_id,
  sidewalkerIds: [row.sidewalker_1_id, row.sidewalker_2_id].filter((id) => id !== null),
  riderBehindKg: row.rider_behind_kg,
})

export function sessionOf(row: Selectable<SessionTable>): Session {
  return {
    id: row.id,
    date: row.date,
    start: row.start,
    minutes: row.minutes,
    ...castOf(row),
    templateId: row.template_id,
    templateDate: row.template_date,
    byHand: row.by_hand === 1,
    overrideReason: row.override_reason,
    cancelReason: row.cancel_reason,
    cancelNote: row.cancel_note,
  }
}

const sessionRow = (session: Session) => ({
  id: session.id,
  date: session.date,
  start: session.start,
  minutes: session.minutes,
  ...castColumns(session),
  template_id: session.templateId,
  template_date: session.templateDate,
  by_hand: flag(session.byHand),
  override_reason: session.overrideReason,
  cancel_reason: session.cancelReason,
  cancel_note: session.cancelNote,
})

export async function findSession(db: Reader, id: SessionId) {
  const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { session: sessionOf(row), marked: row.marked === 1 }
}

/** Sessions of a template in order of time, cancelled and marked ones too. */
export async function sessionsOfTemplate(db: Reader, id: TemplateId) {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('template_id', '=', id)
    .orderBy('template_date')
    .execute()
  return rows.map((row) => ({ session: sessionOf(row), marked: row.marked === 1 }))
}

/** Sessions of some days that are not cancelled, in order of time. */
export async function sessionsBetween(db: Reader, from: LocalDate, until: LocalDate) {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('date', '>=', from)
    .where('date', '<=', until)
    .where('cancel_reason', 'is', null)
    .orderBy('date')
    .orderBy('start')
    .orderBy('id')
    .execute()
  return rows.map(sessionOf)
}

/**
 * Writes a session and the claims of everything in it; a cancelled one claims nothing. The database
 * refuses an overlap (`claim_overlap`): rules have said so before.
 */
export async function putSession(tx: Writer, session: Session): Promise<void> {
  const row = sessionRow(session)
  const { id, ...columns } = row
  await tx
    .insertInto('session')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
  await freeClaims(tx, id)
  if (session.cancelReason !== null) return
  await tx
    .insertInto('claim')
    .values(
      seatsOf(session).map((seat) => ({
        resource_id: seat.id,
        starts_at: at(session.date, session.start),
        ends_at: at(session.date, endOf(session.start, session.minutes)),
        session_id: id,
      })),
    )
    .execute()
}

/** Sets free what a session takes, while it is being moved. */
export async function freeClaims(tx: Writer, id: SessionId): Promise<void> {
  await tx.deleteFrom('claim').where('session_id', '=', id).execute()
}

export async function removeSession(tx: Writer, id: SessionId): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', id).execute()
}

export function templateOf(row: Selectable<TemplateTable>): StoredTemplate {
  return {
    id: row.id,
    days: row.days.split(',') as Weekday[],
    start: row.start,
    minutes: row.minutes,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    ...castOf(row),
  }
}

export async function findTemplate(
  db: Reader,
  id: TemplateId,
): Promise<StoredTemplate | undefined> {
  const row = await db.selectFrom('template').selectAll().where('id', '=', id).executeTakeFirst()
  return row && templateOf(row)
}

export async function putTemplate(tx: Writer, template: StoredTemplate): Promise<void> {
  const columns = {
    days: template.days.join(','),
    start: template.start,
    minutes: template.minutes,
    valid_from: template.validFrom,
    valid_until: template.validUntil,
    ...castColumns(template),
  }
  await tx
    .insertInto('template')
    .values({ id: template.id, ...columns })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
    .execute()
}

export async function removeTemplate(tx: Writer, id: TemplateId): Promise<void> {
  await tx.deleteFrom('template').where('id', '=', id).execute()
}
