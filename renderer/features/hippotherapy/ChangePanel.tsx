import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { Scope } from '#contract/schedule.ts'
import type { LocalDate } from '#contract/values.ts'
import { givenFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { closedDayQuestion } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { announceByName } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { OutcomeList, OutcomeSummary } from '../../ui/OutcomeList.tsx'
import { ScopeChoice } from '../../ui/ScopeChoice.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { changesOf, draftOf, type OpenForm, type RideDraft, withAlternative } from './draft.ts'
import { OverrideField, rideSaid, useOverride } from './OverrideField.tsx'
import { RideFields } from './RideFields.tsx'
import { useCheck } from './useCheck.ts'

interface ChangePanelProps {
  session: SessionView
  /** Where it was dropped, when a drop brought here. */
  initial: Partial<RideDraft>
  scope: Scope
  /** The day of the board is that of the form. */
  date: LocalDate
  day: DayView
  onDate: (date: LocalDate) => void
  onForm: (form: OpenForm) => void
  onClose: () => void
}

/** Moves a session, lengthens it, gives it another horse or team; this one, later ones, or all. */
export const ChangePanel = asPanel(function ChangePanel(props: ChangePanelProps) {
  const { session, date, day, onDate, onForm, onClose } = props
  const { t } = useTranslation()
  const language = useLanguage()
  const [chosen, setChosen] = useState<RideDraft>({ ...draftOf(session), ...props.initial })
  const draft = useMemo(() => ({ ...chosen, date }), [chosen, date])
  const [scope, setScope] = useState<Scope>(props.scope)
  const [reason, setReason] = useState('')
  const move = useWrite('hippotherapy.move')
  const answer = useCheck(draft, session.id)
  const override = useOverride(answer.findings)

  const changes = useMemo(() => changesOf(session, draft), [session, draft])
  const isChanged = Object.keys(changes).length > 0
  const wholeSeries = scope !== 'this'
  const toPreview = useMemo(
    () => (wholeSeries && isChanged ? { sessionId: session.id, scope, ...changes } : null),
    [wholeSeries, isChanged, session.id, scope, changes],
  )
  const [asked] = useDebouncedValue(toPreview, 250)
  const preview = useRead('hippotherapy.tryMove', asked, { keepPrevious: true })

  const { reset } = move
  const change = useCallback(
    ({ date: day, ...changed }: Partial<RideDraft>): void => {
      // A refusal is of what was sent, not of what stands in the form now.
      reset()
      if (day) onDate(day)
      setChosen((before) => ({ ...before, ...changed }))
    },
    [reset, onDate],
  )
  useEffect(() => {
    onForm({ draft, change })
  }, [draft, change, onForm])
  const save = async (): Promise<void> => {
    if (!isChanged) {
      onClose()
      return
    }
    const withReason = override.offered && override.mayI && reason.trim() !== ''
    try {
      const { changeId } = await move.mutateAsync({
        sessionId: session.id,
        scope,
        leaveClashes: wholeSeries,
        ...changes,
        ...(withReason ? { override: { reason: reason.trim() } } : {}),
      })
      onClose()
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `move.error`.
    }
  }
  return (
    <SidePanel
      title={t('hippotherapy.form.change')}
      subtitle={givenFirst({
        givenName: session.clientGivenName,
        familyName: session.clientFamilyName,
      })}
      width={392}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={
        isChanged && !wholeSeries
          ? rideSaid(t, language, draft, answer.findings, { ...override, reason })
          : undefined
      }
      saving={move.isPending}
      checking={answer.pending}
      question={
        wholeSeries || draft.date === session.date
          ? undefined
          : closedDayQuestion(answer.findings, language)
      }
      saveLabel={t('hippotherapy.form.changeSave')}
      dirty={isChanged}
    >
      <Stack gap={14}>
        {move.isError && <ErrorSentence error={move.error} />}
        {session.templateId && <ScopeChoice value={scope} onChange={setScope} />}
        {toPreview && preview.data && (
          <Stack gap={8}>
            <OutcomeSummary outcomes={preview.data.outcomes} />
            <OutcomeList
              outcomes={preview.data.outcomes.filter(({ outcome }) => outcome !== 'changed')}
            />
          </Stack>
        )}
        {toPreview && preview.isError && <ErrorSentence error={preview.error} />}
        <RideFields
          draft={draft}
          onChange={change}
          day={day}
          findings={answer.findings}
          precautions={session.precautions}
          alternatives={answer.alternatives}
          onTake={(alternative) => change(withAlternative(draft, alternative))}
          sessionId={session.id}
          afterBlock={
            wholeSeries ? null : (
              <OverrideField findings={answer.findings} reason={reason} onChange={setReason} />
            )
          }
        />
      </Stack>
    </SidePanel>
  )
})
