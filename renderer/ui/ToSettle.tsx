import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/schedule.ts'
import type { SessionId, StayId } from '#contract/values.ts'
import { Findings } from './Findings.tsx'
import { openSettle } from './settle.ts'

interface ToSettleProps {
  sessionId: SessionId
  /** What is to be settled of it. */
  findings: readonly Finding[]
}

/** What no longer fits in a session, and the way to settle it; nothing where all fits. */
export function ToSettle({ sessionId, findings }: ToSettleProps) {
  if (findings.length === 0) return null
  return (
    <>
      <Findings findings={findings} />
      <SettleButton sessionIds={[sessionId]} />
    </>
  )
}

interface SettleButtonProps {
  sessionIds?: readonly SessionId[]
  stayIds?: readonly StayId[]
}

/** Opens the list of what is to be settled for these sessions and stays. */
export function SettleButton({ sessionIds = [], stayIds = [] }: SettleButtonProps) {
  const { t } = useTranslation()
  return (
    <Button
      variant="default"
      c="var(--ink-waiting)"
      leftSection={<IconAlertTriangle size={17} aria-hidden />}
      style={{ alignSelf: 'flex-start' }}
      onClick={() => openSettle(sessionIds, stayIds)}
    >
      {t('settling.settle')}
    </Button>
  )
}
