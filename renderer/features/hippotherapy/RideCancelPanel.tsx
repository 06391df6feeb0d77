import type { SessionView } from '#contract/hippotherapy.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { CancelPanel } from '../../ui/CancelPanel.tsx'

interface RideCancelPanelProps {
  session: SessionView
  onClose: () => void
}

/** Cancels a ride, or those of its template. */
export const RideCancelPanel = asPanel(function RideCancelPanel({
  session,
  onClose,
}: RideCancelPanelProps) {
  const cancel = useWrite('hippotherapy.cancel')
  const name = surnameFirst({
    familyName: session.clientFamilyName,
    givenName: session.clientGivenName,
  })
  return (
    <CancelPanel
      subtitle={`${session.start}–${session.end} · ${name}`}
      kind="ride"
      repeats={session.templateId !== null}
      sessionId={session.id}
      tries="hippotherapy.tryCancel"
      cancel={(how) => cancel.mutateAsync({ sessionId: session.id, ...how })}
      saving={cancel.isPending}
      error={cancel.error}
      onClose={onClose}
    />
  )
})
