/**
 * What the board is given and what it answers. Along its axis it counts in units: minutes of a day
 * downwards, or nights to the right. Across the axis it has lines: columns or rows.
 */
import type { ReactNode } from 'react'

/** How the board runs, and how places of its axis are counted, drawn and said. */
export interface Axis {
  /** Columns of minutes, or rows of days. */
  readonly direction: 'down' | 'across'
  /** Length of a unit on the screen. */
  readonly pixels: number
  /** Items begin and end on multiples of it when they are dragged. */
  readonly step: number
  /** The shortest item. */
  readonly shortest: number
  /** A click this near to a usual slot means that slot. */
  readonly near: number
  /** A unit begins so much after its mark on the scale: a night begins in the afternoon of its day. */
  readonly lead: number
  /** Height of a row, pixels; columns share the width, and have none. */
  readonly line: number | null
  /** Width of what stands left of the board, pixels: hours, or heads of the rows. */
  readonly head: number
  /** A place of the axis in full words: a time, a date. */
  say(at: number): string
  /** The same as short as it is written on the board. */
  write(at: number): string
}

/** One column or row: a horse, an instructor, a place, a bed. */
export interface BoardLine {
  readonly id: string
  /** Its full name, for those who hear the board. */
  readonly label: string
  /** Only separates other lines: nothing lands on it. */
  readonly heading?: boolean
  readonly className?: string | undefined
}

/** Something that takes a stretch of a line. */
export interface BoardItem {
  readonly id: string
  readonly lineId: string
  readonly start: number
  readonly end: number
  /** All of it in words, for those who hear the board. */
  readonly label: string
  /** Whether it may be dragged, lengthened and called off. */
  readonly movable: boolean
  /** Lies in a narrow strip at the side and takes nothing: what was called off. */
  readonly aside: boolean
  /**
   * What of it stays where it is along the axis when it is carried to another line: its `end` (the
   * part from the pointer on is carried), or `both` ends. Without, it goes wherever it is carried.
   */
  readonly keeps?: 'end' | 'both'
  /** What lies before it is not carried; from its beginning without. */
  readonly carriedFrom?: number
  readonly className: string
}

/** A shaded part of a line, or of every line when `lineId` is null. */
export interface Stretch {
  readonly id: string
  readonly lineId: string | null
  readonly start: number
  readonly end: number
  readonly kind: 'closed' | 'away' | 'rest' | 'weekend' | 'today'
  readonly words: string
}

/** Where something usually begins; in every line when `lineId` is null. */
export interface UsualSlot {
  readonly lineId: string | null
  readonly start: number
  readonly end: number
}

/** A place on the board: the line, the first unit and the length. */
export interface Landing {
  readonly lineId: string
  readonly start: number
  readonly length: number
}

/** Whether something may land where it is held. */
export type Verdict =
  | { readonly state: 'free' | 'checking' }
  | { readonly state: 'warned' | 'refused'; readonly words: string }

/** A part of the axis. */
export interface Span {
  readonly from: number
  readonly until: number
}

/** Sentences of the board in the language of the window. */
export interface BoardWords {
  /** Name of the whole board. */
  readonly board: string
  /** How to work it by keyboard. */
  readonly keys: string
  /** A free stretch, in full words. */
  freeSlot(line: string, from: string, until: string): string
  /** A stretch that is closed, away or at rest, in full words, and why. */
  shadedSlot(line: string, from: string, until: string, why: string): string
  /** Where a held item would land, in full words. */
  landing(line: string, from: string, until: string): string
  readonly checking: string
  readonly free: string
}

export interface BoardProps<Line extends BoardLine, Item extends BoardItem> {
  readonly axis: Axis
  readonly lines: readonly Line[]
  readonly items: readonly Item[]
  readonly stretches: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  /** The part of the axis that can be scrolled to. It may grow or move under the view. */
  readonly span: Span
  /** The present moment, or null when it is not on the board. */
  readonly now: number | null
  /** Length that a click on free time proposes. */
  readonly usualLength: number
  readonly words: BoardWords
  /** What is being filled in beside the board. */
  readonly draft: Landing | null
  /** The item that is open beside the board. */
  readonly openItemId: string | null
  /** The items that somebody has chosen, to do one thing with all of them. */
  readonly chosenIds?: ReadonlySet<string>
  renderHead(line: Line): ReactNode
  renderItem(item: Item): ReactNode
  /** Free time was clicked, dragged over, or chosen by Enter. */
  onSelect(landing: Landing): void
  onOpen(item: Item): void
  onCallOff(item: Item): void
  /** An item was dropped elsewhere. It stays drawn there until the promise settles. */
  onMove(item: Item, landing: Landing, verdict: Verdict): Promise<void>
  /** What is known at once to be in the way, in words; null when nothing is. */
  inTheWay(item: Item, landing: Landing): string | null
  /** Asks all the rules; called when the item is held still for a moment. */
  mayLand(item: Item, landing: Landing): Promise<Verdict>
  /** What a board of rows needs besides. */
  readonly rows?: RowsProps
}

export interface RowsProps {
  /** The unit at the left edge: another one than was seen last scrolls the board to it. */
  readonly view: number
  /** What is seen now; told when the scrolling rests, or has gone a week. */
  onSeen(seen: Span): void
  /** The scale above a part of the axis, each mark placed by `offsetOf`. */
  renderScale(drawn: Span): ReactNode
  /** What stands above the heads of the rows. */
  readonly corner?: ReactNode
}

/** What others may do with a board from outside. */
export interface BoardHandle<Item extends BoardItem> {
  /** Takes up something that is not on the board yet, with the pointer that was pressed on it. */
  carryIn(item: Item, pointer: PointerEvent): void
}
