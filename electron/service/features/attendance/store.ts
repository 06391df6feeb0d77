/** Lists of sessions with their marks, as they are read. */
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import { type CancelReason, sessionKinds } from '#contract/schedule.ts'
import { dateOf, endOf, timeOf } from '#contract/time.ts'
import type { LocalDate, LocalDateTime, MemberId, PersonId, SessionId } from '#contract/values.ts'
import type { Lookup, ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { countSteps, trailOf } from '../../history/trail.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'
import { onlyOf } from '../../schedule/own.ts'
import { standingMark } from '../../schedule/standing.ts'

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

/** How many sessions of each kind are still to come on a day. */
export async function standingOn(db: Reader, date: LocalDate, now: LocalDateTime) {
  const rows = await db
    .selectFrom('session')
    .select(['kind', (count) => count.fn.countAll<number>().as('sessions')])
    .where('date', '=', date)
    .where('date', '>=', dateOf(now))
    .$if(date === dateOf(now), (query) => query.where('start', '>', timeOf(now)))
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
      'session.cancel_reason',
    ])

type Row = Awaited<ReturnType<ReturnType<typeof lines>['execute']>>[number]

const lineOf = (row: Row, corrections: number, closed: boolean): AttendanceLine => ({
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
  cancelled: row.cancel_reason !== null,
  mark: row.mark,
  standing: standingMark(row.mark, { cancelReason: row.cancel_reason, closed }),
  remark: row.remark,
  corrections,
})

type Look = Pick<Lookup, 'db' | 'settings'>

/** On which of the days of these rows the centre is closed. */
async function closedDaysOf({ settings }: Look, rows: readonly Row[]): Promise<Set<LocalDate>> {
  const days = rows.map((row) => row.date).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return new Set()
  return new Set((await settings.closedDays(first, last)).map(({ date }) => date))
}

/** With how often each mark was changed after it was first put. */
async function linesOf(look: Look, rows: readonly Row[]): Promise<AttendanceLine[]> {
  if (rows.length === 0) return []
  const { db } = look
  const closed = await closedDaysOf(look, rows)
  const keys = rows.map((row) => `${row.id} ${row.person_id}`)
  const counts = await countSteps(db, 'attendance', keys)
  return rows.map((row) =>
    lineOf(
      row,
      Math.max(0, (counts.get(`${row.id} ${row.person_id}`) ?? 0) - 1),
      closed.has(row.date),
    ),
  )
}

/** The list of a day, or of the day of one who leads, in order of time, session and name; cancelled ones too. */
export async function linesOfDay(
  look: Look,
  date: LocalDate,
  ledById?: MemberId,
): Promise<AttendanceLine[]> {
  const rows = await lines(look.db)
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
  return linesOf(look, rows)
}

/** The list of one session by name, a cancelled one too. Refuses `not_found`. */
export async function linesOfSession(look: Look, id: SessionId): Promise<AttendanceLine[]> {
  const { db } = look
  const session = await db
    .selectFrom('session')
    .select('id')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  const rows = await lines(db).where('session.id', '=', id).orderBy('person.sort_key').execute()
  return linesOf(look, rows)
}

/** People in sessions that ended by then without a mark, the newest first, and how many there are. */
export async function unmarkedLines(
  look: Look & Pick<ReadContext, 'actor' | 'sees'>,
  until: LocalDate | LocalDateTime,
  limit: number,
): Promise<{ lines: AttendanceLine[]; total: number; sessions: number }> {
  const { db } = look
  const ledById = onlyOf(look)
  const date = until.slice(0, 10) as LocalDate
  const time = until.length > 10 ? until.slice(11) : '24:00'
  const open = await db
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'unmarked'])
    .where('unmarked', '>', 0)
    .where('cancel_reason', 'is', null)
    .where('date', '<=', date)
    .$if(ledById !== undefined, (query) => query.where('led_by_id', '=', ledById ?? null))
    .$if(!look.sees('appointments'), (query) => query.where('kind', '<>', 'consultation'))
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
  const closed = await closedDaysOf(look, rows)
  return {
    lines: rows.map((row) => lineOf(row, 0, closed.has(row.date))),
    total,
    sessions: ended.length,
  }
}

/** A step of a mark, or of the cancellation of its session, and when it was made. */
interface Turning {
  id: number
  at: LocalDateTime
  by: MemberId | null
  mark?: string | null
  remark?: string | null
  cancelReason?: CancelReason | null
}

/** Who marked what and when, who cancelled the session and who restored it, the oldest first. */
export async function marksOf({ db, settings }: Look, sessionId: SessionId, personId: PersonId) {
  const marks = await trailOf(db, 'attendance', `${sessionId} ${personId}`)
  const sessions = await trailOf(db, 'session', sessionId)
  const turnings: Turning[] = [
    ...marks.map(({ step, at, by, after }) => ({
      ...{ id: step, at, by, mark: after?.mark ?? null, remark: after?.remark ?? null },
    })),
    ...sessions
      .filter(
        ({ before, after }) => before && after && before.cancel_reason !== after.cancel_reason,
      )
      .map(({ step, at, by, after }) => ({
        ...{ id: step, at, by, remark: after?.cancel_note ?? null },
        cancelReason: after?.cancel_reason ?? null,
      })),
  ].sort((one, other) => one.id - other.id)
  const members = await db
    .selectFrom('member')
    .select(['id', 'family_name', 'given_name'])
    .where(
      'id',
      'in',
      turnings.flatMap(({ by }) => by ?? []),
    )
    .execute()
  const nameOf = new Map(members.map((one) => [one.id, surnameFirst(one)]))
  const date = sessions.findLast(({ after }) => after !== null)?.after?.date
  const closed = date !== undefined && (await settings.closedDays(date, date)).length > 0
  let mark: string | null = null
  let cancelReason: CancelReason | null = null
  return turnings.map(({ at, by, remark, ...turning }) => {
    // A mark is told as a person put it; a cancellation by what stands for want of one.
    const stands = () =>
      cancelReason === null ? mark : standingMark(mark, { cancelReason, closed })
    const before = stands()
    if (turning.mark !== undefined) mark = turning.mark
    if (turning.cancelReason !== undefined) cancelReason = turning.cancelReason
    const byName = (by && nameOf.get(by)) ?? null
    return { at, byName, before, after: stands(), remark: remark ?? null }
  })
}
