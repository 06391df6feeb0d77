/** What the board is given and what it answers. Times are minutes since midnight. */
import type { ReactNode } from 'react'

/** One column: a horse, an instructor, a place. */
export interface BoardColumn {
  readonly id: string
  /** Its full name, for those who hear the board. */
  readonly label: string
}

/** Something that takes a stretch of a column. */
export interface BoardItem {
  readonly id: string
  readonly columnId: string
  readonly start: number
  readonly end: number
  /** All of it in words, for those who hear the board. */
  readonly label: string
  /** Whether it may be dragged, lengthened and called off. */
  readonly movable: boolean
  /** Lies in a narrow strip at the side and takes nothing: what was called off. */
  readonly aside: boolean
  readonly className: string
}

/** A shaded part of a column, or of every column when `columnId` is null. */
export interface Stretch {
  readonly id: string
  readonly columnId: string | null
  readonly start: number
  readonly end: number
  readonly kind: 'closed' | 'away' | 'rest'
  readonly words: string
}

/** Where something usually begins; in every column when `columnId` is null. */
export interface UsualSlot {
  readonly columnId: string | null
  readonly start: number
  readonly end: number
}

/** A place on the board: the column, the first minute and the length. */
export interface Landing {
  readonly columnId: string
  readonly start: number
  readonly minutes: number
}

/** Whether something may land where it is held. */
export type Verdict =
  | { readonly state: 'free' | 'checking' }
  | { readonly state: 'warned' | 'refused'; readonly words: string }

/** The part of the day that is drawn, minutes since midnight. */
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
  freeSlot(column: string, from: string, until: string): string
  /** Where a held item would land, in full words. */
  landing(column: string, from: string, until: string): string
  readonly checking: string
  readonly free: string
}

export interface BoardProps<Column extends BoardColumn, Item extends BoardItem> {
  readonly columns: readonly Column[]
  readonly items: readonly Item[]
  readonly stretches: readonly Stretch[]
  readonly usualSlots: readonly UsualSlot[]
  readonly span: Span
  /** The present minute, or null when the board shows another day. */
  readonly now: number | null
  /** Length that a click on free time proposes. */
  readonly usualMinutes: number
  readonly words: BoardWords
  /** What is being filled in beside the board. */
  readonly draft: Landing | null
  /** The item that is open beside the board. */
  readonly openItemId: string | null
  renderHead(column: Column): ReactNode
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
}
