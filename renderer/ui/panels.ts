/** Panels that are opened beside each other: what merely looks on makes room for one that something is done in. */
const listeners = new Set<() => void>()

/** Tells those who wait for it that a panel has been opened. */
export function panelOpened(): void {
  for (const listener of [...listeners]) listener()
}

/** Calls `listener` when another panel is opened. */
export function whenPanelOpens(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
