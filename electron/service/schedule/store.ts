/** Sessions as rows, and the claims that a session writes. */
import type { Selectable } from 'kysely'
import type { SessionKind } from '#contract/schedule.ts'
import { at, dateOf, laterOf, overlaps } from '#contract/time.ts'
import type { LocalDate, LocalDateTime, SessionId, TemplateId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import {
  flag,
  type ParticipantTable,
  type Reader,
  type RosterId,
  type SessionTable,
  type Writer,
} from '../db/schema.ts'
import type { Touched } from '../history/touched.ts'
import { freeClaims, putClaims } from './claims.ts'
import { kindOf, type OwnRows, type SessionDefinition } from './kind.ts'
import {
  assistantColumns,
  assistantsOf,
  type Own,
  type Participant,
  rangeOf,
  type Session,
  type Template,
  type When,
} from './session.ts'

/** What sessions are read by, and written by. */
export type Stored = Pick<Lookup, 'db' | 'kinds'>

export type Storing = Pick<CommandContext, 'tx' | 'kinds'>

const sessionRows = (db: Reader) => db.selectFrom('session').selectAll('session')

type SessionRow = Selectable<SessionTable>

/** What the file says of a session, of the kind that it says. */
const sessionOf = (row: SessionRow, people: readonly ParticipantTable[], own: Own): Session =>
  ({
    id: row.id,
    kind: row.kind,
    date: row.date,
    start: row.start,
    minutes: row.minutes,
    placeId: row.place_id,
    ledById: row.led_by_id,
    assistantIds: assistantsOf(row),
    rosterId: row.roster_id,
    title: row.title,
    people: people.map(({ person_id, part }) => ({ personId: person_id, part })),
    own,
    templateId: row.template_id,
    templateDate: row.template_date,
    byHand: row.by_hand === 1,
    overrideReason: row.override_reason,
    cancelReason: row.cancel_reason,
    cancelNote: row.cancel_note,
  }) as Session

type OwnKey = 'session_id' | 'template_id'

const ownTable = (rows: OwnRows<NonNullable<Own>>, key: OwnKey) =>
  (key === 'session_id' ? rows.table : rows.templateTable) as 'ride'

/** What sessions or templates have of their kind: one query for each kind that has rows of its own. */
export async function ownOf<Id extends SessionId | TemplateId>(
  { db, kinds }: Stored,
  key: OwnKey,
  rows: readonly { id: Id; kind: SessionKind }[],
): Promise<Map<Id, NonNullable<Own>>> {
  const found = new Map<Id, NonNullable<Own>>()
  for (const [kind, of] of Map.groupBy(rows, (row) => row.kind)) {
    const own = kindOf(kinds, { kind }).rows
    if (!own) continue
    const ids = of.map((row) => row.id)
    const its = await db
      .selectFrom(ownTable(own, key))
      .selectAll()
      .where(key as 'session_id', 'in', ids as SessionId[])
      .execute()
    for (const row of its as Record<string, unknown>[]) found.set(row[key] as Id, own.of(row))
  }
  return found
}

/** Writes what a session or a template has of its kind. */
export async function putOwn(
  { tx, kinds }: Storing,
  key: OwnKey,
  { id, kind, own }: Pick<Session | Template, 'id' | 'kind' | 'own'>,
): Promise<void> {
  const { rows } = kindOf(kinds, { kind })
  if (!rows || own === null) return
  const columns = rows.columns(own)
  await tx
    .insertInto(ownTable(rows, key))
    .values({ [key]: id, ...columns } as never)
    .onConflict((conflict) => conflict.column(key as 'session_id').doUpdateSet(columns))
    .execute()
}

/** With the lists of people, and whether anybody came round to mark. */
async function withPeople({ db, kinds }: Stored, rows: readonly SessionRow[]) {
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
    .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(({ fn }) => ['session_id', fn.min('mark_kind.excused').as('excused')])
    .where('session_id', 'in', ids)
    .where('absence_id', 'is', null)
    .groupBy('session_id')
    .execute()
  const peopleOf = Map.groupBy(people, (one) => one.session_id)
  const markedIds = new Set(marked.map((one) => one.session_id))
  const heldIds = new Set(marked.flatMap((one) => (one.excused === 0 ? [one.session_id] : [])))
  const own = await ownOf({ db, kinds }, 'session_id', rows)
  return rows.map((row) => ({
    session: sessionOf(row, peopleOf.get(row.id) ?? [], own.get(row.id) ?? null),
    marked: markedIds.has(row.id),
    held: heldIds.has(row.id),
  }))
}

/** A session, and what people have marked in it. */
export interface FoundSession {
  session: Session
  /** Anybody on its list has a mark that a person put. */
  marked: boolean
  /** One of these marks says that it took place: somebody came, or stayed away without a word. */
  held: boolean
}

export const findSession = async (look: Stored, id: SessionId): Promise<FoundSession | undefined> =>
  (await findSessions(look, [id])).get(id)

/** Those of some sessions that there are. */
export async function findSessions(
  look: Stored,
  ids: readonly SessionId[],
): Promise<Map<SessionId, FoundSession>> {
  const rows = await sessionRows(look.db).where('session.id', 'in', ids).execute()
  return new Map((await withPeople(look, rows)).map((found) => [found.session.id, found]))
}

/** Other sessions that are not cancelled and meet a stretch of a day. */
export async function sessionsMeeting(
  look: Stored,
  when: When,
  except: SessionId,
): Promise<Session[]> {
  const rows = await sessionRows(look.db)
    .where('session.date', '=', when.date)
    .where('session.id', '!=', except)
    .where('session.cancel_reason', 'is', null)
    .execute()
  const meeting = rows.filter((row) => overlaps(rangeOf(row), rangeOf(when)))
  return (await withPeople(look, meeting)).map((one) => one.session)
}

/** Sessions of a template in order of time, cancelled and marked ones too. */
export async function sessionsOfTemplate(look: Stored, id: TemplateId): Promise<FoundSession[]> {
  const rows = await sessionRows(look.db)
    .where('session.template_id', '=', id)
    .orderBy('session.template_date')
    .execute()
  return withPeople(look, rows)
}

/** Sessions of a roster from a day on, in order of time. */
export async function sessionsOf(
  look: Stored,
  rosterId: RosterId,
  from: LocalDate,
): Promise<FoundSession[]> {
  const rows = await sessionRows(look.db)
    .where('session.roster_id', '=', rosterId)
    .where('session.date', '>=', from)
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()
  return withPeople(look, rows)
}

/** Which sessions to come are looked at. */
export interface ToCome {
  from: LocalDate
  until: LocalDate
  now: LocalDateTime
  kind?: SessionKind
  /** Those alone that use any of these, are on any of these days, or are among these. */
  touched?: Pick<Touched, 'resources' | 'days' | 'sessions'>
}

/**
 * Sessions of some days that are to come and take place, in order of time. Of those on a list with a roster
 * nobody is read, unless somebody on it is elsewhere: the rules of a session that stands ask for none of them.
 */
export async function sessionsToCome(
  { db, kinds }: Stored,
  { from, until, now, kind, touched }: ToCome,
): Promise<Session[]> {
  const first = laterOf(from, dateOf(now))
  const [resources, days, sessions] = [
    [...(touched?.resources ?? [])],
    [...(touched?.days ?? [])],
    [...(touched?.sessions ?? [])],
  ]
  if (touched && resources.length + days.length + sessions.length === 0) return []
  const rows = (
    await sessionRows(db)
      .where('session.date', '>=', first)
      .where('session.date', '<=', until)
      .where('session.cancel_reason', 'is', null)
      .$if(kind !== undefined, (query) => query.where('session.kind', '=', kind as SessionKind))
      .$if(touched !== undefined, (query) =>
        query.where((where) =>
          where.or([
            ...(days.length > 0 ? [where('session.date', 'in', days)] : []),
            ...(sessions.length > 0 ? [where('session.id', 'in', sessions)] : []),
            ...(resources.length > 0
              ? [
                  where(
                    'session.id',
                    'in',
                    where
                      .selectFrom('claim')
                      .select('claim.session_id')
                      .where('claim.resource_id', 'in', resources)
                      .where('claim.starts_at', '>=', `${first}T00:00` as LocalDateTime)
                      .where('claim.session_id', 'is not', null)
                      .$castTo<{ session_id: SessionId }>(),
                  ),
                ]
              : []),
          ]),
        ),
      )
      .orderBy('session.date')
      .orderBy('session.start')
      .orderBy('session.id')
      .execute()
  ).filter((row) => at(row.date, row.start) > now)
  if (rows.length === 0) return []
  const lastDay = rows.at(-1)?.date ?? until
  const ids = rows.map((row) => row.id)
  // A few are asked for by name, many by their days.
  const few = touched !== undefined && ids.length <= 500
  const people = await db
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .select(['participant.session_id', 'participant.person_id', 'participant.part'])
    .$if(few, (query) => query.where('session.id', 'in', ids))
    .where('session.date', '>=', first)
    .where('session.date', '<=', lastDay)
    .where((where) =>
      where.or([
        where('session.roster_id', 'is', null),
        where('session.id', 'in', where.selectFrom('lack').select('lack.session_id')),
      ]),
    )
    .execute()
  const peopleOf = Map.groupBy(people, (one) => one.session_id)
  const own = new Map<SessionId, NonNullable<Own>>()
  for (const { rows: its } of Object.values(kinds) as SessionDefinition[]) {
    if (!its) continue
    const found = await db
      .selectFrom('session')
      .innerJoin(ownTable(its, 'session_id'), 'ride.session_id', 'session.id')
      .selectAll(ownTable(its, 'session_id'))
      .$if(few, (query) => query.where('session.id', 'in', ids))
      .where('session.date', '>=', first)
      .where('session.date', '<=', lastDay)
      .execute()
    for (const row of found) own.set(row.session_id, its.of(row as never))
  }
  return rows
    .filter((row) => row.roster_id !== null || row.unmarked > 0)
    .map((row) => sessionOf(row, peopleOf.get(row.id) ?? [], own.get(row.id) ?? null))
}

/** Sessions of a kind on some days that are not cancelled, in order of time. */
export async function sessionsBetween(
  look: Stored,
  kind: SessionKind,
  from: LocalDate,
  until: LocalDate,
): Promise<Session[]> {
  const rows = await sessionRows(look.db)
    .where('session.kind', '=', kind)
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.cancel_reason', 'is', null)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  return (await withPeople(look, rows)).map((one) => one.session)
}

/**
 * Writes a session, its list, and the claims of everything in it; a cancelled one claims nothing. The
 * database refuses an overlap (`claim_overlap`): rules have said so before.
 */
export async function putSession(context: CommandContext, session: Session): Promise<void> {
  const { tx } = context
  const { id } = session
  const columns = {
    kind: session.kind,
    date: session.date,
    start: session.start,
    minutes: session.minutes,
    place_id: session.placeId,
    led_by_id: session.ledById,
    ...assistantColumns(session.assistantIds),
    roster_id: session.rosterId,
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
  await putOwn(context, 'session_id', session)
  await putPeople(tx, id, session.people)
  await putClaims(context, session)
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

/** Sets free what a session takes, and its day of the template, while it is being moved. */
export async function releaseSession(tx: Writer, id: SessionId): Promise<void> {
  await freeClaims(tx, [id])
  await tx
    .updateTable('session')
    .set({ template_id: null, template_date: null })
    .where('id', '=', id)
    .execute()
}

/** Puts a session under another template, or another day of it; it stands where it stood. */
export async function relinkSession(
  tx: Writer,
  { id, templateId, templateDate }: Pick<Session, 'id' | 'templateId' | 'templateDate'>,
): Promise<void> {
  await tx
    .updateTable('session')
    .set({ template_id: templateId, template_date: templateDate })
    .where('id', '=', id)
    .execute()
}

/** Takes a session out, with its list. */
export async function removeSession(tx: Writer, id: SessionId): Promise<void> {
  await tx.deleteFrom('session').where('id', '=', id).execute()
}
