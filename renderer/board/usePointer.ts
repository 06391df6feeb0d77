import { type MouseEvent, type PointerEvent, type RefObject, useMemo, useRef } from 'react'
import {
  between,
  carried,
  clamp,
  lengthened,
  lineAt,
  originOf,
  placeAt,
  rawAt,
  restFrom,
  sameLanding,
} from './geometry.ts'
import { freeStretches, type LineTime, slotAt } from './slots.ts'
import type { Axis, BoardItem, Landing, Span } from './types.ts'
import type { Holding } from './useHolding.ts'

/** The pointer goes so far before a press becomes a drag, pixels. */
const THRESHOLD = 4
/** Size of the last edge that lengthens an item, pixels. */
export const EDGE = 7
/** A dragged item this near to the edge of the view scrolls the board, pixels. */
const SCROLL_ZONE = 28

/** What the pointer needs to know of the board as it is drawn now. */
export interface PointerView {
  readonly axis: Axis
  readonly span: Span
  readonly lineIds: readonly string[]
  timeOf(lineId: string): LineTime
  itemOf(id: string): BoardItem | undefined
}

interface Press {
  readonly x: number
  readonly y: number
  readonly lineId: string
  readonly at: number
  /** The place under the pointer, wherever the board was scrolled to, even outside the span. */
  readonly raw: number
  readonly item: BoardItem | null
  readonly edge: boolean
}
type Pointed = Pick<MouseEvent, 'clientX' | 'clientY' | 'target'>

interface Body {
  readonly body: RefObject<HTMLDivElement | null>
  readonly scroller: RefObject<HTMLDivElement | null>
}

