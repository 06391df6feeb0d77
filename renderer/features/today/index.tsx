import { Button } from '@mantine/core'
import { IconCalendar, IconChecks, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttendanceLine } from '#contract/attendance.ts'
import type { LocalDate, LocalTime } from '#contract/values.ts'
import { addDays } from '../../lib/dates.ts'
import { capitalised, dayWithWeekday } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { sheetAddress } from '../../print/address.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FeastQuestions } from '../../ui/FeastQuestions.tsx'
import { OwnOnly } from '../../ui/OwnOnly.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { ComingAndGoing } from './ComingAndGoing.tsx'
import { FileNews, OpenNews } from './FileNews.tsx'
import { House } from './House.tsx'
import { heldOf, momentOf } from './moment.ts'
import { ToTell } from './ToTell.tsx'
import styles from './today.module.css'
import { FreePlaces, HorsesAway, Statements, ToSettle, Unmarked } from './Unsettled.tsx'
import { Welcome } from './Welcome.tsx'

/** So many days before a year begins, the feasts in it are asked for. */
const AHEAD = 92
/** The last day of the year that is on, or soon will be. */
const lastAskedFor = (date: LocalDate) => `${addDays(date, AHEAD).slice(0, 4)}-12-31` as LocalDate

/** The receptionist's home. Each line leads to the place where it is settled. */
export default function TodayScreen() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { date, time } = useNow()
  const sample = useRead('sample.state', {})
  const day = useRead('hippotherapy.day', { date })
  const list = useRead('attendance.day', { date })
  const empty = sample.data?.empty === true
  const lines = (list.data?.lines ?? []).filter(({ cancelled }) => !cancelled)
  return (
    <>
      <ScreenHeader title={capitalised(dayWithWeekday(date, language))}>
        <time className={styles.clock}>{time}</time>
      </ScreenHeader>
      <FileNews />
      {!empty && <OpenNews />}
      {empty && <Welcome />}
      {!empty && day.error && (
        <div className={styles.screen}>
          <ErrorSentence error={day.error} onAgain={() => void day.refetch()} />
        </div>
      )}
      {!empty && day.data && (
        <div className={styles.screen}>
          <div className={styles.summary}>
            <Summary closedDay={day.data.closedDay} lines={lines} now={time} />
            <Button
              component={Link}
              href={`/attendance?date=${date}`}
              leftSection={<IconChecks size={20} aria-hidden />}
            >
              {t('today.openMarks')}
            </Button>
            <Button
              component={Link}
              href={`/hippotherapy?date=${date}`}
              variant="default"
              leftSection={<IconCalendar size={20} stroke={1.6} aria-hidden />}
            >
              {t('today.openPlan')}
            </Button>
            <Button
              component={Link}
              href={sheetAddress('rides-day', { date })}
              variant="default"
              leftSection={<IconPrinter size={20} stroke={1.6} aria-hidden />}
            >
              {t('today.printSheet')}
            </Button>
          </div>
          <FeastQuestions from={date} until={lastAskedFor(date)} />
          <div className={styles.columns}>
            {/* What cannot wait comes first: before its hour somebody has to act. */}
            <div>
              <ToSettle date={date} />
              <ToTell date={date} now={time} />
              <Unmarked date={date} now={time} />
            </div>
            <div>
              <House lines={lines} now={time} />
            </div>
            <div>
              <ComingAndGoing date={date} />
              <FreePlaces />
              <Statements date={date} />
              <HorsesAway day={day.data} />
            </div>
          </div>
        </div>
      )}
    </>
  )
}

interface SummaryProps {
  closedDay: string | null
  lines: readonly AttendanceLine[]
  now: LocalTime
}

function Summary({ closedDay, lines, now }: SummaryProps) {
  const { t } = useTranslation()
  const { past, running, ahead } = momentOf(heldOf(lines), now)
  const total = past.length + running.length + ahead.length
  return (
    <p className={styles.sentence}>
      {closedDay && `${t('today.closed', { name: closedDay })} `}
      {total === 0
        ? t('today.noRides')
        : t('today.summary', {
            total,
            past: past.length,
            running: running.length,
            ahead: ahead.length,
          })}{' '}
      <OwnOnly />
    </p>
  )
}
