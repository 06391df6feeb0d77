/** Free time of a line, and the stops that the arrow keys make in it. */
import { clamp, snapDown } from './geometry.ts'
import type { Axis, BoardItem, Span, UsualSlot } from './types.ts'

export interface Stretched {
  readonly start: number
  readonly end: number
}

/** What is known of one line when a free stretch is looked for. */
export interface LineTime {
  readonly items: readonly BoardItem[]
  /** Nothing can begin or end in these. */
  readonly rests: readonly Stretched[]
  readonly usual: readonly Stretched[]
  readonly span: Span
  readonly usualLength: number
  readonly axis: Axis
  /** The line only separates others: it has no time at all. */
  readonly heading: boolean
}

/** The usual slots that hold for a line, in order of time. */
export const usualIn = (slots: readonly UsualSlot[], lineId: string): UsualSlot[] =>
  slots
    .filter((slot) => slot.lineId === null || slot.lineId === lineId)
    .sort((one, other) => one.start - other.start)

/** The stretches of a line that no item and no rest takes. */
export function freeStretches({
  items,
  rests,
  span,
}: Pick<LineTime, 'items' | 'rests' | 'span'>): Stretched[] {
  const taken = [...items.filter((item) => !item.aside), ...rests].sort(
    (one, other) => one.start - other.start,
  )
  const free: Stretched[] = []
  let from = span.from
  for (const item of taken) {
    if (item.start > from) free.push({ start: from, end: Math.min(item.start, span.until) })
    from = Math.max(from, item.end)
  }
  if (from < span.until) free.push({ start: from, end: span.until })
  return free
}

const distance = (at: number, { start, end }: Stretched): number =>
  Math.max(start - at, at - end, 0)

/**
 * What a click on a place proposes: the usual slot there or close by when it is free, else the
 * usual length from the place, pushed up or shortened so that it fits. In a rest it is what comes after it, or
 * before it. Null where the time is taken.
 */
export function slotAt(at: number, line: LineTime): Stretched | null {
  if (line.heading) return null
  const { axis } = line
  const gaps = freeStretches(line)
  const rest = line.rests.find(({ start, end }) => start <= at && at < end)
  const gap = rest
    ? (gaps.find(({ start }) => start === rest.end) ?? gaps.find(({ end }) => end === rest.start))
    : gaps.find(({ start, end }) => start <= at && at < end)
  if (!gap || gap.end - gap.start < axis.shortest) return null
  const [usual] = line.usual
    .filter((slot) => fits(slot, gap) && distance(at, slot) < axis.near)
    .sort((one, other) => distance(at, one) - distance(at, other))
  if (usual) return { start: usual.start, end: usual.end }
  const length = Math.min(line.usualLength, gap.end - gap.start)
  const start = clamp(snapDown(at, axis), gap.start, gap.end - length)
  return { start, end: start + length }
}

const fits = (inner: Stretched, outer: Stretched): boolean =>
  outer.start <= inner.start && inner.end <= outer.end

/** A stop of the arrow keys: an item, or free time that could be taken. */
export interface Stop extends Stretched {
  readonly itemId: string | null
}

/**
 * The stops of a line from its beginning to its end: its items, its rests, the usual slots that are free, and
 * in the free time between them one for each usual length.
 */
export function stopsOf(line: LineTime): Stop[] {
  if (line.heading) return []
  const stops: Stop[] = [
    ...line.items.map(({ id, start, end }) => ({ itemId: id, start, end })),
    ...line.rests.map(({ start, end }) => ({ itemId: null, start, end })),
  ]
  for (const gap of freeStretches(line)) {
    const usual = line.usual.filter((slot) => fits(slot, gap))
    let from = gap.start
    for (const slot of usual) {
      if (slot.start < from) continue
      stops.push(...filled(from, slot.start, line))
      stops.push({ itemId: null, start: slot.start, end: slot.end })
      from = slot.end
    }
    stops.push(...filled(from, gap.end, line))
  }
  return stops.sort(
    (one, other) => one.start - other.start || Number(!one.itemId) - Number(!other.itemId),
  )
}

/** Stops of the usual length in free time; a rest that is shorter than half of it is passed over. */
function filled(from: number, until: number, { usualLength, axis }: LineTime): Stop[] {
  const stops: Stop[] = []
  const least = Math.max(axis.shortest, usualLength / 2)
  for (let start = from; until - start >= least; start += usualLength) {
    stops.push({ itemId: null, start, end: Math.min(start + usualLength, until) })
  }
  return stops
}
