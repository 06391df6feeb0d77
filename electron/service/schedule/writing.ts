/** Sessions written and taken out, with what hangs on them: announced absences, make-up places, who is to be told. */
import type { CommandContext } from '../context.ts'
import { rowWriter } from '../db/rows.ts'
import { clearAnnounced, markAnnounced, takeOffList } from './marks.ts'
import { noteChange } from './notices.ts'
import type { Session } from './session.ts'
import { putSession, removeSession } from './store.ts'

export const writeCredit = rowWriter('credit', ['id'])

/** Whether a session stands where it did, so that what was said ahead of its day still holds. */
const standsStill = (before: Session, after: Session) =>
  before.date === after.date && before.cancelReason === after.cancelReason

/** Writes a session; one that is cancelled gives up the make-up places in it. */
export async function writeSession(
  context: CommandContext,
  before: Session | null,
  after: Session,
): Promise<void> {
  if (before && !standsStill(before, after)) await clearAnnounced(context, before.id)
  const over = before !== null && before.cancelReason === null && after.cancelReason !== null
  const people = over ? await releaseMakeUps(context, before) : after.people
  await putSession(context, { ...after, people })
  await markAnnounced(context, [after.id])
  if (before) await noteChange(context, before, after)
}

/** Takes a session out; whoever was to make up in it has the credit again. */
export async function takeOutSession(context: CommandContext, session: Session): Promise<void> {
  await clearAnnounced(context, session.id)
  await releaseMakeUps(context, session)
  await removeSession(context.tx, session.id)
  await noteChange(context, session, null)
}

/** Opens the credits that were spent on a session again. Answers who is on its list then. */
async function releaseMakeUps(
  context: CommandContext,
  session: Session,
): Promise<Session['people']> {
  const guests = session.people.filter(({ part }) => part === 'make_up')
  for (const { personId } of guests) {
    const credit = await context.tx
      .selectFrom('credit')
      .selectAll()
      .where('used_in_id', '=', session.id)
      .where('person_id', '=', personId)
      .executeTakeFirst()
    if (credit) await writeCredit(context.tx, credit, { ...credit, used_in_id: null })
    await takeOffList(context, session.id, personId)
  }
  return session.people.filter((one) => !guests.includes(one))
}
