/** What a mark sets free, to whom that goes, and what others have of it by now: see [Note: Given free] in claims.ts. */
import type { Finding } from '#contract/schedule.ts'
import type { SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { excusedFrom, takeWhatIsFree } from './claims.ts'
import { kindOf } from './kind.ts'
import type { When } from './session.ts'
import { block } from './situation.ts'
import { findSession, sessionsMeeting } from './store.ts'

/**
 * Brings what a session takes into line with the marks on its list, and hands on what it sets free. Answers
 * what others have of it by now: see [Note: Given free].
 */
export async function settleClaims(context: CommandContext, id: SessionId): Promise<Finding[]> {
  const session = (await findSession(context, id))?.session
  if (!session) return []
  const findings = await takeWhatIsFree(context, [session])
  await handOn(context, session, id)
  return findings
}

/** `group_full` with its `date` when a guest has a place that somebody on the list of a session had. */
export async function placeTaken(context: CommandContext, id: SessionId): Promise<Finding[]> {
  const { db, kinds } = context
  const session = (await findSession(context, id))?.session
  const roster = session && kindOf(kinds, session).roster
  if (!session || session.cancelReason !== null || session.rosterId === null) return []
  const capacity = await roster?.capacity?.(db, session.rosterId)
  if (!roster || capacity === undefined) return []
  const excused = (await excusedFrom(db, [id])).get(id)
  const placed = session.people.filter(
    ({ part, personId }) => part !== 'walk_in' && !excused?.has(personId),
  )
  if (placed.length <= capacity) return []
  const name = await roster.name(db, session.rosterId)
  const members = placed.length - 1
  return [block('group_full', { name, capacity, members, date: session.date })]
}

/** What has become free in a stretch of a day goes to the sessions that miss it. */
export async function handOn(context: CommandContext, when: When, from: SessionId): Promise<void> {
  await takeWhatIsFree(context, await sessionsMeeting(context, when, from))
}
