/** Who is on the list of a session. */
import { inCourseStates } from '#contract/rules/courses.ts'
import type { Finding } from '#contract/schedule.ts'
import type { CourseId, GroupId, LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { ParticipantTable, Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { at, endOf } from '../kernel/time.ts'
import { clientNames, takenOf } from './facts.ts'
import { overlapRule } from './rules.ts'
import type { Participant, Session, When } from './session.ts'

/** Whose people are on the lists of its sessions: a group or a course. */
export type Owner = { column: 'group_id'; id: GroupId } | { column: 'course_id'; id: CourseId }

export const ownerOf = ({
  groupId,
  courseId,
}: Pick<Session, 'groupId' | 'courseId'>): Owner | null => {
  if (groupId !== null) return { column: 'group_id', id: groupId }
  return courseId === null ? null : { column: 'course_id', id: courseId }
}

/** The members of a group, or the participants of a course, on a day, in order of their ids. */
export async function membersOn(db: Reader, owner: Owner, date: LocalDate): Promise<PersonId[]> {
  const rows =
    owner.column === 'group_id'
      ? await db
          .selectFrom('membership')
          .select('person_id')
          .where('group_id', '=', owner.id)
          .where('joined_on', '<=', date)
          .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', date)]))
          .orderBy('person_id')
          .execute()
      : await db
          .selectFrom('enrolment')
          .select('person_id')
          .where('course_id', '=', owner.id)
          .where('companion_of_id', 'is', null)
          .where('state', 'in', inCourseStates)
          .where('from_date', '<=', date)
          .where('until_date', '>=', date)
          .orderBy('person_id')
          .execute()
  return rows.map((row) => row.person_id)
}

const byId = (one: Participant, other: Participant) => (one.personId < other.personId ? -1 : 1)

/**
 * The list of a session on its date: of a class, the members of that day and the guests it has, and so
 * of a session of a course; of everything else, those who are on it.
 */
export async function listOn(db: Reader, session: Session): Promise<Participant[]> {
  const owner = ownerOf(session)
  if (owner === null) return session.people
  const members = await membersOn(db, owner, session.date)
  const guests = session.people.filter(
    ({ part, personId }) => part !== 'member' && !members.includes(personId),
  )
  return [
    ...guests,
    ...members.map((personId): Participant => ({ personId, part: 'member' })),
  ].sort(byId)
}

/** Who of these people is elsewhere at the hour of a session, with its day. */
export async function refusalsOnList(
  db: Reader,
  session: When & { id: SessionId },
  people: readonly PersonId[],
): Promise<Finding[]> {
  const taken = await takenOf(db, people, session, { except: session.id })
  if (taken.size === 0) return []
  const names = await clientNames(db, people)
  const takers = people.map((id) => ({ seat: 'client' as const, id }))
  return overlapRule(session, takers, { taken }, (id) => names.get(id as PersonId) ?? '').map(
    (one) => ({ ...one, params: { ...one.params, date: session.date } }),
  )
}

/**
 * Puts a person on the list of a session, who then is taken at that hour unless it is cancelled.
 * Refuses `rules_refused {refusals}` with `overlap` when they are elsewhere, and `not_found`.
 */
export async function putOnList(tx: Writer, row: ParticipantTable): Promise<void> {
  const session = await tx
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'cancel_reason'])
    .where('id', '=', row.session_id)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  const { person_id } = row
  await clientNames(tx, [person_id])
  await tx
    .insertInto('participant')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'person_id']).doUpdateSet({ part: row.part }),
    )
    .execute()
  if (session.cancel_reason !== null) return
  const refusals = await refusalsOnList(tx, session, [person_id])
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  // Their own claim, when they were on the list as something else.
  await freeFrom(tx, session.id, person_id)
  await tx
    .insertInto('claim')
    .values({
      resource_id: person_id,
      starts_at: at(session.date, session.start),
      ends_at: at(session.date, endOf(session.start, session.minutes)),
      session_id: session.id,
      stay_id: null,
    })
    .execute()
}

async function freeFrom(tx: Writer, sessionId: SessionId, personId: PersonId): Promise<void> {
  await tx
    .deleteFrom('claim')
    .where('session_id', '=', sessionId)
    .where('resource_id', '=', personId)
    .execute()
}

/** Takes a person off the list as it is written; they are free at that hour again. */
export async function dropFromList(
  tx: Writer,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  await freeFrom(tx, sessionId, personId)
  await tx
    .deleteFrom('participant')
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .execute()
}
