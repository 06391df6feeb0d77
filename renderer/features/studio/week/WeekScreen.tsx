import { ActionIcon, Button, Select } from '@mantine/core'
import { type ScheduleEventData, WeekView } from '@mantine/schedule'
import { IconChevronLeft, IconChevronRight, IconPlus } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ClassView, type StudioWeek, studioKeys } from '#contract/studio.ts'
import type { LocalDate, LocalTime, SessionId } from '#contract/values.ts'
import { useSees } from '../../../lib/access.ts'
import {
  addDays,
  minuteOf,
  mondayOf,
  nowTime,
  timeAt,
  today,
  weekdayOf,
} from '../../../lib/dates.ts'
import { period, timeRange, weekdayShort } from '../../../lib/format.ts'
import { useRead } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { DoButton } from '../../../ui/DoButton.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import type { SeveralAction } from '../../../ui/selecting/actions.ts'
import { ChooseMenu } from '../../../ui/selecting/ChooseMenu.tsx'
import { SelectionBar } from '../../../ui/selecting/SelectionBar.tsx'
import { SeveralPanel } from '../../../ui/selecting/SeveralPanel.tsx'
import { type Selecting, useSelecting } from '../../../ui/selecting/useSelecting.ts'
import { useAsked } from '../../../ui/useAsked.ts'
import { usePanel } from '../../../ui/usePanel.ts'
import { ClassBody, sessionOf } from './ClassBody.tsx'
import { ClassFormPanel } from './ClassFormPanel.tsx'
import { ClassPanel } from './ClassPanel.tsx'
import { type Filter, filters, useWeekPlace, type WeekPlace } from './place.ts'
import styles from './week.module.css'

type Open =
  | { name: 'class'; sessionId: SessionId }
  | {
      name: 'moved'
      session: ClassView
      to: { date: LocalDate; start: LocalTime; minutes: number }
    }
  | { name: 'new'; date: LocalDate; start: LocalTime }
  | { name: 'several'; action: SeveralAction }

/** The week's timetable of all studios, or of one place, teacher or studio. */
export function WeekScreen() {
  const { t } = useTranslation()
  const place = useWeekPlace()
  const week = useRead('studio.week', { from: place.from }, { keepPrevious: true })
  const [open, setOpen] = usePanel<Open>()
  const close = () => setOpen(null)
  const classes = (week.data?.classes ?? []).filter((one) => isShown(one, place))
  const choosable = classes.filter(isOpen).map(({ sessionId }) => sessionId)
  const selecting = useSelecting(choosable)
  const act = (action: SeveralAction) => setOpen({ name: 'several', action })
  useAsked(
    'session',
    (week.data?.classes ?? []).map(({ sessionId }) => sessionId),
    (sessionId) => setOpen({ name: 'class', sessionId }),
  )
  const sees = useSees()
  return (
    <div className={styles.screen}>
      <Bar
        place={place}
        week={week.data}
        onAdd={() => setOpen({ name: 'new', date: place.from, start: '10:00' as LocalTime })}
      >
        <ChooseMenu selecting={selecting} ids={choosable} onAct={act} />
      </Bar>
      {week.isError && <ErrorSentence error={week.error} onAgain={() => void week.refetch()} />}
      {!sees('everybodys') && <p className={styles.empty}>{t('access.ownOnly')}</p>}
      {sees('everybodys') && week.data && classes.length === 0 && (
        <p className={styles.empty}>{t('studio.week.empty')}</p>
      )}
      {week.data && (
        <Timetable
          week={week.data}
          from={place.from}
          classes={classes}
          selecting={selecting}
          onOpen={setOpen}
        />
      )}
      <SelectionBar selecting={selecting} acting={open?.name === 'several'} onAct={act} />
      {open?.name === 'several' && (
        <SeveralPanel
          key={open.action.what}
          action={open.action}
          selecting={selecting}
          onClose={close}
        />
      )}
      {open?.name === 'class' && (
        <ClassPanel key={open.sessionId} sessionId={open.sessionId} onClose={close} />
      )}
      {open?.name === 'moved' && (
        <ClassFormPanel
          key={`${open.session.sessionId}${open.to.date}${open.to.start}`}
          session={open.session}
          initial={open.to}
          onClose={close}
        />
      )}
      {open?.name === 'new' && (
        <ClassFormPanel
          key={`${open.date}${open.start}`}
          session={null}
          initial={{ date: open.date, start: open.start, minutes: 90 }}
          onClose={close}
        />
      )}
    </div>
  )
}

