import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChosenSession } from '#contract/settling.ts'
import type { SessionId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { asPanel } from '../asPanel.tsx'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { SidePanel } from '../SidePanel.tsx'
import type { SeveralAction } from './actions.ts'
import { CancelSeveral } from './CancelSeveral.tsx'
import { ExchangeTwo } from './ExchangeTwo.tsx'
import { ReplaceSeveral } from './ReplaceSeveral.tsx'
import { SettledLines } from './SettledLines.tsx'
import { ShiftSeveral } from './ShiftSeveral.tsx'
import type { Selecting } from './useSelecting.ts'
import type { Settling } from './useSettling.ts'

interface SeveralPanelProps {
  action: SeveralAction
  selecting: Selecting
  onClose: () => void
}

export interface SeveralProps {
  sessions: readonly ChosenSession[]
  /** Done: what was refused stays chosen. */
  onDone: (refused: SessionId[]) => void
  onClose: () => void
}

/** Does one thing with all chosen sessions: seen line by line first, then done as one change. */
export const SeveralPanel = asPanel(function SeveralPanel(props: SeveralPanelProps) {
  const { action, selecting, onClose } = props
  const { t } = useTranslation()
  const sessionIds = [...selecting.chosen]
  const read = useRead('schedule.sessions', sessionIds.length > 0 ? { sessionIds } : null, {
    keepPrevious: true,
  })
  const sessions = (sessionIds.length > 0 ? (read.data?.sessions ?? []) : []).filter(
    ({ open, sessionId }) => open && selecting.chosen.has(sessionId),
  )
  if (sessions.length === 0 && !read.isFetching) {
    return (
      <SidePanel title={t('selecting.title')} onClose={onClose}>
        {read.error ? <ErrorSentence error={read.error} /> : <Text>{t('selecting.none')}</Text>}
      </SidePanel>
    )
  }
  const done = (refused: SessionId[]) => {
    selecting.choose(refused)
    onClose()
  }
  const given = { sessions, onDone: done, onClose }
  switch (action.what) {
    case 'cancel':
      return <CancelSeveral {...given} reason={action.reason} />
    case 'replace':
      return <ReplaceSeveral {...given} />
    case 'shift':
      return <ShiftSeveral {...given} />
    case 'exchange':
      return <ExchangeTwo {...given} />
  }
})

interface SeveralFormProps {
  title: string
  saveLabel: string
  sessions: readonly ChosenSession[]
  settling: Settling
  dirty?: boolean
  becomes: (session: ChosenSession) => string
  onClose: () => void
  children: ReactNode
}

/** The form of one thing done with several sessions: its fields, and below what becomes of each. */
export function SeveralForm(props: SeveralFormProps) {
  const { title, saveLabel, sessions, settling, dirty = false, becomes, onClose, children } = props
  const { t } = useTranslation()
  const { outcomes } = settling
  const count = (of: string) => outcomes.filter(({ outcome }) => outcome === of).length
  return (
    <SidePanel
      title={title}
      subtitle={t('selecting.chosen', { count: sessions.length })}
      width={440}
      onClose={onClose}
      onSave={settling.save ?? undefined}
      saving={settling.saving}
      checking={settling.checking}
      saveLabel={saveLabel}
      dirty={dirty}
    >
      <Stack gap={16}>
        {settling.error && <ErrorSentence error={settling.error} />}
        {children}
        <div>
          <Text fw={600} role="status">
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
}
