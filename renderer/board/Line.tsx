import clsx from 'clsx'
import { type CSSProperties, memo, type ReactNode, useMemo } from 'react'
import styles from './board.module.css'
import { across, along } from './boxes.ts'
import { sizeOf } from './geometry.ts'
import type { Cursor } from './keyboard.ts'
import { type Lane, lanesOf } from './lanes.ts'
import type { Axis, BoardItem, BoardLine, BoardWords, Span, Stretch, UsualSlot } from './types.ts'

interface ItemBoxProps<Item extends BoardItem> {
  readonly item: Item
  readonly span: Span
  readonly axis: Axis
  readonly lane: number
  /** Lanes side by side. */
  readonly of: number
  /** The Tab key stops here. */
  readonly current: boolean
  readonly open: boolean
  readonly chosen: boolean
  renderItem(item: Item): ReactNode
}

/** Height of a line of words of an item aside, pixels. */
const ASIDE = 20

/**
 * An item aside is one line at its beginning, as wide as its words and at the edge: what is under it stays
 * readable or free. Several at one time stand below each other.
 */
const asideBox = ({ start, end }: BoardItem, lane: number, span: Span, axis: Axis) => {
  if (axis.direction === 'across')
    return { ...along(start, end, span, axis), ...across(55, 45, axis) }
  const { top } = along(start, end, span, axis)
  return { top: Number(top) + lane * ASIDE, right: 0, maxWidth: '64%', height: ASIDE }
}

function ItemBoxPlain<Item extends BoardItem>(props: ItemBoxProps<Item>) {
  const { item, span, axis, lane, of, current, open, chosen } = props
  const style: CSSProperties = item.aside
    ? asideBox(item, lane, span, axis)
    : {
        ...along(item.start, item.end, span, axis, { trim: 2, least: 12 }),
        ...across((lane / of) * 100, 100 / of, axis),
      }
  return (
    <button
      type="button"
      data-item={item.id}
      data-cursor={current || undefined}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      data-fixed={!item.movable || undefined}
      data-aside={item.aside || undefined}
      data-keeps={item.keeps}
      tabIndex={current ? 0 : -1}
      aria-current={open || undefined}
      aria-pressed={chosen || undefined}
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

export interface LineProps<Line extends BoardLine, Item extends BoardItem> {
  readonly line: Line
  readonly items: readonly Item[]
  readonly stretches: readonly Stretch[]
  /** What is shaded in every line. */
  readonly closed: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  readonly span: Span
  readonly axis: Axis
  /** The part of it that is drawn; null for all of it. */
  readonly drawn: Span | null
  /** Where a row stands. */
  readonly top: number | null
  /** The cursor while it is in this line. */
  readonly cursor: Cursor | null
  readonly openItemId: string | null
  /** What is chosen of it; null for nothing. */
  readonly chosenIds: ReadonlySet<string> | null
  readonly words: BoardWords
  renderItem(item: Item): ReactNode
}

/** Its place among those aside at its time. */
const asideOf = (item: BoardItem, items: readonly BoardItem[]): Lane => {
  const together = items.filter(
    ({ aside, start, end }) => aside && start < item.end && item.start < end,
  )
  return { lane: together.indexOf(item), of: together.length }
}

/** What reaches into the drawn part. */
export const within = <Stretched extends { readonly start: number; readonly end: number }>(
  stretched: readonly Stretched[],
  drawn: Span | null,
): readonly Stretched[] =>
  drawn ? stretched.filter(({ start, end }) => start < drawn.until && drawn.from < end) : stretched

function LinePlain<Line extends BoardLine, Item extends BoardItem>(props: LineProps<Line, Item>) {
  const { line, items, span, axis, drawn, top, cursor } = props
  const lanes = useMemo(() => lanesOf(items), [items])
  const ordered = useMemo(() => [...items].sort((one, other) => one.start - other.start), [items])
  const shown = within(ordered, drawn)
  // The stop that has the focus stays, wherever the board is scrolled to.
  const kept = cursor?.itemId ? ordered.find(({ id }) => id === cursor.itemId) : undefined
  return (
    <fieldset
      className={clsx(styles.line, line.className)}
      aria-label={line.label}
      data-line={line.id}
      data-heading={line.heading || undefined}
      style={top === null ? undefined : { top, height: axis.line ?? undefined }}
    >
      <Shades
        stretches={within(props.stretches, drawn)}
        usualSlots={within(props.usualSlots, drawn)}
        span={span}
        axis={axis}
      />
      {(kept && !shown.includes(kept) ? [...shown, kept] : shown).map((item) => {
        const { lane, of } = lanes.get(item.id) ?? asideOf(item, items)
        return (
          <ItemBox
            key={item.id}
            item={item}
            span={span}
            axis={axis}
            lane={lane}
            of={of}
            current={cursor?.itemId === item.id}
            open={props.openItemId === item.id}
            chosen={props.chosenIds?.has(item.id) ?? false}
            renderItem={props.renderItem}
          />
        )
      })}
      {cursor && !cursor.itemId && (
        <button
          type="button"
          data-cursor
          className={styles.slot}
          style={along(cursor.start, cursor.end, span, axis)}
          aria-label={slotSaid(props, cursor)}
        >
          {axis.say(cursor.start)}
        </button>
      )}
    </fieldset>
  )
}
/** A free stretch in words; of one that is shaded, why. */
function slotSaid(
  {
    line,
    stretches,
    closed,
    axis,
    words,
  }: Pick<LineProps<BoardLine, BoardItem>, 'line' | 'stretches' | 'closed' | 'axis' | 'words'>,
  { start, end }: Cursor,
): string {
  const shade = [...stretches, ...closed].find(
    (one) => !isMark(one) && one.start < end && start < one.end,
  )
  const [from, until] = [axis.say(start), axis.say(end)]
  return shade
    ? words.shadedSlot(line.label, from, until, shade.words)
    : words.freeSlot(line.label, from, until)
}

/** Weekends and today are only marked: one may begin there as anywhere. */
const isMark = ({ kind }: Stretch): boolean => kind === 'weekend' || kind === 'today'

/** One line with its items. Drawn again only when something in it has changed. */
export const Line = memo(LinePlain) as typeof LinePlain

interface ShadesProps {
  readonly stretches: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  readonly span: Span
  readonly axis: Axis
}

/** A stretch shorter than this on the screen shows no words, pixels. */
const WORDS_FROM = { down: 14, across: 40 }

/** Closed, away and rest, and the faint marks of the usual slots, under the items. */
export const Shades = memo(function Shades({ stretches, usualSlots, span, axis }: ShadesProps) {
  return (
    <>
      {usualSlots.map(({ start, end }) => (
        <div
          key={`${start} ${end}`}
          className={styles.usual}
          style={along(start, end, span, axis)}
        />
      ))}
      {stretches.map(({ id, start, end, kind, words }) => (
        <div
          key={id}
          className={`${styles.stretch} ${styles[kind]}`}
          style={along(Math.max(start, span.from), Math.min(end, span.until), span, axis)}
        >
          {words && sizeOf(end - start, axis) >= WORDS_FROM[axis.direction] && <span>{words}</span>}
        </div>
      ))}
    </>
  )
})
