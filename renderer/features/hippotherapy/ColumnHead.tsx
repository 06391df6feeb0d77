import { ActionIcon } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { isBeyond } from '#contract/rules/horses.ts'
import { timeRange } from '../../lib/format.ts'
import type { AwayOf } from '../../ui/away/AwayPanel.tsx'
import { awayOf, type DayColumn } from './dayColumns.ts'
import styles from './hippotherapy.module.css'

interface ColumnHeadProps {
  column: DayColumn
  /** Opens when the horse, the instructor, the place is away. */
  onAway: (of: AwayOf) => void
  /** What can be done with all in it. */
  children?: ReactNode
}

/** Head of a column: the name, what can be done with all in it, the way to say that it is away, and how much work there is in the day. */
export function ColumnHead({ column, onAway, children }: ColumnHeadProps) {
  const { t } = useTranslation()
  const { horse, member } = column
  const of = awayOf(column)
  return (
    <div className={styles.columnHead}>
      <div className={styles.columnTitle}>
        <b className={styles.columnName} title={column.label}>
          {column.label}
        </b>
        {children}
        {of && (
          <ActionIcon
            className={styles.columnAway}
            size={22}
            aria-label={`${column.label}: ${t(`availability.add.${of.kind}`)}`}
            title={t(`availability.add.${of.kind}`)}
            onClick={() => onAway(of)}
          >
            <IconCalendarOff size={15} stroke={1.6} aria-hidden />
          </ActionIcon>
        )}
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
