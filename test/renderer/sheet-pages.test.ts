import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillPages, type SectionHeights } from '#renderer/print/pages.ts'

const section = (change: Partial<SectionHeights> = {}): SectionHeights => ({
  head: 30,
  again: 10,
  tableHead: 10,
  rows: [10, 10, 10],
  tail: 20,
  ...change,
})

describe('rows shared out among pages', () => {
  test('stand on one page when all of it fits, to the last millimetre', () => {
    expect(fillPages(section(), 90)).toEqual([[0, 1, 2]])
  })

  test('take their last one along when only the signatures do not fit', () => {
    expect(fillPages(section(), 89)).toEqual([[0, 1], [2]])
  })

  test('stay together with what follows them, as many as are asked for', () => {
    const rows = Array.from({ length: 6 }, () => 10)
    expect(fillPages(section({ rows, together: 3 }), 100)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ])
    // The last row alone had gone over to the next page.
    expect(fillPages(section({ rows, together: 3 }), 90)).toEqual([
      [0, 1, 2],
      [3, 4, 5],
    ])
    // There is room for no more on the last page.
    expect(fillPages(section({ rows, tail: 50, together: 3 }), 90)).toEqual([
      [0, 1, 2, 3],
      [4, 5],
    ])
    // A page is never emptied for it.
    expect(fillPages(section({ rows: [10, 10, 10], tail: 20, together: 9 }), 89)).toEqual([
      [0],
      [1, 2],
    ])
  })

  test('go on after a shorter head', () => {
    const rows = Array.from({ length: 8 }, () => 10)
    expect(fillPages(section({ rows }), 70)).toEqual([[0, 1, 2], [3, 4, 5, 6], [7]])
  })

  test('that are empty are left out where another page would begin for them alone', () => {
    const rows = Array.from({ length: 6 }, () => 10)
    // Two of three fit beside the signatures.
    expect(fillPages(section({ rows, spare: 3 }), 110)).toEqual([[0, 1, 2, 3, 4]])
    expect(fillPages(section({ rows, spare: 3 }), 120)).toEqual([[0, 1, 2, 3, 4, 5]])
    // The others need a second page: the empty ones stand on it.
    expect(fillPages(section({ rows, spare: 1 }), 99).flat()).toEqual([0, 1, 2, 3, 4, 5])
    expect(fillPages(section({ rows: [10, 10], spare: 2 }), 60)).toEqual([[]])
  })

  test('are not left without a page when one is higher than the page', () => {
    expect(fillPages(section({ rows: [500, 10] }), 100)).toEqual([[0], [1]])
  })

  test('an empty sheet is one page', () => {
    expect(fillPages(section({ rows: [], tail: 0 }), 100)).toEqual([[]])
  })

  test('are each on exactly one page, in their order, and no page is over full', () => {
    const height = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(
        fc.array(height, { maxLength: 60 }),
        height,
        height,
        fc.integer({ min: 1, max: 6 }),
        (rows, head, tail, together) => {
          const one = section({ rows, head, again: head, tail, together })
          const room = 130
          const pages = fillPages(one, room)
          expect(pages.flat()).toEqual(rows.map((_, index) => index))
          for (const [index, page] of pages.entries()) {
            const last = index === pages.length - 1
            const used = page.reduce((sum, row) => sum + (rows[row] ?? 0), head + one.tableHead)
            expect(used + (last ? tail : 0)).toBeLessThanOrEqual(room)
          }
        },
      ),
    )
  })
})
