/** Whose sessions are whose, for those who see their own alone. */
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
