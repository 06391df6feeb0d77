/**
 * Where the window is: path and query both live in the hash (`#/hippotherapy?date=2025-10-06`), so
 * that a screen's date and filters go when the screen goes.
 */
import { useSyncExternalStore } from 'react'
import type { BaseLocationHook } from 'wouter'
import { isHeld, leave } from './unsaved.ts'

const changed = 'bastau:location'
const parts = (): [path: string, search: string] => {
  const [path = '', search = ''] = location.hash.replace(/^#?\/?/, '').split('?')
  return [`/${path}`, search]
}
/** The path without its query: `/horses/new`. */
export const currentPath = (): string => parts()[0]
const currentSearch = () => parts()[1]

function listen(listener: () => void): () => void {
  for (const event of ['hashchange', 'popstate', changed]) addEventListener(event, listener)
  return () => {
    for (const event of ['hashchange', 'popstate', changed]) removeEventListener(event, listener)
  }
}

/**
 * Goes to a path with its query; to another path only after a question when something is typed there.
 * `replace` leaves no trace for «back».
 */
export function goTo(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const address = to.replace(/^#?\/?/, '')
  const go = () => {
    if (replace) history.replaceState(null, '', `#/${address}`)
    else history.pushState(null, '', `#/${address}`)
    dispatchEvent(new Event(changed))
  }
  if (`/${address.split('?')[0]}` === currentPath()) go()
  else leave(go)
}

/** Goes to where the window was before; to the first screen, when it was nowhere. */
export function goBack(): void {
  if (history.length > 1) history.back()
  else goTo('/today')
}

/** «Back» by a key or a mouse asks about what was typed, as any other way does. */
export function askBeforeGoingBack(): void {
  let here = location.hash
  addEventListener(changed, () => {
    here = location.hash
  })
  // Before the screens hear of it.
  addEventListener(
    'popstate',
    (event) => {
      const there = location.hash
      if (!isHeld() || there.split('?')[0] === here.split('?')[0]) {
        here = there
        return
      }
      event.stopImmediatePropagation()
      history.pushState(null, '', here)
      leave(() => goTo(there))
    },
    { capture: true },
  )
}

/** Path for wouter's Router. */
export const useHashPath: BaseLocationHook & { hrefs: (href: string) => string } = Object.assign(
  (): [string, typeof goTo] => [useSyncExternalStore(listen, currentPath), goTo],
  { hrefs: (href: string) => `#${href}` },
)
/** Query for wouter's Router. */
export const useHashSearch = (): string => useSyncExternalStore(listen, currentSearch)
