/** Where sessions stand on the screen: what lies between two of them, what a lasso catches, which is next. */
import type { SessionId } from '#contract/values.ts'

/** A rectangle of the window, pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A session as it is shown. */
export interface Shown {
  readonly id: SessionId
  readonly box: Box
  /** What of it takes the focus. */
  readonly stop: HTMLElement | null
}

/** The session that an element shows, is within, or is the button of; null for none. */
export function shownOf(element: Element): Shown | null {
  const own = element.closest<HTMLElement>('[data-item]')
  const button = element.closest('button')
  const marked = own ?? button?.querySelector<HTMLElement>('[data-item]')
  const id = marked?.dataset.item
  if (!marked || id === undefined) return null
  const stop = marked.closest('button') ?? marked.querySelector('button')
  const whole = marked.closest('button') ?? marked
  return { id: id as SessionId, box: whole.getBoundingClientRect(), stop }
}

export const pointAt = (x: number, y: number): Box => ({ left: x, top: y, right: x, bottom: y })

/** The smallest box around both. */
export const union = (one: Box, other: Box): Box => ({
  left: Math.min(one.left, other.left),
  top: Math.min(one.top, other.top),
  right: Math.max(one.right, other.right),
  bottom: Math.max(one.bottom, other.bottom),
})

export const touches = (one: Box, other: Box): boolean =>
  one.left < other.right &&
  other.left < one.right &&
  one.top < other.bottom &&
  other.top < one.bottom

const middle = ({ left, right, top, bottom }: Box) => ({
  x: (left + right) / 2,
  y: (top + bottom) / 2,
})

/** Whether the middle of a box lies in another one. */
export function holds(around: Box, box: Box): boolean {
  const { x, y } = middle(box)
  return around.left <= x && x <= around.right && around.top <= y && y <= around.bottom
}

/** A direction of the arrow keys. */
export interface Way {
  readonly right: -1 | 0 | 1
  readonly down: -1 | 0 | 1
}
export const ways: Readonly<Record<string, Way>> = {
  ArrowUp: { right: 0, down: -1 },
  ArrowDown: { right: 0, down: 1 },
  ArrowLeft: { right: -1, down: 0 },
  ArrowRight: { right: 1, down: 0 },
}

/** The next one in a direction: what lies straight ahead before what lies aside. */
export function nearest(all: readonly Shown[], from: Shown, way: Way): Shown | null {
  const here = middle(from.box)
  let best: { shown: Shown; far: number } | null = null
  for (const shown of all) {
    const { x, y } = middle(shown.box)
    const ahead = (x - here.x) * way.right + (y - here.y) * way.down
    if (shown.id === from.id || ahead < 2) continue
    const aside = Math.abs((x - here.x) * way.down) + Math.abs((y - here.y) * way.right)
    const far = ahead + aside * 3
    if (!best || far < best.far) best = { shown, far }
  }
  return best?.shown ?? null
}
