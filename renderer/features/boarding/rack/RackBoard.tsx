import { type Ref, useCallback, useMemo } from 'react'
import type { Room } from '#contract/boarding.ts'
import {
  Board,
  type BoardHandle,
  type Landing,
  type Span,
  type Verdict,
} from '../../../board/index.ts'
import { call, ServiceError } from '../../../lib/client.ts'
import { dayAndMonth, monthShort } from '../../../lib/format.ts'
import { findingSentence } from '../../../lib/sentences.ts'
import { useLanguage } from '../../../texts/index.ts'
import { notifyFailure } from '../../../ui/answers.tsx'
import { DayScale } from './DayScale.tsx'
import {
  bedsLeft,
  closuresOf,
  coursesAsSlots,
  dayShades,
  goneBeds,
  itemMaker,
  type RackItem,
} from './items.ts'
import { isShown, linesOf, type RackLine } from './lines.ts'
import { dateOf, daysAcross, nightOf } from './nights.ts'
import type { Panel } from './RackPanel.tsx'
import { RoomHead } from './RoomHead.tsx'
import styles from './rack.module.css'
import { classOfState, StayBar } from './StayBar.tsx'

import type { RackPlace } from './useRackPlace.ts'
import type { useRackWords } from './useRackWords.ts'
import type { RackWrites } from './useRackWrites.ts'
import { type Attempt, knownInTheWay, moving, placing, type RackView } from './view.ts'

interface RackBoardProps {
  readonly view: RackView
  readonly place: RackPlace
  readonly span: Span
  readonly words: ReturnType<typeof useRackWords>
  readonly writes: RackWrites
  readonly draft: Landing | null
  readonly openItemId: string | null
  readonly handle: Ref<BoardHandle<RackItem>>
  readonly corner: string
  onSeen(seen: Span): void
  onPanel(panel: Panel): void
}

/** Rooms and beds down, days across. */
export function RackBoard(props: RackBoardProps) {
  const { view, place, span, words, writes, onPanel } = props
  const { rack, today } = view
  const { scale, building, floor } = place
  const language = useLanguage()
  const axis = useMemo(
    () =>
      daysAcross(scale, {
        say: (date) => dayAndMonth(date, language),
        write: (date) => `${Number(date.slice(8))} ${monthShort(date, language)}`,
      }),
    [scale, language],
  )
  const lines = useMemo(() => {
    const shown = rack.rooms.filter((room) => isShown(room, { building, floor }))
    return linesOf(shown, words.line, ({ first }) => (first ? (styles.firstBed ?? '') : ''))
  }, [rack.rooms, building, floor, words])
  const makeItems = useMemo(() => itemMaker(today, words.item, classOfState), [today, words])
  const items = useMemo(() => makeItems(rack.stays, rack.away), [makeItems, rack.stays, rack.away])
  const stretches = useMemo(
    () => [
      ...dayShades(span, today),
      ...closuresOf(rack.rooms, words.outOfUse),
      ...goneBeds(rack.rooms, span, words.gone),
      ...bedsLeft(rack, words.bedLeft),
    ],
    [span, today, rack, words],
  )
  const usualSlots = useMemo(() => coursesAsSlots(rack.courses), [rack.courses])

  const attemptOf = (item: RackItem, landing: Landing): Attempt | null =>
    item.waiting
      ? placing(item.waiting)
      : item.stay && moving(item.stay, dateOf(landing.start), view)
  const atOnce = (item: RackItem, landing: Landing): string | null => {
    const attempt = attemptOf(item, landing)
    const found = attempt && knownInTheWay(attempt, landing.lineId, view)
    return found && words.inTheWay(found)
  }
  const mayLand = async (item: RackItem, landing: Landing): Promise<Verdict> => {
    const attempt = attemptOf(item, landing)
    const bed = view.roomOfBed(landing.lineId)
    const bedId = bed?.room.beds.find((one) => one.bedId === landing.lineId)?.bedId
    if (!attempt || !bedId) return { state: 'free' }
    const { courseId, personId, from, to } = attempt
    const { findings } = await call('boarding.check', { courseId, personId, bedId, from, to })
    const block = findings.find(({ severity }) => severity === 'block')
    const said = block ?? findings[0]
    if (!said) return { state: 'free' }
    return { state: block ? 'refused' : 'warned', words: findingSentence(said, language) }
  }
  const onMove = async (item: RackItem, landing: Landing, verdict: Verdict): Promise<void> => {
    const attempt = attemptOf(item, landing)
    const line = lines.find(({ id }) => id === landing.lineId)
    if (!attempt || !line?.bedId) return
    const { stay } = item
    if (stay?.bedId === line.bedId) return
    const begins = stay && moving(stay, stay.from, view).from
    if (stay && begins && attempt.from > begins) {
      onPanel({ kind: 'split', stayId: stay.stayId, bedId: line.bedId, from: attempt.from })
      return
    }
    const refused: Panel = {
      ...{ kind: 'refused', attempt, bedId: line.bedId, stayId: stay?.stayId ?? null },
    }
    if (verdict.state === 'refused') {
      onPanel(refused)
      return
    }
    try {
      await writes.settle(attempt, line.bedId)
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'rules_refused') onPanel(refused)
      else notifyFailure(error)
    }
  }
  const renderHead = useCallback(
    (line: RackLine) => (
      <RoomHead
        line={line}
        onRoom={(room: Room) => onPanel({ kind: 'room', roomId: room.roomId })}
      />
    ),
    [onPanel],
  )
  return (
    <Board<RackLine, RackItem>
      handle={props.handle}
      axis={axis}
      lines={lines}
      items={items}
      stretches={stretches}
      usualSlots={usualSlots}
      span={span}
      now={null}
      usualLength={1}
      words={words.board}
      draft={props.draft}
      openItemId={props.openItemId}
      renderHead={renderHead}
      renderItem={renderItem}
      onSelect={({ lineId, start, length }) => {
        const bedId = lines.find(({ id }) => id === lineId)?.bedId
        if (bedId) onPanel({ kind: 'who', bedId, from: dateOf(start), to: dateOf(start + length) })
      }}
      onOpen={({ stay }) => stay && onPanel({ kind: 'stay', stayId: stay.stayId })}
      onCallOff={({ stay }) => {
        if (stay) writes.unplace(stay).catch(notifyFailure)
      }}
      onMove={onMove}
      inTheWay={atOnce}
      mayLand={mayLand}
      rows={{
        view: nightOf(place.date),
        onSeen: props.onSeen,
        renderScale: (drawn) => (
          <DayScale axis={axis} span={span} drawn={drawn} today={today} days={rack.days} />
        ),
        corner: <div className={styles.corner}>{props.corner}</div>,
      }}
    />
  )
}

const renderItem = (item: RackItem) => <StayBar item={item} />
