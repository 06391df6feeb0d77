/** Lists of sessions with their marks, as they are read. */
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import { sessionKinds } from '#contract/schedule.ts'
import { endOf } from '#contract/time.ts'
import type { LocalDate, LocalDateTime, MemberId, PersonId, SessionId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { countSteps, trailOf } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'

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

/** How many sessions of each kind stand on a day. */
export async function standingOn(db: Reader, date: LocalDate) {
  const rows = await db
    .selectFrom('session')
    .select(['kind', (count) => count.fn.countAll<number>().as('sessions')])
    .where('date', '=', date)
    .where('cancel_reason', 'is', null)
    .groupBy('kind')
    .execute()
  return sessionKinds.flatMap((kind) => rows.filter((row) => row.kind === kind))
}

const lines = (db: Reader) =>
  db
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('ride', 'ride.session_id', 'session.id')
    .leftJoin('horse', 'horse.id', 'ride.horse_id')
    .leftJoin('studio_group', 'studio_group.id', 'session.roster_id')
    .leftJoin('member', 'member.id', 'session.led_by_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'session.id',
      'session.kind',
      'session.date',
      'session.start',
      'session.minutes',
      'session.led_by_id',
      'session.roster_id',
      'studio_group.id as group_id',
      'participant.person_id',
      'participant.part',
      'person.family_name',
      'person.given_name',
      'person.precautions',
      'horse.name as horse_name',
      'place.name as place_name',
      'place.lane',
      'studio_group.name as group_name',
      'session.title',
      'member.family_name as leading_family_name',
      'member.given_name as leading_given_name',
      'attendance.mark',
      'attendance.remark',
    ])
    .where('session.cancel_reason', 'is', null)

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

const lineOf = (row: Row, corrections: number): AttendanceLine => ({
  sessionId: row.id,
  kind: row.kind,
  personId: row.person_id,
  part: row.part,
  date: row.date,
  start: row.start,
  end: endOf(row.start, row.minutes),
  clientName: surnameFirst(row),
  horseName: row.horse_name,
  groupId: row.group_id,
  groupName: row.group_name ?? row.title,
  placeName: placeName({ name: row.place_name, lane: row.lane }),
  precautions: row.precautions,
  ledById: row.led_by_id,
  ledByName:
    row.leading_family_name === null
      ? null
      : `${row.leading_family_name} ${row.leading_given_name}`,
  mark: row.mark,
  remark: row.remark,
  corrections,
})

/** With how often each mark was changed after it was first put. */
async function linesOf(db: Reader, rows: readonly Row[]): Promise<AttendanceLine[]> {
  if (rows.length === 0) return []
  const keys = rows.map((row) => `${row.id} ${row.person_id}`)
  const counts = await countSteps(db, 'attendance', keys)
  return rows.map((row) =>
    lineOf(row, Math.max(0, (counts.get(`${row.id} ${row.person_id}`) ?? 0) - 1)),
  )
}

/** The list of a day, or of the day of one who leads, in order of time, session and name. */
export async function linesOfDay(
  db: Reader,
  date: LocalDate,
  ledById?: MemberId,
): Promise<AttendanceLine[]> {
  const rows = await lines(db)
    .where('session.date', '=', date)
    .$if(ledById !== undefined, (query) =>
      query.where('session.led_by_id', '=', ledById as MemberId),
    )
    .orderBy('session.start')
    // Rides of one hour stand by name; a class stands together.
    .orderBy((of) => of.fn.coalesce('studio_group.name', 'session.title', of.val('')))
    .orderBy('session.roster_id')
    .orderBy('person.sort_key')
    .execute()
  return linesOf(db, rows)
}

/** The list of one session by name. Refuses `not_found`. */
export async function linesOfSession(db: Reader, id: SessionId): Promise<AttendanceLine[]> {
  const session = await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  const rows = await lines(db).where('session.id', '=', id).orderBy('person.sort_key').execute()
  return linesOf(db, rows)
}

/** People in sessions that ended by then without a mark, the newest first, and how many there are. */
export async function unmarkedLines(
  db: Reader,
  until: LocalDate | LocalDateTime,
  limit: number,
): Promise<{ lines: AttendanceLine[]; total: number; sessions: number }> {
  const date = until.slice(0, 10) as LocalDate
  const time = until.length > 10 ? until.slice(11) : '24:00'
  const open = await db
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'unmarked'])
    .where('unmarked', '>', 0)
    .where('cancel_reason', 'is', null)
    .where('date', '<=', date)
    .orderBy('date', 'desc')
    .orderBy('start', 'desc')
    .execute()
  const ended = open.filter((row) => row.date < date || endOf(row.start, row.minutes) <= time)
  const total = ended.reduce((sum, row) => sum + row.unmarked, 0)
  const shown: SessionId[] = []
  let people = 0
  for (const row of ended) {
    if (people >= limit) break
    shown.push(row.id)
    people += row.unmarked
  }
  if (shown.length === 0) return { lines: [], total: 0, sessions: 0 }
  const rows = await lines(db)
    .where('session.id', 'in', shown)
    .where('attendance.mark', 'is', null)
    .orderBy('session.date', 'desc')
    .orderBy('session.start', 'desc')
    .orderBy('session.id')
    .orderBy('person.sort_key')
    .limit(limit)
    .execute()
  return { lines: rows.map((row) => lineOf(row, 0)), total, sessions: ended.length }
}

/** Who marked what and when, the oldest first. */
export async function marksOf(db: Reader, sessionId: SessionId, personId: PersonId) {
  const steps = await trailOf(db, 'attendance', `${sessionId} ${personId}`)
  const ids = steps.flatMap(({ by }) => by ?? [])
  const members = await db
    .selectFrom('member')
    .select(['id', 'family_name', 'given_name'])
    .where('id', 'in', ids)
    .execute()
  const nameOf = new Map(members.map((one) => [one.id, surnameFirst(one)]))
  return steps.map(({ at, by, before, after }) => ({
    at,
    byName: (by && nameOf.get(by)) ?? null,
    before: before?.mark ?? null,
    after: after?.mark ?? null,
    remark: after?.remark ?? null,
  }))
}
