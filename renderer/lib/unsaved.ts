/**
 * What was typed and not saved, so that nothing takes it away without a question.
 *
 * [Note: Leaving] A panel in which something was typed holds back whatever would take it from the
 * screen: another screen, another row, Ctrl+K, the closing of the window. It asks first, and goes on with
 * the answer. What closes itself because it has saved, or because its question was answered, leaves
 * unasked.
 */

/** Asks the person what becomes of what was typed; `leave` goes on. */
export type Ask = (leave: () => void) => void

const held: Ask[] = []
let unasked = false

/** From now on leaving asks, until the answer is called. */
export function hold(ask: Ask): () => void {
  held.push(ask)
  return () => {
    held.splice(held.indexOf(ask), 1)
  }
}

/** Whether something is typed and not saved. */
export const isHeld = (): boolean => held.length > 0

/** Does what would take the open panel from the screen, at once or after its question. */
export function leave(go: () => void): void {
  const ask = held.at(-1)
  if (ask && !unasked) ask(go)
  else go()
}

/** Leaves without a question. */
export function leaveUnasked(go: () => void): void {
  unasked = true
  try {
    go()
  } finally {
    unasked = false
  }
}

/** Asks before the window closes, too: the shell closes it only when its page lets it go. */
export function askBeforeClosing(): void {
  let closing = false
  addEventListener('beforeunload', (event) => {
    const ask = held.at(-1)
    if (!ask || closing) return
    event.preventDefault()
    // Asked once the shell has heard that it must wait.
    setTimeout(() =>
      ask(() => {
        closing = true
        window.close()
      }),
    )
  })
}
