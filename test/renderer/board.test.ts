import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  between,
  carried,
  clock,
  endOf,
  hoursOf,
  lengthened,
  lineAt,
  minutesDown,
  offsetOf,
  placeAt,
} from '#renderer/board/geometry.ts'
import { commandOf, nearestStop, stopAfter } from '#renderer/board/keyboard.ts'
import { byLine, lanesOf } from '#renderer/board/lanes.ts'
import { freeStretches, type LineTime, slotAt, stopsOf } from '#renderer/board/slots.ts'
import type { BoardItem, Span } from '#renderer/board/types.ts'
import { settled } from '#renderer/board/useCursor.ts'

const span: Span = { from: 540, until: 1080 }
const ride = (
  id: string,
  start: number,
  end: number,
  more: Partial<BoardItem> = {},
): BoardItem => ({
  id,
  lineId: 'aqboz',
  start,
  end,
  label: id,
  movable: true,
  aside: false,
  className: '',
  ...more,
})
type Stretches = { start: number; end: number }[]
const column = (items: BoardItem[], usual: Stretches = [], rests: Stretches = []): LineTime => ({
  items,
  rests,
  usual,
  span,
  usualLength: 30,
  axis: minutesDown,
  heading: false,
})
const press = (key: string, more: Partial<Parameters<typeof commandOf>[0]> = {}) => ({
  key,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...more,
})

describe('minutes and pixels', () => {
  it('places a minute by its distance from the first one, and finds it again', () => {
    expect(offsetOf(600, span, minutesDown)).toBe(60 * 1.6)
    expect(placeAt(offsetOf(615, span, minutesDown), span, minutesDown)).toBe(615)
    expect(placeAt(-50, span, minutesDown)).toBe(540)
    expect(placeAt(99_999, span, minutesDown)).toBe(1080)
  })
  it('writes a minute as the clock shows it', () => {
    expect([clock(545), clock(0), clock(1439)]).toEqual(['09:05', '00:00', '23:59'])
  })
  it('draws the full hours only', () => {
    expect(hoursOf({ from: 510, until: 660 })).toEqual([540, 600, 660])
  })
  it('finds the column under the pointer, and the outermost beyond the edges', () => {
    expect([0, 99, 100, 399, 400, -3].map((x) => lineAt(x, 400, 4))).toEqual([0, 0, 1, 3, 3, 0])
  })
})

describe('an item that is carried', () => {
  const origin = { lineId: 'aqboz', start: 580, length: 30 }
  it('lands on five minutes and keeps its length', () => {
    expect(carried(origin, 13, 'kumis', span, minutesDown)).toEqual({
      lineId: 'kumis',
      start: 595,
      length: 30,
    })
  })
  it('keeps an odd beginning when only the column changes', () => {
    expect(carried({ ...origin, start: 583 }, 0, 'kumis', span, minutesDown).start).toBe(583)
  })
  it('stays within the day, whatever is done to it', () => {
    fc.assert(
      fc.property(fc.integer({ min: -2000, max: 2000 }), (by) => {
        const landing = carried(origin, by, 'aqboz', span, minutesDown)
        expect(landing.start).toBeGreaterThanOrEqual(span.from)
        expect(endOf(landing)).toBeLessThanOrEqual(span.until)
        expect(landing.length).toBe(30)
      }),
    )
  })
  it('grows and shrinks by its lower edge, never below five minutes nor beyond the day', () => {
    expect(lengthened(origin, 9, span, minutesDown).length).toBe(40)
    expect(lengthened(origin, -300, span, minutesDown).length).toBe(5)
    expect(endOf(lengthened(origin, 5000, span, minutesDown))).toBe(span.until)
  })
  it('takes free time from whichever end it was dragged', () => {
    expect(between('aqboz', 603, 648, minutesDown)).toEqual({
      lineId: 'aqboz',
      start: 600,
      length: 50,
    })
    expect(between('aqboz', 648, 603, minutesDown)).toEqual({
      lineId: 'aqboz',
      start: 600,
      length: 50,
    })
    expect(between('aqboz', 603, 603, minutesDown).length).toBe(5)
  })
})

