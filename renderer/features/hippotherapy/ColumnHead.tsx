import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isBeyond } from '#contract/rules/horses.ts'
import { timeRange } from '../../lib/format.ts'
import type { DayColumn } from './dayColumns.ts'
import styles from './hippotherapy.module.css'

/** Head of a column: the name, what can be done with all in it, and how much work there is in the day. */
export function ColumnHead({ column, children }: { column: DayColumn; children?: ReactNode }) {
  const { t } = useTranslation()
  const { horse, member } = column
  return (
    <div className={styles.columnHead}>
      <div className={styles.columnTitle}>
        <b className={styles.columnName} title={column.label}>
          {column.label}
        </b>
        {children}
      </div>
      {horse && (
        <>
          <span data-over={isBeyond(horse.workMinutes, horse.limitMinutes) || undefined}>
            {t('hippotherapy.head.work', {
              minutes: horse.workMinutes,
              limit: horse.limitMinutes,
            })}
          </span>
          <span className={styles.work} aria-hidden>
            <span
              data-over={isBeyond(horse.workMinutes, horse.limitMinutes) || undefined}
              style={{
                width: `${Math.min(100, (horse.workMinutes / Math.max(1, horse.limitMinutes)) * 100)}%`,
              }}
            />
          </span>
        </>
      )}
      {member && (
        <span>
          {member.hours.map((hours) => timeRange(hours.from, hours.until)).join(', ') ||
            t('hippotherapy.head.dayOff')}
        </span>
      )}
      {!horse && !member && (
        <span>{t('hippotherapy.head.sessions', { count: column.sessions })}</span>
      )}
    </div>
  )
}