/** What may still be changed: it is neither cancelled nor has anybody been marked in it; ahead of its day, absences are. */
const isOpen = ({ state, people, unmarked, date }: ClassView): boolean =>
  state !== 'cancelled' && state !== 'done' && (people === unmarked || date > today())

const filterValue = (one: ClassView, by: Filter): string | null =>
  by === 'place' ? one.placeId : by === 'teacher' ? one.teacherId : one.studio

const isShown = (one: ClassView, { by, only }: WeekPlace) =>
  only === null || filterValue(one, by) === only

interface BarProps {
  place: ReturnType<typeof useWeekPlace>
  week: StudioWeek | undefined
  onAdd: () => void
  children: ReactNode
}

function Bar({ place, week, onAdd, children }: BarProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { from, by, only, change } = place
  const thisWeek = mondayOf(today())
  const choices: Record<Filter, { value: string; label: string }[]> = {
    place: (week?.places ?? []).map((one) => ({ value: one.placeId, label: one.name })),
    teacher: (week?.teachers ?? []).map((one) => ({ value: one.memberId, label: one.name })),
    studio: studioKeys.map((value) => ({ value, label: t(`common.studios.${value}`) })),
  }
  return (
    <div className={styles.bar}>
      <ActionIcon
        size={36}
        aria-label={t('studio.week.previous')}
        onClick={() => change({ from: addDays(from, -7) })}
      >
        <IconChevronLeft size={20} aria-hidden />
      </ActionIcon>
      <Button
        variant="default"
        disabled={from === thisWeek}
        onClick={() => change({ from: thisWeek })}
      >
        {t('studio.week.thisWeek')}
      </Button>
      <ActionIcon
        size={36}
        aria-label={t('studio.week.next')}
        onClick={() => change({ from: addDays(from, 7) })}
      >
        <IconChevronRight size={20} aria-hidden />
      </ActionIcon>
      <h2 className={styles.when}>{period(from, addDays(from, 6), language)}</h2>
      {children}
      <div className={styles.filters}>
        <Select
          aria-label={t('studio.week.show')}
          w={190}
          value={by}
          data={filters.map((value) => ({
            value,
            label: t(
              `studio.week.${value === 'place' ? 'byPlace' : value === 'teacher' ? 'byTeacher' : 'byStudio'}`,
            ),
          }))}
          allowDeselect={false}
          onChange={(value) =>
            change({ by: filters.find((one) => one === value) ?? 'place', only: null })
          }
        />
        <Select
          aria-label={t('studio.week.everything')}
          w={210}
          placeholder={t('studio.week.everything')}
          value={only}
          data={choices[by]}
          clearable
          onChange={(value) => change({ only: value })}
        />
        <DoButton leftSection={<IconPlus size={18} aria-hidden />} onClick={onAdd}>
          {t('studio.week.add')}
        </DoButton>
      </div>
    </div>
  )
}

interface TimetableProps {
  week: StudioWeek
  from: LocalDate
  classes: readonly ClassView[]
  selecting: Selecting
  onOpen: (open: Open) => void
}

const stamp = (date: string, time: string) => `${date} ${time}:00`
const dateOf = (moment: string) => moment.slice(0, 10) as LocalDate
const timeIn = (moment: string) => moment.slice(11, 16) as LocalTime

