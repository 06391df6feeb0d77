/** Who is on the list of a session: the one place that says so. */
import type { Finding } from '#contract/schedule.ts'
import { at, endOf } from '#contract/time.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { ParticipantTable, Reader, RosterId, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { excusedFrom } from './claims.ts'
import { busyIntervals, elsewhere } from './facts.ts'
import { kindOf, type Roster } from './kind.ts'
import { overlapRule } from './rules.ts'
import type { Participant, Session, When } from './session.ts'
import { nobodyElse } from './situation.ts'

/** Who is in a roster on a day, in order of their ids. */
export async function membersOn<Id extends RosterId>(
  db: Reader,
  roster: Roster<Id>,
  id: Id,
  date: LocalDate,
): Promise<PersonId[]> {
  const belonging = await roster.belonging(db, id, date, date)
  return [...new Set(belonging.map((one) => one.personId))].sort()
}

const byId = (one: Participant, other: Participant) => (one.personId < other.personId ? -1 : 1)

/**
 * The list of a session on its date: of one that has a roster, the members of that day and the guests it
 * has; of every other, those who are on it.
 */
export async function listOn({ db, kinds }: Lookup, session: Session): Promise<Participant[]> {
  const { roster } = kindOf(kinds, session)
  if (!roster || session.rosterId === null) return session.people
  const members = await membersOn(db, roster, session.rosterId, session.date)
  const guests = session.people.filter(
    ({ part, personId }) => part !== 'member' && !members.includes(personId),
  )
  return [
    ...guests,
    ...members.map((personId): Participant => ({ personId, part: 'member' })),
  ].sort(byId)
}

/**
 * A session with the list of its day; without those members who are
 * elsewhere at that hour, when they are to be left out.
 */
export async function withList(
  look: Lookup,
  session: Session,
  { leaveClashes = false }: { leaveClashes?: boolean | undefined } = {},
): Promise<Session> {
  const listed = { ...session, people: await listOn(look, session) }
  if (!leaveClashes) return listed
  const absent = await elsewhere(look, listed)
  const people = listed.people.filter((one) => one.part !== 'member' || !absent.has(one.personId))
  return { ...listed, people }
}

/** Who of these people is elsewhere at the hour of a session, with its day. */
export async function refusalsOnList(
  look: Lookup,
  session: When & { id: SessionId },
  people: readonly PersonId[],
): Promise<Finding[]> {
  const busy = await busyIntervals(look, people, session, { except: session.id })
  if (busy.size === 0) return []
  const names = await look.directory.clientNames(people)
  const uses = people.map((id) => ({ role: 'client' as const, id }))
  return overlapRule(session, uses, { busy, names, ...nobodyElse }).map((one) => ({
    ...one,
    params: { ...one.params, date: session.date },
  }))
}

/**
 * Puts a person on the list of a session, who then is taken at that hour unless it is cancelled.
 * Refuses `rules_refused {refusals}` with `overlap` when they are elsewhere, and `not_found`.
 */
export async function putOnList(context: CommandContext, row: ParticipantTable): Promise<void> {
  const { tx } = context
  const session = await tx
    .selectFrom('session')
    .select(['id', 'date', 'start', 'minutes', 'cancel_reason'])
    .where('id', '=', row.session_id)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  const { person_id } = row
  await context.directory.clientNames([person_id])
  await tx
    .insertInto('participant')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['session_id', 'person_id']).doUpdateSet({ part: row.part }),
    )
    .execute()
  if (session.cancel_reason !== null) return
  const refusals = await refusalsOnList(context, session, [person_id])
  if (refusals.length > 0) throw new DomainError('rules_refused', { refusals, alternatives: [] })
  // Their own claim, when they were on the list as something else.
  await freeFrom(tx, session.id, person_id)
  if ((await excusedFrom(tx, [session.id])).get(session.id)?.has(person_id)) return
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
  for (const table of ['claim', 'lack'] as const) {
    await tx
      .deleteFrom(table)
      .where('session_id', '=', sessionId)
      .where('resource_id', '=', personId)
      .execute()
  }
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
