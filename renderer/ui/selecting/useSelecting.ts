/**
 * [Note: Selecting] Several sessions are chosen in the same way wherever they are shown: Ctrl and a click puts
 * one in or out, Shift and a click takes all that lie between, Shift and a drag over empty ground draws a lasso;
 * Shift and the arrows, Ctrl and Space do it without a mouse, Esc lets go. What shows a session carries its id
 * as `data-item`; what lies between is told by where things stand on the screen, so that a board, a week and a
 * list need nothing more.
 */
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { SessionId } from '#contract/values.ts'
import {
  type Box,
  holds,
  nearest,
  pointAt,
  type Shown,
  shownOf,
  touches,
  union,
  ways,
} from './where.ts'

export interface Selecting {
  readonly chosen: ReadonlySet<SessionId>
  /** What is being drawn around sessions; null while nothing is. */
  readonly lasso: Box | null
  choose(ids: readonly SessionId[]): void
  clear(): void
  /** Goes onto the element that holds the sessions. */
  readonly area: {
    onPointerDownCapture(event: PointerEvent<HTMLElement>): void
    onMouseDownCapture(event: MouseEvent<HTMLElement>): void
    onClickCapture(event: MouseEvent<HTMLElement>): void
    onKeyDownCapture(event: KeyboardEvent<HTMLElement>): void
  }
}

const none: ReadonlySet<SessionId> = new Set()

/** What is chosen among the sessions of a screen; `ids` are those that may be. */
export function useSelecting(ids: readonly SessionId[]): Selecting {
  const [kept, keep] = useState<ReadonlySet<SessionId>>(none)
  const [lasso, setLasso] = useState<Box | null>(null)
  const chosen = useMemo(() => {
    const known = ids.filter((id) => kept.has(id))
    return known.length > 0 ? new Set(known) : none
  }, [kept, ids])
  const latest = useRef({ ids: new Set(ids), chosen })
  latest.current = { ids: new Set(ids), chosen }
  const clear = useCallback(() => keep(none), [])
  useEscape(chosen.size > 0, clear)

  const acting = useMemo(() => {
    /** Where a range begins. */
    let anchor: SessionId | null = null
    let drawn = false

    const mayBe = (id: SessionId) => latest.current.ids.has(id)
    const shownAt = (target: EventTarget | null): Shown | null => {
      const shown = target instanceof Element ? shownOf(target) : null
      return shown && mayBe(shown.id) ? shown : null
    }
    const allIn = (area: Element): Shown[] =>
      [...area.querySelectorAll('[data-item]')].flatMap((element) => {
        const shown = shownOf(element)
        return shown && mayBe(shown.id) ? [shown] : []
      })
    const toggle = (id: SessionId) => {
      anchor = id
      const next = new Set(latest.current.chosen)
      if (!next.delete(id)) next.add(id)
      keep(next)
    }
    const extendTo = (area: Element, to: Shown) => {
      const all = allIn(area)
      const from = all.find(({ id }) => id === anchor) ?? to
      anchor = from.id
      const around = union(from.box, to.box)
      const between = all.filter(({ box }) => holds(around, box)).map(({ id }) => id)
      keep(new Set([...latest.current.chosen, ...between]))
    }
    const draw = (area: Element, { clientX: x, clientY: y }: PointerEvent) => {
      const before = latest.current.chosen
      const follow = (event: globalThis.PointerEvent) => {
        const box = union(pointAt(x, y), pointAt(event.clientX, event.clientY))
        drawn = true
        setLasso(box)
        const caught = allIn(area).filter((one) => touches(box, one.box))
        keep(new Set([...before, ...caught.map(({ id }) => id)]))
      }
      const end = () => {
        setLasso(null)
        window.removeEventListener('pointermove', follow)
        window.removeEventListener('pointerup', end)
        window.removeEventListener('pointercancel', end)
      }
      window.addEventListener('pointermove', follow)
      window.addEventListener('pointerup', end)
      window.addEventListener('pointercancel', end)
    }
    return {
      choose: (next: readonly SessionId[]) => {
        anchor = next[0] ?? null
        keep(new Set(next))
      },
      area: {
        onPointerDownCapture: (event: PointerEvent<HTMLElement>) => {
          drawn = false
          if (event.button !== 0 || !isChoosing(event)) return
          if (!isSession(event.target) && (!event.shiftKey || isControl(event.target))) return
          // Neither a drag of the session nor one over free time begins.
          event.stopPropagation()
          if (!isSession(event.target)) draw(event.currentTarget, event)
        },
        onMouseDownCapture: (event: MouseEvent<HTMLElement>) => {
          // Shift and a click marks no text.
          if (event.shiftKey && !isControl(event.target)) event.preventDefault()
        },
        onClickCapture: (event: MouseEvent<HTMLElement>) => {
          const wasDrawn = drawn
          drawn = false
          const shown = shownAt(event.target)
          if (!wasDrawn && !(isChoosing(event) && isSession(event.target))) {
            anchor = shown?.id ?? anchor
            return
          }
          // One that cannot be chosen is not opened instead.
          event.preventDefault()
          event.stopPropagation()
          if (!shown || wasDrawn) return
          shown.stop?.focus({ preventScroll: true })
          if (event.shiftKey) extendTo(event.currentTarget, shown)
          else toggle(shown.id)
        },
        onKeyDownCapture: (event: KeyboardEvent<HTMLElement>) => {
          if (takes(event)) {
            event.preventDefault()
            event.stopPropagation()
          }
        },
      },
    }

    /** Answers whether the key was about choosing. */
    function takes(event: KeyboardEvent<HTMLElement>): boolean {
      const area = event.currentTarget
      const { chosen, ids } = latest.current
      const command = event.ctrlKey || event.metaKey
      if (event.altKey || isTypedInto(event.target)) return false
      if (command && event.code === 'KeyA' && !event.shiftKey) {
        keep(new Set(ids))
        return ids.size > 0
      }
      const here = shownAt(event.target)
      if (!here) return false
      if (event.key === ' ') {
        if (!command && !event.shiftKey && chosen.size === 0) return false
        toggle(here.id)
        return true
      }
      const way = ways[event.key]
      if (!way || !event.shiftKey || command) return false
      if (!chosen.has(here.id)) anchor = here.id
      anchor ??= here.id
      const next = nearest(allIn(area), here, way) ?? here
      extendTo(area, next)
      next.stop?.focus()
      next.stop?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      return true
    }
  }, [])
  return { chosen, lasso, clear, ...acting }
}

const isChoosing = (event: MouseEvent): boolean => event.shiftKey || event.ctrlKey || event.metaKey

const isSession = (target: EventTarget): boolean =>
  target instanceof Element && shownOf(target) !== null

const isTypedInto = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null

/** Something with a use of its own under the pointer: no lasso begins there. */
const isControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('a, input, textarea, select, [role="menu"]') !== null

/** Esc lets go of what is chosen, unless something open takes it for itself. */
function useEscape(active: boolean, clear: () => void): void {
  useEffect(() => {
    if (!active) return
    const listen = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // A list that stands open over a field, or a menu, is closed first.
      const taken = event.target instanceof Element && event.target.closest('[role="menu"], input')
      if (!taken) clear()
    }
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [active, clear])
}
