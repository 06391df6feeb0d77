import { Stack } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { Scope } from '#contract/schedule.ts'
import { givenFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announceByName } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { OutcomeList, OutcomeSummary } from '../../ui/OutcomeList.tsx'
import { ScopeChoice } from '../../ui/ScopeChoice.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { changesOf, draftOf, emptyFields, type RideDraft, withAlternative } from './draft.ts'
import { OverrideField, useOverride } from './OverrideField.tsx'
import { RideFields } from './RideFields.tsx'
import { useCheck } from './useCheck.ts'

interface ChangePanelProps {
  session: SessionView
  /** Where it was dropped, when a drop brought here. */
  initial: Partial<RideDraft>
  scope: Scope
  day: DayView
  onChange: (draft: RideDraft) => void
  onClose: () => void
}

/** Moves a session, lengthens it, gives it another horse or team; this one, later ones, or all. */
export const ChangePanel = asPanel(function ChangePanel(props: ChangePanelProps) {
  const { session, day, onChange, onClose } = props
  const { t } = useTranslation()
  const [draft, setDraft] = useState<RideDraft>({ ...draftOf(session), ...props.initial })
  const [scope, setScope] = useState<Scope>(props.scope)
  const [reason, setReason] = useState('')
  const move = useWrite('hippotherapy.move')
  const ownDay = useRead('hippotherapy.day', { date: draft.date }, { keepPrevious: true })
  const answer = useCheck(draft, session.id)
  const override = useOverride(answer.findings)
  useEffect(() => {
    onChange(draft)
  }, [draft, onChange])

  const changes = useMemo(() => changesOf(session, draft), [session, draft])
  const isChanged = Object.keys(changes).length > 0
  const wholeSeries = scope !== 'this'
  const toPreview = useMemo(
    () => (wholeSeries && isChanged ? { sessionId: session.id, scope, ...changes } : null),
    [wholeSeries, isChanged, session.id, scope, changes],
  )
  const [asked] = useDebouncedValue(toPreview, 250)
  const preview = useRead('hippotherapy.tryMove', asked, { keepPrevious: true })

  const change = (changed: Partial<RideDraft>): void => {
    // A refusal is of what was sent, not of what stands in the form now.
    move.reset()
    setDraft((before) => ({ ...before, ...changed }))
  }
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
      await announceByName(changeId, t('hippotherapy.done.changed'))
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
      saving={move.isPending}
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
          day={ownDay.data ?? day}
          findings={answer.findings}
          precautions={session.precautions}
          alternatives={answer.alternatives}
          onTake={(alternative) => change(withAlternative(draft, alternative))}
          empty={emptyFields(draft)}
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