function Timetable({ week, from, classes, selecting, onOpen }: TimetableProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { opens, closes } = hoursOf(week)
  const events: ScheduleEventData[] = [
    ...classes.map((one) => ({
      id: one.sessionId,
      title: `${one.groupName}, ${timeRange(one.start, one.end)}`,
      start: stamp(one.date, one.start),
      end: stamp(one.date, one.end),
      color: colorOf(one),
      payload: { session: one },
    })),
    ...week.days
      .filter((day) => day.closedDay !== null)
      .map((day) => ({
        id: `closed ${day.date}`,
        title: `${t('studio.week.closed')}: ${day.closedDay}`,
        start: stamp(day.date, opens),
        end: stamp(day.date, closes),
        color: 'gray',
        display: 'background' as const,
      })),
  ]
  return (
    <div className={styles.week} {...selecting.area}>
      <WeekView
        aria-label={t('studio.week.timetable')}
        date={from}
        events={events}
        locale={language}
        startTime={`${opens}:00`}
        endTime={`${closes}:00`}
        startScrollTime={`${opens}:00`}
        intervalMinutes={30}
        slotHeight="60px"
        withHeader={false}
        withAllDaySlots={false}
        withWeekNumber={false}
        // Studios seldom work at the weekend: five wider days then.
        withWeekendDays={week.classes.some((one) => ['sa', 'su'].includes(weekdayOf(one.date)))}
        highlightToday
        getCurrentTime={() => stamp(today(), nowTime())}
        withCurrentTimeBubble={false}
        weekdayFormat={(date) => weekdayShort(weekdayOf(date.slice(0, 10)), language)}
        // The names of the days are its buttons for another view; here they only stand there.
        attributes={{ weekViewDayLabel: { inert: true } }}
        labels={{
          weekday: t('common.date'),
          timeSlot: t('studio.week.add'),
          today: t('common.today'),
          next: t('studio.week.next'),
          previous: t('studio.week.previous'),
          noEvents: t('studio.week.empty'),
          more: '…',
          moreLabel: (count) => `+${count}`,
        }}
        scrollAreaProps={{ mah: '100%' }}
        withEventsDragAndDrop
        eventDragInterval={15}
        canDragEvent={(event) =>
          sessionOf(event)?.state === 'planned' || sessionOf(event)?.state === 'not_ready'
        }
        onEventDrop={({ event, newStart, newEnd }) => {
          const session = sessionOf(event)
          if (!session) return
          const start = timeIn(newStart)
          const minutes = minuteOf(timeIn(newEnd)) - minuteOf(start)
          onOpen({ name: 'moved', session, to: { date: dateOf(newStart), start, minutes } })
        }}
        onEventClick={(event) => {
          const session = sessionOf(event)
          if (session) onOpen({ name: 'class', sessionId: session.sessionId })
        }}
        onTimeSlotClick={({ slotStart }) =>
          onOpen({ name: 'new', date: dateOf(slotStart), start: timeIn(slotStart) })
        }
        renderEventBody={(event) => <ClassBody event={event} chosen={selecting.chosen} />}
      />
    </div>
  )
}

function colorOf({ state, findings }: ClassView): string {
  if (state === 'cancelled') return 'gray'
  return state === 'not_ready' || findings.length > 0 ? 'yellow' : 'teal'
}

/** From the first opening to the last closing of the week, and every class within. */
function hoursOf({ days, classes }: StudioWeek): { opens: LocalTime; closes: LocalTime } {
  const begins = [
    ...days.flatMap((day) => day.openingHours.map((one) => minuteOf(one.from))),
    ...classes.map((one) => minuteOf(one.start)),
  ]
  const ends = [
    ...days.flatMap((day) => day.openingHours.map((one) => minuteOf(one.until))),
    ...classes.map((one) => minuteOf(one.start) + one.minutes),
  ]
  const first = Math.floor(Math.min(...begins, 10 * 60) / 60) * 60
  const last = Math.ceil(Math.max(...ends, 17 * 60) / 60) * 60
  return { opens: timeAt(first), closes: timeAt(Math.min(last, 23 * 60)) }
}
