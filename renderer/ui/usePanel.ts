import { useCallback, useState } from 'react'
import { leave } from '../lib/unsaved.ts'

/** What the side panel of a screen shows, or null. Showing something else asks about what was typed. */
export function usePanel<Shown>(): [Shown | null, (next: Shown | null) => void] {
  const [shown, setShown] = useState<Shown | null>(null)
  const show = useCallback(
    (next: Shown | null) => (next === null ? setShown(null) : leave(() => setShown(next))),
    [],
  )
  return [shown, show]
}
