import { type MouseEvent, type PointerEvent, type RefObject, useMemo, useRef } from 'react'
import {
  between,
  carried,
  clamp,
  columnAt,
  lengthened,
  minuteAt,
  PIXELS_PER_MINUTE,
  sameLanding,
} from './geometry.ts'
import { type ColumnTime, freeStretches, slotAt } from './slots.ts'
import type { BoardItem, Landing } from './types.ts'
import type { Holding } from './useHolding.ts'

/** The pointer goes so far before a press becomes a drag, pixels. */
const THRESHOLD = 4
/** Height of the lower edge that lengthens an item, pixels. */
export const EDGE = 7
/** A dragged item this near to the edge of the view scrolls the board, pixels. */
const SCROLL_ZONE = 28

/** What the pointer needs to know of the board as it is drawn now. */
export interface PointerView {
  readonly columnIds: readonly string[]
  timeOf(columnId: string): ColumnTime
  itemOf(id: string): BoardItem | undefined
}

interface Press {
  readonly x: number
  readonly y: number
  readonly columnId: string
  readonly minute: number
  readonly item: BoardItem | null
  readonly edge: boolean
  /** Scroll position when the button went down: the board may scroll during a drag. */
  readonly scrolled: number
}

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

    const place = (event: MouseEvent): { columnId: string; minute: number } | null => {
      const { view } = latest.current
      const box = body.current?.getBoundingClientRect()
      if (!box || view.columnIds.length === 0) return null
      const columnId =
        view.columnIds[columnAt(event.clientX - box.left, box.width, view.columnIds.length)]
      if (columnId === undefined) return null
      return { columnId, minute: minuteAt(event.clientY - box.top, view.timeOf(columnId).span) }
    }
    const itemUnder = (event: MouseEvent): { item: BoardItem; edge: boolean } | null => {
      const element = event.target instanceof Element ? event.target.closest('[data-item]') : null
      const id = element?.getAttribute('data-item')
      const item = id ? latest.current.view.itemOf(id) : undefined
      if (!element || !item) return null
      return { item, edge: event.clientY > element.getBoundingClientRect().bottom - EDGE }
    }
    const slotUnder = (event: MouseEvent): Landing | null => {
      const at = place(event)
      const slot = at && slotAt(at.minute, latest.current.view.timeOf(at.columnId))
      return at && slot
        ? { columnId: at.columnId, start: slot.start, minutes: slot.end - slot.start }
        : null
    }
    const hover = (landing: Landing | null): void => {
      const before = holding.store.get().hover
      if (landing === before || (landing && before && sameLanding(landing, before))) return
      holding.store.set({ hover: landing })
    }
    const beginDrag = (event: PointerEvent, from: Press): void => {
      if (from.item && !from.item.movable) return
      dragged = true
      body.current?.setPointerCapture(event.pointerId)
      if (from.item) {
        const { id: _id, columnId, start, end } = from.item
        const origin = { columnId, start, minutes: end - start }
        holding.take(from.edge ? 'lengthen' : 'carry', 'pointer', from.item, origin)
      } else {
        const origin = between(from.columnId, from.minute, from.minute)
        holding.take('select', 'pointer', null, origin)
      }
    }
    const drag = (event: PointerEvent, from: Press): void => {
      const held = holding.store.get().held
      const at = place(event)
      if (!held || !at) return
      const { span, items } = latest.current.view.timeOf(at.columnId)
      const scrolledBy = (scroller.current?.scrollTop ?? 0) - from.scrolled
      const byMinutes = (event.clientY - from.y + scrolledBy) / PIXELS_PER_MINUTE
      if (held.kind === 'carry') holding.carry(carried(held.origin, byMinutes, at.columnId, span))
      else if (held.kind === 'lengthen') holding.carry(lengthened(held.origin, byMinutes, span))
      else {
        const own =
          from.columnId === at.columnId ? items : latest.current.view.timeOf(from.columnId).items
        const gap = freeStretches(own, span).find(
          ({ start, end }) => start <= from.minute && from.minute < end,
        )
        if (!gap) return
        const to = clamp(at.minute, gap.start, gap.end)
        holding.carry(between(from.columnId, from.minute, to))
      }
      scrollAtEdge(event)
    }
    const scrollAtEdge = (event: PointerEvent): void => {
      const box = scroller.current?.getBoundingClientRect()
      if (!box) return
      if (event.clientY > box.bottom - SCROLL_ZONE) scroller.current?.scrollBy({ top: 16 })
      else if (event.clientY < box.top + SCROLL_ZONE * 3) scroller.current?.scrollBy({ top: -16 })
      if (event.clientX > box.right - SCROLL_ZONE) scroller.current?.scrollBy({ left: 16 })
      else if (event.clientX < box.left + SCROLL_ZONE * 3) scroller.current?.scrollBy({ left: -16 })
    }

    return {
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
          scrolled: scroller.current?.scrollTop ?? 0,
        }
      },
      onPointerMove: (event: PointerEvent) => {
        if (!press) {
          hover(itemUnder(event) ? null : slotUnder(event))
          return
        }
        const far = Math.hypot(event.clientX - press.x, event.clientY - press.y) > THRESHOLD
        if (!dragged && far) beginDrag(event, press)
        if (dragged) drag(event, press)
      },
      onPointerUp: () => {
        press = null
        if (dragged && holding.store.get().held?.by === 'pointer') holding.drop()
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
    }
  }, [body, scroller, holding])
}
