import type { DayView } from '#contract/hippotherapy.ts'
import type { Scope } from '#contract/schedule.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import type { AwayOf } from '../../ui/away/AwayPanel.tsx'
import type { SeveralAction } from '../../ui/selecting/actions.ts'
import { ChooseMenu } from '../../ui/selecting/ChooseMenu.tsx'
import { SeveralPanel } from '../../ui/selecting/SeveralPanel.tsx'
import type { Selecting } from '../../ui/selecting/useSelecting.ts'
import { BoardAwayPanel } from './BoardAwayPanel.tsx'
import { BookingPanel } from './BookingPanel.tsx'
import { ChangePanel } from './ChangePanel.tsx'
import { CloseDayPanel } from './CloseDayPanel.tsx'
import { CopyPanel } from './CopyPanel.tsx'
import { choosableOf } from './dayColumns.ts'
import type { OpenForm, RideDraft } from './draft.ts'
import type { NewDraft } from './newDraft.ts'
import { RideCancelPanel } from './RideCancelPanel.tsx'
import { SessionPanel } from './SessionPanel.tsx'

/** What is open beside the board. */
export type Panel =
  | ({ kind: 'book'; key: string } & NewDraft)
  | { kind: 'session'; sessionId: SessionId }
  | { kind: 'change'; sessionId: SessionId; initial: Partial<RideDraft>; scope: Scope }
  | { kind: 'cancel'; sessionId: SessionId }
  | { kind: 'several'; action: SeveralAction }
  | { kind: 'copy' }
  | { kind: 'away'; of: AwayOf }
  | { kind: 'close' }

interface DayPanelProps {
  panel: Panel | null
  date: LocalDate
  day: DayView
  selecting: Selecting
  onPanel: (panel: Panel) => void
  /** What is being filled in, to be drawn on the board and changed from there. */
  onForm: (form: OpenForm) => void
  onClose: () => void
  onDate: (date: LocalDate) => void
}

/** The side panel of the day. */
export function DayPanel(props: DayPanelProps) {
  const { panel, date, day, selecting, onPanel, onForm, onClose, onDate } = props
  const sessionId = panel && 'sessionId' in panel ? panel.sessionId : null
  const onDay = day.sessions.find(({ id }) => id === sessionId)
  // Asked from the beginning: the board may go to another day while the panel stays.
  const elsewhere = useRead('hippotherapy.session', sessionId ? { sessionId } : null)
  const session = onDay ?? elsewhere.data
  if (!panel) return null
  if (panel.kind === 'book')
    return (
      <BookingPanel
        key={panel.key}
        initial={panel.initial}
        given={panel.given}
        date={date}
        day={day}
        onDate={onDate}
        onForm={onForm}
        onClose={onClose}
      />
    )
  if (panel.kind === 'several')
    return (
      <SeveralPanel
        key={panel.action.what}
        action={panel.action}
        selecting={selecting}
        onClose={onClose}
      />
    )
  if (panel.kind === 'copy')
    return (
      <CopyPanel
        date={day.date}
        onClose={onClose}
        onCopied={(date) => {
          onClose()
          onDate(date)
        }}
      />
    )
  if (panel.kind === 'away')
    return (
      <BoardAwayPanel key={panel.of.resourceId} of={panel.of} date={day.date} onClose={onClose} />
    )
  if (panel.kind === 'close') return <CloseDayPanel date={day.date} onClose={onClose} />
  if (!session) return null
  switch (panel.kind) {
    case 'session':
      return (
        <SessionPanel
          key={session.id}
          session={session}
          day={day}
          onChange={() => {
            onDate(session.date)
            onPanel({ kind: 'change', sessionId: session.id, initial: {}, scope: 'this' })
          }}
          onCancel={() => onPanel({ kind: 'cancel', sessionId: session.id })}
          onClose={onClose}
        >
          <ChooseMenu
            selecting={selecting}
            ids={choosableOf(day)}
            of={
              new Set(
                [
                  ...[session.horseId, session.placeId, session.clientId],
                  ...[session.instructorId, session.therapistId, session.leaderId],
                  ...session.sidewalkerIds,
                ].filter((id) => id !== null),
              )
            }
            onAct={(action) => onPanel({ kind: 'several', action })}
          />
        </SessionPanel>
      )
    case 'change':
      return (
        <ChangePanel
          key={session.id}
          session={session}
          initial={panel.initial}
          scope={panel.scope}
          date={date}
          day={day}
          onDate={onDate}
          onForm={onForm}
          onClose={onClose}
        />
      )
    case 'cancel':
      return <RideCancelPanel key={session.id} session={session} onClose={onClose} />
  }
}