/** Pointer handlers of the board's body: hover, click, drag over free time, carry, lengthen. */
export function usePointer(
  { body, scroller }: Body,
  view: PointerView,
  holding: Holding,
  on: { openItem(id: string): void; select(landing: Landing): void },
) {
  const latest = useRef({ view, on })
  latest.current = { view, on }
  return useMemo(() => {
    let press: Press | null = null
    let dragged = false

    const place = (event: Pointed): Pick<Press, 'lineId' | 'at' | 'raw'> | null => {
      const { axis, span, lineIds, timeOf } = latest.current.view
      const box = body.current?.getBoundingClientRect()
      if (!box || lineIds.length === 0) return null
      const [x, y] = [event.clientX - box.left, event.clientY - box.top]
      const down = axis.direction === 'down'
      const index = down
        ? lineAt(x, box.width, lineIds.length)
        : lineAt(y, box.height, lineIds.length)
      const lineId = lineIds[index]
      if (lineId === undefined) return null
      const pixels = down ? y : x
      return {
        lineId,
        at: placeAt(pixels, timeOf(lineId).span, axis),
        raw: rawAt(pixels, span, axis),
      }
    }
    const itemUnder = (event: Pointed): { item: BoardItem; edge: boolean } | null => {
      const element = event.target instanceof Element ? event.target.closest('[data-item]') : null
      const id = element?.getAttribute('data-item')
      const item = id ? latest.current.view.itemOf(id) : undefined
      if (!element || !item) return null
      const box = element.getBoundingClientRect()
      const fromEnd =
        latest.current.view.axis.direction === 'down'
          ? box.bottom - event.clientY
          : box.right - event.clientX
      return { item, edge: !item.keeps && fromEnd < EDGE }
    }
    const slotUnder = (event: Pointed): Landing | null => {
      const at = place(event)
      const slot = at && slotAt(at.at, latest.current.view.timeOf(at.lineId))
      return at && slot
        ? { lineId: at.lineId, start: slot.start, length: slot.end - slot.start }
        : null
    }
    const hover = (landing: Landing | null): void => {
      const before = holding.store.get().hover
      if (landing === before || (landing && before && sameLanding(landing, before))) return
      holding.store.set({ hover: landing })
    }
    const beginDrag = (event: PointerEvent, from: Press): void => {
      if (from.item && !from.item.movable) return
      if (!from.item && latest.current.view.timeOf(from.lineId).heading) return
      dragged = true
      body.current?.setPointerCapture(event.pointerId)
      if (from.item) {
        const origin = originOf(from.item)
        holding.take(from.edge ? 'lengthen' : 'carry', 'pointer', from.item, origin)
      } else {
        const origin = between(from.lineId, from.at, from.at, latest.current.view.axis)
        holding.take('select', 'pointer', null, origin)
      }
    }
    const drag = (event: PointerEvent, from: Press): void => {
      const held = holding.store.get().held
      const at = place(event)
      if (!held || !at) return
      const { axis, timeOf } = latest.current.view
      const { span, heading } = timeOf(at.lineId)
      const by = at.raw - from.raw
      if (held.kind === 'carry') {
        // Over a line that only separates, what is held stays where it was.
        const lineId = heading ? held.landing.lineId : at.lineId
        if (held.item?.keeps === 'both') holding.carry({ ...held.origin, lineId })
        else if (held.item?.keeps === 'end')
          holding.carry(restFrom(held.origin, at.raw, lineId, axis))
        else holding.carry(carried(held.origin, by, lineId, span, axis))
      } else if (held.kind === 'lengthen') holding.carry(lengthened(held.origin, by, span, axis))
      else {
        const gap = freeStretches(timeOf(from.lineId)).find(
          ({ start, end }) => start <= from.at && from.at < end,
        )
        if (!gap) return
        const to = clamp(at.at, gap.start, gap.end)
        holding.carry(between(from.lineId, from.at, to, axis))
      }
      scrollAtEdge(event)
    }
    const scrollAtEdge = (event: PointerEvent): void => {
      const box = scroller.current?.getBoundingClientRect()
      if (!box) return
      const left = box.left + Math.max(SCROLL_ZONE * 3, latest.current.view.axis.head)
      if (event.clientY > box.bottom - SCROLL_ZONE) scroller.current?.scrollBy({ top: 16 })
      else if (event.clientY < box.top + SCROLL_ZONE * 3) scroller.current?.scrollBy({ top: -16 })
      if (event.clientX > box.right - SCROLL_ZONE) scroller.current?.scrollBy({ left: 16 })
      else if (event.clientX < left) scroller.current?.scrollBy({ left: -16 })
    }
    const isInView = (event: Pointed): boolean => {
      const box = scroller.current?.getBoundingClientRect()
      return (
        !!box &&
        event.clientX >= box.left &&
        event.clientX <= box.right &&
        event.clientY >= box.top &&
        event.clientY <= box.bottom
      )
    }

    return {
      /** The pointer that was pressed outside carries what was taken up there. */
      carryIn: (item: BoardItem, event: globalThis.PointerEvent): void => {
        const { clientX: x, clientY: y, pointerId } = event
        press = { x, y, lineId: '', at: item.start, raw: item.start, item, edge: false }
        dragged = true
        holding.takeIn(item)
        body.current?.setPointerCapture(pointerId)
      },
      handlers: {
        onPointerDown: (event: PointerEvent) => {
          dragged = false
          press = null
          if (event.button !== 0 || holding.store.get().held?.settling) return
          const at = place(event)
          if (!at) return
          const under = itemUnder(event)
          press = {
            ...at,
            x: event.clientX,
            y: event.clientY,
            item: under?.item ?? null,
            edge: under?.edge ?? false,
          }
        },
        onPointerMove: (event: PointerEvent) => {
          if (!press) {
            hover(itemUnder(event) ? null : slotUnder(event))
            return
          }
          const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > THRESHOLD
          if (!dragged && far) beginDrag(event, press)
          // What comes from outside is over no line until it is over the board.
          if (dragged && (press.lineId !== '' || isInView(event))) drag(event, press)
        },
        onPointerUp: (event: PointerEvent) => {
          const fromOutside = press?.lineId === ''
          press = null
          if (!dragged || holding.store.get().held?.by !== 'pointer') return
          if (fromOutside && !isInView(event)) holding.abandon()
          else holding.drop()
        },
        onPointerCancel: () => {
          press = null
          holding.abandon()
        },
        onPointerLeave: () => hover(null),
        onClick: (event: MouseEvent) => {
          if (dragged) {
            dragged = false
            return
          }
          const under = itemUnder(event)
          if (under) {
            latest.current.on.openItem(under.item.id)
            return
          }
          const slot = slotUnder(event)
          if (slot) latest.current.on.select(slot)
        },
      },
    }
  }, [body, scroller, holding])
}
