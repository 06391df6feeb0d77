/** What the keys mean on the board, and where the arrows lead. */
import type { Stop } from './slots.ts'
import type { Axis } from './types.ts'

/** The stop that has the focus. An item is followed by its id wherever it goes. */
export interface Cursor extends Stop {
  readonly lineId: string
}

export type KeyCommand =
  /** The focus goes to another stop; `stops` along the line, `lines` to the next ones. */
  | { kind: 'go'; stops: number; lines: number }
  | { kind: 'edge'; to: 'first' | 'last' }
  /** A free slot begins some units later. */
  | { kind: 'nudge'; by: number }
  /** The item is carried by units and lines, and lands when Alt is let go. */
  | { kind: 'carry'; by: number; lines: number }
  | { kind: 'lengthen'; by: number }
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

/** So many stops or rows the page keys go. */
const PAGE = 4

/** The command of a key, or null when the board leaves it to others. A held key goes in larger steps. */
export function commandOf(press: KeyPress, { direction, step }: Axis): KeyCommand | null {
  if (press.ctrlKey || press.metaKey) return null
  const turned = ([down, right]: readonly [number, number]) =>
    direction === 'down' ? { stops: down, lines: right } : { stops: right, lines: down }
  const arrow = arrows[press.key]
  if (arrow) {
    const { stops, lines } = turned(arrow)
    const by = stops * (press.repeat ? 2 : 1) * step
    if (press.altKey && press.shiftKey) return stops === 0 ? null : { kind: 'lengthen', by }
    if (press.altKey) return { kind: 'carry', by, lines }
    if (press.shiftKey) return stops === 0 ? null : { kind: 'nudge', by }
    return { kind: 'go', stops, lines }
  }
  if (press.altKey || press.shiftKey) return null
  switch (press.key) {
    case 'Home':
      return { kind: 'edge', to: 'first' }
    case 'End':
      return { kind: 'edge', to: 'last' }
    case 'PageUp':
      return { kind: 'go', ...turned([-PAGE, 0]) }
    case 'PageDown':
      return { kind: 'go', ...turned([PAGE, 0]) }
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

/** The stop of a line that lies nearest to a place of the axis, or null when the line has none. */
export function nearestStop(stops: readonly Stop[], at: number): Stop | null {
  let best: Stop | null = null
  for (const stop of stops) {
    if (!best || Math.abs(stop.start - at) < Math.abs(best.start - at)) best = stop
  }
  return best
}

/** Some stops further along a line from where the cursor is; the edges hold. */
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