describe('free time', () => {
  const items = [ride('a', 600, 630), ride('b', 620, 660), ride('off', 700, 730, { aside: true })]
  it('is what no item takes; what was called off takes nothing', () => {
    expect(freeStretches(column(items))).toEqual([
      { start: 540, end: 600 },
      { start: 660, end: 1080 },
    ])
  })
  it('is offered in the usual slot when the click falls into it', () => {
    expect(slotAt(689, column(items, [{ start: 680, end: 710 }]))).toEqual({ start: 680, end: 710 })
  })
  it('is offered from the clicked five minutes otherwise, pushed so that it fits', () => {
    expect(slotAt(803, column(items))).toEqual({ start: 800, end: 830 })
    expect(slotAt(592, column(items))).toEqual({ start: 570, end: 600 })
    expect(slotAt(610, column(items))).toBeNull()
  })
  it('is not where a horse rests: there it is what comes after the rest, or else before it', () => {
    const resting = column(
      [ride('a', 600, 630)],
      [],
      [
        { start: 590, end: 600 },
        { start: 630, end: 640 },
      ],
    )
    expect(slotAt(633, resting)).toEqual({ start: 640, end: 670 })
    expect(slotAt(595, resting)).toEqual({ start: 560, end: 590 })
    const stops = stopsOf(resting).map(({ itemId, start, end }) => [itemId, start, end])
    expect(stops).toContainEqual([null, 630, 640])
    expect(stops).toContainEqual([null, 640, 670])
    expect(
      stops.filter(([, start, end]) => start !== 630 && Number(start) < 640 && 630 < Number(end)),
    ).toEqual([])
  })
  it('never overlaps an item', () => {
    const stretch = fc
      .tuple(fc.integer({ min: 540, max: 1050 }), fc.integer({ min: 5, max: 60 }))
      .map(([start, minutes], ...rest) => ({ start, end: Math.min(start + minutes, 1080), rest }))
    fc.assert(
      fc.property(
        fc.array(stretch, { maxLength: 12 }),
        fc.array(stretch, { maxLength: 6 }),
        fc.integer({ min: 540, max: 1079 }),
        (taken, usual, minute) => {
          const rides = taken.map(({ start, end }, index) => ride(String(index), start, end))
          const time = column(rides, usual)
          const offered = [
            ...stopsOf(time).filter(({ itemId }) => itemId === null),
            ...[slotAt(minute, time)].filter((slot) => slot !== null),
          ]
          for (const { start, end } of offered) {
            expect(start).toBeGreaterThanOrEqual(span.from)
            expect(end).toBeLessThanOrEqual(span.until)
            for (const one of rides) expect(one.end <= start || end <= one.start).toBe(true)
          }
        },
      ),
    )
  })
})

describe('lanes', () => {
  it('give items that overlap a share each, and others the whole width', () => {
    const lanes = lanesOf([
      ride('a', 600, 660),
      ride('b', 610, 640),
      ride('c', 640, 670),
      ride('d', 700, 730),
    ])
    expect(lanes.get('a')).toEqual({ lane: 0, of: 2 })
    expect(lanes.get('b')).toEqual({ lane: 1, of: 2 })
    expect(lanes.get('c')).toEqual({ lane: 1, of: 2 })
    expect(lanes.get('d')).toEqual({ lane: 0, of: 1 })
  })
  it('leave out what lies aside', () => {
    expect(
      lanesOf([ride('off', 600, 630, { aside: true }), ride('a', 600, 630)]).get('a')?.of,
    ).toBe(1)
  })
  it('keep the array of a column in which nothing changed', () => {
    const [a, b] = [ride('a', 600, 630), ride('b', 600, 630, { lineId: 'kumis' })]
    const before = byLine(['aqboz', 'kumis'], [a, b], new Map())
    const after = byLine(['aqboz', 'kumis'], [a, { ...b, end: 640 }], before)
    expect(after.get('aqboz')).toBe(before.get('aqboz'))
    expect(after.get('kumis')).not.toBe(before.get('kumis'))
  })
})

