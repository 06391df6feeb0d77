/** The marks that an absence puts which is known ahead. */
import type { SessionId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { lastTakenOut } from '../history/trail.ts'
import { putMark } from './marks.ts'

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
    .where('absence.id', 'is', null)
    .execute()
  for (const { session_id, person_id } of stale) {
    await putMark(context, { sessionId: session_id, personId: person_id, mark: null })
  }
  await markAnnounced(context, sessionIds, { again: true })
}
