/** The monthly register: people by name, the days of the month, letters and totals. */

import type { Register, RegisterInput, Totals } from '#contract/attendance.ts'
import type { Part } from '#contract/schedule.ts'
import { addDays, daysFrom } from '#contract/time.ts'
import type { GroupId, LocalDate, LocalMonth, MemberId, PersonId } from '#contract/values.ts'
import type { Lookup, ReadContext } from '../../context.ts'
import type { Reader, RosterId } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { kindOf } from '../../schedule/kind.ts'
import { unmarkedSign } from '../../schedule/marks.ts'
import { onlyOf } from '../../schedule/own.ts'
import { standingMark } from '../../schedule/standing.ts'
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

/** Who was on a list in those days, each session and mark, of sessions that one leads, or of all. */
const entriesOf = (
  db: Reader,
  {
    rosterId,
    from,
    until,
    ledById,
  }: {
    /** Null for hippotherapy. */
    rosterId: RosterId | null
    from: LocalDate
    until: LocalDate
    ledById: MemberId | null | undefined
  },
) =>
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
      'session.cancel_reason',
      'participant.person_id',
      'participant.part',
      'attendance.mark',
    ])
    .$if(rosterId === null, (query) => query.where('session.kind', '=', 'ride'))
    .$if(rosterId !== null, (query) => query.where('session.roster_id', '=', rosterId as RosterId))
    .where('session.date', '>=', from)
    .where('session.date', '<=', until)
    .$if(ledById !== undefined, (query) => query.where('session.led_by_id', '=', ledById ?? null))
    .orderBy('session.date')
    .orderBy('session.start')
    .execute()

/** Of what, by whom, and for which days a register is. Refuses `not_found`. */
async function subjectOf(db: Reader, asked: RegisterInput) {
  if ('courseId' in asked) {
    const course = await db
      .selectFrom('course')
      .selectAll()
      .where('id', '=', asked.courseId)
      .executeTakeFirst()
    if (!course) throw new DomainError('not_found', { what: 'course' })
    const days = daysFrom(course.from_date, course.until_date)
    return {
      kind: 'course' as const,
      rosterId: asked.courseId,
      days,
      month: null,
      name: course.name,
      taughtBy: [],
      teacherName: null,
    }
  }
  const { groupId, month } = asked
  const group = groupId && (await groupOf(db, groupId))
  return {
    kind: 'class' as const,
    rosterId: groupId,
    days: daysOf(month),
    month,
    name: group ? group.name : null,
    taughtBy: group ? [group.teacher_id, group.assistant_1_id, group.assistant_2_id] : [],
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
    .select(['g.name', 'g.studio', 'g.teacher_id', 'g.assistant_1_id', 'g.assistant_2_id'])
    .select(['member.family_name', 'member.given_name'])
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
  context: Lookup & Pick<ReadContext, 'actor' | 'sees'>,
  asked: RegisterInput,
): Promise<Register> {
  const { db, settings, kinds: sessionKinds } = context
  const { kind, rosterId, days, month, name, teacherName, taughtBy } = await subjectOf(db, asked)
  const [from, until] = [days[0] as LocalDate, days.at(-1) as LocalDate]
  const marks = await listMarks(db)
  const kinds = new Map(marks.map((one) => [one.code, one]))
  // A group is its teachers' own, also where somebody else has stood in.
  const isOwn = context.actor !== null && taughtBy.some((one) => one === context.actor)
  const ledById = isOwn ? undefined : onlyOf(context)
  const entries = await entriesOf(db, { rosterId, from, until, ledById })
  const { roster } = kindOf(sessionKinds, { kind })
  const members = rosterId && roster ? await roster.belonging(db, rosterId, from, until) : []
  const closed = new Map(
    (await settings.closedDays(from, until)).map(({ date, name }) => [date, name]),
  )

  const parts = new Map<PersonId, Part>(members.map((one) => [one.personId, 'member']))
  for (const { person_id, part } of entries) {
    if (!parts.has(person_id)) parts.set(person_id, part)
  }
  const entriesBy = Map.groupBy(entries, (one) => one.person_id)
  const dayTotals = new Map(days.map((date) => [date, noTotals()]))
  const totals = noTotals()
  const within = (date: LocalDate | null | undefined) =>
    date && date >= from && date <= until ? date : null
  // The first day of a course is no news.
  const joinedOn = (date: LocalDate) => (month === null && date === from ? null : within(date))

  const people = (await namesOf(db, [...parts.keys()]))
    .map((person) => {
      const own = noTotals()
      const cells = new Map(days.map((date) => [date, '']))
      for (const { date, mark, cancel_reason } of entriesBy.get(person.id) ?? []) {
        const stands = standingMark(mark, { cancelReason: cancel_reason, closed: closed.has(date) })
        const kind = stands === null ? null : (kinds.get(stands) ?? null)
        cells.set(date, (cells.get(date) ?? '') + (kind?.letter ?? unmarkedSign))
        for (const sum of [own, totals, dayTotals.get(date) as Totals]) {
          sum.sessions += 1
          sum[countedAs(kind)] += 1
        }
      }
      const periods = members
        .filter((one) => one.personId === person.id)
        .map((one) => ({ joinedOn: joinedOn(one.from), leftOn: within(one.to) }))
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
