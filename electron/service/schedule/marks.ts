/**
 * Marks, and the make-up credits that hang on them.
 *
 * [Note: Credits] An excused absence from a session of a kind that is made up for gives a credit that may be spent on one place in
 * another group of the studio. Whatever takes the mark away takes the credit back: a place that is
 * booked with it is given up, unless the person has been there, who then was a walk-in.
 */

import { addDays } from '#contract/time.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { AttendanceTable, Reader } from '../db/schema.ts'
import { lastTakenOut } from '../history/trail.ts'
import { DomainError } from '../kernel/errors.ts'
import { kindOf } from './kind.ts'
import { dropFromList, listOn } from './lists.ts'
import { findSession } from './store.ts'

/** Stands in registers for a session without a mark. */
export const unmarkedSign = '·'
/** The mark of somebody who came, and of whom there is nothing else to say. */
const plainlyPresent = 'present'

export interface NewMark {
  sessionId: SessionId
  personId: PersonId
  /** Null takes the mark back. */
  mark: string | null
  remark?: string | undefined
  /** The announced absence that puts the mark; a person's own mark has none. */
  absenceId?: AttendanceTable['absence_id']
}

/**
 * Puts a mark, corrects it, or takes it back.
 * Refuses `not_found` for a session, a person who is not in it, or a mark that nobody uses, and
 * `session_cancelled`.
 */
export async function putMark(
  context: CommandContext,
  { sessionId, personId, mark, remark, absenceId = null }: NewMark,
) {
  const { tx } = context
  const session = await tx
    .selectFrom('session')
    .leftJoin('participant', (join) =>
      join
        .onRef('participant.session_id', '=', 'session.id')
        .on('participant.person_id', '=', personId),
    )
    .select(['session.kind', 'session.date', 'session.cancel_reason', 'participant.part'])
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  if (session.part === null) throw new DomainError('not_found', { what: 'client' })
  if (session.cancel_reason !== null && mark !== null) throw new DomainError('session_cancelled')
  const kind = mark === null ? null : await markKind(tx, mark)
  const before = await findMark(tx, sessionId, personId)
  const words = remark === undefined ? await remarkKept(tx, before, kind) : remark || null
  const answer = { sessionId, personId, mark, before: before?.mark ?? null }
  if (mark === null && !before) return { ...answer, remark: null }
  if (
    before &&
    before.mark === mark &&
    before.remark === words &&
    before.absence_id === absenceId
  ) {
    return { ...answer, remark: words }
  }
  const creditStands = kindOf(context.kinds, session).madeUp === true && kind?.gives_credit === 1
  if (!creditStands) await takeCreditBack(context, sessionId, personId)
  if (mark === null) {
    await tx
      .deleteFrom('attendance')
      .where('session_id', '=', sessionId)
      .where('person_id', '=', personId)
      .execute()
    await dropFormer(context, sessionId, personId)
  } else {
    const columns = { mark, remark: words, absence_id: absenceId }
    await tx
      .insertInto('attendance')
      .values({ session_id: sessionId, person_id: personId, ...columns })
      .onConflict((conflict) => conflict.columns(['session_id', 'person_id']).doUpdateSet(columns))
      .execute()
  }
  if (creditStands) await giveCredits(context, sessionId, [personId], session.date)
  return { ...answer, remark: mark === null ? null : words }
}

/**
 * Marks everybody on the list of a session who has no mark yet, the whole list in one go: a first mark
 * has nothing before it, and no credit hangs on it. Answers as {@link putMark}; refuses `not_found`,
 * `session_cancelled`.
 */
export async function markRest(context: CommandContext, sessionId: SessionId, mark: string) {
  const { tx } = context
  const session = await tx
    .selectFrom('session')
    .select(['kind', 'date', 'cancel_reason'])
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  if (session.cancel_reason !== null) throw new DomainError('session_cancelled')
  const kind = await markKind(tx, mark)
  const people = await unmarkedIn(tx, sessionId)
  if (people.length === 0) return []
  await tx
    .insertInto('attendance')
    .values(people.map((person_id) => ({ session_id: sessionId, person_id, mark })))
    .execute()
  if (kindOf(context.kinds, session).madeUp && kind.gives_credit === 1) {
    await giveCredits(context, sessionId, people, session.date)
  }
  return people.map((personId) => ({ sessionId, personId, mark, before: null, remark: null }))
}

