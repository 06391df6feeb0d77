import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession } from '#contract/settling.ts'
import type { SessionId } from '#contract/values.ts'
import { asPanel } from '../asPanel.tsx'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { SidePanel } from '../SidePanel.tsx'
import { SettledLines } from './SettledLines.tsx'
import type { Settling } from './useSettling.ts'

export interface SeveralProps {
  sessions: readonly ChosenSession[]
  /** Done: what was refused stays chosen. */
  onDone: (refused: SessionId[]) => void
  onClose: () => void
}

interface SeveralFormProps {
  title: string
  saveLabel: string
  sessions: readonly ChosenSession[]
  settling: Settling
  /** What is still to be filled in. */
  missing?: string | undefined
  dirty?: boolean
  becomes: (session: ChosenSession) => string
  onClose: () => void
  children: ReactNode
}

/** The form of one thing done with several sessions: its fields, and below what becomes of each. */
export const SeveralForm = asPanel(function SeveralForm(props: SeveralFormProps) {
  const {
    title,
    saveLabel,
    sessions,
    settling,
    missing,
    dirty = false,
    becomes,
    onClose,
    children,
  } = props
  const { t } = useTranslation()
  const { outcomes } = settling
  const count = (of: string) => outcomes.filter(({ outcome }) => outcome === of).length
  return (
    <SidePanel
      title={title}
      subtitle={t('selecting.chosen', { count: sessions.length })}
      width={440}
      onClose={onClose}
      onSave={settling.save}
      whyNot={
        missing ??
        (count('done') > 0
          ? undefined
          : t(count('refused') > 0 ? 'selecting.allRefused' : 'common.panel.nothing'))
      }
      saving={settling.saving}
      checking={settling.checking}
      saveLabel={saveLabel}
      dirty={dirty}
    >
      <Stack gap={16}>
        {settling.error && <ErrorSentence error={settling.error} />}
        {children}
        <div>
          <Text fw={600} mb={8} role="status">
            {t('selecting.preview')}
            {outcomes.length > 0 &&
              `: ${t('selecting.summary', { done: count('done'), refused: count('refused') })}`}
          </Text>
          <SettledLines
            sessions={sessions}
            outcomes={outcomes}
            becomes={becomes}
            onTake={({ sessionId }, offer) => settling.take(sessionId, offer)}
          />
        </div>
      </Stack>
    </SidePanel>
  )
})
