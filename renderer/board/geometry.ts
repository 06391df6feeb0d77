/** Units of the axis and pixels. */
import type { Axis, BoardItem, Landing, Span } from './types.ts'

/** `09:05`. */
export const clock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/** The minutes of a day, downwards: the axis of the day board. */
export const minutesDown: Axis = {
  direction: 'down',
  pixels: 1.6,
  step: 5,
  shortest: 5,
  near: 10,
  lead: 0,
  line: null,
  head: 60,
  say: clock,
  write: clock,
}

export const endOf = (landing: Landing): number => landing.start + landing.length

/** Distance of a place of the axis from the beginning of the board, pixels. */
export const offsetOf = (at: number, span: Span, axis: Axis): number =>
  (at + axis.lead - span.from) * axis.pixels
export const sizeOf = (length: number, axis: Axis): number => length * axis.pixels

/** The place at a distance from the beginning, not rounded, wherever it is. */
export const rawAt = (pixels: number, span: Span, axis: Axis): number =>
  span.from - axis.lead + pixels / axis.pixels
/** The same within the span. */
export const placeAt = (pixels: number, span: Span, axis: Axis): number =>
  clamp(rawAt(pixels, span, axis), span.from, span.until)

/** The line under a distance across the axis, when all are equally wide. */
export const lineAt = (pixels: number, extent: number, count: number): number =>
  clamp(Math.floor((pixels / extent) * count), 0, count - 1)

export const clamp = (value: number, low: number, high: number): number =>
  Math.max(low, Math.min(high, value))

export const snap = (at: number, { step }: Axis): number => Math.round(at / step) * step
export const snapDown = (at: number, { step }: Axis): number => Math.floor(at / step) * step

/** Where an item is, as far as it can be carried. */
export function originOf({ lineId, start, end, carriedFrom }: BoardItem): Landing {
  const from = Math.max(start, carriedFrom ?? start)
  return { lineId, start: from, length: end - from }
}

/** Where an item lands when it is carried by some units; it stays within the span. */
export function carried(
  origin: Landing,
  by: number,
  lineId: string,
  span: Span,
  axis: Axis,
): Landing {
  const start = by === 0 ? origin.start : snap(origin.start + by, axis)
  return {
    lineId,
    start: clamp(start, span.from, Math.max(span.from, span.until - origin.length)),
    length: origin.length,
  }
}

/** What of an item is carried that keeps its end: the part from a place of it on. */
export function restFrom(origin: Landing, from: number, lineId: string, axis: Axis): Landing {
  const end = endOf(origin)
  const start = clamp(snapDown(from, axis), origin.start, end - axis.shortest)
  return { lineId, start, length: end - start }
}

/** The item with its end carried by some units. */
export function lengthened(origin: Landing, by: number, span: Span, axis: Axis): Landing {
  const end = by === 0 ? endOf(origin) : snap(endOf(origin) + by, axis)
  return {
    ...origin,
    length: Math.max(axis.shortest, Math.min(end, span.until) - origin.start),
  }
}

/** The stretch between two places of a line, whichever comes first. */
export function between(lineId: string, one: number, other: number, axis: Axis): Landing {
  const start = snapDown(Math.min(one, other), axis)
  const end = Math.max(snap(Math.max(one, other), axis), start + axis.shortest)
  return { lineId, start, length: end - start }
}

export const sameLanding = (one: Landing, other: Landing): boolean =>
  one.lineId === other.lineId && one.start === other.start && one.length === other.length

/** Every full hour within the span of a day. */
export function hoursOf(span: Span): number[] {
  const first = Math.ceil(span.from / 60) * 60
  const hours: number[] = []
  for (let minute = first; minute <= span.until; minute += 60) hours.push(minute)
  return hours
}
