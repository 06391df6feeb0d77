/** Where a session is seen among the others of its day or week. */
import type { SessionKind } from '#contract/schedule.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { mondayOf } from './dates.ts'

/** The address of its day on the board, of its week, of its day's list; with its id, it is open there. */
export function sessionAddress(
  kind: SessionKind,
  date: LocalDate,
  sessionId: SessionId | null = null,
): string {
  const open = sessionId === null ? '' : `&session=${sessionId}`
  switch (kind) {
    case 'ride':
      return `/hippotherapy?date=${date}${open}`
    case 'class':
      return `/studio/week?from=${mondayOf(date)}${open}`
    case 'consultation':
      return `/consultations?from=${mondayOf(date)}${open}`
    case 'course':
      return `/attendance?date=${date}&kind=course${open}`
  }
}