/** Those on the list of a session without a mark. */
async function unmarkedIn(db: Reader, id: SessionId): Promise<PersonId[]> {
  const rows = await db
    .selectFrom('participant')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select('participant.person_id')
    .where('participant.session_id', '=', id)
    .where('attendance.mark', 'is', null)
    .orderBy('participant.person_id')
    .execute()
  return rows.map((row) => row.person_id)
}

/** The mark of a person in a session, and what put it. */
export async function findMark(db: Reader, sessionId: SessionId, personId: PersonId) {
  return db
    .selectFrom('attendance')
    .select(['mark', 'remark', 'absence_id'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
}

/**
 * The refusal `session_marked {who, date, start}` for a session in which somebody, or this person, has a mark
 * that a person put.
 */
export async function sessionMarked(
  { db, directory }: Pick<Lookup, 'db' | 'directory'>,
  sessionId: SessionId,
  personId?: PersonId,
): Promise<DomainError> {
  const row = await db
    .selectFrom('attendance')
    .innerJoin('session', 'session.id', 'attendance.session_id')
    .select(['session.date', 'session.start', 'attendance.person_id'])
    .where('attendance.session_id', '=', sessionId)
    .where('attendance.absence_id', 'is', null)
    .$if(personId !== undefined, (query) =>
      query.where('attendance.person_id', '=', personId as PersonId),
    )
    .orderBy('attendance.person_id')
    .executeTakeFirstOrThrow()
  const { date, start } = row
  const who = await directory.nameOf('person', row.person_id)
  return new DomainError('session_marked', { who, date, start })
}

async function markKind(db: Reader, code: string) {
  const kind = await db
    .selectFrom('mark_kind')
    .select(['code', 'gives_credit', 'counts_as_present'])
    .where('code', '=', code)
    .executeTakeFirst()
  if (!kind) throw new DomainError('not_found', { what: 'mark' })
  return kind
}

/**
 * The remark that goes on with another mark, as far as it is true of that too: the reason of an absence
 * with any mark of an absence, a word about whoever came also when they came late, but what made somebody
 * late with no other mark.
 */
async function remarkKept(
  db: Reader,
  before: Pick<AttendanceTable, 'mark' | 'remark'> | undefined,
  kind: Awaited<ReturnType<typeof markKind>> | null,
): Promise<string | null> {
  if (!before?.remark || !kind || kind.code === before.mark) return before?.remark ?? null
  const was = await markKind(db, before.mark)
  const goesOn =
    was.counts_as_present === kind.counts_as_present &&
    (was.counts_as_present === 0 || was.code === plainlyPresent)
  return goesOn ? before.remark : null
}

async function giveCredits(
  { tx, newId, settings }: CommandContext,
  sessionId: SessionId,
  people: readonly PersonId[],
  missedOn: LocalDate,
): Promise<void> {
  const { makeUpDays } = await settings.read()
  const expires_on = addDays(missedOn, makeUpDays)
  await tx
    .insertInto('credit')
    .values(
      people.map((person_id) => ({
        id: newId(),
        session_id: sessionId,
        person_id,
        expires_on,
        used_in_id: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['session_id', 'person_id']).doNothing())
    .execute()
}

async function takeCreditBack(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  const { tx } = context
  const credit = await tx
    .selectFrom('credit')
    .select(['id', 'used_in_id'])
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  if (!credit) return
  await tx.deleteFrom('credit').where('id', '=', credit.id).execute()
  if (credit.used_in_id !== null) await givePlaceUp(context, credit.used_in_id, personId)
}

/** Gives up a place that was booked with a credit, unless the person has been there: see [Note: Credits]. */
export async function givePlaceUp(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  const mark = await findMark(context.tx, sessionId, personId)
  if (!mark || mark.absence_id !== null) return takeOffList(context, sessionId, personId)
  await context.tx
    .updateTable('participant')
    .set({ part: 'walk_in' })
    .where('session_id', '=', sessionId)
    .where('person_id', '=', personId)
    .execute()
}

/** The commands with which people put marks, and take them back. */
const byHand = ['attendance.mark', 'attendance.markMany']

/** Marks those on the lists of these sessions who have said that they will be away. Answers how many. */
export async function markAnnounced(
  context: CommandContext,
  sessionIds: readonly SessionId[],
  { again }: { again?: boolean } = {},
): Promise<number> {
  if (sessionIds.length === 0) return 0
  const { tx } = context
  const away = await tx
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .innerJoin('absence', (join) =>
      join
        .onRef('absence.person_id', '=', 'participant.person_id')
        .onRef('absence.from_date', '<=', 'session.date')
        .onRef('absence.until_date', '>=', 'session.date'),
    )
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .select([
      'participant.session_id',
      'participant.person_id',
      'absence.id as absence_id',
      'absence.reason',
    ])
    .where('session.id', 'in', sessionIds)
    .where('session.cancel_reason', 'is', null)
    .where('attendance.mark', 'is', null)
    .orderBy('participant.session_id')
    .orderBy('participant.person_id')
    .orderBy('absence.id')
    .execute()
  const one = new Map(away.map((row) => [`${row.session_id} ${row.person_id}`, row]))
  if (again) {
    for (const [key, { changeId, kind }] of await lastTakenOut(tx, 'attendance', [...one.keys()])) {
      // Somebody has said since that the mark is wrong.
      const sinceAnnounced = changeId > (one.get(key)?.absence_id ?? '')
      if (byHand.includes(kind) && sinceAnnounced) one.delete(key)
    }
  }
  for (const row of one.values()) {
    await putMark(context, {
      sessionId: row.session_id,
      personId: row.person_id,
      mark: 'excused',
      remark: row.reason ?? undefined,
      absenceId: row.absence_id,
    })
  }
  return one.size
}

/**
 * Brings announced marks into line with how sessions and absences are now: takes back those for which
 * nothing was announced any more, and puts those that are missing.
 */
export async function settleAnnounced(
  context: CommandContext,
  sessionIds: readonly SessionId[],
): Promise<void> {
  if (sessionIds.length === 0) return
  const stale = await context.tx
    .selectFrom('attendance')
    .innerJoin('session', 'session.id', 'attendance.session_id')
    .leftJoin('absence', (join) =>
      join
        .onRef('absence.id', '=', 'attendance.absence_id')
        .onRef('absence.person_id', '=', 'attendance.person_id')
        .onRef('absence.from_date', '<=', 'session.date')
        .onRef('absence.until_date', '>=', 'session.date'),
    )
    .select(['attendance.session_id', 'attendance.person_id'])
    .where('attendance.session_id', 'in', sessionIds)
    .where('attendance.absence_id', 'is not', null)
    .where((where) =>
      where.or([where('absence.id', 'is', null), where('session.cancel_reason', 'is not', null)]),
    )
    .execute()
  for (const { session_id, person_id } of stale) {
    await putMark(context, { sessionId: session_id, personId: person_id, mark: null })
  }
  await markAnnounced(context, sessionIds, { again: true })
}

/** Brings the make-up credit of somebody for a session into line with their mark. */
export async function settleCredit(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  const found = await context.tx
    .selectFrom('attendance')
    .innerJoin('session', 'session.id', 'attendance.session_id')
    .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(['session.kind', 'session.date', 'mark_kind.gives_credit'])
    .where('attendance.session_id', '=', sessionId)
    .where('attendance.person_id', '=', personId)
    .executeTakeFirst()
  if (found && kindOf(context.kinds, found).madeUp && found.gives_credit === 1) {
    await giveCredits(context, sessionId, [personId], found.date)
  } else await takeCreditBack(context, sessionId, personId)
}

/**
 * Takes back what announced absences marked in a session, of all or of one: before it moves away, is
 * cancelled, or loses the person.
 */
export async function clearAnnounced(
  context: CommandContext,
  sessionId: SessionId,
  personId?: PersonId,
): Promise<void> {
  const rows = await context.tx
    .selectFrom('attendance')
    .select('person_id')
    .where('session_id', '=', sessionId)
    .where('absence_id', 'is not', null)
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId as PersonId))
    .execute()
  for (const row of rows) {
    await putMark(context, { sessionId, personId: row.person_id, mark: null })
  }
}

/**
 * Whoever has left the group or course by the day of a session is on its list for the sake of their mark
 * alone: takes them off when there is none any more.
 */
export async function dropFormer(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  const { tx } = context
  const session = (await findSession(context, sessionId))?.session
  const part = session?.people.find((one) => one.personId === personId)?.part
  if (!session || part !== 'member' || (await findMark(tx, sessionId, personId))) return
  const due = await listOn(context, { ...session, people: [] })
  if (!due.some((one) => one.personId === personId)) await dropFromList(tx, sessionId, personId)
}

/** Takes somebody without a mark of a person's hand off the list of a session. */
export async function takeOffList(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  await clearAnnounced(context, sessionId, personId)
  await dropFromList(context.tx, sessionId, personId)
}
