import { memo } from 'react'
import styles from './board.module.css'
import { placed } from './Column.tsx'
import { clock, endOf } from './geometry.ts'
import { type Held, type InteractionStore, useInteraction } from './interaction.ts'
import type { BoardColumn, BoardWords, Landing, Span } from './types.ts'

interface OverlayProps {
  readonly store: InteractionStore
  readonly columns: readonly BoardColumn[]
  readonly span: Span
  readonly now: number | null
  readonly draft: Landing | null
  readonly words: BoardWords
}

/** The layer above the columns: what is hovered, held or being filled in, and the present minute. */
export const Overlay = memo(function Overlay(props: OverlayProps) {
  const { store, columns, span, now, draft, words } = props
  const { hover, held } = useInteraction(store)
  const share = 100 / columns.length
  const boxOf = (landing: Landing) => ({
    ...placed(landing.start, endOf(landing), span),
    left: `${columns.findIndex(({ id }) => id === landing.columnId) * share}%`,
    width: `${share}%`,
  })
  const nameOf = (landing: Landing): string =>
    columns.find(({ id }) => id === landing.columnId)?.label ?? ''
  const shows = (landing: Landing): boolean => columns.some(({ id }) => id === landing.columnId)
  return (
    <div className={styles.overlay}>
      {now !== null && now >= span.from && now <= span.until && (
        <div className={styles.now} style={{ top: placed(now, now, span).top }} />
      )}
      {draft && !held && shows(draft) && (
        <div className={styles.draft} style={boxOf(draft)}>
          <b>
            {clock(draft.start)}–{clock(endOf(draft))}
          </b>
        </div>
      )}
      {hover && !held && shows(hover) && !(draft && touches(hover, draft)) && (
        <div className={styles.hover} style={boxOf(hover)}>
          <b>{clock(hover.start)}</b> {nameOf(hover)}
        </div>
      )}
      {held?.item && shows(held.origin) && (
        <div className={styles.origin} style={boxOf(held.origin)} />
      )}
      {held && shows(held.landing) && (
        <div className={styles.held} data-verdict={held.verdict.state} style={boxOf(held.landing)}>
          <b>
            {clock(held.landing.start)}–{clock(endOf(held.landing))}
          </b>
          <span className={styles.heldName}>{nameOf(held.landing)}</span>
          {verdictWords(held, words) && (
            <span className={styles.verdict} data-above={isLow(held.landing, span) || undefined}>
              {verdictWords(held, words)}
            </span>
          )}
        </div>
      )}
      <div role="status" className={styles.heard}>
        {held?.by === 'keys' && heldWords(held, nameOf(held.landing), words)}
      </div>
    </div>
  )
})

/** In the lower part of the board the reason stands above, where there is room for it. */
const isLow = (landing: Landing, span: Span): boolean =>
  landing.start > span.from + (span.until - span.from) * 0.75

const touches = (one: Landing, other: Landing): boolean =>
  one.columnId === other.columnId && one.start < endOf(other) && other.start < endOf(one)

/** Why it may not land; empty while nothing speaks against it. */
function verdictWords({ verdict }: Held, words: BoardWords): string {
  switch (verdict.state) {
    case 'free':
      return ''
    case 'checking':
      return words.checking
    case 'warned':
    case 'refused':
      return verdict.words
  }
}

const heldWords = (held: Held, column: string, words: BoardWords): string => {
  const { landing, verdict } = held
  const where = words.landing(column, clock(landing.start), clock(endOf(landing)))
  return `${where}. ${verdict.state === 'free' ? words.free : verdictWords(held, words)}`
}
