import { Button, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/schedule.ts'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../ui/Findings.tsx'
import { useUnsaved } from '../../../ui/useUnsaved.ts'
import type { Refusal } from './useAsking.ts'

interface RefusedProps {
  readonly refusal: Refusal | null
  readonly asking: boolean
  /** Asks again for the same with a written reason. */
  onOverride(reason: string): void
}

/** Why the rules say no; where a coordinator may do it all the same, a reason can be given. */
export function Refused({ refusal, asking, onOverride }: RefusedProps) {
  const { t } = useTranslation()
  const [reason, setReason] = useState('')
  useUnsaved(reason.trim() !== '')
  if (!refusal) return null
  const { findings, error } = refusal
  return (
    <Stack gap={8} role="alert">
      {findings.length > 0 ? (
        <Findings findings={[...findings]} />
      ) : (
        <ErrorSentence error={error} />
      )}
      {mayOverride(findings) && (
        <>
          <TextInput
            label={t('boarding.rack.override.reason')}
            description={t('boarding.rack.override.hint')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          <Button
            variant="default"
            loading={asking}
            disabled={reason.trim() === ''}
            onClick={() => onOverride(reason.trim())}
          >
            {t('boarding.rack.override.save')}
          </Button>
        </>
      )}
    </Stack>
  )
}

const mayOverride = (findings: readonly Finding[]): boolean => {
  const blocks = findings.filter(({ severity }) => severity === 'block')
  return blocks.length > 0 && blocks.every(({ overridable }) => overridable)
}
