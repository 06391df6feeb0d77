import { useTranslation } from 'react-i18next'
import { ChoiceField } from './fields.tsx'

/** Every week, or every second, third or fourth one. */
const intervals = ['1', '2', '3', '4'] as const

interface IntervalFieldProps {
  /** Every how many weeks. */
  value: number
  onChange: (interval: number) => void
}

/** How often something repeats. */
export function IntervalField({ value, onChange }: IntervalFieldProps) {
  const { t } = useTranslation()
  const offered = [...new Set<string>([...intervals, String(value)])]
  return (
    <ChoiceField
      label={t('schedule.repeat.label')}
      value={String(value)}
      choices={offered.map((one) => ({
        value: one,
        label:
          one === '1' ? t('schedule.repeat.weekly') : t('schedule.repeat.every', { weeks: one }),
      }))}
      onChange={(chosen) => chosen && onChange(Number(chosen))}
    />
  )
}
