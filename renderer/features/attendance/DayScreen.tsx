import { Button, Select } from '@mantine/core'
import { IconCalendarOff, IconChecks, IconClipboardCheck, IconPrinter } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { sessionKinds as kinds, type SessionKind } from '#contract/schedule.ts'
import type { SessionId } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { capitalised, dayWithWeekday } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { sheetAddress } from '../../print/address.ts'
import { useLanguage } from '../../texts/index.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import type { SeveralAction } from '../../ui/selecting/actions.ts'
import { ChooseMenu } from '../../ui/selecting/ChooseMenu.tsx'
import { SelectionBar } from '../../ui/selecting/SelectionBar.tsx'
import { SeveralPanel } from '../../ui/selecting/SeveralPanel.tsx'
import { useSelecting } from '../../ui/selecting/useSelecting.ts'
import { usePanel } from '../../ui/usePanel.ts'
import { AbsencePanel } from './AbsencePanel.tsx'
import styles from './attendance.module.css'
import { DaySwitch } from './DaySwitch.tsx'
import { LinePanel } from './LinePanel.tsx'
import { List } from './List.tsx'
import {
  type Chosen,
  heldOf,
  instructorsOf,
  isTogether,
  linesOf,
  markedByOneTap,
  nameOf,
  tallyOf,
  unmarkedSessions,
} from './list.ts'
import { OwnChanges } from './OwnChanges.tsx'
import { usePlace } from './place.ts'
import { Tabs } from './Tabs.tsx'
import { useMarking } from './useMarking.ts'
import { useOwnList } from './useOwnList.ts'
import { WalkInPanel } from './WalkInPanel.tsx'

/** The lists of a day: all present in one tap, then the exceptions. */
export function DayScreen() {
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
  const lines = linesOf(all, chosen, place.kind)
  const held = heldOf(lines)
  const tally = tallyOf(held, marks)
  const present = marks.find(({ code }) => code === 'present')
  const ahead = place.date > today()
  const ofSession = held.filter(({ sessionId }) => sessionId === place.session)
  const open =
    ofSession.find(({ personId }) => personId === place.person) ??
    // Of a class, somebody must have been chosen; elsewhere there is only one.
    ofSession.find((line) => !isTogether(line))
  const shown = open ?? ofSession[0]
  // Each class has a button of its own: nobody marks the whole house in one tap.
  const single = held.filter((line) => !isTogether(line))
  const now = useNow()
  const unmarked = markedByOneTap(single, now).length
  const [panel, setPanel] = usePanel<SessionId | 'absence' | SeveralAction>()
  const choosable = unmarkedSessions(held, today())
  const selecting = useSelecting(choosable)
  const several = typeof panel === 'object' ? panel : null
  const walkIn = all.find(({ sessionId }) => sessionId === panel)
  return (
    <>
      <ScreenHeader title={capitalised(dayWithWeekday(place.date, language))}>
        <DaySwitch date={place.date} onChange={(date) => place.change({ date, session: null })} />
      </ScreenHeader>
      <Tabs />
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
              onClick={() => present && void marking.putAll(place.date, single, present)}
            >
              <span className={styles.all}>
                {t('attendance.allPresent')}
                {single.length < held.length ? (
                  <small>{t('attendance.allPresentOf', { count: unmarked })}</small>
                ) : (
                  // The hint of the button has the number in a sentence.
                  <small aria-hidden>{t('attendance.allPresentCount', { count: unmarked })}</small>
                )}
              </span>
            </Button>
          )}
          {!ahead && tally.marked === tally.total && held.length > 0 && (
            <p className={styles.settled}>
              <IconChecks size={24} aria-hidden />
              {t('attendance.everybodyMarked')}
            </p>
          )}
          <div className={styles.tally} role="status">
            {ahead
              ? tally.marked > 0 && (
                  <strong>{t('attendance.notComing', { count: tally.marked })}</strong>
                )
              : held.length > 0 && (
                  <>
                    <strong>{t('attendance.tally', tally)}</strong>
                    <span>{t('attendance.came', { count: tally.came })}</span>
                  </>
                )}
          </div>
          <div className={styles.choices}>
            <KindChoice
              value={place.kind}
              onChange={(kind) => place.change({ kind, session: null })}
            />
            <InstructorChoice
              lines={all}
              chosen={chosen}
              onChange={(next) => place.change({ chosen: next, session: null })}
            />
            <ChooseMenu selecting={selecting} ids={choosable} large onAct={setPanel} />
            <Button
              variant="default"
              h={44}
              px={14}
              leftSection={<IconCalendarOff size={20} stroke={1.6} aria-hidden />}
              onClick={() => setPanel('absence')}
            >
              {t('attendance.absence.open')}
            </Button>
            {/* Sessions of a course have no sheet of the day: their paper is the course's register. */}
            {place.kind !== 'course' && (
              <Button
                component={Link}
                href={sheetOfDay(place.date, chosen, place.kind)}
                variant="default"
                h={44}
                px={14}
                leftSection={<IconPrinter size={20} stroke={1.6} aria-hidden />}
              >
                {t('attendance.printSheet')}
              </Button>
            )}
          </div>
        </div>
        {ahead && held.length > 0 && <p className={styles.ahead}>{t('attendance.ahead')}</p>}
        <List
          lines={lines}
          marks={marks}
          marking={marking}
          selecting={selecting}
          date={place.date}
          open={shown ? nameOf(shown) : null}
          withInstructor={chosen === 'all'}
          quick={ahead ? undefined : present}
          onOpen={(line) => {
            setPanel(null)
            place.change({ session: line?.sessionId ?? null, person: line?.personId ?? null })
          }}
          onWalkIn={setPanel}
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
        {own !== null && chosen === own && <OwnChanges memberId={own} date={place.date} />}
      </div>
      <SelectionBar selecting={selecting} acting={several !== null} scrolls onAct={setPanel} />
      {several && (
        <SeveralPanel
          key={several.what}
          action={several}
          selecting={selecting}
          onClose={() => setPanel(null)}
        />
      )}
      {panel === 'absence' && <AbsencePanel date={place.date} onClose={() => setPanel(null)} />}
      {walkIn && <WalkInPanel session={walkIn} onClose={() => setPanel(null)} />}
      {open && panel === null && (
        <LinePanel
          key={nameOf(open)}
          line={open}
          marks={marks}
          marking={marking}
          onClose={() => place.change({ session: null })}
        />
      )}
    </>
  )
}

function sheetOfDay(date: string, chosen: Chosen, kind: SessionKind | null): string {
  if (kind === 'class') return sheetAddress('class', { date })
  const instructor = chosen === 'all' || chosen === 'nobody' ? null : chosen
  return sheetAddress('rides-day', { date, instructor })
}

interface KindChoiceProps {
  value: SessionKind | null
  onChange: (kind: SessionKind | null) => void
}

function KindChoice({ value, onChange }: KindChoiceProps) {
  const { t } = useTranslation()
  return (
    <Select
      aria-label={t('attendance.kind')}
      value={value ?? 'all'}
      data={[
        { value: 'all', label: t('attendance.kinds.all') },
        ...kinds.map((kind) => ({ value: kind as string, label: t(`attendance.kinds.${kind}`) })),
      ]}
      onChange={(chosen) => onChange(kinds.find((kind) => kind === chosen) ?? null)}
      allowDeselect={false}
      w={160}
      styles={{ input: { height: 44 }, option: { minHeight: 44 } }}
    />
  )
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
      w={190}
      styles={{ input: { height: 44 }, option: { minHeight: 44 } }}
    />
  )
}
