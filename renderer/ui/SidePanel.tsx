import { ActionIcon, Button, Text } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useCallback, useContext, useEffect, useId, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { RightName } from '#contract/rights.ts'
import { useDenied } from '../lib/access.ts'
import { hold, leaveUnasked } from '../lib/unsaved.ts'
import { focusOnMount } from './focusOnMount.ts'
import { OutletContext } from './outlets.tsx'
import { panelOpened } from './panels.ts'
import { RightContext } from './right.ts'
import styles from './SidePanel.module.css'
import { UnsavedContext } from './useUnsaved.ts'

export interface SidePanelProps {
  title: string
  /** A short line under the title. */
  subtitle?: ReactNode
  onClose: () => void
  /** What saving needs, where that is not what everything else on its screen does. */
  right?: RightName
  /** Saves by the button and by Ctrl+Enter; without it the panel only shows. */
  onSave?: () => void
  saving?: boolean
  /** It is being worked out whether it can be saved: Ctrl+Enter that is pressed meanwhile is not lost. */
  checking?: boolean
  saveLabel?: string | undefined
  /** Why it cannot be saved as it stands: said beside the button, which is grey. */
  whyNot?: string | undefined
  /** Marks the fields that are in the way, when it is tried all the same. */
  onWhyNot?: () => void
  /** What is asked once, before it is saved, such as whether it may be on a closed day. */
  question?: string | undefined
  /** Something was typed: closing then asks first, in the panel itself. */
  dirty?: boolean
  /** Further buttons in the foot. */
  actions?: ReactNode
  /** Pixels. */
  width?: number
  children: ReactNode
}

/** What one edits, beside the board or list that it belongs to. Not modal: the rest stays in use. */
export function SidePanel(props: SidePanelProps) {
  const { panel } = useContext(OutletContext)
  return panel ? createPortal(<Panel {...props} />, panel) : null
}

type Answered = 'key' | 'ctrlKey' | 'metaKey' | 'target' | 'preventDefault' | 'stopPropagation'

