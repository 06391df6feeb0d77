import { useEffect, useRef } from 'react'
import { useSearch } from 'wouter'
import { currentPath, goTo } from '../lib/location.ts'

/**
 * Opens what the address asks for, the session of `…&session=ID` or the series of `…?template=ID`, as soon as the
 * screen shows it. Then the address no longer asks, so that the same way leads there again.
 */
export function useAsked<Id extends string>(
  what: 'session' | 'template',
  shown: readonly Id[],
  open: (id: Id) => void,
): void {
  const search = useSearch()
  const asked = new URLSearchParams(search).get(what) as Id | null
  const isShown = asked !== null && shown.includes(asked)
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    if (!asked || !isShown) return
    const rest = new URLSearchParams(search)
    rest.delete(what)
    goTo(`${currentPath()}?${rest}`, { replace: true })
    latest.current(asked)
  }, [what, asked, isShown, search])
}
