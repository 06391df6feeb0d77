import { IconLock } from '@tabler/icons-react'
import { type ReactNode, useLayoutEffect } from 'react'
import { createPortal } from 'react-dom'
import { LanguageMenu } from './LanguageMenu.tsx'
import styles from './SignIn.module.css'

const host = document.createElement('div')
host.id = 'closed'

/** Keys that are pressed while it is closed. Windows over the screen listen as early: this was there before them. */
function keepKeys(event: KeyboardEvent): void {
  if (!host.isConnected) return
  const isInside = host.contains(event.target as Node)
  if (isInside && event.key !== 'Escape') return
  event.stopImmediatePropagation()
  if (isInside) return
  // What writes goes on into the field.
  if (event.ctrlKey || event.metaKey || event.altKey) event.preventDefault()
  focusField()
}
const focusField = () => host.querySelector('input')?.focus()
addEventListener('keydown', keepKeys, { capture: true })
// What was pressed inside goes no further than here.
host.addEventListener('keydown', (event) => event.stopPropagation())

/**
 * The closed screen: nothing else is seen, no window over the screen or message beside it either, and no key
 * reaches what lies behind (see `data-closed` in global.css).
 */
export function Closed({ narrow, children }: { narrow?: boolean; children: ReactNode }) {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    document.body.append(host)
    dataset.closed = 'true'
    dataset.ready = 'true'
    // It was drawn before it was there to be focused.
    focusField()
    return () => {
      delete dataset.closed
      host.remove()
    }
  }, [])
  return createPortal(
    <main className={styles.screen}>
      <div className={styles.corner}>
        <LanguageMenu />
      </div>
      <section className={styles.card} data-narrow={narrow}>
        <IconLock size={28} stroke={1.5} aria-hidden />
        {children}
      </section>
    </main>,
    host,
  )
}
