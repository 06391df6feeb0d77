/** Lists brought into line with the days of a member or participant that a turned change has put back. */
import { isInCourse } from '#contract/rules/courses.ts'
import type { LocalDate, PersonId, SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import type { EnrolmentTable, MembershipTable } from '../db/schema.ts'
import { addDays } from '../kernel/time.ts'
import { takenOf } from './facts.ts'
import { membersOn, type Owner, putOnList } from './lists.ts'
import { findMark, markAnnounced, takeOffList } from './marks.ts'

/** The time for which somebody is on the lists of a group or course. */
export interface Period {
  owner: Owner
  personId: PersonId
  from: LocalDate
  /** The first day without; null while there is none. */
  to: LocalDate | null
}

export const periodOfMembership = (row: MembershipTable | null): Period | null =>
  row && {
    owner: { column: 'group_id', id: row.group_id },
    personId: row.person_id,
    from: row.joined_on,
    to: row.left_on,
  }

/** Companions, those on the reserve list and those who never came are on no list. */
export function periodOfEnrolment(row: EnrolmentTable | null): Period | null {
  if (row === null || row.companion_of_id !== null) return null
  if (!isInCourse(row)) return null
  return {
    owner: { column: 'course_id', id: row.course_id },
    personId: row.person_id,
    from: row.from_date,
    to: addDays(row.until_date, 1),
  }
}

const holds = (period: Period | null, date: string) =>
  period !== null && period.from <= date && (period.to === null || period.to > date)

/**
 * Sessions may have been planned or moved since the change was made. On days that the period gains, the
 * person goes on their lists where they are free; on days that it loses, off them unless somebody has
 * marked them there.
 */
export async function alignLists(
  context: CommandContext,
  before: Period | null,
  after: Period | null,
): Promise<void> {
  const { tx } = context
  const period = after ?? before
  if (!period) return
  const { owner, personId } = period
  const sessions = await tx
    .selectFrom('session')
    .leftJoin('participant', (join) =>
      join
        .onRef('participant.session_id', '=', 'session.id')
        .on('participant.person_id', '=', personId),
    )
    .select(['session.id', 'date', 'start', 'minutes', 'cancel_reason', 'participant.part'])
    .where(`session.${owner.column}`, '=', owner.id as never)
    .orderBy('session.id')
    .execute()
  const gained: SessionId[] = []
  for (const one of sessions) {
    const is = holds(after, one.date)
    if (is === holds(before, one.date)) continue
    if (is && one.part === null) {
      const taken = await takenOf(tx, [personId], one)
      if (one.cancel_reason === null && taken.size > 0) continue
      await putOnList(tx, { session_id: one.id, person_id: personId, part: 'member' })
      gained.push(one.id)
    } else if (!is && one.part === 'member') {
      const mark = await findMark(tx, one.id, personId)
      if (mark && mark.absence_id === null) continue
      // Another time in the group may hold that day.
      if ((await membersOn(tx, owner, one.date)).includes(personId)) continue
      await takeOffList(context, one.id, personId)
    }
  }
  await markAnnounced(context, gained)
}
