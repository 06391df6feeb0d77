/** Sessions written and taken out, with what hangs on them: announced absences, make-up places, credits, who is to be told. */
import { addDays, daysBetween, laterOf } from '#contract/time.ts'
import type { LocalDate, PersonId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { rowWriter } from '../db/rows.ts'
import { markAnnounced } from './announced.ts'
import { handOn } from './given-free.ts'
import { clearAnnounced, settleCredits, takeOffList } from './marks.ts'
import { noteChange } from './notices.ts'
import type { Session } from './session.ts'
import { putSession, removeSession } from './store.ts'

export const writeCredit = rowWriter('credit', ['id'])

/** Writes a session; one that is cancelled gives up the make-up places in it. */
export async function writeSession(
  context: CommandContext,
  before: Session | null,
  after: Session,
): Promise<void> {
  // What was said ahead of a day holds of that day alone.
  if (before && before.date !== after.date) await clearAnnounced(context, before.id)
  const turned = before !== null && before.cancelReason !== after.cancelReason
  const people =
    turned && after.cancelReason !== null ? await releaseMakeUps(context, before) : after.people
  await putSession(context, { ...after, people })
  await markAnnounced(context, [after.id])
  if (turned) await settleCredits(context, after.id)
  if (before && before.date !== after.date) await renewCredits(context, after)
  if (before) await handOn(context, before, before.id)
  if (before) await noteChange(context, before, after)
}

/** Takes a session out; whoever was to make up in it has the credit again. */
export async function takeOutSession(context: CommandContext, session: Session): Promise<void> {
  await clearAnnounced(context, session.id)
  await releaseMakeUps(context, session)
  await removeSession(context.tx, session.id)
  await handOn(context, session, session.id)
  await noteChange(context, session, null)
}

/**
 * Opens the credits that were spent on a session again, for at least as many days as were left of each when it
 * was spent. Answers who is on its list then.
 */
async function releaseMakeUps(
  context: CommandContext,
  session: Session,
): Promise<Session['people']> {
  const guests = session.people.filter(({ part }) => part === 'make_up')
  for (const { personId } of guests) {
    await reopenCredit(context, session, personId)
    await takeOffList(context, session.id, personId)
  }
  return session.people.filter((one) => !guests.includes(one))
}

async function reopenCredit(
  context: CommandContext,
  session: Session,
  personId: PersonId,
): Promise<void> {
  const credit = await creditSpentOn(context, session, personId)
  if (!credit) return
  const expires_on = laterOf(credit.expires_on, asManyDaysFrom(context.clock.today(), credit))
  await writeCredit(context.tx, credit, { ...credit, expires_on, used_in_id: null, spent_on: null })
}

/**
 * A credit that was spent on a class holds to the day to which that moves, and for as many days as were left of
 * it, counted from the move: whoever cannot come then has lost nothing.
 */
async function renewCredits(context: CommandContext, session: Session): Promise<void> {
  const today = context.clock.today()
  for (const { personId } of session.people.filter(({ part }) => part === 'make_up')) {
    const credit = await creditSpentOn(context, session, personId)
    if (!credit) continue
    const left = asManyDaysFrom(today, credit)
    const expires_on = [left, session.date].reduce(laterOf, credit.expires_on)
    await writeCredit(context.tx, credit, { ...credit, expires_on, spent_on: today })
  }
}

async function creditSpentOn({ tx }: CommandContext, { id }: Session, personId: PersonId) {
  const credit = await tx
    .selectFrom('credit')
    .selectAll()
    .where('used_in_id', '=', id)
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return credit?.spent_on ? { ...credit, spent_on: credit.spent_on } : undefined
}

/** The last day, when as many days are left from a day on as there were when a credit was spent. */
const asManyDaysFrom = (
  date: LocalDate,
  { spent_on, expires_on }: { spent_on: LocalDate; expires_on: LocalDate },
): LocalDate => addDays(date, daysBetween(spent_on, expires_on))
