import { ActionIcon, Button, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'wouter'
import type { ClosedDay } from '#contract/settings.ts'
import type { LocalDate } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { dayWithWeekday } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce, announceAndSettle } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField, TextField } from '../../ui/fields.tsx'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import styles from './settings.module.css'

/** Holidays and closed days, year by year. */
export function ClosedDaysSection() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [query, setQuery] = useSearchParams()
  const asked = Number(query.get('year'))
  const year = asked >= 1901 && asked <= 2198 ? asked : Number(today().slice(0, 4))
  const read = useRead(
    'settings.closedDays',
    { from: `${year}-01-01`, until: `${year}-12-31` },
    { keepPrevious: true },
  )
  const close = useWrite('settings.closeDay')
  const open = useWrite('settings.openDay')
  const goToYear = (to: number) => setQuery({ year: String(to) }, { replace: true })

  const closeDay = async (day: ClosedDay) => {
    try {
      const answer = await close.mutateAsync(day)
      announceAndSettle(
        t('settings.dayClosed', { date: dayWithWeekday(day.date, language) }),
        answer,
      )
    } catch (error) {
      notifyFailure(error)
    }
  }
  const openDay = async (day: ClosedDay) => {
    try {
      const { changeId } = await open.mutateAsync({ date: day.date })
      announce(t('settings.dayOpened', { date: dayWithWeekday(day.date, language) }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  const days = read.data?.days ?? []
  return (
    <div className={styles.page}>
      <h2>{t('settings.section.closedDays')}</h2>
      <Text size="sm" c="dimmed">
        {t('settings.closedDaysHint')}
      </Text>
      <fieldset
        className={styles.year}
        aria-label={t('settings.year')}
        style={{ border: 0, padding: 0 }}
      >
        <ActionIcon aria-label={t('settings.previousYear')} onClick={() => goToYear(year - 1)}>
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <strong aria-live="polite">{year}</strong>
        <ActionIcon aria-label={t('settings.nextYear')} onClick={() => goToYear(year + 1)}>
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </fieldset>
      <NewClosedDay
        onClose={(day) => {
          goToYear(Number(day.date.slice(0, 4)))
          void closeDay(day)
        }}
      />
      {read.isError ? (
        <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
      ) : days.length === 0 && read.isSuccess ? (
        <Text c="dimmed">{t('settings.noClosedDays', { year })}</Text>
      ) : (
        <ul className={styles.days} aria-label={t('settings.closedDaysList', { year })}>
          {days.map((day) => (
            <li key={day.date}>
              <time dateTime={day.date}>{dayWithWeekday(day.date, language)}</time>
              <span>{day.name}</span>
              <ActionIcon
                aria-label={t('settings.openDay', { date: dayWithWeekday(day.date, language) })}
                onClick={() => void openDay(day)}
              >
                <IconTrash size={18} stroke={1.6} aria-hidden />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** One more closed day: its date and why. */
function NewClosedDay({ onClose }: { onClose: (day: ClosedDay) => void }) {
  const { t } = useTranslation()
  const [date, setDate] = useState<LocalDate | null>(null)
  const [name, setName] = useState<string | null>(null)
  useUnsaved(date !== null || (name ?? '').trim() !== '')
  return (
    <form
      className={styles.newDay}
      onSubmit={(event) => {
        event.preventDefault()
        if (!date || !name?.trim()) return
        onClose({ date, name: name.trim() })
        setDate(null)
        setName(null)
      }}
    >
      <DateField label={t('common.date')} value={date} onChange={setDate} />
      <TextField
        label={t('settings.closedDayName')}
        value={name}
        onChange={setName}
        maxLength={200}
      />
      <Button type="submit" disabled={!date || !name?.trim()}>
        {t('settings.closeDay')}
      </Button>
    </form>
  )
}
