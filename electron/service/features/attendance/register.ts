/** The monthly register: people by name, the days of the month, letters and totals. */

import type { Register, RegisterInput, Totals } from '#contract/attendance.ts'
import { inCourseStates } from '#contract/rules/courses.ts'
import type { Part } from '#contract/schedule.ts'
import type { GroupId, LocalDate, LocalMonth, PersonId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, daysFrom } from '../../kernel/time.ts'
import type { Owner } from '../../schedule/lists.ts'
import { unmarkedSign } from '../../schedule/marks.ts'
import { listMarks } from './store.ts'

export const noTotals = (): Totals => ({
  sessions: 0,
  present: 0,
  absent: 0,
  excused: 0,
  unmarked: 0,
})

/** How a mark is counted; null is a session without one. */
export const countedAs = (
  kind: { countsAsPresent: boolean; excused: boolean } | null,
): Exclude<keyof Totals, 'sessions'> => {
  if (kind === null) return 'unmarked'
  if (kind.countsAsPresent) return 'present'
  return kind.excused ? 'excused' : 'absent'
}

const daysOf = (month: LocalMonth): LocalDate[] => {
  const first = `${month}-01` as LocalDate
  return daysFrom(first, addDays(first, 30)).filter((day) => day.startsWith(month))
}

/** Who was on a list in those days, each session and mark; without an owner, of hippotherapy. */
const entriesOf = (db: Reader, owner: Owner | null, from: LocalDate, until: LocalDate) =>
  db
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'session.id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'session.id',
      'session.date',
      'participant.person_id',
      'participant.part',
      'attendance.mark',
    ])
    .$if(owner === null, (query) => query.where('session.kind', '=', 'ride'))
    .$if(owner !== null, (query) =>
      query.where(`session.${(owner as Owner).column}`, '=', (owner as Owner).id as never),
    )
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .where('session.cancel_reason', 'is', null)
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()

/** Members of a group, or participants of a course, on any of those days. */
async function membersBetween(db: Reader, owner: Owner, from: LocalDate, until: LocalDate) {
  if (owner.column === 'course_id') {
    const rows = await db
      .selectFrom('enrolment')
      .select(['person_id', 'from_date', 'until_date'])
      .where('course_id', '=', owner.id)
      .where('companion_of_id', 'is', null)
      .where('state', 'in', inCourseStates)
      .execute()
    return rows.map((row) => ({
      person_id: row.person_id,
      // The course's own days are no news.
      joined_on: row.from_date > from ? row.from_date : null,
      left_on: row.until_date < until ? row.until_date : null,
    }))
  }
  return db
    .selectFrom('membership')
    .select(['person_id', 'joined_on', 'left_on'])
    .where('group_id', '=', owner.id)
    .where('joined_on', '<=', until)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', from)]))
    .orderBy('joined_on')
    .execute()
}

/** Of what, by whom, and for which days a register is. Refuses `not_found`. */
async function subjectOf(db: Reader, asked: RegisterInput) {
  if ('courseId' in asked) {
    const course = await db
      .selectFrom('course')
      .selectAll()
      .where('id', '=', asked.courseId)
      .executeTakeFirst()
    if (!course) throw new DomainError('not_found', { what: 'course' })
    const owner: Owner = { column: 'course_id', id: asked.courseId }
    const days = daysFrom(course.from_date, course.until_date)
    return { owner, days, month: null, name: course.name, teacherName: null }
  }
  const { groupId, month } = asked
  const group = groupId && (await groupOf(db, groupId))
  return {
    owner: groupId === null ? null : ({ column: 'group_id', id: groupId } satisfies Owner),
    days: daysOf(month),
    month,
    name: group ? group.name : null,
    teacherName:
      group && group.family_name !== null
        ? surnameFirst({ family_name: group.family_name, given_name: group.given_name as string })
        : null,
  }
}

async function groupOf(db: Reader, id: GroupId) {
  const row = await db
    .selectFrom('studio_group as g')
    .leftJoin('member', 'member.id', 'g.teacher_id')
    .select(['g.name', 'g.studio', 'member.family_name', 'member.given_name'])
    .where('g.id', '=', id)
    .executeTakeFirst()
  if (!row) throw new DomainError('not_found', { what: 'group' })
  return row
}

async function namesOf(db: Reader, ids: readonly PersonId[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('person')
    .select(['id', 'family_name', 'given_name'])
    .where('id', 'in', ids)
    .orderBy('sort_key')
    .orderBy('id')
    .execute()
}

/** Members and clients before those who came as guests. */
const rank = (part: Part) => (part === 'member' || part === 'client' ? 0 : 1)

/** The register of a group or of hippotherapy for a month, or of a course. Refuses `not_found`. */
export async function readRegister(
  { db, settings }: Lookup,
  asked: RegisterInput,
): Promise<Register> {
  const { owner, days, month, name, teacherName } = await subjectOf(db, asked)
  const [from, until] = [days[0] as LocalDate, days.at(-1) as LocalDate]
  const marks = await listMarks(db)
  const kinds = new Map(marks.map((one) => [one.code, one]))
  const entries = await entriesOf(db, owner, from, until)
  const members = owner ? await membersBetween(db, owner, from, until) : []
  const closed = new Map(
    (await settings.closedDays(from, until)).map(({ date, name }) => [date, name]),
  )

  const parts = new Map<PersonId, Part>(members.map((one) => [one.person_id, 'member']))
  for (const { person_id, part } of entries) {
    if (!parts.has(person_id)) parts.set(person_id, part)
  }
  const entriesBy = Map.groupBy(entries, (one) => one.person_id)
  const dayTotals = new Map(days.map((date) => [date, noTotals()]))
  const totals = noTotals()
  const within = (date: LocalDate | null | undefined) =>
    date && date >= from && date <= until ? date : null

  const people = (await namesOf(db, [...parts.keys()]))
    .map((person) => {
      const own = noTotals()
      const cells = new Map(days.map((date) => [date, '']))
      for (const { date, mark } of entriesBy.get(person.id) ?? []) {
        const kind = mark === null ? null : (kinds.get(mark) ?? null)
        cells.set(date, (cells.get(date) ?? '') + (kind?.letter ?? unmarkedSign))
        for (const sum of [own, totals, dayTotals.get(date) as Totals]) {
          sum.sessions += 1
          sum[countedAs(kind)] += 1
        }
      }
      const periods = members
        .filter((one) => one.person_id === person.id)
        .map((one) => ({ joinedOn: within(one.joined_on), leftOn: within(one.left_on) }))
      return {
        personId: person.id,
        name: surnameFirst(person),
        part: parts.get(person.id) as Part,
        periods: periods.filter(({ joinedOn, leftOn }) => joinedOn !== null || leftOn !== null),
        cells: [...cells.values()],
        totals: own,
      }
    })
    .sort((one, other) => rank(one.part) - rank(other.part))

  const sessionsOn = Map.groupBy(entries, (one) => one.date)
  return {
    month,
    from,
    until,
    groupName: name,
    teacherName,
    days: days.map((date) => ({
      date,
      sessions: new Set((sessionsOn.get(date) ?? []).map((one) => one.id)).size,
      closedDay: closed.get(date) ?? null,
      totals: dayTotals.get(date) as Totals,
    })),
    people,
    totals,
    marks,
  }
}
