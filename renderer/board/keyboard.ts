/** What the keys mean on the board, and where the arrows lead. */
import type { Stop } from './slots.ts'

/** The stop that has the focus. An item is followed by its id wherever it goes. */
export interface Cursor extends Stop {
  readonly columnId: string
}

export type KeyCommand =
  /** The focus goes to another stop; `stops` down the column, `columns` to the right. */
  | { kind: 'go'; stops: number; columns: number }
  | { kind: 'edge'; to: 'first' | 'last' }
  /** A free slot begins some minutes later. */
  | { kind: 'nudge'; minutes: number }
  /** The item is carried by minutes and columns, and lands when Alt is let go. */
  | { kind: 'carry'; minutes: number; columns: number }
  | { kind: 'lengthen'; minutes: number }
  | { kind: 'open' }
  | { kind: 'callOff' }
  | { kind: 'abandon' }

export interface KeyPress {
  readonly key: string
  readonly altKey: boolean
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  /** The key is held down. */
  readonly repeat: boolean
}

const arrows: Record<string, readonly [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** The command of a key, or null when the board leaves it to others. A held key goes in larger steps. */
export function commandOf(press: KeyPress): KeyCommand | null {
  if (press.ctrlKey || press.metaKey) return null
  const arrow = arrows[press.key]
  if (arrow) {
    const [down, right] = arrow
    const minutes = down * (press.repeat ? 10 : 5)
    if (press.altKey && press.shiftKey) return down === 0 ? null : { kind: 'lengthen', minutes }
    if (press.altKey) return { kind: 'carry', minutes, columns: right }
    if (press.shiftKey) return down === 0 ? null : { kind: 'nudge', minutes }
    return { kind: 'go', stops: down, columns: right }
  }
  if (press.altKey || press.shiftKey) return null
  switch (press.key) {
    case 'Home':
      return { kind: 'edge', to: 'first' }
    case 'End':
      return { kind: 'edge', to: 'last' }
    case 'PageUp':
      return { kind: 'go', stops: -4, columns: 0 }
    case 'PageDown':
      return { kind: 'go', stops: 4, columns: 0 }
    case 'Enter':
    case ' ':
      return { kind: 'open' }
    case 'Delete':
      return { kind: 'callOff' }
    case 'Escape':
      return { kind: 'abandon' }
    default:
      return null
  }
}

/** The stop of a column that lies nearest to a minute, or null when the column has none. */
export function nearestStop(stops: readonly Stop[], minute: number): Stop | null {
  let best: Stop | null = null
  for (const stop of stops) {
    if (!best || Math.abs(stop.start - minute) < Math.abs(best.start - minute)) best = stop
  }
  return best
}

/** Some stops further down a column from where the cursor is; the edges hold. */
export function stopAfter(stops: readonly Stop[], cursor: Cursor, by: number): Stop | null {
  const here = stops.findIndex((stop) =>
    cursor.itemId ? stop.itemId === cursor.itemId : !stop.itemId && stop.start === cursor.start,
  )
  if (here >= 0) return stops[Math.max(0, Math.min(stops.length - 1, here + by))] ?? null
  // A nudged slot stands between two stops: the next one in that direction comes first.
  const next =
    by > 0
      ? stops.find((stop) => stop.start > cursor.start)
      : stops.findLast((stop) => stop.start < cursor.start)
  return next ?? nearestStop(stops, cursor.start)
}
