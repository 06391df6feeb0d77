/** Nights as numbers: the board counts days, the service writes dates. */
import { LocalDate } from '#contract/values.ts'
import type { Axis, Span } from '../../../board/index.ts'
import { addDays, daysBetween, mondayOf } from '../../../lib/dates.ts'

const FIRST_DAY = '1970-01-01'

/** The number of a day, and of the night that begins on it. */
export const nightOf = (date: string): number => daysBetween(FIRST_DAY, date)
export const dateOf = (night: number): LocalDate => addDays(FIRST_DAY, Math.floor(night))

/** How many days are seen: two weeks with wide days, or a month. */
export const scales = ['weeks', 'month'] as const
export type Scale = (typeof scales)[number]
const pixelsOfDay: Record<Scale, number> = { weeks: 78, month: 36 }

/**
 * Rows of days. A night begins in the afternoon of its day, the middle of the day's cell, so that a
 * departure and an arrival share a cell.
 */
export const daysAcross = (
  scale: Scale,
  words: Record<'say' | 'write', (date: LocalDate) => string>,
): Axis => ({
  direction: 'across',
  pixels: pixelsOfDay[scale],
  step: 1,
  shortest: 1,
  near: 1,
  lead: 0.5,
  line: 32,
  head: 172,
  say: (night) => words.say(dateOf(night)),
  write: (night) => words.write(dateOf(night)),
})

/** Days that are asked for at once. */
const WINDOW_DAYS = 140
/** So many days are loaded before what is seen when the window follows it. */
const BEFORE = 42
/** Nearer to the edge of the window than this, it follows. */
const EDGE_DAYS = 20

/** A window of days with the seen ones in its middle. It begins on a Monday. */
export const windowAround = (night: number): Span => {
  const from = nightOf(mondayOf(dateOf(night))) - BEFORE
  return { from, until: from + WINDOW_DAYS }
}

/** The window for what is seen: the same one as long as there are days enough on both sides. */
export const windowFor = (window: Span, seen: Span): Span =>
  seen.from - EDGE_DAYS >= window.from && seen.until + EDGE_DAYS <= window.until
    ? window
    : windowAround(seen.from)

export const asDate = (text: string | null): LocalDate | null => {
  const parsed = LocalDate.safeParse(text)
  return parsed.success ? parsed.data : null
}
