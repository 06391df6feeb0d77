/** The same board across: rows of beds, days to the right, nights that begin in the afternoon. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { along } from '#renderer/board/boxes.ts'
import {
  between,
  endOf,
  minutesDown,
  offsetOf,
  originOf,
  placeAt,
  restFrom,
} from '#renderer/board/geometry.ts'
import { commandOf } from '#renderer/board/keyboard.ts'
import { type LineTime, slotAt, stopsOf } from '#renderer/board/slots.ts'
import type { Axis, BoardItem, Span } from '#renderer/board/types.ts'
import { settled } from '#renderer/board/useCursor.ts'
import { around, isEnough, seenIn } from '#renderer/board/useDrawn.ts'

const axis: Axis = {
  direction: 'across',
  pixels: 40,
  step: 1,
  shortest: 1,
  near: 1,
  lead: 0.5,
  line: 32,
  head: 160,
  say: (night) => `day ${night}`,
  write: String,
}
const span: Span = { from: 100, until: 200 }
const stay = (start: number, end: number, more: Partial<BoardItem> = {}): BoardItem => ({
  id: `${start}`,
  lineId: 'bed-1',
  start,
  end,
  label: '',
  movable: true,
  aside: false,
  keeps: 'end',
  className: '',
  ...more,
})
const row = (items: BoardItem[], more: Partial<LineTime> = {}): LineTime => ({
  items,
  rests: [],
  usual: [{ start: 120, end: 126 }],
  span,
  usualLength: 1,
  axis,
  heading: false,
  ...more,
})
const press = (key: string, more: { altKey?: boolean; shiftKey?: boolean } = {}) => ({
  key,
  altKey: false,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  repeat: false,
  ...more,
})

describe('a night', () => {
  it('stands from the middle of its day to the middle of the next', () => {
    expect(along(103, 106, span, axis)).toEqual({ left: 3.5 * 40, width: 3 * 40 })
    expect(along(600, 630, { from: 540, until: 1080 }, minutesDown)).toEqual({
      top: 96,
      height: 48,
    })
  })
  it('shares the cell of a day with the one before: one leaves, another arrives', () => {
    const day = { left: offsetOf(110 - axis.lead, span, axis), width: axis.pixels }
    const leaving = along(104, 110, span, axis)
    const arriving = along(110, 113, span, axis)
    expect(Number(leaving.left) + Number(leaving.width)).toBe(day.left + day.width / 2)
    expect(arriving.left).toBe(day.left + day.width / 2)
  })
  it('is found again under the pointer', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 199 }),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (n, part) => {
          const pixels = offsetOf(n, span, axis) + part * axis.pixels
          expect(Math.floor(placeAt(pixels, span, axis))).toBe(n)
        },
      ),
    )
  })
  it('is one at least when nights are dragged over', () => {
    expect(between('bed-1', 104.2, 104.3, axis)).toEqual({ lineId: 'bed-1', start: 104, length: 1 })
    expect(between('bed-1', 107.8, 104.3, axis)).toEqual({ lineId: 'bed-1', start: 104, length: 4 })
  })
})

describe('a stay that is carried', () => {
  const origin = originOf(stay(110, 116))
  it('goes to another bed from the night under the pointer on', () => {
    expect(restFrom(origin, 112.7, 'bed-2', axis)).toEqual({
      lineId: 'bed-2',
      start: 112,
      length: 4,
    })
  })
  it('keeps its end, and always has a night, wherever the pointer is', () => {
    fc.assert(
      fc.property(fc.double({ min: -500, max: 500, noNaN: true }), (at) => {
        const landing = restFrom(origin, at, 'bed-2', axis)
        expect(endOf(landing)).toBe(116)
        expect(landing.start).toBeGreaterThanOrEqual(110)
        expect(landing.length).toBeGreaterThanOrEqual(1)
      }),
    )
  })
  it('leaves the nights that are over where they were slept', () => {
    const inHouse = originOf(stay(110, 116, { carriedFrom: 113 }))
    expect(inHouse).toEqual({ lineId: 'bed-1', start: 113, length: 3 })
    expect(restFrom(inHouse, 105, 'bed-2', axis).start).toBe(113)
  })
})

describe('a free bed', () => {
  it('is offered for the whole course when the course has begun under the pointer', () => {
    expect(slotAt(122.4, row([]))).toEqual({ start: 120, end: 126 })
  })
  it('is offered for one night where somebody sleeps there for part of the course', () => {
    expect(slotAt(124.4, row([stay(120, 123)]))).toEqual({ start: 124, end: 125 })
    expect(slotAt(121.4, row([stay(120, 123)]))).toBeNull()
  })
  it('is none on a line that only separates others', () => {
    const heading = row([], { heading: true })
    expect(slotAt(122.4, heading)).toBeNull()
    expect(stopsOf(heading)).toEqual([])
  })
  it('begins the keyboard at the first bed, by the day that is seen', () => {
    const view = {
      lineIds: ['floor', 'bed-1'],
      first: 140,
      timeOf: (id: string) => row([], { heading: id === 'floor' }),
      itemOf: () => undefined,
    }
    expect(settled(null, view)).toMatchObject({ lineId: 'bed-1', start: 140 })
  })
})

describe('the arrows', () => {
  it('go along the days to the right and from bed to bed downwards', () => {
    expect(commandOf(press('ArrowRight'), axis)).toEqual({ kind: 'go', stops: 1, lines: 0 })
    expect(commandOf(press('ArrowDown'), axis)).toEqual({ kind: 'go', stops: 0, lines: 1 })
    expect(commandOf(press('PageDown'), axis)).toEqual({ kind: 'go', stops: 0, lines: 4 })
  })
  it('carry with Alt: downwards to another bed, to the right from a later night', () => {
    expect(commandOf(press('ArrowDown', { altKey: true }), axis)).toEqual({
      kind: 'carry',
      by: 0,
      lines: 1,
    })
    expect(commandOf(press('ArrowRight', { altKey: true }), axis)).toEqual({
      kind: 'carry',
      by: 1,
      lines: 0,
    })
  })
})

describe('what is drawn of the board', () => {
  const seen = seenIn({ left: 400, top: 320, width: 1160, height: 320 }, span, axis)
  it('is what is seen right of the heads, and a margin around it', () => {
    expect(seen).toEqual({ from: 110, until: 135, first: 10, last: 20 })
    expect(around(seen, span, 60)).toEqual({
      span: { from: 100, until: 149 },
      first: 2,
      last: 28,
    })
  })
  it('stays as it is for small steps and follows large ones', () => {
    const drawn = around(seen, span, 60)
    const moved = (left: number, top: number) =>
      seenIn({ left, top, width: 1160, height: 320 }, span, axis)
    expect(isEnough(drawn, moved(480, 352), span, 60)).toBe(true)
    expect(isEnough(drawn, moved(800, 320), span, 60)).toBe(false)
    expect(isEnough(drawn, moved(400, 640), span, 60)).toBe(false)
  })
  it('never lacks anything that is seen, and never goes beyond the board', () => {
    const place = fc.record({
      left: fc.integer({ min: 0, max: 3000 }),
      top: fc.integer({ min: 0, max: 1600 }),
      width: fc.constant(1160),
      height: fc.constant(320),
    })
    fc.assert(
      fc.property(place, (at) => {
        const here = seenIn(at, span, axis)
        const drawn = around(here, span, 60)
        expect(isEnough(drawn, here, span, 60)).toBe(true)
        expect(drawn.span.from).toBeGreaterThanOrEqual(span.from)
        expect(drawn.span.until).toBeLessThanOrEqual(span.until)
        expect(drawn.first).toBeGreaterThanOrEqual(0)
        expect(drawn.last).toBeLessThanOrEqual(60)
      }),
    )
  })
})
