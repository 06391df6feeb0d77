/**
 * What stands in registers for somebody on the list of a session.
 *
 * [Note: What stands] A session that was cancelled, or falls on a day on which the centre is closed, has no
 * marks of people's hands, and yet has its letter in every register. That letter is made of the reason and of
 * the closed days whenever it is read, so that nothing has to be taken back when a session is restored.
 */
import type { CancelReason } from '#contract/schedule.ts'

/** What a session is to those on its list by the reason for which it was cancelled. */
const markOfReason: Record<CancelReason, string> = {
  family: 'excused',
  centre: 'cancelled',
  weather: 'cancelled',
  horse: 'cancelled',
  staff: 'cancelled',
}
const markOfClosedDay = 'closed'

/** What stands for somebody in a session, as far as it does not come of a person's own mark. */
interface Circumstances {
  cancelReason: CancelReason | null
  /** The centre is closed on its day. */
  closed: boolean
}

/** Marks of people's hands by which a session does not take place for somebody: «Ц», «В». */
export const lettingFall: readonly string[] = [markOfReason.centre, markOfClosedDay]

/** Whether it was the centre that let a session fall, and not the family. */
export const byCentre = (reason: CancelReason | null): boolean =>
  reason !== null && reason !== 'family'

/**
 * The mark that stands for somebody: their own; without one, that of the family's reason, of a closed day, or
 * of the centre's reason. Null for a session that is still to be marked.
 */
export function standingMark(own: string | null, { cancelReason, closed }: Circumstances) {
  if (own !== null) return own
  if (closed && cancelReason !== 'family') return markOfClosedDay
  return cancelReason === null ? null : markOfReason[cancelReason]
}
