/** Which sessions are not for everybody: those of others, for those who see their own alone, and appointments. */
import type { SightName } from '#contract/rights.ts'
import { appointmentsApart } from '#contract/schedule.ts'
import type { MemberId, SessionId } from '#contract/values.ts'
import type { ReadContext } from '../context.ts'
import type { Reader } from '../db/schema.ts'

/** Who must lead or help in a session for whoever asks to see it; undefined for those who see everybody's. */
export const onlyOf = ({ actor, sees }: Pick<ReadContext, 'actor' | 'sees'>) =>
  sees('everybodys') ? undefined : actor

/** Whether a session is one in which somebody neither leads nor helps; false of one that there is not. */
export async function isOfOthers(
  db: Reader,
  id: SessionId,
  member: MemberId | null,
): Promise<boolean> {
  const session = await db
    .selectFrom('session')
    .select(['led_by_id'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!session || session.led_by_id === member) return false
  const helps = await db
    .selectFrom('claim')
    .select('resource_id')
    .where('session_id', '=', id)
    .where('resource_id', '=', member)
    .executeTakeFirst()
  return helps === undefined
}

/** What one must see to be told of a session; null of one that is as everybody's, or that there is not. */
export async function sightOf(db: Reader, id: SessionId): Promise<SightName | null> {
  const session = await db
    .selectFrom('session')
    .select('kind')
    .where('id', '=', id)
    .executeTakeFirst()
  return session ? appointmentsApart(session).sight : null
}
