import { Radio, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CancelReason } from '#contract/schedule.ts'
import { reasonsFor } from '../cancel-reasons.ts'
import { SeveralForm, type SeveralProps } from './SeveralForm.tsx'
import { useSettling } from './useSettling.ts'

/** Cancels all of them for one reason. */
export function CancelSeveral(props: SeveralProps & { reason: CancelReason | undefined }) {
  const { sessions, onDone, onClose } = props
  const { t } = useTranslation()
  const reasons = reasonsFor(sessions.map(({ kind }) => kind))
  // A whole afternoon is called off for the weather more often than for anything else.
  const usual = reasons.find((one) => one === 'weather') ?? reasons[0] ?? 'centre'
  const [chosen, setReason] = useState<CancelReason | null>(props.reason ?? null)
  const reason = chosen ?? usual
  const [note, setNote] = useState('')
  const settling = useSettling({
    ...{ sessions, note, onDone },
    decide: () => ({ do: 'cancel', reason }),
    said: (words) => t('selecting.cancel.done', words),
  })
  return (
    <SeveralForm
      title={t('selecting.cancel.title')}
      saveLabel={t('selecting.cancel.save', { count: sessions.length })}
      sessions={sessions}
      settling={settling}
      dirty={note.trim() !== ''}
      becomes={() => t('selecting.cancel.becomes')}
      onClose={onClose}
    >
      <Radio.Group
        label={t('schedule.cancel.reason')}
        value={reason}
        onChange={(value) => setReason(reasons.find((one) => one === value) ?? reason)}
      >
        <Stack gap={8} mt={6}>
          {reasons.map((one) => (
            <Radio
              key={one}
              value={one}
              label={t(`schedule.reasons.${one}`)}
              data-autofocus={one === reason || undefined}
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
        minRows={1}
      />
    </SeveralForm>
  )
}
