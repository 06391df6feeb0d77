import { type CSSProperties, memo, type ReactNode, useMemo } from 'react'
import styles from './board.module.css'
import { clock, heightOf, PIXELS_PER_MINUTE, topOf } from './geometry.ts'
import type { Cursor } from './keyboard.ts'
import { type Lane, lanesOf } from './lanes.ts'
import type { BoardColumn, BoardItem, BoardWords, Span, Stretch, UsualSlot } from './types.ts'

/** Where something stands in its column. */
export const placed = (start: number, end: number, span: Span): CSSProperties => ({
  top: topOf(start, span),
  height: heightOf(end - start),
})

interface ItemBoxProps<Item extends BoardItem> {
  readonly item: Item
  readonly span: Span
  readonly lane: number
  /** Lanes side by side; for an item aside its own share of the width, in per cent. */
  readonly of: number
  /** The Tab key stops here. */
  readonly current: boolean
  readonly open: boolean
  renderItem(item: Item): ReactNode
}

/** Part of the width, in per cent, that an item aside takes alone and beside another. */
const ASIDE = { alone: 45, beside: 16 }

function ItemBoxPlain<Item extends BoardItem>(props: ItemBoxProps<Item>) {
  const { item, span, lane, of, current, open } = props
  const top = topOf(item.start, span)
  const height = Math.max(heightOf(item.end - item.start) - 2, 12)
  const style: CSSProperties = item.aside
    ? { top, height, left: `${100 - of}%`, width: `${of}%` }
    : { top, height, left: `${(lane / of) * 100}%`, width: `${100 / of}%` }
  return (
    <button
      type="button"
      data-item={item.id}
      data-cursor={current || undefined}
      data-open={open || undefined}
      data-fixed={!item.movable || undefined}
      tabIndex={current ? 0 : -1}
      aria-current={open || undefined}
      className={`${styles.item} ${item.className}`}
      style={style}
    >
      <span className={styles.inWords}>{item.label}</span>
      <span className={styles.inShort} aria-hidden>
        {props.renderItem(item)}
      </span>
    </button>
  )
}
const ItemBox = memo(ItemBoxPlain) as typeof ItemBoxPlain

export interface ColumnProps<Column extends BoardColumn, Item extends BoardItem> {
  readonly column: Column
  readonly items: readonly Item[]
  readonly stretches: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  readonly span: Span
  /** The cursor while it is in this column. */
  readonly cursor: Cursor | null
  readonly openItemId: string | null
  readonly words: BoardWords
  renderItem(item: Item): ReactNode
}

const asideOf = (item: BoardItem, items: readonly BoardItem[]): Lane => {
  const beside = items.some(
    ({ aside, start, end }) => !aside && start < item.end && item.start < end,
  )
  return { lane: 0, of: beside ? ASIDE.beside : ASIDE.alone }
}

function ColumnPlain<Column extends BoardColumn, Item extends BoardItem>(
  props: ColumnProps<Column, Item>,
) {
  const { column, items, span, cursor, words } = props
  const lanes = useMemo(() => lanesOf(items), [items])
  const ordered = useMemo(() => [...items].sort((one, other) => one.start - other.start), [items])
  return (
    <fieldset className={styles.column} aria-label={column.label} data-column={column.id}>
      <Shades stretches={props.stretches} usualSlots={props.usualSlots} span={span} />
      {ordered.map((item) => {
        const { lane, of } = lanes.get(item.id) ?? asideOf(item, items)
        return (
          <ItemBox
            key={item.id}
            item={item}
            span={span}
            lane={lane}
            of={of}
            current={cursor?.itemId === item.id}
            open={props.openItemId === item.id}
            renderItem={props.renderItem}
          />
        )
      })}
      {cursor && !cursor.itemId && (
        <button
          type="button"
          data-cursor
          className={styles.slot}
          style={placed(cursor.start, cursor.end, span)}
          aria-label={words.freeSlot(column.label, clock(cursor.start), clock(cursor.end))}
        >
          {clock(cursor.start)}
        </button>
      )}
    </fieldset>
  )
}
/** One column with its items. Drawn again only when something in it has changed. */
export const Column = memo(ColumnPlain) as typeof ColumnPlain

interface ShadesProps {
  readonly stretches: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  readonly span: Span
}

/** Closed, away and rest, and the faint marks of the usual slots, under the items. */
export const Shades = memo(function Shades({ stretches, usualSlots, span }: ShadesProps) {
  return (
    <>
      {usualSlots.map(({ start, end }) => (
        <div key={start} className={styles.usual} style={placed(start, end, span)} />
      ))}
      {stretches.map(({ id, start, end, kind, words }) => (
        <div
          key={id}
          className={`${styles.stretch} ${styles[kind]}`}
          style={placed(Math.max(start, span.from), Math.min(end, span.until), span)}
        >
          {words && (end - start) * PIXELS_PER_MINUTE >= 14 && <span>{words}</span>}
        </div>
      ))}
    </>
  )
})
