import { useSyncExternalStore } from 'react'

/** A choice of this computer that outlives the window: kept in localStorage, read by any screen. */
export interface Stored {
  get(): string | null
  set(value: string | null): void
  /** Answers how to stop listening. */
  listen(listener: () => void): () => void
}

/** Makes a stored choice under a key. */
export function stored(key: string): Stored {
  const listeners = new Set<() => void>()
  return {
    get: () => localStorage.getItem(key),
    set: (value) => {
      if (value === null) localStorage.removeItem(key)
      else localStorage.setItem(key, value)
      for (const listener of listeners) listener()
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The present value of a stored choice; the component is drawn again when it changes. */
export const useStored = (choice: Stored): string | null =>
  useSyncExternalStore(choice.listen, choice.get)
