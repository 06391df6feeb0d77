import { type ComponentType, useContext } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type Broken, BrokenNotice, ErrorBoundary } from './ErrorBoundary.tsx'
import { OutletContext } from './outlets.tsx'
import styles from './SidePanel.module.css'

/**
 * Makes a component a side panel of its own: when it breaks, only it is gone, with a word about what
 * was typed in it; the board or list beside it stays in use. Every panel that a screen opens is one.
 */
export function asPanel<Props extends { onClose: () => void }>(Panel: ComponentType<Props>) {
  return function GuardedPanel(props: Props) {
    return (
      <ErrorBoundary broken={(broken) => <BrokenPanel {...broken} onClose={props.onClose} />}>
        <Panel {...props} />
      </ErrorBoundary>
    )
  }
}

function BrokenPanel(props: Broken & { onClose: () => void }) {
  const { t } = useTranslation()
  const { panel } = useContext(OutletContext)
  if (!panel) return null
  const title = t('common.broken.panel')
  return createPortal(
    <section className={styles.panel} style={{ width: 400 }} aria-label={title}>
      <BrokenNotice {...props} title={title} />
    </section>,
    panel,
  )
}
