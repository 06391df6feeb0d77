import { ActionIcon, Checkbox, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type LocalTime, type Weekday, weekdays } from '#contract/values.ts'
import { capitalised, weekdayName } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import { TimeField } from './fields.tsx'
import styles from './WeekHours.module.css'

/** Hours on a weekday; a day may have two spans, with a break between them. */
export interface DayHours {
  day: Weekday
  from: LocalTime
  until: LocalTime
}

interface WeekHoursProps {
  value: readonly DayHours[]
  onChange: (hours: DayHours[]) => void
  /** What a day begins with when it is ticked. */
  usual?: { from: string; until: string } | undefined
}

const SPANS_A_DAY = 2

/** Whether every span ends after it begins. */
export const hoursAreRight = (hours: readonly DayHours[]): boolean =>
  hours.every(({ from, until }) => from < until)

/** Days of the week with their hours; a day that is not ticked is a day off. */
export function WeekHours(props: WeekHoursProps) {
  const { value, onChange, usual = { from: '09:00', until: '18:00' } } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const span = (day: Weekday): DayHours => ({
    day,
    from: usual.from as LocalTime,
    until: usual.until as LocalTime,
  })
  const inOrder = (hours: readonly DayHours[]) =>
    weekdays.flatMap((day) => hours.filter((one) => one.day === day))
  const replace = (old: DayHours, now: DayHours | null) =>
    onChange(value.flatMap((one) => (one === old ? (now ? [now] : []) : [one])))

  return (
    <fieldset className={styles.week} aria-label={t('common.hours.label')}>
      {weekdays.map((day) => {
        const spans = value.filter((one) => one.day === day)
        const name = weekdayName(day, language)
        return (
          <div key={day} className={styles.day}>
            <Checkbox
              label={capitalised(name)}
              checked={spans.length > 0}
              onChange={(event) =>
                onChange(
                  event.currentTarget.checked
                    ? inOrder([...value, span(day)])
                    : value.filter((one) => one.day !== day),
                )
              }
            />
            <div className={styles.spans}>
              {spans.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('common.hours.dayOff')}
                </Text>
              )}
              {spans.map((one, place) => (
                <div className={styles.span} key={`${day}-${place === 0 ? 'first' : 'second'}`}>
                  <TimeField
                    aria-label={t('common.hours.from', { day: name })}
                    value={one.from}
                    onChange={(from) => from && replace(one, { ...one, from })}
                    w={92}
                  />
                  –
                  <TimeField
                    aria-label={t('common.hours.until', { day: name })}
                    value={one.until}
                    onChange={(until) => until && replace(one, { ...one, until })}
                    error={one.from >= one.until}
                    w={92}
                  />
                  {spans.length > 1 ? (
                    <ActionIcon
                      aria-label={t('common.hours.remove', { day: name })}
                      onClick={() => replace(one, null)}
                    >
                      <IconTrash size={17} stroke={1.6} aria-hidden />
                    </ActionIcon>
                  ) : (
                    spans.length < SPANS_A_DAY && (
                      <ActionIcon
                        aria-label={t('common.hours.add', { day: name })}
                        onClick={() => onChange(inOrder([...value, span(day)]))}
                      >
                        <IconPlus size={17} stroke={1.6} aria-hidden />
                      </ActionIcon>
                    )
                  )}
                </div>
              ))}
            </div>
          </div>
        )
      })}
      {!hoursAreRight(value) && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {t('common.hours.backwards')}
        </Text>
      )}
    </fieldset>
  )
}
