/** Minutes and pixels. */
import type { Landing, Span } from './types.ts'

/** Height of a minute on the board. */
export const PIXELS_PER_MINUTE = 1.6
/** Items begin and end on these minutes when they are dragged. */
export const STEP = 5
/** The shortest item. */
export const SHORTEST = 5

/** `09:05`. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export const endOf = (landing: Landing): number => landing.start + landing.minutes

/** Distance of a minute from the top of the board, pixels. */
export const topOf = (minute: number, span: Span): number =>
  (minute - span.from) * PIXELS_PER_MINUTE
export const heightOf = (minutes: number): number => minutes * PIXELS_PER_MINUTE

/** The minute at a distance from the top, not rounded, within the span. */
export const minuteAt = (pixels: number, span: Span): number =>
  clamp(span.from + pixels / PIXELS_PER_MINUTE, span.from, span.until)

/** The column under a distance from the left, when all are equally wide. */
export const columnAt = (pixels: number, width: number, count: number): number =>
  clamp(Math.floor((pixels / width) * count), 0, count - 1)

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value))

export const snap = (minute: number): number => Math.round(minute / STEP) * STEP
export const snapDown = (minute: number): number => Math.floor(minute / STEP) * STEP

/** Where an item lands when it is carried by some minutes; it stays within the span. */
export function carried(origin: Landing, byMinutes: number, columnId: string, span: Span): Landing {
  const start = byMinutes === 0 ? origin.start : snap(origin.start + byMinutes)
  return {
    columnId,
    start: clamp(start, span.from, Math.max(span.from, span.until - origin.minutes)),
    minutes: origin.minutes,
  }
}

/** The item with its lower edge carried by some minutes. */
export function lengthened(origin: Landing, byMinutes: number, span: Span): Landing {
  const end = byMinutes === 0 ? endOf(origin) : snap(endOf(origin) + byMinutes)
  return {
    ...origin,
    minutes: Math.max(SHORTEST, Math.min(end, span.until) - origin.start),
  }
}

/** The stretch between two minutes, whichever comes first. */
export function between(columnId: string, one: number, other: number): Landing {
  const start = snapDown(Math.min(one, other))
  const end = Math.max(snap(Math.max(one, other)), start + SHORTEST)
  return { columnId, start, minutes: end - start }
}

export const sameLanding = (one: Landing, other: Landing): boolean =>
  one.columnId === other.columnId && one.start === other.start && one.minutes === other.minutes

/** Every full hour within the span. */
export function hoursOf(span: Span): number[] {
  const first = Math.ceil(span.from / 60) * 60
  const hours: number[] = []
  for (let minute = first; minute <= span.until; minute += 60) hours.push(minute)
  return hours
}
