/** Heights of the parts of a section of a sheet, all in one unit. */
export interface SectionHeights {
  /** What stands above the table on its first page. */
  head: number
  /** What stands above it on the following ones. */
  again: number
  tableHead: number
  rows: readonly number[]
  /** What follows the last row: letters explained, signatures. */
  tail: number
  /** So many last rows stay together with what follows them, if there are as many; usually one. */
  together?: number | undefined
  /** So many last rows are empty, and left out where another page would begin for them alone. */
  spare?: number | undefined
}

/**
 * Shares the rows of a section out among pages with that much room: answers the rows of each page by
 * their numbers. A row is never split, and the signatures never stand alone on a page when rows can go
 * with them.
 */
export function fillPages(section: SectionHeights, room: number): number[][] {
  const { rows, spare = 0 } = section
  const withRows = (count: number) => shareOut({ ...section, rows: rows.slice(0, count) }, room)
  const least = Math.max(0, rows.length - spare)
  const fewest = withRows(least).length
  for (let count = rows.length; count > least; count--) {
    const pages = withRows(count)
    if (pages.length === fewest) return pages
  }
  return withRows(least)
}

function shareOut(section: SectionHeights, room: number): number[][] {
  const pages: number[][] = []
  let page: number[] = []
  let used = section.head + section.tableHead
  const turn = () => {
    pages.push(page)
    page = []
    used = section.again + section.tableHead
  }
  for (const [index, height] of section.rows.entries()) {
    if (page.length > 0 && used + height > room) turn()
    page.push(index)
    used += height
  }
  if (used + section.tail > room) turn()
  const before = pages.at(-1) ?? []
  used += section.tail
  while (before.length > 1 && page.length < (section.together ?? 1)) {
    const height = section.rows[before.at(-1) ?? -1] ?? 0
    if (used + height > room) break
    page.unshift(...before.splice(-1))
    used += height
  }
  pages.push(page)
  return pages
}
