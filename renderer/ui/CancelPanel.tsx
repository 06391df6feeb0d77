import { Radio, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import type { CancelReason, Scope, SessionKind } from '#contract/schedule.ts'
import type { ChangeId, SessionId } from '#contract/values.ts'
import type { ServiceError } from '../lib/client.ts'
import { useRead } from '../lib/queries.ts'
import { announceByName } from './announce.ts'
import { asPanel } from './asPanel.tsx'
import { reasonsFor } from './cancel-reasons.ts'
import { ErrorSentence } from './ErrorSentence.tsx'
import { ScopeChoice } from './ScopeChoice.tsx'
import { SidePanel } from './SidePanel.tsx'

export interface Cancellation {
  reason: CancelReason
  note?: string
  scope: Scope
}

type TriesCancel = 'hippotherapy.tryCancel' | 'studio.tryCancel' | 'consultations.tryCancel'

interface CancelPanelProps {
  /** What it is called and what its button says, when a session has a name of its own. */
  title?: string
  /** What is cancelled: its time and whose it is. */
  subtitle: string
  kind: SessionKind
  /** It comes from a weekly template, so that later ones may go with it. */
  repeats: boolean
  sessionId: SessionId
  /** What says how many sessions a cancellation of one that repeats would reach. */
  tries?: TriesCancel
  cancel: (how: Cancellation) => Promise<{ cancelled: number; changeId: ChangeId | null }>
  saving: boolean
  error: ServiceError | null
  onClose: () => void
}

/** Cancels a session, or those of its template, and says by whom. */
export const CancelPanel = asPanel(function CancelPanel(props: CancelPanelProps) {
  const { title, subtitle, kind, repeats, cancel, saving, error, onClose } = props
  const reasons = reasonsFor([kind])
  const { sessionId, tries } = props
  const { t } = useTranslation()
  const [reason, setReason] = useState<CancelReason>(reasons[0] ?? 'family')
  const [note, setNote] = useState('')
  const [scope, setScope] = useState<Scope>('this')
  const save = async (): Promise<void> => {
    try {
      const { changeId } = await cancel({
        reason,
        scope,
        ...(note.trim() ? { note: note.trim() } : {}),
      })
      onClose()
      await announceByName(changeId)
    } catch {
      // The refusal stands in the panel, from `error`.
    }
  }
  return (
    <SidePanel
      title={title ?? t('schedule.cancel.title')}
      subtitle={subtitle}
      width={392}
      onClose={onClose}
      onSave={() => void save()}
      saving={saving}
      saveLabel={title ?? t('schedule.cancel.save')}
      dirty={note.trim() !== ''}
    >
      <Stack gap={18}>
        {error && <ErrorSentence error={error} />}
        <Radio.Group
          label={t('schedule.cancel.reason')}
          value={reason}
          onChange={(chosen) => {
            const found = reasons.find((one) => one === chosen)
            if (found) setReason(found)
          }}
        >
          <Stack gap={8} mt={6}>
            {reasons.map((one, index) => (
              <Radio
                key={one}
                value={one}
                label={t(`schedule.reasons.${one}`)}
                data-autofocus={index === 0 || undefined}
              />
            ))}
          </Stack>
        </Radio.Group>
        <Textarea
          label={t('common.remark')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          maxLength={200}
          autosize
          minRows={2}
        />
        {repeats && <ScopeChoice value={scope} onChange={setScope} />}
        {tries && repeats && scope !== 'this' && (
          <ReachOf tries={tries} asked={{ sessionId, reason, scope }} />
        )}
      </Stack>
    </SidePanel>
  )
})

/** How many sessions of a series would be cancelled, and how many stay. */
function ReachOf({ tries, asked }: { tries: TriesCancel; asked: CallInput<TriesCancel> }) {
  const { t } = useTranslation()
  const { data } = useRead(tries, asked)
  return data ? (
    <Text size="sm" role="status">
      {t('schedule.cancel.reach', { cancelled: data.cancelled, kept: data.kept })}
    </Text>
  ) : null
}
