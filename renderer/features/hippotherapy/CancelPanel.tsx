import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#contract/hippotherapy.ts'
import type { CancelReason, Scope } from '#contract/schedule.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useWrite } from '../../lib/queries.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { announce } from './answers.ts'
import { ScopeChoice } from './ScopeChoice.tsx'

const reasons = ['family', 'centre', 'weather', 'horse'] as const satisfies readonly CancelReason[]

interface CancelPanelProps {
  session: SessionView
  onClose: () => void
}

/** Cancels a session, or those of its template, and says by whom. */
export function CancelPanel({ session, onClose }: CancelPanelProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState<CancelReason>('family')
  const [note, setNote] = useState('')
  const [scope, setScope] = useState<Scope>('this')
  const cancel = useWrite('hippotherapy.cancel')
  const save = async (): Promise<void> => {
    try {
      const { cancelled, changeId } = await cancel.mutateAsync({
        sessionId: session.id,
        reason,
        scope,
        ...(note.trim() ? { note: note.trim() } : {}),
      })
      announce(t('hippotherapy.done.cancelled', { count: cancelled }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `cancel.error`.
    }
  }
  return (
    <SidePanel
      title={t('hippotherapy.cancel.title')}
      subtitle={`${session.start}–${session.end} · ${surnameFirst({ familyName: session.clientFamilyName, givenName: session.clientGivenName })}`}
      width={392}
      onClose={onClose}
      onSave={() => void save()}
      saving={cancel.isPending}
      saveLabel={t('hippotherapy.cancel.save')}
    >
      <Stack gap={18}>
        {cancel.isError && <ErrorSentence error={cancel.error} />}
        <Radio.Group
          label={t('hippotherapy.cancel.reason')}
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
                label={t(`hippotherapy.reasons.${one}`)}
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
        {session.templateId && <ScopeChoice value={scope} onChange={setScope} />}
      </Stack>
    </SidePanel>
  )
}
