/** The programme of a course: its sessions day by day. */
import type { CourseSession, Lesson } from '#contract/boarding.ts'
import type { Finding } from '#contract/schedule.ts'
import type { CourseId, LocalDate, LocalTime, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { addDays, daysBetween, endOf } from '../../kernel/time.ts'
import { elsewhere, placeName } from '../../schedule/facts.ts'
import { listOn } from '../../schedule/lists.ts'
import { allow, standingSession } from '../../schedule/one.ts'
import { newSession, type Session, stateOfList } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { sessionsOf } from '../../schedule/store.ts'
import { writeSession } from '../../schedule/writing.ts'
import { courseKind } from './course-kind.ts'
import { ofCourse } from './enrolments.ts'
import { findCourse } from './facts.ts'

/** Sessions of a course in order of time, cancelled ones too. */
export async function readProgramme(db: Reader, courseId: CourseId): Promise<CourseSession[]> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('member', 'member.id', 'session.led_by_id')
    .selectAll('session')
    .select(['place.name as place_name', 'place.lane', 'member.family_name', 'member.given_name'])
    .select(({ selectFrom, fn }) =>
      selectFrom('participant')
        .select(fn.countAll<number>().as('count'))
        .whereRef('participant.session_id', '=', 'session.id')
        .as('people'),
    )
    .where('session.course_id', '=', courseId)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  return rows.map((row) => ({
    sessionId: row.id,
    courseId,
    title: row.title ?? '',
    date: row.date,
    start: row.start,
    end: endOf(row.start, row.minutes),
    minutes: row.minutes,
    leaderId: row.led_by_id,
    leaderName:
      row.family_name === null
        ? null
        : surnameFirst({ family_name: row.family_name, given_name: row.given_name as string }),
    placeId: row.place_id,
    placeName: placeName({ name: row.place_name, lane: row.lane }),
    people: Number(row.people),
    unmarked: row.unmarked,
    state: stateOfList({ ...row, people: Number(row.people) }),
    cancelReason: row.cancel_reason,
    cancelNote: row.cancel_note,
  }))
}

/** A session of the programme with everybody who is in the course that day. */
export async function lessonOf(
  db: Reader,
  id: SessionId,
  { leaderId, ...lesson }: Lesson,
  leaveClashes: boolean,
): Promise<Session> {
  await findCourse(db, lesson.courseId)
  const blank = newSession({ ...lesson, id, kind: 'course', ledById: leaderId, people: [] })
  const session = { ...blank, people: await listOn(db, blank) }
  if (!leaveClashes) return session
  const absent = await elsewhere(db, session)
  return { ...session, people: session.people.filter((one) => !absent.has(one.personId)) }
}

export interface LessonChange extends Partial<Omit<Lesson, 'courseId'>> {
  sessionId: SessionId
}

/** Refuses `rules_refused`, `session_marked`, `session_cancelled`. */
export async function changeSession(
  context: CommandContext,
  { sessionId, leaderId, ...change }: LessonChange,
): Promise<Finding[]> {
  const { tx } = context
  const session = await standingSession(tx, sessionId, 'course')
  const after: Session = {
    ...session,
    ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)),
    ledById: leaderId === undefined ? session.ledById : leaderId,
  }
  if (after.date !== session.date) after.people = await listOn(tx, after)
  const { warnings } = await allow(context, courseKind, after)
  await writeSession(context, session, after)
  return warnings
}

/** Makes the programme of another course day by day. What clashes is left out and told. */
export async function copyProgramme(
  context: CommandContext,
  { courseId, fromCourseId }: { courseId: CourseId; fromCourseId: CourseId },
) {
  const { tx, newId } = context
  if (courseId === fromCourseId) {
    throw new DomainError('bad_request', { problems: [{ path: 'fromCourseId', problem: 'id' }] })
  }
  const course = await findCourse(tx, courseId)
  const source = await findCourse(tx, fromCourseId)
  const days = daysBetween(source.from_date, course.from_date)
  const left: { title: string; date: LocalDate; start: LocalTime; findings: Finding[] }[] = []
  let made = 0
  for (const { session: one } of await sessionsOf(tx, ofCourse(fromCourseId), source.from_date)) {
    if (one.cancelReason !== null) continue
    const blank = {
      ...one,
      id: newId<SessionId>(),
      courseId,
      date: addDays(one.date, days),
      people: [],
      byHand: false,
    }
    const session = { ...blank, people: await listOn(tx, blank) }
    const { findings } = await courseKind.check(context, session)
    if (findings.some(isBlock)) {
      left.push({ title: one.title ?? '', date: session.date, start: one.start, findings })
      continue
    }
    await writeSession(context, null, session)
    made++
  }
  return { made, left }
}
