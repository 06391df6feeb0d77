import { Stack } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView } from '#contract/hippotherapy.ts'
import type { LocalDate } from '#contract/values.ts'
import { useWrite } from '../../lib/queries.ts'
import { closedDayQuestion } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announceByName, refusedBy } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { bookingOf, isBlocked, type OpenForm, type RideDraft } from './draft.ts'
import { OverrideField, rideSaid, useOverride } from './OverrideField.tsx'
import { Proposed, RideFields } from './RideFields.tsx'
import { useCheck } from './useCheck.ts'
import { useNewRide } from './useNewRide.ts'

interface BookingPanelProps {
  /** What the click on the board has settled already. */
  initial: RideDraft
  /** Parts of it that are taken rather than the usual ones. */
  given: readonly (keyof RideDraft)[]
  /** The day of the board is that of the form. */
  date: LocalDate
  day: DayView
  onDate: (date: LocalDate) => void
  onForm: (form: OpenForm) => void
  onClose: () => void
}

/** Books a session: proposes the client's usual horse and team, and says at once what the rules say. */
export const BookingPanel = asPanel(function BookingPanel({
  initial,
  given,
  date,
  day,
  onDate,
  onForm,
  onClose,
}: BookingPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const begun = useMemo(() => ({ ...initial, date }), [initial, date])
  const ride = useNewRide({ initial: begun, given })
  const draft = ride.draft ?? begun
  const [reason, setReason] = useState('')
  const book = useWrite('hippotherapy.book')
  const answer = useCheck(draft)
  const override = useOverride(answer.findings)

  const { change: choose } = ride
  const { reset } = book
  const change = useCallback(
    ({ date: day, ...changed }: Partial<RideDraft>): void => {
      // A refusal is of what was sent, not of what stands in the form now.
      reset()
      if (day) onDate(day)
      choose(changed)
    },
    [reset, choose, onDate],
  )
  useEffect(() => {
    onForm({ draft, change })
  }, [draft, change, onForm])
  const save = async (): Promise<void> => {
    const booking = bookingOf(draft)
    if (!booking) return
    const withReason = override.offered && override.mayI && reason.trim() !== ''
    try {
      const { changeId } = await book.mutateAsync({
        ...booking,
        ...(withReason ? { override: { reason: reason.trim() } } : {}),
      })
      onClose()
      await announceByName(changeId)
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
      whyNot={rideSaid(t, language, draft, answer.findings, { ...override, reason })}
      saving={book.isPending}
      checking={answer.pending || ride.pending}
      question={closedDayQuestion(answer.findings, language)}
      saveLabel={t(
        isBlocked(answer.findings) && override.offered && override.mayI
          ? 'hippotherapy.override.save'
          : 'hippotherapy.form.bookSave',
      )}
      dirty={changed}
    >
      <Stack gap={14}>
        {book.isError && <ErrorSentence error={book.error} />}
        <Proposed shown={ride.proposed} replaced={ride.replaced} />
        <RideFields
          draft={draft}
          onChange={change}
          day={day}
          findings={findings}
          precautions={ride.precautions}
          alternatives={answer.alternatives}
          onTake={change}
          afterBlock={
            <OverrideField findings={answer.findings} reason={reason} onChange={setReason} />
          }
        />
      </Stack>
    </SidePanel>
  )
})
