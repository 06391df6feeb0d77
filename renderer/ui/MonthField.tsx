import { ActionIcon, Input } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalMonth } from '#contract/values.ts'
import { addMonths } from '../lib/dates.ts'
import { capitalised, monthAndYear } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import styles from './MonthField.module.css'

interface MonthFieldProps {
  label: string
  value: LocalMonth
  onChange: (month: LocalMonth) => void
}

/** A month, with the one before and the one after it a click away. */
export function MonthField({ label, value, onChange }: MonthFieldProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Input.Wrapper label={label} labelElement="div">
      <div className={styles.month}>
        <ActionIcon
          aria-label={t('common.calendar.previousMonth')}
          onClick={() => onChange(addMonths(value, -1))}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <span className={styles.name} aria-live="polite">
          {capitalised(monthAndYear(`${value}-01`, language))}
        </span>
        <ActionIcon
          aria-label={t('common.calendar.nextMonth')}
          onClick={() => onChange(addMonths(value, 1))}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
      </div>
    </Input.Wrapper>
  )
}