describe('keys', () => {
  it('move the focus by arrows and the item by Alt and arrows', () => {
    expect(commandOf(press('ArrowDown'), minutesDown)).toEqual({ kind: 'go', stops: 1, lines: 0 })
    expect(commandOf(press('ArrowRight'), minutesDown)).toEqual({ kind: 'go', stops: 0, lines: 1 })
    expect(commandOf(press('ArrowUp', { altKey: true }), minutesDown)).toEqual({
      kind: 'carry',
      by: -5,
      lines: 0,
    })
    expect(
      commandOf(press('ArrowDown', { altKey: true, repeat: true }), minutesDown),
    ).toMatchObject({
      by: 10,
    })
    expect(commandOf(press('ArrowRight', { altKey: true }), minutesDown)).toMatchObject({
      lines: 1,
    })
    expect(commandOf(press('ArrowDown', { altKey: true, shiftKey: true }), minutesDown)).toEqual({
      kind: 'lengthen',
      by: 5,
    })
    expect(commandOf(press('ArrowDown', { shiftKey: true }), minutesDown)).toEqual({
      kind: 'nudge',
      by: 5,
    })
  })
  it('leave to others what the board does not know', () => {
    expect(commandOf(press('z', { ctrlKey: true }), minutesDown)).toBeNull()
    expect(commandOf(press('ArrowLeft', { ctrlKey: true }), minutesDown)).toBeNull()
    expect(commandOf(press('x'), minutesDown)).toBeNull()
  })
  it('stop at items, at free usual slots, and at the free time between them', () => {
    const time = column(
      [ride('a', 580, 610)],
      [
        { start: 540, end: 570 },
        { start: 580, end: 610 },
        { start: 620, end: 650 },
      ],
    )
    expect(stopsOf(time).slice(0, 4)).toEqual([
      { itemId: null, start: 540, end: 570 },
      { itemId: 'a', start: 580, end: 610 },
      { itemId: null, start: 620, end: 650 },
      { itemId: null, start: 650, end: 680 },
    ])
  })
  it('go to the stop of the next column that lies nearest in time', () => {
    const stops = stopsOf(column([ride('a', 605, 635)]))
    expect(nearestStop(stops, 600)?.itemId).toBe('a')
    expect(nearestStop([], 600)).toBeNull()
  })
  it('do not go beyond the first and the last stop', () => {
    const stops = stopsOf(column([]))
    const first = stops[0]
    const last = stops.at(-1)
    if (!first || !last) throw new Error('a free column has stops')
    expect(stopAfter(stops, { ...first, lineId: 'aqboz' }, -1)).toEqual(first)
    expect(stopAfter(stops, { ...last, lineId: 'aqboz' }, 4)).toEqual(last)
  })
  it('find their way from a slot that was nudged between two stops', () => {
    const stops = stopsOf(column([]))
    const nudged = { itemId: null, lineId: 'aqboz', start: 545, end: 575 }
    expect(stopAfter(stops, nudged, 1)?.start).toBe(570)
    expect(stopAfter(stops, nudged, -1)?.start).toBe(540)
  })
})

describe('the cursor', () => {
  const view = (items: BoardItem[]) => ({
    lineIds: ['aqboz', 'kumis'],
    timeOf: (id: string) => column(items.filter(({ lineId }) => lineId === id)),
    itemOf: (id: string) => items.find((item) => item.id === id),
  })
  const on = { itemId: 'a', lineId: 'aqboz', start: 600, end: 630 }
  it('follows its item to another column', () => {
    expect(settled(on, view([ride('a', 645, 675, { lineId: 'kumis' })]))).toMatchObject({
      lineId: 'kumis',
      start: 645,
    })
  })
  it('stays at the free time that its item left', () => {
    expect(settled(on, view([]))).toEqual({ ...on, itemId: null })
  })
  it('takes the item that was booked into its free time', () => {
    expect(settled({ ...on, itemId: null }, view([ride('new', 600, 630)]))?.itemId).toBe('new')
  })
  it('begins at the first stop, and is nowhere on a board without columns', () => {
    expect(settled(null, view([]))).toMatchObject({ lineId: 'aqboz', start: 540 })
    expect(settled(null, { ...view([]), lineIds: [] })).toBeNull()
  })
})
