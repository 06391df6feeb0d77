import { useEffect, useRef } from 'react'
import { useSearch } from 'wouter'
import type { SessionId } from '#contract/values.ts'
import { currentPath, goTo } from '../lib/location.ts'

/**
 * Opens the session that the address asks for, `…&session=ID`, as soon as the screen shows it. Then the address
 * no longer asks, so that the same way leads there again.
 */
export function useAskedSession(
  shown: readonly SessionId[],
  open: (sessionId: SessionId) => void,
): void {
  const search = useSearch()
  const asked = new URLSearchParams(search).get('session') as SessionId | null
  const isShown = asked !== null && shown.includes(asked)
  const latest = useRef(open)
  latest.current = open
  useEffect(() => {
    if (!asked || !isShown) return
    const rest = new URLSearchParams(search)
    rest.delete('session')
    goTo(`${currentPath()}?${rest}`, { replace: true })
    latest.current(asked)
  }, [asked, isShown, search])
}
