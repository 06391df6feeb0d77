import {
  type CSSProperties,
  memo,
  type ReactNode,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react'
import styles from './board.module.css'
import { Column, Shades } from './Column.tsx'
import { clock, heightOf, hoursOf, PIXELS_PER_MINUTE, topOf } from './geometry.ts'
import { byColumn } from './lanes.ts'
import { Overlay } from './Overlay.tsx'
import { type ColumnTime, usualIn } from './slots.ts'
import type { BoardColumn, BoardItem, BoardProps, Landing, Span, UsualSlot } from './types.ts'
import { useCursor } from './useCursor.ts'
import { useHolding } from './useHolding.ts'
import { useKeys } from './useKeys.ts'
import { usePointer } from './usePointer.ts'

/**
 * The grid of columns × time of day. It knows no horses: it draws what it is given and tells what
 * was clicked, dragged, carried by keys. A changed item draws its own column again, and no other.
 */
export function Board<Column extends BoardColumn, Item extends BoardItem>(
  props: BoardProps<Column, Item>,
) {
  const { columns, items, span, usualSlots, stretches, words } = props
  const keysId = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const body = useRef<HTMLDivElement>(null)
  const latest = useRef(props)
  latest.current = props

  const columnIds = useMemo(() => columns.map(({ id }) => id), [columns])
  const groups = useGroups(columnIds, items)
  const itemsById = useMemo(() => new Map(items.map((item) => [item.id, item])), [items])
  const ownSlots = useMemo(() => split(columnIds, usualSlots), [columnIds, usualSlots])
  const ownStretches = useMemo(() => split(columnIds, stretches), [columnIds, stretches])
  const view = {
    columnIds,
    timeOf: (columnId: string): ColumnTime => ({
      items: groups.get(columnId) ?? [],
      usual: usualIn(usualSlots, columnId),
      span,
      usualMinutes: props.usualMinutes,
    }),
    itemOf: (id: string) => itemsById.get(id),
  }

  const holding = useHolding<Item>(latest, (id) => itemsById.get(id))
  const { cursor, put, watchFocus } = useCursor(view, scroller)
  const openItem = (id: string): void => {
    const item = itemsById.get(id)
    if (!item) return
    put({ itemId: id, columnId: item.columnId, start: item.start, end: item.end }, false)
    props.onOpen(item)
  }
  const select = (landing: Landing): void => {
    const { columnId, start, minutes } = landing
    put({ itemId: null, columnId, start, end: start + minutes }, false)
    props.onSelect(landing)
  }
  const callOff = (id: string): void => {
    const item = itemsById.get(id)
    if (item) props.onCallOff(item)
  }
  const pointer = usePointer({ body, scroller }, view, holding, { openItem, select })
  const onKeyDown = useKeys({ view, cursor, holding, put, openItem, callOff, select })
  useFirstView(scroller, span, props.now)

  return (
    <div ref={scroller} className={styles.board}>
      <p id={keysId} hidden>
        {words.keys}
      </p>
      <div
        className={styles.canvas}
        style={sizes({ columns: columns.length, height: `${heightOf(span.until - span.from)}px` })}
      >
        <div className={styles.corner} />
        <Heads columns={columns} renderHead={props.renderHead} />
        <Axis span={span} usualSlots={ownSlots.everywhere} now={props.now} />
        <div
          ref={body}
          role="application"
          aria-label={words.board}
          aria-describedby={keysId}
          className={styles.body}
          style={sizes({
            hour: `${60 * PIXELS_PER_MINUTE}px`,
            quarter: `${15 * PIXELS_PER_MINUTE}px`,
            offset: `${topOf(hoursOf(span)[0] ?? span.from, span)}px`,
          })}
          onKeyDown={onKeyDown}
          {...watchFocus}
          {...pointer}
        >
          <div className={styles.shades}>
            <Shades
              stretches={ownStretches.everywhere}
              usualSlots={ownSlots.everywhere}
              span={span}
            />
          </div>
          {columns.map((column) => (
            <Column
              key={column.id}
              column={column}
              items={groups.get(column.id) ?? (nothing as readonly Item[])}
              stretches={ownStretches.by.get(column.id) ?? nothing}
              usualSlots={ownSlots.by.get(column.id) ?? nothing}
              span={span}
              cursor={cursor?.columnId === column.id ? cursor : null}
              openItemId={openIn(props.openItemId, groups.get(column.id))}
              words={words}
              renderItem={props.renderItem}
            />
          ))}
          <Overlay
            store={holding.store}
            columns={columns}
            span={span}
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

const nothing: readonly never[] = []

const openIn = (openId: string | null, items: readonly BoardItem[] | undefined): string | null =>
  openId !== null && items?.some(({ id }) => id === openId) ? openId : null

/** Items by column; columns in which nothing changed keep their arrays from one drawing to the next. */
function useGroups<Item extends BoardItem>(
  columnIds: readonly string[],
  items: readonly Item[],
): ReadonlyMap<string, readonly Item[]> {
  const before = useRef<ReadonlyMap<string, readonly Item[]>>(new Map())
  const groups = useMemo(() => byColumn(columnIds, items, before.current), [columnIds, items])
  useLayoutEffect(() => {
    before.current = groups
  }, [groups])
  return groups
}

/** What holds for every column, and what for one. */
function split<Marked extends { readonly columnId: string | null }>(
  columnIds: readonly string[],
  marked: readonly Marked[],
): { everywhere: readonly Marked[]; by: ReadonlyMap<string, readonly Marked[]> } {
  const by = new Map<string, Marked[]>()
  for (const id of columnIds) {
    const own = marked.filter(({ columnId }) => columnId === id)
    if (own.length > 0) by.set(id, own)
  }
  return { everywhere: marked.filter(({ columnId }) => columnId === null), by }
}

/** Shows the present hour when the board is first drawn for a day. */
function useFirstView(
  scroller: { readonly current: HTMLDivElement | null },
  span: Span,
  now: number | null,
): void {
  const first = useRef(true)
  useLayoutEffect(() => {
    if (!first.current) return
    first.current = false
    if (now !== null && scroller.current) scroller.current.scrollTop = topOf(now - 60, span)
  })
}

interface HeadsProps<Column extends BoardColumn> {
  readonly columns: readonly Column[]
  renderHead(column: Column): ReactNode
}
function HeadsPlain<Column extends BoardColumn>({ columns, renderHead }: HeadsProps<Column>) {
  return (
    <div className={styles.heads}>
      {columns.map((column) => (
        <div key={column.id} className={styles.head}>
          {renderHead(column)}
        </div>
      ))}
    </div>
  )
}
const Heads = memo(HeadsPlain) as typeof HeadsPlain

interface AxisProps {
  readonly span: Span
  readonly usualSlots: readonly UsualSlot[]
  readonly now: number | null
}
/** Hours in strong, usual beginnings in faint figures, the present minute in red. */
const Axis = memo(function Axis({ span, usualSlots, now }: AxisProps) {
  const hours = hoursOf(span)
  const usual = [...new Set(usualSlots.map(({ start }) => start))].filter(
    (start) => start % 60 !== 0,
  )
  const clearOfNow = (minute: number) => now === null || Math.abs(minute - now) >= 9
  return (
    <div className={styles.axis} aria-hidden>
      {hours.filter(clearOfNow).map((minute) => (
        <span key={minute} className={styles.hour} style={{ top: topOf(minute, span) }}>
          {clock(minute)}
        </span>
      ))}
      {usual.filter(clearOfNow).map((minute) => (
        <span key={minute} style={{ top: topOf(minute, span) }}>
          {clock(minute)}
        </span>
      ))}
      {now !== null && now >= span.from && now <= span.until && (
        <span className={styles.nowTime} style={{ top: topOf(now, span) }}>
          {clock(now)}
        </span>
      )}
    </div>
  )
})
