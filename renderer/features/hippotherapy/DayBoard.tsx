import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView } from '#contract/hippotherapy.ts'
import type { Scope } from '#contract/schedule.ts'
import { Board, type Landing, minutesDown, type Verdict } from '../../board/index.ts'
import { ServiceError } from '../../lib/client.ts'
import { minuteOf, timeAt, today } from '../../lib/dates.ts'
import { givenFirst } from '../../lib/format.ts'
import { queryClient, useWrite } from '../../lib/queries.ts'
import { useNow } from '../../lib/useNow.ts'
import { announceByName } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { ScopeQuestion } from '../../ui/ScopeQuestion.tsx'
import { ChooseMenu } from '../../ui/selecting/ChooseMenu.tsx'
import type { Selecting } from '../../ui/selecting/useSelecting.ts'
import { useMarkNames } from '../../ui/useMarkNames.ts'
import { ColumnHead } from './ColumnHead.tsx'
import type { Panel } from './DayPanel.tsx'
import {
  type ColumnKind,
  castOfColumn,
  choosableOf,
  columnsOf,
  type DayColumn,
  type DayItem,
  itemMaker,
} from './dayColumns.ts'
import { spanOf, stretchesOf, usualMinutesOf, usualSlotsOf } from './dayShades.ts'
import { changesOf, type OpenForm } from './draft.ts'
import styles from './hippotherapy.module.css'
import { newDraft } from './newDraft.ts'
import { classOfState, SessionCard } from './SessionCard.tsx'
import { useColumnWords } from './useColumnWords.ts'
import { landed, useLanding } from './useLanding.ts'

interface DayBoardProps {
  day: DayView
  by: ColumnKind
  draft: Landing | null
  openId: string | null
  /** The form that stands open: free time that is chosen is for it. */
  form: OpenForm | null
  selecting: Selecting
  onPanel: (panel: Panel) => void
}

/** The question that a moved session of a template leaves open. */
interface Asked {
  readonly item: DayItem
  readonly landing: Landing
  readonly answer: (scope: Scope | null) => void
}

/** The day's sessions on the board. */
export function DayBoard(props: DayBoardProps) {
  const { day, by, draft, openId, form, selecting, onPanel } = props
  const { t } = useTranslation()
  const words = useColumnWords(day)
  const markName = useMarkNames()
  const landing = useLanding(day, by)
  const move = useWrite('hippotherapy.move')
  const [asked, setAsked] = useState<Asked | null>(null)
  const now = minuteOf(useNow().time)

  const columns = useMemo(() => columnsOf(day, by, words.column), [day, by, words.column])
  const span = useMemo(() => spanOf(day), [day])
  const makeItem = useMemo(() => itemMaker(by, words.column, classOfState), [by, words.column])
  const items = useMemo(() => day.sessions.map(makeItem), [day.sessions, makeItem])
  const stretches = useMemo(
    () => stretchesOf(day, by, span, words.column),
    [day, by, span, words.column],
  )
  const usualSlots = useMemo(() => usualSlotsOf(day, by), [day, by])
  const names = useMemo(() => namesOf(day), [day])

  const renderHead = (column: DayColumn) => (
    <ColumnHead column={column} onAway={(of) => onPanel({ kind: 'away', of })}>
      <ChooseMenu
        selecting={selecting}
        ids={choosableOf(day).filter((id) =>
          items.some((item) => item.id === id && item.lineId === column.id),
        )}
        of={new Set([column.id])}
        small={t('selecting.menu.column', { name: column.label })}
        onAct={(action) => onPanel({ kind: 'several', action })}
      />
    </ColumnHead>
  )
  const renderItem = useCallback(
    ({ session }: DayItem) => {
      const horse = names.get(session.horseId)
      const place = names.get(session.placeId)
      const instructor = session.instructorId ? names.get(session.instructorId) : undefined
      const parts =
        by === 'horse'
          ? [place, instructor]
          : by === 'instructor'
            ? [horse, place]
            : [horse, instructor]
      return (
        <SessionCard
          session={session}
          details={parts.filter(Boolean).join(' · ')}
          markName={markName(session.mark)}
        />
      )
    },
    [by, names, markName],
  )

  const openChange = (item: DayItem, to: Landing, scope: Scope): void =>
    onPanel({
      kind: 'change',
      sessionId: item.session.id,
      initial: landed(item.session, by, to),
      scope,
    })
  const moveTo = async (item: DayItem, to: Landing): Promise<void> => {
    try {
      const { changeId } = await move.mutateAsync({
        sessionId: item.session.id,
        scope: 'this',
        ...changesOf(item.session, landed(item.session, by, to)),
      })
      await announceByName(changeId)
      await queryClient.refetchQueries({
        predicate: ({ queryKey }) => queryKey[1] === 'hippotherapy.day',
        type: 'active',
      })
    } catch (error) {
      if (error instanceof ServiceError && error.code === 'rules_refused')
        openChange(item, to, 'this')
      else notifyFailure(error)
    }
  }
  const onMove = async (item: DayItem, to: Landing, verdict: Verdict): Promise<void> => {
    if (verdict.state === 'refused') {
      openChange(item, to, 'this')
      return
    }
    const scope = item.session.templateId
      ? await new Promise<Scope | null>((answer) => setAsked({ item, landing: to, answer }))
      : 'this'
    setAsked(null)
    if (scope === 'this') await moveTo(item, to)
    else if (scope) openChange(item, to, scope)
  }
  const select = (landing: Landing): void => {
    if (!form) {
      onPanel({ kind: 'book', ...newDraft(day, by, landing), key: crypto.randomUUID() })
      return
    }
    form.change({
      start: timeAt(landing.start),
      ...castOfColumn(by, landing.lineId),
      ...(landing.length === usualMinutesOf(day) ? {} : { minutes: landing.length }),
    })
  }
  return (
    <div className={styles.boardPlace} {...selecting.area}>
      <Board<DayColumn, DayItem>
        axis={minutesDown}
        lines={columns}
        items={items}
        stretches={stretches}
        usualSlots={usualSlots}
        span={span}
        now={day.date === today() ? now : null}
        usualLength={usualMinutesOf(day)}
        words={words.board}
        draft={draft}
        openItemId={openId}
        chosenIds={selecting.chosen}
        renderHead={renderHead}
        renderItem={renderItem}
        onSelect={select}
        onOpen={({ session }) => onPanel({ kind: 'session', sessionId: session.id })}
        onCallOff={({ session }) =>
          onPanel(
            selecting.chosen.has(session.id)
              ? { kind: 'several', action: { what: 'cancel' } }
              : { kind: 'cancel', sessionId: session.id },
          )
        }
        onMove={onMove}
        inTheWay={landing.inTheWay}
        mayLand={landing.mayLand}
      />
      {asked && (
        <ScopeQuestion
          text={t('schedule.scope.question', {
            name: nameOf(asked.item),
            time: timeAt(asked.landing.start),
          })}
          onAnswer={asked.answer}
        />
      )}
    </div>
  )
}

const nameOf = ({ session }: DayItem): string =>
  givenFirst({ familyName: session.clientFamilyName, givenName: session.clientGivenName })

const namesOf = (day: DayView): ReadonlyMap<string, string> =>
  new Map([
    ...day.horses.map(({ id, name }) => [id as string, name] as const),
    ...day.places.map(({ id, name }) => [id as string, name] as const),
    ...day.members.map((member) => [member.id as string, givenFirst(member)] as const),
  ])
