import { ActionIcon, Button, Checkbox } from '@mantine/core'
import { IconAlertTriangle, IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { ConsultationView, FreeSlot } from '#contract/consultations.ts'
import { LocalDate, type PersonId } from '#contract/values.ts'
import { addDays, mondayOf, today } from '../../lib/dates.ts'
import { capitalised, dayWithWeekday, period, surnameFirst, timeRange } from '../../lib/format.ts'
import { groupBy } from '../../lib/group.ts'
import { goTo } from '../../lib/location.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announceByName } from '../../ui/announce.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import type { SeveralAction } from '../../ui/selecting/actions.ts'
import { ChooseMenu } from '../../ui/selecting/ChooseMenu.tsx'
import { SelectionBar } from '../../ui/selecting/SelectionBar.tsx'
import { SeveralPanel } from '../../ui/selecting/SeveralPanel.tsx'
import { type Selecting, useSelecting } from '../../ui/selecting/useSelecting.ts'
import { useAsked } from '../../ui/useAsked.ts'
import { usePanel } from '../../ui/usePanel.ts'
import { ConsultationPanel } from './ConsultationPanel.tsx'
import styles from './consultations.module.css'
import { SeriesPanel } from './SeriesPanel.tsx'
import { Slots } from './Slots.tsx'

/** The psychologist's appointments: free hours first, and the week beside them. */
export default function ConsultationsScreen() {
  const { t } = useTranslation()
  const [open, setOpen] = usePanel<ConsultationView | SeveralAction | Repeating>()
  const asked = LocalDate.safeParse(new URLSearchParams(useSearch()).get('from'))
  const from = mondayOf(asked.success ? asked.data : today())
  const week = useRead(
    'consultations.list',
    { from, until: addDays(from, 6) },
    { keepPrevious: true },
  )
  const choosable = (week.data?.consultations ?? [])
    .filter(({ state, mark }) => state !== 'cancelled' && mark === null)
    .map(({ sessionId }) => sessionId)
  const selecting = useSelecting(choosable)
  const ofWeek = week.data?.consultations ?? []
  useAsked(
    'session',
    ofWeek.map(({ sessionId }) => sessionId),
    (asked) => setOpen(ofWeek.find(({ sessionId }) => sessionId === asked) ?? null),
  )
  const action = open && 'what' in open ? open : null
  const shown = open && 'sessionId' in open ? open : null
  const series = open && 'first' in open ? open : null
  return (
    <>
      <ScreenHeader title={t('consultations.title')} />
      <div className={styles.screen}>
        <Booking onRepeat={setOpen} />
        <Week from={from} read={week} selecting={selecting} open={shown} onOpen={setOpen}>
          <ChooseMenu selecting={selecting} ids={choosable} onAct={setOpen} />
        </Week>
      </div>
      <SelectionBar selecting={selecting} acting={action !== null} onAct={setOpen} />
      {action && (
        <SeveralPanel
          key={action.what}
          action={action}
          selecting={selecting}
          onClose={() => setOpen(null)}
        />
      )}
      {shown && (
        <ConsultationPanel
          key={shown.sessionId}
          sessionId={shown.sessionId}
          date={shown.date}
          onClose={() => setOpen(null)}
        />
      )}
      {series && (
        <SeriesPanel
          key={`${series.person.id}${series.first.date}${series.first.start}`}
          {...series}
          onClose={() => setOpen(null)}
          onMade={(date) => {
            setOpen(null)
            goTo(`/consultations?from=${mondayOf(date)}`, { replace: true })
          }}
        />
      )}
    </>
  )
}

/** Appointments of a person that are to repeat, and the free hour of the first one. */
interface Repeating {
  person: { id: PersonId; name: string }
  first: FreeSlot
}

/** Who is to come, then when: one click on a free hour books it, or begins a series there. */
function Booking({ onRepeat }: { onRepeat: (repeating: Repeating) => void }) {
  const { t } = useTranslation()
  const [person, setPerson] = useState<{ id: PersonId; name: string } | null>(null)
  const [from, setFrom] = useState<LocalDate>(today())
  const [repeats, setRepeats] = useState(false)
  const free = useRead('consultations.freeSlots', person && { personId: person.id, from })
  const book = useWrite('consultations.book')
  const take = async (slot: FreeSlot) => {
    if (!person) return
    if (repeats) return onRepeat({ person, first: slot })
    const { psychologistId, placeId, date, start, minutes } = slot
    try {
      const { changeId } = await book.mutateAsync({
        personId: person.id,
        ...{ psychologistId, placeId, date, start, minutes },
      })
      setPerson(null)
      goTo(`/consultations?from=${mondayOf(date)}`, { replace: true })
      await announceByName(changeId)
    } catch {
      // The refusal stands above the hours, from `book.error`.
    }
  }
  const soon = from === today()
  return (
    <section aria-label={t('consultations.find')}>
      <PersonPicker
        label={t('consultations.find')}
        value={person?.id ?? null}
        onChange={(_, chosen) => {
          book.reset()
          setFrom(today())
          setPerson(chosen && { id: chosen.id, name: surnameFirst(chosen) })
        }}
      />
      {!person && <p className={styles.hint}>{t('consultations.findHint')}</p>}
      {free.isError && <ErrorSentence error={free.error} />}
      {book.isError && <ErrorSentence error={book.error} />}
      {person && free.data && (
        <>
          <h3>{t('consultations.free', { name: person.name })}</h3>
          <Checkbox
            mb={8}
            label={t('consultations.repeat')}
            description={t('consultations.repeatHint')}
            checked={repeats}
            onChange={(event) => setRepeats(event.currentTarget.checked)}
          />
          <Slots slots={free.data.slots} busy={book.isPending} onTake={(slot) => void take(slot)} />
          <Button
            mt={14}
            variant="default"
            onClick={() => setFrom(soon ? addDays(from, 14) : today())}
          >
            {soon ? t('consultations.later') : t('consultations.earlier')}
          </Button>
        </>
      )}
    </section>
  )
}

interface WeekProps {
  /** Its Monday. */
  from: LocalDate
  read: ReturnType<typeof useRead<'consultations.list'>>
  selecting: Selecting
  children: ReactNode
  open: ConsultationView | null
  onOpen: (consultation: ConsultationView) => void
}

function Week({ from, read, selecting, children, open, onOpen }: WeekProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const until = addDays(from, 6)
  const go = (date: LocalDate) => goTo(`/consultations?from=${date}`, { replace: true })
  const marks = useRead('attendance.marks', {})
  const byDay = groupBy(read.data?.consultations ?? [], (one) => one.date)
  const stateOf = ({ state, mark }: ConsultationView) =>
    mark === null
      ? t(`hippotherapy.states.${state}`)
      : (marks.data?.marks.find((one) => one.code === mark)?.name[language] ?? '')
  const wrongWith = ({ findings }: ConsultationView) =>
    findings.map((one) => findingSentence(one, language, t)).join(' ')
  return (
    <section aria-label={t('consultations.week')} {...selecting.area}>
      <div className={styles.bar}>
        <h2>
          {t('consultations.week')}: {period(from, until, language)}
        </h2>
        {children}
        <ActionIcon
          size={36}
          aria-label={t('studio.week.previous')}
          onClick={() => go(addDays(from, -7))}
        >
          <IconChevronLeft size={20} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={36}
          aria-label={t('studio.week.next')}
          onClick={() => go(addDays(from, 7))}
        >
          <IconChevronRight size={20} aria-hidden />
        </ActionIcon>
      </div>
      {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
      {read.isSuccess && byDay.size === 0 && (
        <p className={styles.hint}>{t('consultations.empty')}</p>
      )}
      {[...byDay].map(([date, consultations]) => (
        <div key={date}>
          <h3>{capitalised(dayWithWeekday(date, language))}</h3>
          <ul className={styles.list}>
            {consultations.map((one) => (
              <li key={one.sessionId}>
                <button
                  type="button"
                  className={styles.line}
                  data-item={one.sessionId}
                  data-state={one.state}
                  data-waiting={one.findings.length > 0 || undefined}
                  title={wrongWith(one) || undefined}
                  data-chosen={selecting.chosen.has(one.sessionId) || undefined}
                  data-open={one.sessionId === open?.sessionId || undefined}
                  aria-current={one.sessionId === open?.sessionId || undefined}
                  aria-pressed={selecting.chosen.has(one.sessionId) || undefined}
                  onClick={() => onOpen(one)}
                >
                  <span className={styles.time}>{timeRange(one.start, one.end)}</span>
                  <span className={styles.name}>{one.clientName}</span>
                  <span className={styles.state}>
                    {one.findings.length > 0 && (
                      <IconAlertTriangle size={15} stroke={1.8} aria-hidden />
                    )}
                    {wrongWith(one) || stateOf(one)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  )
}
