import { ActionIcon, Button } from '@mantine/core'
import {
  IconArrowsExchange,
  IconCalendarX,
  IconClockEdit,
  IconReplace,
  IconX,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { SeveralAction } from './actions.ts'
import styles from './selecting.module.css'
import type { Selecting } from './useSelecting.ts'

interface SelectionBarProps {
  selecting: Selecting
  onAct: (action: SeveralAction) => void
}

/**
 * How many are chosen and what can be done with them. It lies over the foot of the screen, which must be
 * `position: relative`, and moves nothing; beside it the lasso is drawn.
 */
export function SelectionBar({ selecting, onAct }: SelectionBarProps) {
  const { t } = useTranslation()
  const { chosen, lasso, clear } = selecting
  const count = chosen.size
  return (
    <>
      <div role="status" className={styles.heard}>
        {count > 0 && t('selecting.chosen', { count })}
      </div>
      {lasso && (
        <div
          className={styles.lasso}
          style={{
            ...{ left: lasso.left, top: lasso.top },
            ...{ width: lasso.right - lasso.left, height: lasso.bottom - lasso.top },
          }}
        />
      )}
      {count > 0 && (
        <section className={styles.bar} aria-label={t('selecting.title')}>
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
