/** Who is on the list of a session. */
import type { GroupId, LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { ParticipantTable, Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { at, endOf } from '../kernel/time.ts'
import { clientNames, takenOf } from './facts.ts'
import { overlapRule } from './rules.ts'
import type { Participant, Session } from './session.ts'

/** The members of a group on a day, in order of their ids. */
export async function membersOn(
  db: Reader,
  groupId: GroupId,
  date: LocalDate,
): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('membership')
    .select('person_id')
    .where('group_id', '=', groupId)
    .where('joined_on', '<=', date)
    .where((where) => where.or([where('left_on', 'is', null), where('left_on', '>', date)]))
    .orderBy('person_id')
    .execute()
  return rows.map((row) => row.person_id)
}

const byId = (one: Participant, other: Participant) => (one.personId < other.personId ? -1 : 1)

/**
 * The list of a session on its date: of a class, the members of that day and the guests it has; of
 * everything else, those who are on it.
 */
export async function listOn(db: Reader, session: Session): Promise<Participant[]> {
  if (session.groupId === null) return session.people
  const members = await membersOn(db, session.groupId, session.date)
  const guests = session.people.filter(
    ({ part, personId }) => part !== 'member' && !members.includes(personId),
  )
  return [
    ...guests,
    ...members.map((personId): Participant => ({ personId, part: 'member' })),
  ].sort(byId)
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
  const names = await clientNames(tx, [person_id])
  await tx
    .insertInto('participant')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'person_id']).doUpdateSet({ part: row.part }),
    )
    .execute()
  if (session.cancel_reason !== null) return
  const taken = await takenOf(tx, [person_id], session, { except: session.id })
  const nameOf = () => names.get(person_id) ?? ''
  const refusals = overlapRule(session, [{ seat: 'client', id: person_id }], { taken }, nameOf)
  if (refusals.length > 0) {
    throw new DomainError('rules_refused', {
      refusals: refusals.map((one) => ({ ...one, params: { ...one.params, date: session.date } })),
      alternatives: [],
    })
  }
  // Their own claim, when they were on the list as something else.
  await freeFrom(tx, session.id, person_id)
  await tx
    .insertInto('claim')
    .values({
      resource_id: person_id,
      starts_at: at(session.date, session.start),
      ends_at: at(session.date, endOf(session.start, session.minutes)),
      session_id: session.id,
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

/** Takes a person off the list; they are free at that hour again. */
export async function takeOffList(
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
