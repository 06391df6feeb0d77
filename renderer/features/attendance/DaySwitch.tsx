import { ActionIcon, Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { LocalDate } from '#contract/values.ts'
import { addDays, today } from '../../lib/dates.ts'
import { DateField } from '../../ui/fields.tsx'
import styles from './attendance.module.css'

interface DaySwitchProps {
  date: LocalDate
  onChange: (date: LocalDate) => void
}

/** Another day: the one before, today, the one after, or any. Each target fits a thumb. */
export function DaySwitch({ date, onChange }: DaySwitchProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.days}>
      <ActionIcon
        size={44}
        aria-label={t('common.previousDay')}
        onClick={() => onChange(addDays(date, -1))}
      >
        <IconChevronLeft size={22} aria-hidden />
      </ActionIcon>
      <Button
        variant="default"
        h={44}
        disabled={date === today()}
        onClick={() => onChange(today())}
      >
        {t('common.today')}
      </Button>
      <ActionIcon
        size={44}
        aria-label={t('common.nextDay')}
        onClick={() => onChange(addDays(date, 1))}
      >
        <IconChevronRight size={22} aria-hidden />
      </ActionIcon>
      <DateField
        aria-label={t('attendance.chooseDay')}
        value={date}
        onChange={(day) => day && onChange(day)}
        w={140}
        styles={{ input: { height: 44 } }}
      />
    </div>
  )
}
