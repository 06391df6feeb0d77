import { Button, Skeleton } from '@mantine/core'
import { IconCalendarOff, IconCopy, IconPlus, IconRepeat } from '@tabler/icons-react'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView } from '#contract/hippotherapy.ts'
import type { Landing } from '../../board/index.ts'
import { minuteOf, today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { leave } from '../../lib/unsaved.ts'
import { DoButton } from '../../ui/DoButton.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { OwnOnly } from '../../ui/OwnOnly.tsx'
import type { SeveralAction } from '../../ui/selecting/actions.ts'
import { ChooseMenu } from '../../ui/selecting/ChooseMenu.tsx'
import { SelectionBar } from '../../ui/selecting/SelectionBar.tsx'
import { useSelecting } from '../../ui/selecting/useSelecting.ts'
import { redoLast, undoLast } from '../../ui/undo.ts'
import { useAsked } from '../../ui/useAsked.ts'
import { usePanel } from '../../ui/usePanel.ts'
import { DayBoard } from './DayBoard.tsx'
import { DayEmpty } from './DayEmpty.tsx'
import { ColumnSwitch, DateBar, UndoButtons, WeekStrip } from './DayHeader.tsx'
import { DayPanel, type Panel } from './DayPanel.tsx'
import { DaySummary } from './DaySummary.tsx'
import { choosableOf, columnOf } from './dayColumns.ts'
import type { OpenForm, RideDraft } from './draft.ts'
import styles from './hippotherapy.module.css'
import { newDraft } from './newDraft.ts'
import { OpenDayButton } from './OpenDayButton.tsx'
import { useDayKeys } from './useDayKeys.ts'
import { useDayPlace } from './useDayPlace.ts'

/** The board of a day: book, move, cancel; by horse, by instructor, by place. */
export function DayScreen() {
  const { t } = useTranslation()
  const { date, by, setDate, setBy } = useDayPlace()
  const read = useRead('hippotherapy.day', { date }, { keepPrevious: true })
  const day = read.data
  const [panel, setPanel] = usePanel<Panel>()
  const [form, setForm] = useState<OpenForm | null>(null)
  const draft = form?.draft ?? null
  const close = useCallback(() => {
    setPanel(null)
    setForm(null)
  }, [setPanel])
  const openPanel = useCallback(
    (next: Panel) =>
      leave(() => {
        setForm(null)
        setPanel(next)
      }),
    [setPanel],
  )
  const openNew = (): void => {
    if (day && !isBare(day))
      openPanel({ kind: 'book', ...newDraft(day, by, null), key: crypto.randomUUID() })
  }
  useAsked(
    'session',
    (day?.sessions ?? []).map(({ id }) => id),
    (sessionId) => openPanel({ kind: 'session', sessionId }),
  )
  useDayKeys({ date, setDate, setBy, openNew })

  const choosable = useMemo(() => (day ? choosableOf(day) : []), [day])
  const selecting = useSelecting(choosable)
  const act = (action: SeveralAction) => openPanel({ kind: 'several', action })

  const openId = panel && 'sessionId' in panel ? panel.sessionId : null
  const draftLanding = useMemo(() => {
    if (!day || draft?.date !== day.date) return null
    const landing = landingOf(draft, by)
    // A session that is being changed and stays where it is shows itself, and nothing over it.
    const open = day.sessions.find(({ id }) => id === openId)
    return open && isSame(landing, landingOf(open, by)) ? null : landing
  }, [draft, day, by, openId])
  return (
    <div className={styles.screen}>
      <DateBar date={date} onDate={setDate} />
      <div className={styles.toolbar}>
        <WeekStrip date={date} onDate={setDate} />
        <ColumnSwitch by={by} onBy={setBy} />
        <DoButton
          leftSection={<IconPlus size={18} />}
          onClick={openNew}
          disabled={!day || isBare(day)}
          title={`${t('hippotherapy.form.book')} (N)`}
        >
          {t('hippotherapy.day.new')}
        </DoButton>
        <OwnOnly />
      </div>
      {read.isError && !day ? (
        <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
      ) : day ? (
        <>
          <DaySummary day={day}>
            {day.closedDay !== null && day.date >= today() && <OpenDayButton date={day.date} />}
            {day.closedDay === null && day.date >= today() && (
              <DoButton
                variant="subtle"
                size="compact-sm"
                leftSection={<IconCalendarOff size={16} stroke={1.6} />}
                className={styles.action}
                right="closing"
                aria-label={t('settling.closeDay')}
                title={t('settling.closeDay')}
                onClick={() => openPanel({ kind: 'close' })}
              >
                <span className={styles.wideOnly}>{t('settling.closeDay')}</span>
              </DoButton>
            )}
            <ChooseMenu selecting={selecting} ids={choosable} onAct={act} />
            <UndoButtons onUndo={() => void undoLast()} onRedo={() => void redoLast()} />
            <DoButton
              variant="subtle"
              size="compact-sm"
              leftSection={<IconCopy size={16} stroke={1.6} />}
              className={styles.action}
              aria-label={t('hippotherapy.copy.open')}
              title={t('hippotherapy.copy.title')}
              onClick={() => openPanel({ kind: 'copy' })}
            >
              <span className={styles.wideOnly}>{t('hippotherapy.copy.open')}</span>
            </DoButton>
            <Button
              variant="subtle"
              size="compact-sm"
              leftSection={<IconRepeat size={16} stroke={1.6} />}
              className={styles.action}
              aria-label={t('hippotherapy.templates.title')}
              title={t('hippotherapy.templates.title')}
              onClick={() => goTo('/hippotherapy/templates')}
            >
              <span className={styles.wideOnly}>{t('hippotherapy.templates.title')}</span>
            </Button>
          </DaySummary>
          {isBare(day) ? (
            <DayEmpty day={day} />
          ) : (
            <DayBoard
              day={day}
              by={by}
              draft={draftLanding}
              openId={openId}
              form={form}
              selecting={selecting}
              onPanel={openPanel}
            />
          )}
          <SelectionBar selecting={selecting} acting={panel?.kind === 'several'} onAct={act} />
          <DayPanel
            panel={panel}
            date={date}
            day={day}
            selecting={selecting}
            onPanel={openPanel}
            onForm={setForm}
            onClose={close}
            onDate={setDate}
          />
        </>
      ) : (
        <div className={styles.boardPlace}>
          <Skeleton height="100%" radius={0} animate={false} />
        </div>
      )}
    </div>
  )
}

/** Nothing to book with: no horse or no place. */
const isBare = (day: DayView): boolean => day.horses.length === 0 || day.places.length === 0

type Placed = Pick<RideDraft, 'horseId' | 'placeId' | 'instructorId' | 'start' | 'minutes'>

function landingOf(ride: Placed, by: Parameters<typeof columnOf>[1]): Landing {
  const { horseId, placeId, instructorId, start, minutes } = ride
  const lineId = columnOf({ horseId: horseId ?? '', placeId: placeId ?? '', instructorId }, by)
  return { lineId, start: minuteOf(start), length: minutes }
}

const isSame = (one: Landing, other: Landing): boolean =>
  one.lineId === other.lineId && one.start === other.start && one.length === other.length
