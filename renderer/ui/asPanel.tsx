import { type ComponentType, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { leaveUnasked } from '../lib/unsaved.ts'
import { type Broken, BrokenNotice, ErrorBoundary } from './ErrorBoundary.tsx'
import { SidePanel } from './SidePanel.tsx'

/** How a panel ends: closed, or with what it was there for done. */
interface PanelEnds {
  onClose: () => void
  onSaved?: (id: never) => void
  onRemoved?: () => void
}

/**
 * Makes a component a side panel of its own: when it breaks, only it is gone, with a word about what
 * was typed in it; the board or list beside it stays in use. It asks by itself before it ends, so its
 * ends leave unasked. Every panel that a screen opens is one.
 */
export function asPanel<Props extends PanelEnds>(Panel: ComponentType<Props>) {
  return function GuardedPanel(props: Props) {
    const { onClose, onSaved, onRemoved } = props
    const close = useCallback(() => leaveUnasked(onClose), [onClose])
    const ends = {
      ...(onSaved && { onSaved: (id: never) => leaveUnasked(() => onSaved(id)) }),
      ...(onRemoved && { onRemoved: () => leaveUnasked(onRemoved) }),
    }
    return (
      <ErrorBoundary broken={(broken) => <BrokenPanel {...broken} onClose={close} />}>
        <Panel {...props} {...ends} onClose={close} />
      </ErrorBoundary>
    )
  }
}

function BrokenPanel(props: Broken & { onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <SidePanel title={t('common.broken.panel')} onClose={props.onClose}>
      <BrokenNotice {...props} />
    </SidePanel>
  )
}
