import type { SessionView } from '#contract/hippotherapy.ts'
import type { LocalTime } from '#contract/values.ts'

/** A day's sessions as a minute divides them. Cancelled ones are left out. */
export interface Moment {
  past: SessionView[]
  running: SessionView[]
  /** The next ones, in order of time. */
  ahead: SessionView[]
}

/** A session runs from its first minute until just before its end. */
export function momentOf(sessions: readonly SessionView[], now: LocalTime): Moment {
  const held = sessions
    .filter(({ state }) => state !== 'cancelled')
    .toSorted((one, other) => (one.start < other.start ? -1 : 1))
  return {
    past: held.filter(({ end }) => end <= now),
    running: held.filter(({ start, end }) => start <= now && now < end),
    ahead: held.filter(({ start }) => start > now),
  }
}

/** Sessions that lack somebody, unless they are over already. */
export const notReady = (sessions: readonly SessionView[], now: LocalTime): SessionView[] =>
  sessions.filter(({ state, end }) => state === 'not_ready' && end > now)
