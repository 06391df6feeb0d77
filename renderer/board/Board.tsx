import {
  type CSSProperties,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import styles from './board.module.css'
import { hoursOf, offsetOf, sizeOf } from './geometry.ts'
import { Heads } from './Heads.tsx'
import { Line, Shades, within } from './Line.tsx'
import { byLine } from './lanes.ts'
import { Overlay } from './Overlay.tsx'
import { Hours } from './Scale.tsx'
import { type LineTime, usualIn } from './slots.ts'
import type { Axis, BoardHandle, BoardItem, BoardLine, BoardProps, Landing, Span } from './types.ts'
import { useCursor } from './useCursor.ts'
import { useDrawn } from './useDrawn.ts'
import { useHolding } from './useHolding.ts'
import { useKeys } from './useKeys.ts'
import { usePointer } from './usePointer.ts'

/**
 * The grid of columns × time of day, or of rows × days. It knows neither horses nor rooms: it draws
 * what it is given and tells what was clicked, dragged, carried by keys. A changed item draws its own
 * line again, and no other.
 */
export function Board<Column extends BoardLine, Item extends BoardItem>(
  props: BoardProps<Column, Item> & { readonly handle?: Ref<BoardHandle<Item>> },
) {
  const { axis, lines, items, span, usualSlots, stretches, words, rows } = props
  const keysId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props

  const lineIds = useMemo(() => lines.map(({ id }) => id), [lines])
  const headings = useMemo(
    () => new Set(lines.filter(({ heading }) => heading).map(({ id }) => id)),
    [lines],
  )
  const groups = useGroups(lineIds, items)
  const itemsById = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const ownSlots = useMemo(() => split(lineIds, usualSlots), [lineIds, usualSlots])
  const ownStretches = useMemo(() => split(lineIds, stretches), [lineIds, stretches])
  const view = {
    axis,
    span,
    lineIds,
    first: rows?.view,
    timeOf: (lineId: string): LineTime => ({
      items: groups.get(lineId) ?? [],
      rests: (ownStretches.by.get(lineId) ?? []).filter(({ kind }) => kind === 'rest'),
      usual: usualIn(usualSlots, lineId),
      span,
      usualLength: props.usualLength,
      axis,
      heading: headings.has(lineId),
    }),
    itemOf: (id: string) => itemsById.get(id),
  }

  const holding = useHolding<Item>(latest, (id) => itemsById.get(id))
  const { cursor, put, watchFocus } = useCursor(view, scroller)
  const openItem = (id: string): void => {
    const item = itemsById.get(id)
    if (!item) return
    put({ itemId: id, lineId: item.lineId, start: item.start, end: item.end }, false)
    props.onOpen(item)
  }
  const select = (landing: Landing): void => {
    const { lineId, start, length } = landing
    put({ itemId: null, lineId, start, end: start + length }, false)
    props.onSelect(landing)
  }
  const callOff = (id: string): void => {
    const item = itemsById.get(id)
    if (item) props.onCallOff(item)
  }
  const pointer = usePointer({ body, scroller }, view, holding, { openItem, select })
  useImperativeHandle(props.handle, () => ({ carryIn: pointer.carryIn }), [pointer])
  const onKeyDown = useKeys({ axis, view, cursor, holding, put, openItem, callOff, select })
  useFirstView(scroller, span, axis, props.now)
  useDraftInView(scroller, props.draft)
  const drawn = useDrawn(scroller, axis, span, lines.length, rows)
  const drawnSpan = drawn?.span ?? null

  const heads = <Heads lines={lines} axis={axis} drawn={drawn} renderHead={props.renderHead} />
  return (
    <div ref={scroller} className={styles.board} data-direction={axis.direction}>
      <p id={keysId} hidden>
        {words.keys}
      </p>
      <div
        className={styles.canvas}
        style={sizes({
          lines: lines.length,
          length: `${sizeOf(span.until - span.from, axis)}px`,
          head: `${axis.head}px`,
          line: `${axis.line ?? 0}px`,
        })}
      >
        <div className={styles.corner}>{rows?.corner}</div>
        {rows && drawn ? (
          <>
            <div className={styles.scale}>{rows.renderScale(drawn.span)}</div>
            {heads}
          </>
        ) : (
          <>
            {heads}
            <Hours span={span} axis={axis} usualSlots={ownSlots.everywhere} now={props.now} />
          </>
        )}
        <div
          ref={body}
          role="application"
          aria-label={words.board}
          aria-describedby={keysId}
          className={styles.body}
          style={gridLines(span, axis)}
          onKeyDown={onKeyDown}
          {...watchFocus}
          {...pointer.handlers}
        >
          <div className={styles.shades}>
            <Shades
              stretches={within(ownStretches.everywhere, drawnSpan)}
              usualSlots={within(ownSlots.everywhere, drawnSpan)}
              span={span}
              axis={axis}
            />
          </div>
          {lines.map((line, index) =>
            // The line of the cursor is always there: it may have the focus.
            !drawn || (drawn.first <= index && index < drawn.last) || cursor?.lineId === line.id ? (
              <Line
                key={line.id}
                line={line}
                items={groups.get(line.id) ?? (nothing as readonly Item[])}
                stretches={ownStretches.by.get(line.id) ?? nothing}
                closed={ownStretches.everywhere}
                usualSlots={ownSlots.by.get(line.id) ?? nothing}
                span={span}
                axis={axis}
                drawn={drawnSpan}
                top={axis.line === null ? null : index * axis.line}
                cursor={cursor?.lineId === line.id ? cursor : null}
                openItemId={openIn(props.openItemId, groups.get(line.id))}
                chosenIds={chosenIn(props.chosenIds, groups.get(line.id))}
                words={words}
                renderItem={props.renderItem}
              />
            ) : null,
          )}
          <Overlay
            store={holding.store}
            lines={lines}
            span={span}
            axis={axis}
            drawn={drawn}
            now={props.now}
            draft={props.draft}
            words={words}
          />
        </div>
      </div>
    </div>
  )
}

/** Measures that the style sheet reckons with, as custom properties. */
const sizes = (measures: Record<string, string | number>): CSSProperties =>
  Object.fromEntries(Object.entries(measures).map(([name, value]) => [`--${name}`, value]))

/** Strong and faint lines: hours and quarters, or days. */
const gridLines = (span: Span, axis: Axis): CSSProperties =>
  axis.direction === 'down'
    ? sizes({
        hour: `${sizeOf(60, axis)}px`,
        quarter: `${sizeOf(15, axis)}px`,
        offset: `${offsetOf(hoursOf(span)[0] ?? span.from, span, axis)}px`,
      })
    : sizes({ unit: `${axis.pixels}px` })

const nothing: readonly never[] = []

const openIn = (openId: string | null, items: readonly BoardItem[] | undefined): string | null =>
  openId !== null && items?.some(({ id }) => id === openId) ? openId : null

/** Nothing for a line in which nothing is chosen, so that it is not drawn again. */
const chosenIn = (
  chosen: ReadonlySet<string> | undefined,
  items: readonly BoardItem[] | undefined,
): ReadonlySet<string> | null => (chosen && items?.some(({ id }) => chosen.has(id)) ? chosen : null)

/** Items by line; lines in which nothing changed keep their arrays from one drawing to the next. */
function useGroups<Item extends BoardItem>(
  lineIds: readonly string[],
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const before = useRef<ReadonlyMap<string, readonly Item[]>>(new Map())
  const groups = useMemo(() => byLine(lineIds, items, before.current), [lineIds, items])
  useLayoutEffect(() => {
    before.current = groups
  }, [groups])
  return groups
}

/** What holds for every line, and what for one. */
function split<Marked extends { readonly lineId: string | null }>(
  lineIds: readonly string[],
  marked: readonly Marked[],
): { everywhere: readonly Marked[]; by: ReadonlyMap<string, readonly Marked[]> } {
  const by = new Map<string, Marked[]>()
  for (const id of lineIds) {
    const own = marked.filter(({ lineId }) => lineId === id)
    if (own.length > 0) by.set(id, own)
  }
  return { everywhere: marked.filter(({ lineId }) => lineId === null), by }
}

/** Brings what is being filled in into view: beside the panel, not under it. */
function useDraftInView(
  scroller: { readonly current: HTMLDivElement | null },
  draft: Landing | null,
): void {
  const { lineId, start } = draft ?? {}
  useEffect(() => {
    if (lineId === undefined || start === undefined) return
    scroller.current
      ?.querySelector('[data-draft]')
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [scroller, lineId, start])
}

/** Room for the label of an hour above its line, pixels. */
const HOUR_LABEL = 14

/** Shows the hour before the present one, from its beginning, when the board is first drawn for a day. */
function useFirstView(
  scroller: { readonly current: HTMLDivElement | null },
  span: Span,
  axis: Axis,
  now: number | null,
): void {
  const first = useRef(true)
  useLayoutEffect(() => {
    if (!first.current || axis.direction === 'across') return
    first.current = false
    if (now !== null && scroller.current) {
      const hour = Math.floor((now - 60) / 60) * 60
      scroller.current.scrollTop = offsetOf(hour, span, axis) - HOUR_LABEL
    }
  })
}
