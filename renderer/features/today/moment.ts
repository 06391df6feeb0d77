import type { AttendanceLine } from '#contract/attendance.ts'
import type { LocalTime } from '#contract/values.ts'
import { groupBy } from '../../lib/group.ts'

/** A session of the house, whatever kind, with everybody on its list. */
export type Held = Pick<AttendanceLine, 'sessionId' | 'start' | 'end'> & {
  /** The first of the list, which says what the session is. */
  head: AttendanceLine
  people: number
  /** On the list without a mark. */
  unmarked: number
}

/** Lines of a list as sessions, in the order in which they came. */
export const heldOf = (lines: readonly AttendanceLine[]): Held[] =>
  [...groupBy(lines, (line) => line.sessionId).values()].flatMap((list) => {
    const [head] = list
    if (!head) return []
    const { sessionId, start, end } = head
    const unmarked = list.filter((line) => line.mark === null).length
    return [{ sessionId, start, end, head, people: list.length, unmarked }]
  })

/** A day's sessions as a minute divides them. */
export interface Moment<Session> {
  past: Session[]
  running: Session[]
  /** The next ones, in order of time. */
  ahead: Session[]
}

/** A session runs from its first minute until just before its end. Cancelled ones are left out. */
export function momentOf<Session extends { start: string; end: string; state?: string }>(
  sessions: readonly Session[],
  now: LocalTime,
): Moment<Session> {
  const held = sessions
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((one, other) => (one.start < other.start ? -1 : 1))
  return {
    past: held.filter(({ end }) => end <= now),
    running: held.filter(({ start, end }) => start <= now && now < end),
    ahead: held.filter(({ start }) => start > now),
  }
}
