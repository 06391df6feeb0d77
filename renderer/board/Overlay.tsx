import { memo } from 'react'
import styles from './board.module.css'
import { across, along } from './boxes.ts'
import { endOf } from './geometry.ts'
import { type Held, type InteractionStore, useInteraction } from './interaction.ts'
import type { Axis, BoardLine, BoardWords, Landing, Span } from './types.ts'
import type { Drawn } from './useDrawn.ts'

interface OverlayProps {
  readonly store: InteractionStore
  readonly lines: readonly BoardLine[]
  readonly span: Span
  readonly axis: Axis
  readonly drawn: Drawn | null
  readonly now: number | null
  readonly draft: Landing | null
  readonly words: BoardWords
}

/** The layer above the lines: what is hovered, held or being filled in, and the present moment. */
export const Overlay = memo(function Overlay(props: OverlayProps) {
  const { store, lines, span, axis, drawn, now, draft, words } = props
  const { hover, held } = useInteraction(store)
  const share = 100 / lines.length
  const indexOf = (landing: Landing): number => lines.findIndex(({ id }) => id === landing.lineId)
  const boxOf = (landing: Landing) => ({
    ...along(landing.start, endOf(landing), span, axis),
    ...across(indexOf(landing) * share, share, axis),
  })
  const nameOf = (landing: Landing): string => lines[indexOf(landing)]?.label ?? ''
  const shows = (landing: Landing): boolean => indexOf(landing) >= 0
  const fromTo = (landing: Landing) => `${axis.write(landing.start)}–${axis.write(endOf(landing))}`
  // Near the foot the reason stands above, where there is room for it.
  const isLow = (landing: Landing): boolean =>
    drawn
      ? indexOf(landing) > drawn.first + (drawn.last - drawn.first) * 0.6
      : landing.start > span.from + (span.until - span.from) * 0.75
  return (
    <div className={styles.overlay}>
      {now !== null && now >= span.from && now <= span.until && (
        <div className={styles.now} style={along(now, now, span, axis)} />
      )}
      {draft && !held && shows(draft) && (
        <div className={styles.draft} data-draft style={boxOf(draft)}>
          <b>{fromTo(draft)}</b>
        </div>
      )}
      {hover && !held && shows(hover) && !(draft && touches(hover, draft)) && (
        <div className={styles.hover} style={boxOf(hover)}>
          <b>{axis.write(hover.start)}</b> {nameOf(hover)}
        </div>
      )}
      {held?.item && shows(held.origin) && (
        <div className={styles.origin} style={boxOf(leftBehind(held))} />
      )}
      {held && shows(held.landing) && (
        <div className={styles.held} data-verdict={held.verdict.state} style={boxOf(held.landing)}>
          <b>{fromTo(held.landing)}</b>
          <span className={styles.heldName}>{nameOf(held.landing)}</span>
          {verdictWords(held, words) && (
            <span className={styles.verdict} data-above={isLow(held.landing) || undefined}>
              {verdictWords(held, words)}
            </span>
          )}
        </div>
      )}
      <div role="status" className={styles.heard}>
        {held?.by === 'keys' && heldWords(held, nameOf(held.landing), axis, words)}
      </div>
    </div>
  )
})

/** What leaves its place: all of an item, or the part that is carried. */
const leftBehind = ({ item, origin, landing }: Held): Landing =>
  item?.keeps === 'end' ? { ...landing, lineId: origin.lineId } : origin

const touches = (one: Landing, other: Landing): boolean =>
  one.lineId === other.lineId && one.start < endOf(other) && other.start < endOf(one)

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

const heldWords = (held: Held, line: string, axis: Axis, words: BoardWords): string => {
  const { landing, verdict } = held
  const where = words.landing(line, axis.say(landing.start), axis.say(endOf(landing)))
  return `${where}. ${verdict.state === 'free' ? words.free : verdictWords(held, words)}`
}
