/** Items of one line that lie at the same time stand side by side. */
import type { BoardItem } from './types.ts'

export interface Lane {
  readonly lane: number
  readonly of: number
}

/**
 * The lane of each item that takes time. Those that touch nothing have the whole line; those that
 * overlap, directly or through others, share it. Items aside have no lane.
 */
export function lanesOf(items: readonly BoardItem[]): ReadonlyMap<string, Lane> {
  const lanes = new Map<string, Lane>()
  const ordered = items
    .filter((item) => !item.aside)
    .sort((one, other) => one.start - other.start || other.end - one.end)
  let cluster: { item: BoardItem; lane: number }[] = []
  let ends: number[] = []
  const close = (): void => {
    for (const { item, lane } of cluster) lanes.set(item.id, { lane, of: ends.length })
    cluster = []
    ends = []
  }
  for (const item of ordered) {
    if (ends.every((end) => end <= item.start)) close()
    const open = ends.findIndex((end) => end <= item.start)
    const lane = open < 0 ? ends.length : open
    ends[lane] = item.end
    cluster.push({ item, lane })
  }
  close()
  return lanes
}

/** Items by line. A line whose items are the same keeps its array, and so is not drawn again. */
export function byLine<Item extends BoardItem>(
  lineIds: readonly string[],
  items: readonly Item[],
  before: ReadonlyMap<string, readonly Item[]>,
): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>(lineIds.map((id) => [id, []]))
  for (const item of items) groups.get(item.lineId)?.push(item)
  const kept = new Map<string, readonly Item[]>()
  for (const [id, group] of groups) {
    const old = before.get(id)
    kept.set(id, old && sameMembers(old, group) ? old : group)
  }
  return kept
}

const sameMembers = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((member, index) => member === other[index])
