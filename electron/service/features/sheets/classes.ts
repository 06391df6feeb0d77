/** The lists of classes and of sessions of courses, each with the queue of its group apart. */
import type { MarkKind } from '#contract/attendance.ts'
import type { ClassesSheet } from '#contract/sheets.ts'
import { endOf } from '#contract/time.ts'
import type { CourseId, GroupId, LocalDate, SessionId } from '#contract/values.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { surnameFirst } from '../../kernel/sort-key.ts'
import { assistantNames, placeName } from '../../schedule/facts.ts'

type Asked =
  | { sessionIds: SessionId[] }
  | { courseId: CourseId; date: LocalDate }
  | { date: LocalDate }

const sessionsOf = (db: Reader, asked: Asked) =>
  db
    .selectFrom('session')
    .leftJoin('studio_group as g', 'g.id', 'session.roster_id')
    .leftJoin('course', 'course.id', 'session.roster_id')
    .innerJoin('place', 'place.id', 'session.place_id')
    .leftJoin('member', 'member.id', 'session.led_by_id')
    .leftJoin('member as first', 'first.id', 'session.assistant_1_id')
    .leftJoin('member as second', 'second.id', 'session.assistant_2_id')
    .select([
      'session.id',
      'g.id as group_id',
      'session.date',
      'session.start',
      'session.minutes',
      'session.cancel_reason',
      'session.title',
      'g.name as group_name',
      'g.studio',
      'course.name as course_name',
      'place.name as place_name',
      'place.lane',
      'member.family_name',
      'member.given_name',
      'first.family_name as first_family_name',
      'first.given_name as first_given_name',
      'second.family_name as second_family_name',
      'second.given_name as second_given_name',
    ])
    .$if('date' in asked, (query) =>
      query
        .where('session.date', '=', (asked as { date: LocalDate }).date)
        .where('session.cancel_reason', 'is', null),
    )
    .$if('date' in asked && !('courseId' in asked), (query) =>
      query.where('session.kind', '=', 'class'),
    )
    .$if('courseId' in asked, (query) =>
      query.where('session.roster_id', '=', (asked as { courseId: CourseId }).courseId),
    )
    .$if('sessionIds' in asked, (query) =>
      query.where('session.id', 'in', (asked as { sessionIds: SessionId[] }).sessionIds),
    )
    .where('session.kind', 'in', ['class', 'course'])
    .orderBy('session.date')
    .orderBy('session.start')
    .orderBy('g.name')
    .orderBy('session.id')
    .execute()

const peopleOf = (db: Reader, ids: readonly SessionId[]) =>
  db
    .selectFrom('participant')
    .innerJoin('person', 'person.id', 'participant.person_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'participant.session_id',
      'participant.part',
      'person.family_name',
      'person.given_name',
      'attendance.mark',
    ])
    .where('participant.session_id', 'in', ids)
    .orderBy('person.sort_key')
    .orderBy('person.id')
    .execute()

const queuesOf = (db: Reader, ids: readonly GroupId[]) =>
  db
    .selectFrom('waiting')
    .innerJoin('person', 'person.id', 'waiting.person_id')
    .select(['waiting.group_id', 'waiting.since', 'person.family_name', 'person.given_name'])
    .where('waiting.group_id', 'in', ids)
    .orderBy('waiting.since')
    .orderBy('waiting.at')
    .orderBy('person.id')
    .execute()

/** Three queries, however many classes there are. Refuses `not_found` for an id that is no class's. */
export async function readClassLists(
  db: Reader,
  marks: readonly MarkKind[],
  asked: Asked,
): Promise<ClassesSheet['classes']> {
  const found = await sessionsOf(db, asked)
  if ('sessionIds' in asked && found.length < new Set(asked.sessionIds).size) {
    throw new DomainError('not_found', { what: 'session' })
  }
  const sessions = found.filter((one) => one.cancel_reason === null)
  if (sessions.length === 0) return []
  const people = Map.groupBy(
    await peopleOf(
      db,
      sessions.map((one) => one.id),
    ),
    (one) => one.session_id,
  )
  const groups: Set<GroupId> = new Set(sessions.flatMap((one) => one.group_id ?? []))
  const queues = Map.groupBy(await queuesOf(db, [...groups]), (one) => one.group_id)
  const letters = new Map(marks.map((one) => [one.code, one.letter]))
  return sessions.map((session) => {
    const list = people.get(session.id) ?? []
    // Guests stand under the members, as on the screen.
    const members = list.filter((one) => one.part === 'member')
    const guests = list.filter((one) => one.part !== 'member')
    return {
      sessionId: session.id,
      kind: session.course_name === null ? ('class' as const) : ('course' as const),
      groupName: session.group_name ?? session.course_name ?? '',
      studio: session.studio,
      title: session.title,
      date: session.date,
      start: session.start,
      end: endOf(session.start, session.minutes),
      placeName: placeName({ name: session.place_name, lane: session.lane }),
      teacherName:
        session.family_name === null
          ? null
          : surnameFirst({
              family_name: session.family_name,
              given_name: session.given_name as string,
            }),
      assistantNames: assistantNames(session),
      people: [...members, ...guests].map((one) => ({
        name: surnameFirst(one),
        part: one.part,
        markLetter: one.mark === null ? null : (letters.get(one.mark) ?? null),
      })),
      waiting: (queues.get(session.group_id as GroupId) ?? []).map((one) => ({
        name: surnameFirst(one),
        since: one.since,
      })),
    }
  })
}
