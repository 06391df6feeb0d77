/** What the pointer or the keys hold over the board. Only the layer above the lines draws it. */
import { useSyncExternalStore } from 'react'
import type { BoardItem, Landing, Verdict } from './types.ts'

export interface Held {
  readonly kind: 'select' | 'carry' | 'lengthen'
  readonly by: 'pointer' | 'keys'
  /** Null while free time is being dragged over. */
  readonly item: BoardItem | null
  readonly origin: Landing
  readonly landing: Landing
  readonly verdict: Verdict
  /** Dropped; the answer is under way. */
  readonly settling: boolean
}

export interface Interaction {
  readonly hover: Landing | null
  readonly held: Held | null
}

export interface InteractionStore {
  get(): Interaction
  set(change: Partial<Interaction>): void
  listen(listener: () => void): () => void
}

/** A place outside React's state: what moves with the pointer must not draw the lines again. */
export function interactionStore(): InteractionStore {
  let state: Interaction = { hover: null, held: null }
  const listeners = new Set<() => void>()
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change }
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export const useInteraction = (store: InteractionStore): Interaction =>
  useSyncExternalStore(store.listen, store.get)
