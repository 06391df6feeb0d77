/** Which marks can be put when. */
import type { MarkKind } from '../attendance.ts'
import { at } from '../time.ts'
import type { LocalDate, LocalDateTime, LocalTime } from '../values.ts'

/**
 * Whether a mark may stand at a moment: before a session begins nobody has come to it, late or in time, and
 * nobody has stayed away from it. What excuses may be known ahead.
 */
export const mayStand = (
  { excused }: Pick<MarkKind, 'excused'>,
  session: { date: LocalDate; start: LocalTime },
  now: LocalDateTime,
): boolean => excused || at(session.date, session.start) <= now
