/** Lists brought into line with the days of a member or participant that a turned change has put back. */
import type { SessionKind } from '#contract/schedule.ts'
import type { SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import type { RosterId } from '../db/schema.ts'
import { markAnnounced } from './announced.ts'
import { clashesOf } from './enlisting.ts'
import { elsewhere } from './facts.ts'
import { type Belonging, kindOf } from './kind.ts'
import { membersOn, putOnList } from './lists.ts'
import { findMark } from './marked.ts'
import { takeOffList } from './marks.ts'

/** The time for which somebody is in a roster, of a kind. */
export interface Period extends Belonging {
  kind: SessionKind
  rosterId: RosterId
}

const holds = (period: Period | null, date: string) =>
  period !== null && period.from <= date && (period.to === null || period.to > date)

const isOfOne = (one: Period, other: Period) =>
  one.personId === other.personId && one.rosterId === other.rosterId

/**
 * Sessions may have been planned or moved since the change was made. On days that the period gains, the
 * person goes on their lists where they are free and there is a place; on days that it loses, off them unless somebody has
 * marked them there. Answers those that they were taken off. Touches no others than `only`.
 */
export async function alignLists(
  context: CommandContext,
  before: Period | null,
  after: Period | null,
  only?: ReadonlySet<SessionId>,
): Promise<SessionId[]> {
  const { tx } = context
  const period = after ?? before
  if (!period) return []
  if (before && after && !isOfOne(before, after)) {
    // Two people are made one, or are two again: on the lists that one of them leaves, the other comes.
    const left = await alignLists(context, before, null)
    return alignLists(context, null, after, new Set(left))
  }
  const { kind, rosterId, personId } = period
  const { roster } = kindOf(context.kinds, { kind })
  if (!roster) return []
  const sessions = await tx
    .selectFrom('session')
    .leftJoin('participant', (join) =>
      join
        .onRef('participant.session_id', '=', 'session.id')
        .on('participant.person_id', '=', personId),
    )
    .select(['session.id', 'date', 'start', 'minutes', 'cancel_reason', 'participant.part'])
    .where('session.roster_id', '=', rosterId)
    .orderBy('session.id')
    .execute()
  const clashes = after ? await clashesOf(context, rosterId, personId, { from: after.from }) : []
  const full = new Set(
    clashes.filter(({ finding }) => finding.code === 'group_full').map(({ session }) => session.id),
  )
  const gained: SessionId[] = []
  const lost: SessionId[] = []
  for (const one of sessions) {
    if (only && !only.has(one.id)) continue
    const is = holds(after, one.date)
    if (is === holds(before, one.date)) continue
    if (is && one.part === null) {
      const people = [{ personId, part: 'member' as const }]
      const busy = await elsewhere(context, { ...one, people })
      if (one.cancel_reason === null && (busy.size > 0 || full.has(one.id))) continue
      await putOnList(context, { session_id: one.id, person_id: personId, part: 'member' })
      gained.push(one.id)
    } else if (!is && one.part === 'member') {
      const mark = await findMark(tx, one.id, personId)
      if (mark && mark.absence_id === null) continue
      // Another time in the group may hold that day.
      if ((await membersOn(tx, roster, rosterId, one.date)).includes(personId)) continue
      await takeOffList(context, one.id, personId)
      lost.push(one.id)
    }
  }
  await markAnnounced(context, gained)
  return lost
}
