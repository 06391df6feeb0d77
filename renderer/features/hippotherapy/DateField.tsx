import { DatePickerInput } from '@mantine/dates'
import { IconCalendar } from '@tabler/icons-react'
import { LocalDate } from '#contract/values.ts'
import { today, weekdayOf } from '../../lib/dates.ts'
import { dayAndMonth, longDate, weekdayShort } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'

interface DateFieldProps {
  label: string
  value: LocalDate
  onChange: (date: LocalDate) => void
}

/** A day, written in words; a day of another year with its year. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  const language = useLanguage()
  const sameYear = value.slice(0, 4) === today().slice(0, 4)
  return (
    <DatePickerInput
      label={label}
      value={value}
      popoverProps={{ returnFocus: true }}
      leftSection={<IconCalendar size={17} stroke={1.6} aria-hidden />}
      valueFormatter={() =>
        sameYear
          ? `${weekdayShort(weekdayOf(value), language)}, ${dayAndMonth(value, language)}`
          : longDate(value, language)
      }
      onChange={(chosen) => {
        const date = LocalDate.safeParse(chosen)
        if (date.success) onChange(date.data)
      }}
    />
  )
}
