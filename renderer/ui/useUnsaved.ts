import { createContext, useContext, useEffect } from 'react'

/** Counts the parts of a panel in which something is typed and not saved. */
export const UnsavedContext = createContext<(by: 1 | -1) => void>(() => undefined)

/** Tells the panel around that something is typed here and not saved. */
export function useUnsaved(unsaved: boolean): void {
  const count = useContext(UnsavedContext)
  useEffect(() => {
    if (!unsaved) return
    count(1)
    return () => count(-1)
  }, [unsaved, count])
}
