import { type RefObject, useCallback, useLayoutEffect, useRef, useState } from 'react'
import { type Cursor, nearestStop } from './keyboard.ts'
import { type LineTime, stopsOf } from './slots.ts'
import type { BoardItem } from './types.ts'

export interface CursorView {
  readonly lineIds: readonly string[]
  /** Where the cursor begins; at the first usual slot without. */
  readonly first?: number | undefined
  timeOf(lineId: string): LineTime
  itemOf(id: string): BoardItem | undefined
}

/**
 * Where a remembered cursor is now: with its item wherever that went, at the item that took its
 * free time, or at the first stop of the board.
 */
export function settled(cursor: Cursor | null, view: CursorView): Cursor | null {
  const item = cursor?.itemId ? view.itemOf(cursor.itemId) : undefined
  if (item && view.lineIds.includes(item.lineId)) return cursorOn(item)
  const lineId =
    cursor && view.lineIds.includes(cursor.lineId)
      ? cursor.lineId
      : view.lineIds.find((id) => !view.timeOf(id).heading)
  if (lineId === undefined) return null
  const time = view.timeOf(lineId)
  if (cursor && cursor.lineId === lineId) {
    const over = time.items.find(
      ({ start, end, aside }) => !aside && start < cursor.end && cursor.start < end,
    )
    return over ? cursorOn(over) : { ...cursor, itemId: null }
  }
  const stops = stopsOf(time)
  const first = nearestStop(stops, view.first ?? time.usual[0]?.start ?? time.span.from)
  return first ? { ...first, lineId } : null
}

const cursorOn = ({ id, lineId, start, end }: BoardItem): Cursor => ({
  itemId: id,
  lineId,
  start,
  end,
})

/** The one stop of the board that the Tab key reaches, and that has the focus while keys are used. */
export function useCursor(view: CursorView, board: RefObject<HTMLElement | null>) {
  const [remembered, remember] = useState<Cursor | null>(null)
  const cursor = settled(remembered, view)
  const wanted = useRef(false)
  const focused = useRef<Element | null>(null)

  useLayoutEffect(() => {
    const lost =
      focused.current !== null &&
      !focused.current.isConnected &&
      (document.activeElement === document.body || document.activeElement === null)
    if (!wanted.current && !lost) return
    wanted.current = false
    const stop = board.current?.querySelector<HTMLElement>('[data-cursor]')
    stop?.focus({ preventScroll: true })
    stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  return {
    cursor,
    /** Puts the cursor somewhere, with or without the focus. */
    put: useCallback((next: Cursor, focus: boolean) => {
      wanted.current = focus
      remember(next)
    }, []),
    watchFocus: {
      onFocus: (event: { target: Element }) => {
        focused.current = event.target
        // Whoever puts the focus on an item takes the cursor along.
        const item = view.itemOf(event.target.getAttribute('data-item') ?? '')
        if (item && item.id !== cursor?.itemId) remember(cursorOn(item))
      },
      onBlur: (event: { target: Element }) => {
        if (event.target.isConnected) focused.current = null
      },
    },
  }
}
