/**
 * Marks, and the make-up credits that hang on them.
 *
 * [Note: Credits] An excused absence from a session of a kind that is made up for gives a credit that may be spent on one place in
 * another group of the studio; so does one that the centre cancelled, to the members on its list, while the
 * centre has it so. Whatever takes the mark or the cancellation away takes the credit back: a place that is
 * booked with it is given up, unless the person has been there, who then was a walk-in.
 */

import { mayStand } from '#contract/rules/marks.ts'
import type { CancelReason, Finding, Part, SessionKind } from '#contract/schedule.ts'
import { addDays } from '#contract/time.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext, Lookup } from '../context.ts'
import type { AttendanceTable, Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { takeWhatIsFree } from './claims.ts'
import { placeTaken, settleClaims } from './given-free.ts'
import { kindOf } from './kind.ts'
import { dropFromList, listOn } from './lists.ts'
import { findMark, markKind, refuseAhead, unmarkedIn } from './marked.ts'
import { noteMarks } from './notices.ts'
import { byCentre, lettingFall } from './standing.ts'
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
 * Puts a mark, corrects it, or takes it back. Somebody who was excused and is not any more may find that
 * others have taken what was theirs: `findings` say so, and the mark stands. See [Note: Given free].
 * Refuses `not_found` for a session, a person who is not in it, or a mark that nobody uses,
 * `session_cancelled` and `not_begun`.
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
    .select(['session.kind', 'session.date', 'session.start', 'session.cancel_reason', 'part'])
    .where('session.id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  if (session.part === null) throw new DomainError('not_found', { what: 'client' })
  if (session.cancel_reason !== null && mark !== null) throw new DomainError('session_cancelled')
  const kind = mark === null ? null : await markKind(tx, mark)
  if (kind) refuseAhead(context, kind, session)
  const before = await findMark(tx, sessionId, personId)
  const words = remark === undefined ? await remarkKept(tx, before, kind) : remark || null
  const answer = {
    ...{ sessionId, personId, mark, before: before?.mark ?? null },
    findings: [] as Finding[],
  }
  if (mark === null && !before) return { ...answer, remark: null }
  if (
    before &&
    before.mark === mark &&
    before.remark === words &&
    before.absence_id === absenceId
  ) {
    return { ...answer, remark: words }
  }
  const due = creditDue(context, {
    ...{ kind: session.kind, part: session.part, cancelReason: session.cancel_reason },
    givesCredit: kind && kind.gives_credit === 1,
  })
  if (due === 'none') await takeCreditBack(context, sessionId, personId)
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
  if (due === 'mark') await giveCredits(context, sessionId, [personId], session.date)
  const wasExcused = before !== undefined && (await markKind(tx, before.mark)).excused === 1
  if (wasExcused !== (kind?.excused === 1)) answer.findings = await settleClaims(context, sessionId)
  if (wasExcused) answer.findings.push(...(await placeTaken(context, sessionId)))
  const isOff = (code: string | null | undefined) => !!code && lettingFall.includes(code)
  if (isOff(before?.mark) !== isOff(mark)) await noteMarks(context, sessionId, [personId])
  return { ...answer, remark: mark === null ? null : words }
}

/**
 * Marks everybody on the list of a session who has no mark yet, the whole list in one go: a first mark
 * has nothing before it, and no credit hangs on it. While the session has not begun, nobody has come to it
 * or stayed away: then only marks that excuse are put, and it says how many are left. Answers as
 * {@link putMark}; refuses `not_found`, `session_cancelled`.
 */
export async function markRest(context: CommandContext, sessionId: SessionId, mark: string) {
  const { tx, clock } = context
  const session = await tx
    .selectFrom('session')
    .select(['kind', 'date', 'start', 'cancel_reason'])
    .where('id', '=', sessionId)
    .executeTakeFirst()
  if (!session) throw new DomainError('not_found', { what: 'session' })
  if (session.cancel_reason !== null) throw new DomainError('session_cancelled')
  const kind = await markKind(tx, mark)
  const people = await unmarkedIn(tx, sessionId)
  if (people.length === 0) return { marked: [], notBegun: 0 }
  if (!mayStand({ excused: kind.excused === 1 }, session, clock.now())) {
    return { marked: [], notBegun: people.length }
  }
  await tx
    .insertInto('attendance')
    .values(people.map((person_id) => ({ session_id: sessionId, person_id, mark })))
    .execute()
  if (kindOf(context.kinds, session).madeUp && kind.gives_credit === 1) {
    await giveCredits(context, sessionId, people, session.date)
  }
  if (kind.excused === 1) await settleClaims(context, sessionId)
  if (lettingFall.includes(mark)) await noteMarks(context, sessionId, people)
  const marked = people.map((personId) => ({
    ...{ sessionId, personId, mark, before: null, remark: null },
  }))
  return { marked, notBegun: 0 }
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

/**
 * Whether somebody on the list of a session has a credit of it: for their `mark`, or `centre`, because the
 * centre cancelled it. `givesCredit` is of their mark, null without one.
 */
function creditDue(
  { kinds }: Pick<Lookup, 'kinds'>,
  of: {
    kind: SessionKind
    part: Part | null
    cancelReason: CancelReason | null
    givesCredit: boolean | null
  },
): 'mark' | 'centre' | 'none' {
  if (!kindOf(kinds, of).madeUp) return 'none'
  if (of.givesCredit !== null) return of.givesCredit ? 'mark' : 'none'
  return byCentre(of.cancelReason) && of.part === 'member' ? 'centre' : 'none'
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
        spent_on: null,
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

/** Brings the make-up credits for a session, of all on its list or of one, into line with marks and cancellation. */
export async function settleCredits(
  context: CommandContext,
  sessionId: SessionId,
  personId?: PersonId,
): Promise<void> {
  const listed = await context.tx
    .selectFrom('participant')
    .innerJoin('session', 'session.id', 'participant.session_id')
    .leftJoin('attendance', (join) =>
      join
        .onRef('attendance.session_id', '=', 'participant.session_id')
        .onRef('attendance.person_id', '=', 'participant.person_id'),
    )
    .leftJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(['participant.person_id', 'participant.part'])
    .select(['session.kind', 'session.date', 'session.cancel_reason', 'mark_kind.gives_credit'])
    .where('participant.session_id', '=', sessionId)
    .$if(personId !== undefined, (query) =>
      query.where('participant.person_id', '=', personId as PersonId),
    )
    .orderBy('participant.person_id')
    .execute()
  const gives = (await context.settings.read()).creditForCancelled
  for (const { person_id, kind, part, date, cancel_reason, gives_credit } of listed) {
    const givesCredit = gives_credit === null ? null : gives_credit === 1
    const due = creditDue(context, { kind, part, cancelReason: cancel_reason, givesCredit })
    if (due === 'none') await takeCreditBack(context, sessionId, person_id)
    // What was given while the centre had it so stays given.
    else if (due === 'mark' || gives) await giveCredits(context, sessionId, [person_id], date)
  }
}

/**
 * Takes back what announced absences marked in a session, of all or of one: before it moves away or loses
 * the person.
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
  if (due.some((one) => one.personId === personId)) return
  await takeCreditBack(context, sessionId, personId)
  await dropFromList(tx, sessionId, personId)
  await handOnPerson(context, sessionId, personId)
}

/** Takes somebody without a mark of a person's hand off the list of a session. */
export async function takeOffList(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  await clearAnnounced(context, sessionId, personId)
  await takeCreditBack(context, sessionId, personId)
  await dropFromList(context.tx, sessionId, personId)
  await handOnPerson(context, sessionId, personId)
}

/** Whoever is off the list of a session is free for what else they are in on that day: see [Note: Given free]. */
async function handOnPerson(
  context: CommandContext,
  sessionId: SessionId,
  personId: PersonId,
): Promise<void> {
  const rows = await context.tx
    .selectFrom('session')
    .innerJoin('participant', 'participant.session_id', 'session.id')
    .select('session.id')
    .where('participant.person_id', '=', personId)
    .where('session.id', '!=', sessionId)
    .where('session.cancel_reason', 'is', null)
    .where('session.date', '=', (left) =>
      left.selectFrom('session').select('date').where('id', '=', sessionId),
    )
    .execute()
  for (const { id } of rows) {
    const found = await findSession(context, id)
    if (found) await takeWhatIsFree(context, [found.session])
  }
}
