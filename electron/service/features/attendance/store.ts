import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { LocalDate, LocalDateTime, MemberId, PersonId, SessionId } from '#contract/values.ts'
import type { WriteContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { endOf } from '../../kernel/time.ts'

/** The marks that the centre uses, in their order on paper. */
export async function listMarks(db: Reader): Promise<MarkKind[]> {
  const rows = await db.selectFrom('mark_kind').selectAll().orderBy('position').execute()
  return rows.map((row) => ({
    code: row.code,
    letter: row.letter,
    name: { kk: row.name_kk, ru: row.name_ru, en: row.name_en },
    countsAsPresent: row.counts_as_present === 1,
    excused: row.excused === 1,
  }))
}

const lines = (db: Reader) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.client_id')
    .innerJoin('horse', 'horse.id', 'session.horse_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('member', 'member.id', 'session.instructor_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'session.client_id'),
    )
    .select([
      'session.id',
      'session.client_id',
      'session.date',
      'session.start',
      'session.minutes',
      'session.instructor_id',
      'person.family_name',
      'person.given_name',
      'horse.name as horse_name',
      'place.name as place_name',
      'member.family_name as instructor_family_name',
      'member.given_name as instructor_given_name',
      'attendance.mark',
      'attendance.remark',
    ])
    .where('session.cancel_reason', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

const lineOf = (row: Row, corrections: number): AttendanceLine => ({
  sessionId: row.id,
  personId: row.client_id,
  date: row.date,
  start: row.start,
  end: endOf(row.start, row.minutes),
  clientName: surnameFirst(row),
  horseName: row.horse_name,
  placeName: row.place_name,
  instructorId: row.instructor_id,
  instructorName:
    row.instructor_family_name === null
      ? null
      : `${row.instructor_family_name} ${row.instructor_given_name}`,
  mark: row.mark,
  remark: row.remark,
  corrections,
})

/** The list of a day, or of one instructor's day, in order of time. */
export async function linesOfDay(
  db: Reader,
  date: LocalDate,
  instructorId?: MemberId,
): Promise<AttendanceLine[]> {
  const rows = await lines(db)
    .where('session.date', '=', date)
    .$if(instructorId !== undefined, (query) =>
      query.where('session.instructor_id', '=', instructorId as MemberId),
    )
    .orderBy('session.start')
    .orderBy('person.sort_key')
    .execute()
  if (rows.length === 0) return []
  const changes = await db
    .selectFrom('attendance_change')
    .select(({ fn }) => ['session_id', fn.countAll<number>().as('count')])
    .where(
      'session_id',
      'in',
      rows.map((row) => row.id),
    )
    .groupBy('session_id')
    .execute()
  const counts = new Map(changes.map((row) => [row.session_id, Number(row.count)]))
  return rows.map((row) => lineOf(row, Math.max(0, (counts.get(row.id) ?? 0) - 1)))
}

/** Sessions that ended by then and have no mark, the newest first, and how many there are. */
export async function unmarkedLines(
  db: Reader,
  until: LocalDate | LocalDateTime,
  limit: number,
): Promise<{ lines: AttendanceLine[]; total: number }> {
  const date = until.slice(0, 10) as LocalDate
  const time = until.length > 10 ? until.slice(11) : '24:00'
  const open = await db
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes'])
    .where('marked', '=', 0)
    .where('cancel_reason', 'is', null)
    .where('date', '<=', date)
    .orderBy('date', 'desc')
    .orderBy('start', 'desc')
    .execute()
  const ended = open.filter((row) => row.date < date || endOf(row.start, row.minutes) <= time)
  const shown = ended.slice(0, limit).map((row) => row.id)
  if (shown.length === 0) return { lines: [], total: 0 }
  const rows = await lines(db)
    .where('session.id', 'in', shown)
    .orderBy('session.date', 'desc')
    .orderBy('session.start', 'desc')
    .execute()
  return { lines: rows.map((row) => lineOf(row, 0)), total: ended.length }
}

export interface NewMark {
  sessionId: SessionId
  personId: PersonId
  mark: string | null
  remark?: string
}

/**
 * Puts a mark, corrects it, or takes it back; each change leaves its trace.
 * Refuses `not_found` for a session, a person who is not in it, or a mark that nobody uses, and
 * `session_cancelled`.
 */
export async function putMark(
  { tx, clock, newId, actor }: WriteContext,
  { sessionId, personId, mark, remark }: NewMark,
) {
  const session = await tx
    .selectFrom('session')
    .select(['client_id', 'cancel_reason'])
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  if (session.client_id !== personId) throw new DomainError('not_found', { what: 'client' })
  if (session.cancel_reason !== null) throw new DomainError('session_cancelled')
  if (mark !== null) {
    const kind = await tx
      .selectFrom('mark_kind')
      .select('code')
      .where('code', '=', mark)
      .executeTakeFirst()
    if (!kind) throw new DomainError('not_found', { what: 'mark' })
  }
  const before = await tx
    .selectFrom('attendance')
    .select(['mark', 'remark'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const words = remark === undefined ? (before?.remark ?? null) : remark || null
  const answer = { sessionId, personId, mark, before: before?.mark ?? null }
  if (mark === null && !before) return { ...answer, remark: null }
  if ((before?.mark ?? null) === mark && (before?.remark ?? null) === words) {
    return { ...answer, remark: words }
  }
  if (mark === null) {
    await tx
      .deleteFrom('attendance')
      .where('session_id', '=', sessionId)
      .where('person_id', '=', personId)
      .execute()
  } else {
    await tx
      .insertInto('attendance')
      .values({ session_id: sessionId, person_id: personId, mark, remark: words })
      .onConflict((conflict) =>
        conflict.columns(['session_id', 'person_id']).doUpdateSet({ mark, remark: words }),
      )
      .execute()
  }
  await tx
    .insertInto('attendance_change')
    .values({
      id: newId<string>(),
      session_id: sessionId,
      person_id: personId,
      at: clock.now(),
      by_id: actor,
      before_mark: before?.mark ?? null,
      after_mark: mark,
      remark: words,
    })
    .execute()
  return { ...answer, remark: mark === null ? null : words }
}

/** Who marked what and when, the oldest first. */
export async function trailOf(db: Reader, sessionId: SessionId, personId: PersonId) {
  const rows = await db
    .selectFrom('attendance_change')
    .leftJoin('member', 'member.id', 'attendance_change.by_id')
    .selectAll('attendance_change')
    .select(['member.family_name', 'member.given_name'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .orderBy('attendance_change.id')
    .execute()
  return rows.map((row) => ({
    at: row.at,
    byName: row.family_name === null ? null : `${row.family_name} ${row.given_name}`,
    before: row.before_mark,
    after: row.after_mark,
    remark: row.remark,
  }))
}
