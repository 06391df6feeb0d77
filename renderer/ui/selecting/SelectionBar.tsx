import { ActionIcon, Button } from '@mantine/core'
import {
  IconArrowsExchange,
  IconCalendarX,
  IconClockEdit,
  IconReplace,
  IconX,
} from '@tabler/icons-react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { SeveralAction } from './actions.ts'
import styles from './selecting.module.css'
import type { Selecting } from './useSelecting.ts'

interface SelectionBarProps {
  selecting: Selecting
  /** Something is being done with them beside it: then it only counts. */
  acting: boolean
  /** The screen scrolls as a whole: the bar then stays at the foot of what is seen. */
  scrolls?: boolean
  onAct: (action: SeveralAction) => void
}

/**
 * How many are chosen and what can be done with them. It lies over the foot of the screen, which must be
 * `position: relative`, and moves nothing; beside it the lasso is drawn.
 */
export function SelectionBar({ selecting, acting, scrolls, onAct }: SelectionBarProps) {
  const { t } = useTranslation()
  const { chosen, lasso, clear } = selecting
  const count = chosen.size
  return (
    <>
      <div role="status" className={styles.heard}>
        {count > 0 && t('selecting.chosen', { count })}
      </div>
      {lasso &&
        createPortal(
          <div
            className={styles.lasso}
            style={{
              ...{ left: lasso.left, top: lasso.top },
              ...{ width: lasso.right - lasso.left, height: lasso.bottom - lasso.top },
            }}
          />,
          document.body,
        )}
      {count > 0 && !acting && (
        <section
          className={styles.bar}
          data-selection-bar
          data-scrolls={scrolls}
          aria-label={t('selecting.title')}
        >
          <b>{t('selecting.chosen', { count })}</b>
          <Button
            leftSection={<IconCalendarX size={18} stroke={1.6} aria-hidden />}
            onClick={() => onAct({ what: 'cancel' })}
          >
            {t('selecting.cancel.open')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconReplace size={18} stroke={1.6} aria-hidden />}
            onClick={() => onAct({ what: 'replace' })}
          >
            {t('selecting.replace.open')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconClockEdit size={18} stroke={1.6} aria-hidden />}
            onClick={() => onAct({ what: 'shift' })}
          >
            {t('selecting.shift.open')}
          </Button>
          {count === 2 && (
            <Button
              variant="default"
              leftSection={<IconArrowsExchange size={18} stroke={1.6} aria-hidden />}
              onClick={() => onAct({ what: 'exchange' })}
            >
              {t('selecting.exchange.open')}
            </Button>
          )}
          <ActionIcon
            size={36}
            aria-label={t('selecting.clear')}
            title={`${t('selecting.clear')} (Esc)`}
            onClick={clear}
          >
            <IconX size={20} stroke={1.6} aria-hidden />
          </ActionIcon>
        </section>
      )}
    </>
  )
}
