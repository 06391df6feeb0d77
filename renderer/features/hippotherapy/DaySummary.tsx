import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView } from '#contract/hippotherapy.ts'
import type { SessionState } from '#contract/schedule.ts'
import { openSettle } from '../../ui/settle.ts'
import { lookOf } from './dayColumns.ts'
import styles from './hippotherapy.module.css'

const states = [
  'planned',
  'not_ready',
  'done',
  'cancelled',
] as const satisfies readonly SessionState[]

/** How many sessions of each state that there is on that day; the shades of the board are explained by it. */
export function DaySummary({ day, children }: { day: DayView; children: ReactNode }) {
  const { t } = useTranslation()
  const toSettle = day.sessions.flatMap(({ id, findings }) => (findings.length > 0 ? [id] : []))
  return (
    <div className={styles.summary}>
      <span className={styles.legends}>
        {day.closedDay && <b>{t('hippotherapy.day.closed', { name: day.closedDay })}</b>}
        {states.map((state) => {
          const count = day.sessions.filter((session) => lookOf(session) === state).length
          // A state that nothing is in takes the place of one that there is, where it grows narrow.
          if (count === 0 && state !== 'planned') return null
          return (
            <span key={state} className={styles.legend}>
              <span className={clsx(styles.swatch, styles[state])} aria-hidden />
              {t(`hippotherapy.states.${state}`)}
              <b>{count}</b>
            </span>
          )
        })}
      </span>
      {toSettle.length > 0 && (
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={`${t('settling.title')}: ${toSettle.length}`}
          c="var(--ink-waiting)"
          leftSection={<IconAlertTriangle size={16} stroke={1.8} aria-hidden />}
          onClick={() => openSettle(toSettle)}
        >
          <span className={styles.wideOnly}>{t('settling.title')}:&nbsp;</span>
          {toSettle.length}
        </Button>
      )}
      <span className={styles.space} />
      {children}
    </div>
  )
}
