import { Button, Skeleton } from '@mantine/core'
import { IconBed } from '@tabler/icons-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Rack } from '#contract/boarding.ts'
import type { BoardHandle, Landing, Span } from '../../../board/index.ts'
import { today as presentDay } from '../../../lib/dates.ts'
import { goTo } from '../../../lib/location.ts'
import { useRead } from '../../../lib/queries.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { isTyping } from '../../../ui/undo.ts'
import { usePanel } from '../../../ui/usePanel.ts'
import { type RackItem, waitingItem } from './items.ts'
import { isShown } from './lines.ts'
import { dateOf, nightOf, type Scale, windowAround, windowFor } from './nights.ts'
import { RackBar, RackDates } from './RackBar.tsx'
import { RackBoard } from './RackBoard.tsx'
import { type Panel, RackPanel } from './RackPanel.tsx'
import styles from './rack.module.css'
import { Legend } from './StayBar.tsx'
import { Unplaced } from './Unplaced.tsx'
import { useCourses } from './useCourses.ts'
import { aroundToday, useRackPlace } from './useRackPlace.ts'
import { useRackWords } from './useRackWords.ts'
import { useRackWrites } from './useRackWrites.ts'
import { rackView } from './view.ts'
import { waitingIn } from './waiting.ts'

/** The plan of rooms and beds over the days: who sleeps where, who comes and goes, what is free. */
export function RackScreen() {
  const { t } = useTranslation()
  const place = useRackPlace()
  const { days, onSeen, seen } = useWindow(place)
  const read = useRead('boarding.rack', days, { keepPrevious: true })
  const rack = read.data
  useScreenKeys(() => place.change({ date: aroundToday() }))
  return (
    <div className={styles.screen}>
      <RackDates place={place} />
      {read.isError && !rack ? (
        <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
      ) : !rack ? (
        <div className={styles.boardPlace}>
          <Skeleton height="100%" radius={0} animate={false} />
        </div>
      ) : rack.rooms.length === 0 ? (
        <EmptyState
          icon={IconBed}
          title={t('boarding.rack.empty.title')}
          text={t('boarding.rack.empty.text')}
        >
          <Button mt={8} onClick={() => goTo('/people/import')}>
            {t('boarding.rack.empty.import')}
          </Button>
        </EmptyState>
      ) : (
        <LoadedRack rack={rack} place={place} seen={seen} onSeen={onSeen} />
      )}
    </div>
  )
}

interface LoadedRackProps {
  readonly rack: Rack
  readonly place: ReturnType<typeof useRackPlace>
  readonly seen: Span
  onSeen(seen: Span): void
}

function LoadedRack({ rack, place, seen, onSeen }: LoadedRackProps) {
  const { t } = useTranslation()
  const [panel, setPanel] = usePanel<Panel>()
  const close = useCallback(() => setPanel(null), [setPanel])
  const board = useRef<BoardHandle<RackItem>>(null)
  const today = presentDay()
  const nights = useWidest(place.scale, seen.until - seen.from)
  const inView = useMemo(
    () =>
      rack.courses.filter(
        ({ from, until }) => from < dateOf(seen.from + nights) && dateOf(seen.from) < until,
      ),
    [rack.courses, seen.from, nights],
  )
  const courses = useCourses(useMemo(() => inView.map(({ courseId }) => courseId), [inView]))
  const waiting = useMemo(
    () => courses.flatMap((course) => waitingIn(course, today)),
    [courses, today],
  )
  const view = useMemo(() => rackView(rack, waiting, today), [rack, waiting, today])
  const words = useRackWords()
  const writes = useRackWrites(view)
  const span = useMemo((): Span => {
    const from = nightOf(rack.days[0]?.date ?? today)
    return { from, until: from + rack.days.length }
  }, [rack.days, today])
  const isBare = !rack.rooms.some((room) => isShown(room, place))
  return (
    <>
      <RackBar place={place} rack={rack} today={today} />
      <Unplaced
        waiting={waiting}
        onCarry={(one, pointer) => board.current?.carryIn(waitingItem(one, one.name), pointer)}
        onOpen={(one) =>
          setPanel({ kind: 'waiting', courseId: one.courseId, personId: one.personId })
        }
      />
      <div className={styles.boardPlace}>
        {isBare ? (
          <EmptyState icon={IconBed} title={t('boarding.rack.noRooms')} />
        ) : (
          <RackBoard
            handle={board}
            view={view}
            place={place}
            span={span}
            words={words}
            writes={writes}
            draft={draftOf(panel)}
            openItemId={panel?.kind === 'stay' ? panel.stayId : null}
            corner={t('boarding.rack.freeBeds')}
            onSeen={onSeen}
            onPanel={setPanel}
          />
        )}
      </div>
      <Legend />
      {panel && (
        <RackPanel
          panel={panel}
          view={view}
          words={words}
          writes={writes}
          onPanel={setPanel}
          onClose={close}
        />
      )}
    </>
  )
}

/**
 * How many nights of this scale were seen at most. A panel beside the board takes some of them from view; were
 * the people of a course there to go with them, the board would move up under the pointer.
 */
function useWidest(scale: Scale, nights: number): number {
  const widest = useRef({ scale, nights })
  const { current } = widest
  if (current.scale !== scale || current.nights < nights) widest.current = { scale, nights }
  return widest.current.nights
}

/** The free nights for which somebody is being chosen. */
function draftOf(panel: Panel | null): Landing | null {
  if (panel?.kind !== 'who') return null
  const start = nightOf(panel.from)
  return { lineId: panel.bedId, start, length: nightOf(panel.to) - start }
}

/** Days that a new screen is taken to show until it is measured. */
const USUAL_DAYS = 31

/** The days that are asked for: around what is seen, and following it. */
function useWindow({ date, change }: ReturnType<typeof useRackPlace>) {
  const first = nightOf(date)
  const [seen, setSeen] = useState<Span>({ from: first, until: first + USUAL_DAYS })
  const [window, setWindow] = useState<Span>(() => windowAround(first))
  // Another day was gone to, further than what is loaded.
  const far = first < window.from || first >= window.until - USUAL_DAYS
  const asked = far ? windowAround(first) : window
  const latest = useRef({ date, change, asked })
  latest.current = { date, change, asked }
  const onSeen = useCallback((next: Span) => {
    const { date, change, asked } = latest.current
    setSeen((before) => (before.from === next.from && before.until === next.until ? before : next))
    setWindow(windowFor(asked, next))
    if (dateOf(next.from) !== date) change({ date: dateOf(next.from) }, { replace: true })
  }, [])
  const days = useMemo(
    () => ({ from: dateOf(asked.from), days: asked.until - asked.from }),
    [asked.from, asked.until],
  )
  return { days, seen, onSeen }
}

/** T for today. */
function useScreenKeys(onToday: () => void): void {
  const latest = useRef(onToday)
  latest.current = onToday
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target)) return
      const isToday = event.code === 'KeyT' && !event.ctrlKey && !event.metaKey && !event.shiftKey
      if (!isToday) return
      latest.current()
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    window.addEventListener('keydown', onKeyDown, true)
    return () => window.removeEventListener('keydown', onKeyDown, true)
  }, [])
}