function Panel(props: SidePanelProps) {
  const { title, subtitle, onClose, onSave, saveLabel, dirty, actions, children } = props
  const { whyNot, onWhyNot } = props
  const saving = props.saving ?? false
  const checking = props.checking ?? false
  const { t } = useTranslation()
  const titleId = useId()
  const [inside, setInside] = useState(0)
  const unsaved = dirty === true || inside > 0
  // What a part of the panel saves by a button of its own is not in what the panel saves, and goes with it.
  const lost = inside > 0 ? t('common.panel.inside') : undefined
  const question = [lost, props.question].filter(Boolean).join(' ') || undefined
  /** Where to go once the question about what was typed is answered. */
  const [leaving, setLeaving] = useState<{ go: () => void } | null>(null)
  /** Where the person was when it was asked. */
  const before = useRef<Element | null>(null)
  const ask = useCallback((go: () => void) => {
    before.current ??= document.activeElement
    setLeaving({ go })
  }, [])
  const stay = () => {
    setLeaving(null)
    const was = before.current
    before.current = null
    if (was instanceof HTMLElement && element.current?.contains(was)) was.focus()
    else element.current?.querySelector<HTMLElement>('h2')?.focus()
  }
  const afterSave = useRef<(() => void) | null>(null)
  const saveOnceChecked = useRef(false)
  const countInside = useCallback((by: 1 | -1) => setInside((count) => count + by), [])
  const element = useRef<HTMLElement>(null)
  useFocusInside(element)
  const body = useRef<HTMLDivElement>(null)
  useFieldInView(body)

  useEffect(() => {
    panelOpened()
  }, [])
  useEffect(() => {
    if (!unsaved) return
    const release = hold(ask)
    return () => release()
  }, [unsaved, ask])
  useEffect(() => {
    return () => {
      if (afterSave.current) leaveUnasked(afterSave.current)
    }
  }, [])
  /** What stands in the way by the last answer, until the next one is there. */
  const inTheWay = useRef<string | undefined>(undefined)
  if (!checking) inTheWay.current = whyNot
  const here = useContext(RightContext)
  const denied = useDenied(props.right ?? here)
  const reason = denied ?? inTheWay.current
  const reasonId = useId()
  const canSave = onSave !== undefined && reason === undefined
  /** The reason for which it was tried in vain. */
  const [told, setTold] = useState<string | null>(null)
  const [asked, setAsked] = useState<string | null>(null)
  const asking = question !== undefined && asked === question
  const saveChecked = () => {
    setTold(reason ?? null)
    if (denied !== undefined) return
    if (whyNot !== undefined) return onWhyNot?.()
    if (!onSave) return
    if (question === undefined || asking) onSave()
    setAsked(asking ? null : (question ?? null))
  }
  const save = () => {
    if (checking) saveOnceChecked.current = true
    else saveChecked()
  }
  const close = () => (unsaved ? ask(onClose) : onClose())
  const keys = (event: Pick<globalThis.KeyboardEvent, Answered>) => {
    const target = event.target as HTMLElement
    // A button that is gone once it was pressed, such as an offer that was taken, leaves the keys to nobody:
    // then they are the panel's. Ctrl+Enter saves from the board and the head, too, where its form is changed.
    const isOutside = target !== document.body && !element.current?.contains(target)
    if (isOutside && (event.key !== 'Enter' || isInWindow(target))) return
    if (event.key === 'Escape' && !dropdownIsOpen()) {
      event.stopPropagation()
      if (leaving) stay()
      else if (asking) setAsked(null)
      else close()
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !saving) {
      if (!onSave) return
      event.preventDefault()
      event.stopPropagation()
      save()
    }
  }
  const latestSave = useRef(saveChecked)
  latestSave.current = saveChecked
  useEffect(() => {
    if (checking || !saveOnceChecked.current) return
    saveOnceChecked.current = false
    latestSave.current()
  }, [checking])
  const listener = useRef(keys)
  listener.current = keys
  useEffect(() => {
    const listen = (event: globalThis.KeyboardEvent) => {
      // One that waits behind another hears nothing, and what the panel holds it has heard already.
      const isSeen = element.current?.getClientRects().length
      if (isSeen && !event.defaultPrevented && !element.current?.contains(event.target as Node))
        listener.current(event)
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  return (
    <section
      ref={element}
      className={styles.panel}
      data-side-panel
      style={{ width: props.width ?? 400 }}
      aria-labelledby={titleId}
      onKeyDownCapture={(event) => {
        if (!asking) afterSave.current = null
        saveOnceChecked.current = false
        keys(event)
      }}
      onPointerDownCapture={() => {
        // Whoever goes on in the panel no longer wants to leave it once it is saved, nor to save it as it was.
        if (!asking) afterSave.current = null
        saveOnceChecked.current = false
      }}
    >
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2 id={titleId} tabIndex={-1}>
            {title}
          </h2>
          {subtitle && (
            <Text size="sm" c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </div>
        <ActionIcon
          onClick={close}
          aria-label={t('common.close')}
          title={t('common.panel.closeHint')}
        >
          <IconX size={20} stroke={1.6} />
        </ActionIcon>
      </header>
      <div ref={body} className={styles.body}>
        <div>
          <UnsavedContext value={countInside}>{children}</UnsavedContext>
        </div>
      </div>
      {leaving ? (
        <footer className={styles.foot} role="alert" data-asking>
          <Text size="sm" w="100%">
            {t('common.panel.unsaved')}
            {onSave && reason !== undefined && <span className={styles.whyNot}> {reason}</span>}
          </Text>
          {canSave && (
            <Button
              ref={focusOnMount}
              loading={saving}
              onClick={() => {
                setLeaving(null)
                afterSave.current = leaving.go
                save()
              }}
            >
              {saveLabel ?? t('common.save')}
            </Button>
          )}
          <Button variant="default" onClick={() => leaveUnasked(leaving.go)}>
            {t('common.panel.discard')}
          </Button>
          <Button ref={canSave ? undefined : focusOnMount} variant="subtle" onClick={stay}>
            {t('common.panel.stay')}
          </Button>
        </footer>
      ) : asking ? (
        <footer className={styles.foot} role="alert" data-asking>
          <Text size="sm" w="100%">
            {question}
          </Text>
          <Button ref={focusOnMount} onClick={save} loading={saving}>
            {t('common.panel.allTheSame')}
          </Button>
          <Button variant="default" onClick={() => setAsked(null)}>
            {t('common.panel.goBack')}
          </Button>
        </footer>
      ) : (
        (onSave || actions) && (
          <footer className={styles.foot}>
            {onSave && reason !== undefined && (
              <Text
                id={reasonId}
                size="sm"
                w="100%"
                className={styles.whyNot}
                role={told === reason ? 'alert' : 'note'}
              >
                {reason}
              </Text>
            )}
            {onSave && (
              <Button
                onClick={save}
                loading={saving}
                {...(reason === undefined
                  ? { title: t('common.panel.saveHint') }
                  : {
                      'data-disabled': true,
                      'aria-disabled': true,
                      'aria-describedby': reasonId,
                    })}
              >
                {saveLabel ?? t('common.save')}
              </Button>
            )}
            {actions}
            {onSave && !actions && reason === undefined && (
              <span className={styles.hint}>Ctrl+Enter</span>
            )}
          </footer>
        )
      )}
    </section>
  )
}

/** Whether something is in a window over the panel, or in its list: keys there are its own. */
const isInWindow = (target: Element): boolean =>
  target.closest('[role="dialog"],[role="menu"],[role="listbox"]') !== null

/** Whether a list or a calendar of some field stands open: Escape then closes that. */
const dropdownIsOpen = (): boolean =>
  [...document.querySelectorAll('.mantine-Popover-dropdown')].some(
    (dropdown) => dropdown.getClientRects().length > 0,
  )

/**
 * The field in which somebody is, and which they see, stays in view when a sentence comes above it, or the foot
 * grows: a list that hangs on a field out of view is hidden.
 */
function useFieldInView(body: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const view = body.current
    if (!view) return
    let seen = false
    const look = () => {
      const field = document.activeElement
      const [box, frame] = [field?.getBoundingClientRect(), view.getBoundingClientRect()]
      const isIn = field !== view && view.contains(field) && box !== undefined
      seen = isIn && box.top >= frame.top && box.bottom <= frame.bottom
    }
    const sizes = new ResizeObserver(() => {
      if (seen) document.activeElement?.scrollIntoView({ block: 'nearest' })
    })
    sizes.observe(view)
    if (view.firstElementChild) sizes.observe(view.firstElementChild)
    view.addEventListener('scroll', look)
    view.addEventListener('focusin', look)
    return () => {
      sizes.disconnect()
      view.removeEventListener('scroll', look)
      view.removeEventListener('focusin', look)
    }
  }, [body])
}

/** Puts the focus into the panel when it opens and back where it was when it closes. */
function useFocusInside(element: React.RefObject<HTMLElement | null>) {
  useEffect(() => {
    const before = document.activeElement
    const inside =
      element.current?.querySelector<HTMLElement>('[data-autofocus]') ??
      element.current?.querySelector<HTMLElement>('h2')
    inside?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [element])
}
