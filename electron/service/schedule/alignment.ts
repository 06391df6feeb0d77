/** Lists of classes brought into line with membership dates that a turned change has put back. */
import type { SessionId } from '#contract/values.ts'
import type { WriteContext } from '../context.ts'
import type { MembershipTable } from '../db/schema.ts'
import { type House, takenOf } from './facts.ts'
import { putOnList, takeOffList } from './lists.ts'
import { clearAnnounced, findMark } from './marks.ts'

type Period = Pick<MembershipTable, 'group_id' | 'person_id' | 'joined_on' | 'left_on'>

const holds = (period: Period | null, date: string) =>
  period !== null && period.joined_on <= date && (period.left_on === null || period.left_on > date)

/**
 * Classes may have been planned or moved since the change was made. On days that the membership gains,
 * the person goes on their lists where they are free; on days that it loses, off them unless somebody
 * has marked them there. Answers the classes that gained them.
 */
export async function alignLists(
  context: WriteContext,
  house: House,
  before: Period | null,
  after: Period | null,
): Promise<SessionId[]> {
  const { tx } = context
  const period = after ?? before
  if (!period) return []
  const { group_id, person_id } = period
  const classes = await tx
    .selectFrom('session')
    .leftJoin('participant', (join) =>
      join
        .onRef('participant.session_id', '=', 'session.id')
        .on('participant.person_id', '=', person_id),
    )
    .select(['session.id', 'date', 'start', 'minutes', 'cancel_reason', 'participant.part'])
    .where('session.group_id', '=', group_id)
    .orderBy('session.id')
    .execute()
  const gained: SessionId[] = []
  for (const one of classes) {
    const is = holds(after, one.date)
    if (is === holds(before, one.date)) continue
    if (is && one.part === null) {
      const taken = await takenOf(tx, [person_id], one)
      if (one.cancel_reason === null && taken.size > 0) continue
      await putOnList(tx, { session_id: one.id, person_id, part: 'member' })
      gained.push(one.id)
    } else if (!is && one.part === 'member') {
      const mark = await findMark(tx, one.id, person_id)
      if (mark && mark.absence_id === null) continue
      await clearAnnounced(context, house, one.id, person_id)
      await takeOffList(tx, one.id, person_id)
    }
  }
  return gained
}
