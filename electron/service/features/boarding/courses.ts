/** Courses: made, changed, moved to other dates, taken out. */
import type { CourseFields } from '#contract/boarding.ts'
import { countParticipants } from '#contract/rules/courses.ts'
import { type Finding, type FindingOf, lessonCodes, type ParamsOf } from '#contract/schedule.ts'
import { addDays, daysBetween, earlierOf, laterOf } from '#contract/time.ts'
import type { CourseId, LocalDate } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { EnrolmentTable, StayTable, Writer } from '../../db/schema.ts'
import { refuseStale } from '../../history/versions.ts'
import { DomainError } from '../../kernel/errors.ts'
import { findingsOn } from '../../schedule/kind.ts'
import { listOn } from '../../schedule/lists.ts'
import type { SessionOf } from '../../schedule/session.ts'
import { block, isBlock, warn } from '../../schedule/situation.ts'
import { releaseSession, sessionsOf } from '../../schedule/store.ts'
import { writeSession } from '../../schedule/writing.ts'
import { conflictsOf } from './beds.ts'
import { courseKind } from './course-kind.ts'
import { enrolmentsOf } from './course-places.ts'
import { enrolledOf } from './days.ts'
import { type CourseRow, findCourse } from './facts.ts'
import { courseForm, writeAway, writeCourse, writeEnrolment, writeStay } from './rows.ts'

/** The longest course, days. */
const longest = 60

function refuseWrongDates({ from, until }: Pick<CourseFields, 'from' | 'until'>): void {
  const days = daysBetween(from, until)
  if (days < 1 || days > longest) {
    throw new DomainError('bad_request', { problems: [{ path: 'until', problem: 'date' }] })
  }
}

const rowOf = (id: CourseId, fields: CourseFields): CourseRow => ({
  id,
  name: fields.name,
  from_date: fields.from,
  until_date: fields.until,
  capacity: fields.capacity,
  note: fields.note || null,
})

/** Refuses `bad_request`. */
export async function createCourse(
  { tx, newId }: CommandContext,
  fields: CourseFields,
): Promise<CourseId> {
  refuseWrongDates(fields)
  const row = rowOf(newId<CourseId>(), fields)
  await writeCourse(tx, null, row)
  return row.id
}

/** Refuses `in_use` for a course that anybody was ever in, or that has sessions. */
export async function removeCourse({ tx }: CommandContext, id: CourseId): Promise<void> {
  const row = await findCourse(tx, id)
  const person = await tx
    .selectFrom('enrolment')
    .select('person_id')
    .where('course_id', '=', id)
    .executeTakeFirst()
  const session = await tx
    .selectFrom('session')
    .select('id')
    .where('roster_id', '=', id)
    .executeTakeFirst()
  if (person || session) throw new DomainError('in_use', { what: 'course', name: row.name })
  await writeCourse(tx, row, null)
}

const staysOfCourse = (tx: Writer, id: CourseId): Promise<StayTable[]> =>
  tx.selectFrom('stay').selectAll().where('course_id', '=', id).orderBy('id').execute()

export interface Moved {
  stays: number
  sessions: number
  /** What is in the way: with a block nothing may be saved. A `course_full` warns of too few places. */
  findings: Finding[]
}

/** A course with its dates before and after. */
interface Shift {
  before: CourseRow
  after: CourseRow
  /** By how many days the arrival moves. */
  days: number
}

/** A day of departure goes with the course's, and never beyond it. */
const movedEnd = (date: LocalDate, { before, after, days }: Shift): LocalDate =>
  date >= before.until_date ? after.until_date : earlierOf(addDays(date, days), after.until_date)

/**
 * Sets the fields of a course. Other dates move stays and sessions with them. Answers what is in the way
 * instead of refusing it, and whether there are fewer places than participants. Refuses `bad_request`, and `course_started` for an arrival that is to move
 * after somebody has arrived or been marked.
 */
export async function changeCourse(
  context: CommandContext,
  {
    courseId,
    version,
    ...fields
  }: CourseFields & { courseId: CourseId; version?: number | undefined },
): Promise<Moved> {
  const { tx } = context
  await refuseStale(context, courseForm, courseId, version)
  refuseWrongDates(fields)
  const before = await findCourse(tx, courseId)
  const after = rowOf(courseId, fields)
  const shift = { before, after, days: daysBetween(before.from_date, after.from_date) }
  await writeCourse(tx, before, after)
  const enrolments = await enrolmentsOf(tx, courseId)
  const participants = countParticipants(enrolments.map(enrolledOf))
  const { name, capacity } = after
  const tooFew =
    capacity < before.capacity && participants > capacity
      ? [warn('course_full', { name, capacity, participants })]
      : []
  if (shift.days === 0 && before.until_date === after.until_date) {
    return { stays: 0, sessions: 0, findings: tooFew }
  }
  const started = enrolments.some((one) => one.state === 'here' || one.state === 'left')
  if (shift.days !== 0 && started) throw new DomainError('course_started')

  for (const one of enrolments) {
    const moved = (from: LocalDate, until: LocalDate): [LocalDate, LocalDate] => {
      const first = addDays(from, shift.days)
      return [first, laterOf(movedEnd(until, shift), first)]
    }
    const [planned_from, planned_until] = moved(one.planned_from, one.planned_until)
    // Whoever has left has done so on that day.
    const [from_date, until_date] =
      one.state === 'left' ? [one.from_date, one.until_date] : moved(one.from_date, one.until_date)
    const days = { from_date, until_date, planned_from, planned_until }
    await writeEnrolment(tx, one, { ...one, ...days })
  }
  if (shift.days !== 0) await moveAway(tx, shift)
  const stays = await moveStays(context, shift, enrolments)
  const sessions = await moveSessions(context, shift)
  return {
    stays: stays.moved,
    sessions: sessions.moved,
    findings: [...tooFew, ...stays.findings, ...sessions.findings],
  }
}

