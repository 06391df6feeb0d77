import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { Axis, RowsProps, Span } from './types.ts'

/** The part of a board of rows that is drawn: what is seen, and a margin around it. */
export interface Drawn {
  readonly span: Span
  /** Indexes of the first row that is drawn, and of the first that is not. */
  readonly first: number
  readonly last: number
}

/** Drawn beyond what is seen, in units and rows; nearer than half of it the drawing follows. */
const MARGIN = { units: 14, rows: 8 }
/** Before the first layout a board is taken to be this large, pixels. */
const GUESS = { width: 1300, height: 700 }
/** The scrolling rests after so many milliseconds. */
const REST = 120
/** Further than so many units, what is seen is told before the scrolling rests. */
const FAR = 7

interface Seen {
  readonly from: number
  readonly until: number
  readonly first: number
  readonly last: number
}

interface Place {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** The units and rows that a view shows. */
export function seenIn({ left, top, width, height }: Place, span: Span, axis: Axis): Seen {
  const row = axis.line ?? 1
  const from = span.from + left / axis.pixels
  return {
    from,
    until: from + Math.max(0, width - axis.head) / axis.pixels,
    first: Math.floor(top / row),
    last: Math.ceil((top + height) / row),
  }
}

/** What is to be drawn around it. */
export const around = (seen: Seen, span: Span, rows: number): Drawn => ({
  span: {
    from: Math.max(span.from, Math.floor(seen.from) - MARGIN.units),
    until: Math.min(span.until, Math.ceil(seen.until) + MARGIN.units),
  },
  first: Math.max(0, seen.first - MARGIN.rows),
  last: Math.min(rows, seen.last + MARGIN.rows),
})

/** Whether what is drawn is still enough around what is seen. */
export const isEnough = (drawn: Drawn, seen: Seen, span: Span, rows: number): boolean =>
  drawn.span.from <= Math.max(span.from, seen.from - MARGIN.units / 2) &&
  drawn.span.until >= Math.min(span.until, seen.until + MARGIN.units / 2) &&
  drawn.first <= Math.max(0, seen.first - MARGIN.rows / 2) &&
  drawn.last >= Math.min(rows, seen.last + MARGIN.rows / 2)

/**
 * Follows the scrolling of a board of rows: what is drawn, what is told of it, and that the view stays
 * over the same day when days are added on the left or become wider. Null for columns, which are
 * drawn whole.
 */
export function useDrawn(
  scroller: RefObject<HTMLDivElement | null>,
  axis: Axis,
  span: Span,
  lineCount: number,
  rows: RowsProps | undefined,
): Drawn | null {
  const guess = (): Drawn => {
    const left = Math.max(0, ((rows?.view ?? span.from) - span.from) * axis.pixels)
    return around(seenIn({ left, top: 0, ...GUESS }, span, axis), span, lineCount)
  }
  const [drawn, setDrawn] = useState<Drawn>(guess)
  /** The place at the left edge, and the view that was asked for or told last. */
  const here = useRef({ from: Number.NaN, view: Number.NaN })
  /** How the board lay when it was last put somewhere or scrolled. */
  const lay = useRef({ left: 0, width: 0, span, axis })
  const latest = useRef({ axis, span, lineCount, rows })
  latest.current = { axis, span, lineCount, rows }

  const look = useRef((): Seen | null => {
    const { axis, span, lineCount, rows } = latest.current
    const element = scroller.current
    if (!rows || !element) return null
    const { scrollLeft: left, scrollTop: top, clientWidth: width, clientHeight: height } = element
    const seen = seenIn({ left, top, width, height }, span, axis)
    setDrawn((before) =>
      isEnough(before, seen, span, lineCount) ? before : around(seen, span, lineCount),
    )
    return seen
  })

  const isAcross = rows !== undefined
  const view = rows?.view
  useLayoutEffect(() => {
    const element = scroller.current
    if (!isAcross || !element || view === undefined) return
    const { left, width, span: before, axis: pace } = lay.current
    // It was scrolled and nothing has told of it yet: that goes before what was known.
    if (element.scrollLeft !== left && element.scrollWidth >= width) {
      const from = before.from + element.scrollLeft / pace.pixels
      here.current = { ...here.current, from }
    }
    const asked = view !== here.current.view && span.from <= view && view < span.until
    if (asked) here.current = { from: view, view }
    if (Number.isNaN(here.current.from)) return
    element.scrollLeft = (here.current.from - span.from) * axis.pixels
    lay.current = { left: element.scrollLeft, width: element.scrollWidth, span, axis }
    look.current()
  }, [scroller, isAcross, view, span, axis])

  useEffect(() => {
    const element = scroller.current
    if (!isAcross || !element) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = (): void => {
      const { axis, rows } = latest.current
      const seen = look.current()
      // A view that was asked for and is not there yet comes first.
      if (!seen || rows?.view !== here.current.view) return
      // To the nearest whole pixel the place is that of a unit, or it is within one.
      const from = Math.floor(seen.from + 0.5 / axis.pixels)
      here.current = { ...here.current, view: from }
      rows?.onSeen({ from, until: Math.ceil(seen.until) })
    }
    const onScroll = (): void => {
      const seen = look.current()
      if (!seen) return
      here.current = { ...here.current, from: seen.from }
      const { span, axis } = latest.current
      lay.current = { left: element.scrollLeft, width: element.scrollWidth, span, axis }
      clearTimeout(timer)
      if (Math.abs(seen.from - here.current.view) >= FAR) tell()
      else timer = setTimeout(tell, REST)
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    const sizes = new ResizeObserver(() => {
      look.current()
      tell()
    })
    sizes.observe(element)
    return () => {
      clearTimeout(timer)
      element.removeEventListener('scroll', onScroll)
      sizes.disconnect()
    }
  }, [scroller, isAcross])

  useLayoutEffect(() => {
    if (lineCount > 0) look.current()
  }, [lineCount])
  return isAcross ? drawn : null
}
