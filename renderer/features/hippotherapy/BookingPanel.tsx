import { Stack } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView } from '#contract/hippotherapy.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announceByName, refusedBy } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { bookingOf, emptyFields, isBlocked, type RideDraft } from './draft.ts'
import { OverrideField, useOverride } from './OverrideField.tsx'
import { Proposed, RideFields } from './RideFields.tsx'
import { useCheck } from './useCheck.ts'
import { useNewRide } from './useNewRide.ts'

interface BookingPanelProps {
  /** What the click on the board has settled already. */
  initial: RideDraft
  /** Parts of it that proposals must not change. */
  given: readonly (keyof RideDraft)[]
  day: DayView
  onChange: (draft: RideDraft) => void
  onClose: () => void
}

/** Books a session: proposes the client's usual horse and team, and says at once what the rules say. */
export const BookingPanel = asPanel(function BookingPanel({
  initial,
  given,
  day,
  onChange,
  onClose,
}: BookingPanelProps) {
  const { t } = useTranslation()
  const ride = useNewRide({ initial, given })
  const draft = ride.draft ?? initial
  const [asked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const book = useWrite('hippotherapy.book')
  const ownDay = useRead('hippotherapy.day', { date: draft.date }, { keepPrevious: true })
  const answer = useCheck(draft)
  const override = useOverride(answer.findings)
  const shownDay = ownDay.data ?? day

  useEffect(() => {
    onChange(draft)
  }, [draft, onChange])

  const change = (changed: Partial<RideDraft>): void => {
    // A refusal is of what was sent, not of what stands in the form now.
    book.reset()
    ride.change(changed)
  }
  const save = async (): Promise<void> => {
    setAsked(true)
    const booking = bookingOf(draft)
    if (!booking) return
    const withReason = override.offered && override.mayI && reason.trim() !== ''
    try {
      const { changeId } = await book.mutateAsync({
        ...booking,
        ...(withReason ? { override: { reason: reason.trim() } } : {}),
      })
      onClose()
      await announceByName(changeId, t('hippotherapy.done.booked', { time: draft.start }))
    } catch {
      // The refusal stands in the panel, from `book.error`.
    }
  }
  const refused = refusedBy(book.error)
  const findings = book.isError && refused && answer.pending ? refused.refusals : answer.findings
  const changed = draft.clientId !== null
  return (
    <SidePanel
      title={t('hippotherapy.form.book')}
      subtitle={t('hippotherapy.form.bookHint')}
      width={392}
      onClose={onClose}
      onSave={() => void save()}
      saving={book.isPending}
      saveLabel={t(
        isBlocked(answer.findings) && override.offered && override.mayI
          ? 'hippotherapy.override.save'
          : 'hippotherapy.form.bookSave',
      )}
      dirty={changed}
    >
      <Stack gap={14}>
        {book.isError && <ErrorSentence error={book.error} />}
        <Proposed shown={ride.proposed} />
        <RideFields
          draft={draft}
          onChange={change}
          day={shownDay}
          findings={findings}
          precautions={ride.precautions}
          alternatives={answer.alternatives}
          onTake={change}
          empty={asked ? emptyFields(draft) : []}
          afterBlock={
            <OverrideField findings={answer.findings} reason={reason} onChange={setReason} />
          }
        />
      </Stack>
    </SidePanel>
  )
})