async function moveAway(tx: Writer, { after, days }: Shift): Promise<void> {
  const rows = await tx
    .selectFrom('nights_away')
    .selectAll()
    .where('course_id', '=', after.id)
    .execute()
  for (const one of rows) {
    const from_date = addDays(one.from_date, days)
    await writeAway(tx, one, { ...one, from_date, until_date: addDays(one.until_date, days) })
  }
}

async function moveStays(
  context: CommandContext,
  shift: Shift,
  enrolments: readonly EnrolmentTable[],
): Promise<{ moved: number; findings: Finding[] }> {
  const { tx } = context
  const left = new Set(enrolments.filter((one) => one.state === 'left').map((one) => one.person_id))
  const stays = (await staysOfCourse(tx, shift.after.id)).filter((one) => !left.has(one.person_id))
  // All are released first: one may move to where the next one was.
  for (const one of stays) await writeStay(tx, one, null)
  const findings: Finding[] = []
  let moved = 0
  for (const one of stays) {
    const from_date = addDays(one.from_date, shift.days)
    const to_date = movedEnd(one.to_date, shift)
    const after = { ...one, from_date, to_date }
    if (to_date <= from_date) {
      await writeStay(tx, one, null)
      continue
    }
    // A room that does not fit them on other days (closed, with others in it) is to be settled afterwards.
    const taken = (await conflictsOf(tx, after)).filter((finding) => finding.code === 'overlap')
    findings.push(...taken)
    if (taken.length > 0) continue
    await writeStay(tx, one, after)
    if (from_date !== one.from_date || to_date !== one.to_date) moved++
  }
  return { moved, findings }
}

/** A session that would not be within its course any more. */
const outside = (
  { date }: SessionOf<'course'>,
  { name, from_date, until_date }: CourseRow,
): Finding[] =>
  date < from_date || date > until_date
    ? [block('course_dates', { name, from: from_date, until: until_date })]
    : []

type LessonFinding = FindingOf<(typeof lessonCodes)[number]>
const saysItsLesson = (finding: Finding): finding is LessonFinding =>
  lessonCodes.some((code) => code === finding.code)

/** A finding with the session of the programme that it is about. */
const ofLesson = <Said extends LessonFinding>(
  finding: Said,
  lesson: Required<ParamsOf<'past_midnight'>>,
): Said => ({ ...finding, params: { ...lesson, ...finding.params } })

async function moveSessions(
  context: CommandContext,
  shift: Shift,
): Promise<{ moved: number; findings: Finding[] }> {
  const { tx } = context
  const first = earlierOf(shift.before.from_date, shift.after.from_date)
  const found = await sessionsOf(context, shift.after.id, first)
  if (shift.days !== 0 && found.some((one) => one.marked)) throw new DomainError('course_started')
  const active = found.filter(({ session }) => session.cancelReason === null)
  for (const { session } of active) if (shift.days !== 0) await releaseSession(tx, session.id)
  const findings: Finding[] = []
  let moved = 0
  for (const one of found) {
    const session = one.session as SessionOf<'course'>
    const date = addDays(session.date, shift.days)
    const shifted = { ...session, date }
    const after =
      shift.days === 0 ? shifted : { ...shifted, people: await listOn(context, shifted) }
    const lesson = { title: session.title, date, time: session.start }
    const inTheWay =
      session.cancelReason !== null
        ? []
        : shift.days === 0
          ? outside(after, shift.after)
          : (await findingsOn(context, courseKind, after)).filter(isBlock)
    findings.push(...inTheWay.map((one) => (saysItsLesson(one) ? ofLesson(one, lesson) : one)))
    if (shift.days === 0 || inTheWay.length > 0) continue
    await writeSession(context, session, after)
    moved++
  }
  return { moved, findings }
}

/** A course that anything is in the way of does not move. */
export const refuseBlocked = (findings: readonly Finding[]): void => {
  const refusals = findings.filter(isBlock)
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
}
