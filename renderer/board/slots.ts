/** Free time of a column, and the stops that the arrow keys make in it. */
import { clamp, SHORTEST, snapDown } from './geometry.ts'
import type { BoardItem, Span, UsualSlot } from './types.ts'

export interface Stretched {
  readonly start: number
  readonly end: number
}

/** What is known of one column when a free stretch is looked for. */
export interface ColumnTime {
  readonly items: readonly BoardItem[]
  readonly usual: readonly Stretched[]
  readonly span: Span
  readonly usualMinutes: number
}

/** The usual slots that hold for a column, in order of time. */
export const usualIn = (slots: readonly UsualSlot[], columnId: string): UsualSlot[] =>
  slots
    .filter((slot) => slot.columnId === null || slot.columnId === columnId)
    .sort((one, other) => one.start - other.start)

/** The stretches of the span that no item takes. */
export function freeStretches(items: readonly BoardItem[], span: Span): Stretched[] {
  const taken = items.filter((item) => !item.aside).sort((one, other) => one.start - other.start)
  const free: Stretched[] = []
  let from = span.from
  for (const item of taken) {
    if (item.start > from) free.push({ start: from, end: Math.min(item.start, span.until) })
    from = Math.max(from, item.end)
  }
  if (from < span.until) free.push({ start: from, end: span.until })
  return free
}

/** A click this near to a usual slot means that slot, minutes. */
const NEAR = 10

const distance = (minute: number, { start, end }: Stretched): number =>
  Math.max(start - minute, minute - end, 0)

/**
 * What a click on a minute proposes: the usual slot there or close by when it is free, else the
 * usual length from the minute, pushed up or shortened so that it fits. Null where the time is taken.
 */
export function slotAt(minute: number, column: ColumnTime): Stretched | null {
  const gap = freeStretches(column.items, column.span).find(
    ({ start, end }) => start <= minute && minute < end,
  )
  if (!gap || gap.end - gap.start < SHORTEST) return null
  const [usual] = column.usual
    .filter((slot) => fits(slot, gap) && distance(minute, slot) < NEAR)
    .sort((one, other) => distance(minute, one) - distance(minute, other))
  if (usual) return { start: usual.start, end: usual.end }
  const length = Math.min(column.usualMinutes, gap.end - gap.start)
  const start = clamp(snapDown(minute), gap.start, gap.end - length)
  return { start, end: start + length }
}

const fits = (inner: Stretched, outer: Stretched): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** A stop of the arrow keys: an item, or free time that could be taken. */
export interface Stop extends Stretched {
  readonly itemId: string | null
}

/**
 * The stops of a column from top to bottom: its items, the usual slots that are free, and in the
 * free time between them one for each usual length.
 */
export function stopsOf(column: ColumnTime): Stop[] {
  const stops: Stop[] = column.items.map(({ id, start, end }) => ({ itemId: id, start, end }))
  for (const gap of freeStretches(column.items, column.span)) {
    const usual = column.usual.filter((slot) => fits(slot, gap))
    let from = gap.start
    for (const slot of usual) {
      if (slot.start < from) continue
      stops.push(...filled(from, slot.start, column.usualMinutes))
      stops.push({ itemId: null, start: slot.start, end: slot.end })
      from = slot.end
    }
    stops.push(...filled(from, gap.end, column.usualMinutes))
  }
  return stops.sort(
    (one, other) => one.start - other.start || Number(!one.itemId) - Number(!other.itemId),
  )
}

/** Stops of one length from a minute on; a rest that is shorter than half of it is passed over. */
function filled(from: number, until: number, length: number): Stop[] {
  const stops: Stop[] = []
  for (let start = from; until - start >= Math.max(SHORTEST, length / 2); start += length) {
    stops.push({ itemId: null, start, end: Math.min(start + length, until) })
  }
  return stops
}
