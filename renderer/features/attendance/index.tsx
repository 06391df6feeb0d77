import { Button, Select } from '@mantine/core'
import { IconChecks, IconClipboardCheck, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { today } from '../../lib/dates.ts'
import { capitalised, dayWithWeekday } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import styles from './attendance.module.css'
import { DaySwitch } from './DaySwitch.tsx'
import { LinePanel } from './LinePanel.tsx'
import { List } from './List.tsx'
import { type Chosen, instructorsOf, linesOf, tallyOf } from './list.ts'
import { usePlace } from './place.ts'
import { useMarking } from './useMarking.ts'
import { useOwnList } from './useOwnList.ts'

/** The instructor's list of a day: all present in one tap, then the exceptions. */
export default function AttendanceScreen() {
  const { t } = useTranslation()
  const language = useLanguage()
  const place = usePlace()
  const own = useOwnList()
  const day = useRead('attendance.day', { date: place.date }, { keepPrevious: true })
  const kinds = useRead('attendance.marks', {})
  const marking = useMarking()

  const chosen: Chosen = place.chosen ?? own ?? 'all'
  const marks = kinds.data?.marks ?? []
  const all = day.data?.lines ?? []
  const lines = linesOf(all, chosen)
  const tally = tallyOf(lines, marks)
  const present = marks.find(({ code }) => code === 'present')
  const ahead = place.date > today()
  const open = lines.find(({ sessionId }) => sessionId === place.session)
  const unmarked = tally.total - tally.marked
  return (
    <>
      <ScreenHeader title={capitalised(dayWithWeekday(place.date, language))}>
        <DaySwitch date={place.date} onChange={(date) => place.change({ date, session: null })} />
      </ScreenHeader>
      <div className={styles.screen}>
        {day.error && <ErrorSentence error={day.error} onAgain={() => void day.refetch()} />}
        <div className={styles.bar}>
          {!ahead && unmarked > 0 && (
            <Button
              h={56}
              px={24}
              fz={17}
              leftSection={<IconChecks size={24} aria-hidden />}
              disabled={!present}
              title={t('attendance.allPresentHint', { count: unmarked })}
              onClick={() => present && void marking.putAll(place.date, lines, present)}
            >
              {t('attendance.allPresent')}
            </Button>
          )}
          {unmarked === 0 && lines.length > 0 && (
            <p className={styles.settled}>
              <IconChecks size={24} aria-hidden />
              {t('attendance.everybodyMarked')}
            </p>
          )}
          <div className={styles.tally} role="status">
            {lines.length > 0 && (
              <>
                <strong>{t('attendance.tally', tally)}</strong>
                <span>{t('attendance.came', { count: tally.came })}</span>
              </>
            )}
          </div>
          <InstructorChoice
            lines={all}
            chosen={chosen}
            onChange={(next) => place.change({ chosen: next, session: null })}
          />
          <Button
            component={Link}
            href={`/sheets?${sheetQuery(place.date, chosen)}`}
            variant="default"
            h={44}
            leftSection={<IconPrinter size={20} stroke={1.6} aria-hidden />}
          >
            {t('attendance.printSheet')}
          </Button>
        </div>
        {ahead && lines.length > 0 && <p className={styles.ahead}>{t('attendance.ahead')}</p>}
        <List
          lines={lines}
          marks={marks}
          marking={marking}
          open={open?.sessionId ?? null}
          withInstructor={chosen === 'all'}
          quick={ahead ? undefined : present}
          onOpen={(session) => place.change({ session })}
        />
        {day.data && lines.length === 0 && (
          <EmptyState
            icon={IconClipboardCheck}
            title={t(all.length > 0 ? 'attendance.emptyOfInstructor' : 'attendance.empty')}
            text={t('attendance.emptyText')}
          >
            {all.length > 0 ? (
              <Button onClick={() => place.change({ chosen: 'all' })}>
                {t('attendance.showEverybody')}
              </Button>
            ) : (
              <Button component={Link} href={`/hippotherapy?date=${place.date}`} variant="default">
                {t('attendance.openPlan')}
              </Button>
            )}
          </EmptyState>
        )}
      </div>
      {open && (
        <LinePanel
          key={open.sessionId}
          line={open}
          marks={marks}
          marking={marking}
          onClose={() => place.change({ session: null })}
        />
      )}
    </>
  )
}

function sheetQuery(date: string, chosen: Chosen): string {
  const query = new URLSearchParams({ kind: 'rides-day', date })
  if (chosen !== 'all' && chosen !== 'nobody') query.set('instructor', chosen)
  return query.toString()
}

interface InstructorChoiceProps {
  lines: Parameters<typeof instructorsOf>[0]
  chosen: Chosen
  onChange: (chosen: Chosen) => void
}

function InstructorChoice({ lines, chosen, onChange }: InstructorChoiceProps) {
  const { t } = useTranslation()
  const team = useRead('team.list', {})
  const leading = instructorsOf(lines).map(({ id, name }) => ({
    value: id ?? 'nobody',
    label: name ?? t('attendance.nobodyLeads'),
  }))
  const absent = team.data?.members.find(
    ({ id }) => id === chosen && !leading.some(({ value }) => value === id),
  )
  return (
    <Select
      aria-label={t('attendance.instructor')}
      value={chosen}
      data={[
        { value: 'all', label: t('attendance.everybody') },
        ...leading,
        ...(absent
          ? [{ value: absent.id, label: `${absent.familyName} ${absent.givenName}` }]
          : []),
      ]}
      onChange={(value) => value && onChange(value as Chosen)}
      allowDeselect={false}
      w={200}
      styles={{ input: { height: 44 }, option: { minHeight: 44 } }}
    />
  )
}
