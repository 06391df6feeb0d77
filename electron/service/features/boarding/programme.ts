/** The programme of a course: its sessions day by day. */
import type { CourseSession, Lesson } from '#contract/boarding.ts'
import type { Finding } from '#contract/schedule.ts'
import { addDays, daysBetween, endOf } from '#contract/time.ts'
import type { CourseId, LocalDate, LocalTime, SessionId } from '#contract/values.ts'
import type { CommandContext, ReadContext } from '../../context.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { placeName } from '../../schedule/facts.ts'
import { withList } from '../../schedule/lists.ts'
import { tryToMake } from '../../schedule/series.ts'
import { newSession, type SessionOf, stateOfList } from '../../schedule/session.ts'
import { sessionsOf } from '../../schedule/store.ts'
import { withFindings } from '../../schedule/unsettled.ts'
import { courseKind } from './course-kind.ts'
import { findCourse } from './facts.ts'

/** Sessions of a course in order of time, cancelled ones too. */
export async function readProgramme(
  context: ReadContext,
  courseId: CourseId,
): Promise<CourseSession[]> {
  const rows = await context.db
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
    .where('session.roster_id', '=', courseId)
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('session.id')
    .execute()
  const views = rows.map(
    (row): Omit<CourseSession, 'findings' | 'warnings'> => ({
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
    }),
  )
  return withFindings(context, 'course', views, (one) => one.sessionId)
}

/** A session of the programme. */
export const sessionOfCourse = (
  id: SessionId,
  { courseId, leaderId, title, date, start, minutes, placeId }: Lesson,
): SessionOf<'course'> =>
  newSession({
    ...{ id, date, start, minutes, placeId, title },
    kind: 'course',
    ledById: leaderId,
    rosterId: courseId,
    own: null,
    people: [],
  })

/** Makes the programme of another course day by day. What clashes is left out and told. */
export async function copyProgramme(
  context: CommandContext,
  { courseId, fromCourseId }: { courseId: CourseId; fromCourseId: CourseId },
) {
  const { tx } = context
  if (courseId === fromCourseId) {
    throw new DomainError('bad_request', { problems: [{ path: 'fromCourseId', problem: 'id' }] })
  }
  const course = await findCourse(tx, courseId)
  const source = await findCourse(tx, fromCourseId)
  const days = daysBetween(source.from_date, course.from_date)
  const left: { title: string; date: LocalDate; start: LocalTime; findings: Finding[] }[] = []
  let made = 0
  for (const found of await sessionsOf(context, fromCourseId, source.from_date)) {
    const one = found.session as SessionOf<'course'>
    if (one.cancelReason !== null) continue
    const blank = newSession({
      ...one,
      id: context.newId<SessionId>(),
      rosterId: courseId,
      date: addDays(one.date, days),
      people: [],
    })
    const outcome = await tryToMake(context, courseKind, await withList(context, blank), one.title)
    if (outcome.outcome === 'made') made++
    else
      left.push({
        title: one.title,
        date: blank.date,
        start: one.start,
        findings: outcome.findings,
      })
  }
  return { made, left }
}
