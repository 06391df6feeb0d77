import type { DayView } from '#contract/hippotherapy.ts'
import type { Scope } from '#contract/schedule.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import type { AwayOf } from '../../ui/away/AwayPanel.tsx'
import { BoardAwayPanel } from './BoardAwayPanel.tsx'
import { BookingPanel } from './BookingPanel.tsx'
import { ChangePanel } from './ChangePanel.tsx'
import { CloseDayPanel } from './CloseDayPanel.tsx'
import { CopyPanel } from './CopyPanel.tsx'
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
  | { kind: 'copy' }
  | { kind: 'away'; of: AwayOf }
  | { kind: 'close' }

interface DayPanelProps {
  panel: Panel | null
  date: LocalDate
  day: DayView
  onPanel: (panel: Panel) => void
  /** What is being filled in, to be drawn on the board and changed from there. */
  onForm: (form: OpenForm) => void
  onClose: () => void
  onDate: (date: LocalDate) => void
}

/** The side panel of the day. */
export function DayPanel({ panel, date, day, onPanel, onForm, onClose, onDate }: DayPanelProps) {
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
        />
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
