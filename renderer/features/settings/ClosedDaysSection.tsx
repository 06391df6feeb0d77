import { ActionIcon, Button, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
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
import { FeastQuestions } from '../../ui/FeastQuestions.tsx'
import { DateField, TextField } from '../../ui/fields.tsx'
import { useUnsaved } from '../../ui/useUnsaved.ts'
import { SessionsOnDay } from './SessionsOnDay.tsx'
import styles from './settings.module.css'

/** Holidays and closed days, year by year. */
export function ClosedDaysSection() {
  const { t } = useTranslation()
  const language = useLanguage()
  const [query, setQuery] = useSearchParams()
  const asked = Number(query.get('year'))
  const year =
    Number.isInteger(asked) && asked >= 1900 && asked <= 2199 ? asked : Number(today().slice(0, 4))
  const read = useRead('settings.closedDays', { year }, { keepPrevious: true })
  const close = useWrite('settings.closeDay')
  const open = useWrite('settings.openDay')
  const [about, setAbout] = useState<LocalDate | null>(null)
  const goToYear = (to: number) => setQuery({ year: String(to) }, { replace: true })

  const closeDay = async (day: ClosedDay) => {
    try {
      const answer = await close.mutateAsync(day)
      setAbout(day.date)
      announceAndSettle(
        t('settings.dayClosed', { date: dayWithWeekday(day.date, language) }),
        answer,
      )
    } catch (error) {
      notifyFailure(error)
    }
  }
  const openDay = async (date: LocalDate) => {
    try {
      const { changeId } = await open.mutateAsync({ date })
      announce(t('settings.dayOpened', { date: dayWithWeekday(date, language) }), changeId)
    } catch (error) {
      notifyFailure(error)
    }
  }
  const { days = [], opened = [] } = read.data ?? {}
  const lines = [
    ...days.map((day) => ({ ...day, isOpen: false })),
    ...opened.map((day) => ({ ...day, isOpen: true, by: 'holiday' as const })),
  ].sort((one, other) => (one.date < other.date ? -1 : 1))
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
        <ActionIcon
          aria-label={t('settings.previousYear')}
          disabled={year === 1900}
          onClick={() => goToYear(year - 1)}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <strong aria-live="polite">{year}</strong>
        <ActionIcon
          aria-label={t('settings.nextYear')}
          disabled={year === 2199}
          onClick={() => goToYear(year + 1)}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </fieldset>
      <FeastQuestions from={`${year}-01-01` as LocalDate} until={`${year}-12-31` as LocalDate} />
      <NewClosedDay
        onDate={setAbout}
        onClose={(day) => {
          goToYear(Number(day.date.slice(0, 4)))
          void closeDay(day)
        }}
      />
      {about && <SessionsOnDay date={about} />}
      {read.isError ? (
        <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
      ) : lines.length === 0 && read.isSuccess ? (
        <Text c="dimmed">{t('settings.noClosedDays', { year })}</Text>
      ) : (
        <ul className={styles.days} aria-label={t('settings.closedDaysList', { year })}>
          {lines.map((day) => {
            const date = dayWithWeekday(day.date, language)
            return (
              <li key={day.date} data-open={day.isOpen || undefined}>
                <time dateTime={day.date}>{date}</time>
                <span>{day.name}</span>
                <span className={styles.by}>
                  {day.isOpen ? t('settings.openedHoliday') : t(`settings.by.${day.by}`)}
                </span>
                {day.isOpen ? (
                  <Button
                    variant="subtle"
                    aria-label={t('settings.closeDayAgain', { date })}
                    onClick={() => void closeDay({ date: day.date, name: day.name })}
                  >
                    {t('settings.closeAgain')}
                  </Button>
                ) : (
                  <Button
                    variant="subtle"
                    aria-label={t('settings.openDay', { date })}
                    onClick={() => void openDay(day.date)}
                  >
                    {t('settings.open')}
                  </Button>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </div>
  )
}

interface NewClosedDayProps {
  onDate: (date: LocalDate | null) => void
  onClose: (day: ClosedDay) => void
}

/** One more closed day: its date and why. */
function NewClosedDay({ onDate, onClose }: NewClosedDayProps) {
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
      <DateField
        label={t('common.date')}
        value={date}
        onChange={(chosen) => {
          setDate(chosen)
          onDate(chosen)
        }}
      />
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
