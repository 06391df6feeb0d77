import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SessionId } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { asPanel } from '../asPanel.tsx'
import { ErrorSentence } from '../ErrorSentence.tsx'
import { SidePanel } from '../SidePanel.tsx'
import type { SeveralAction } from './actions.ts'
import { CancelSeveral } from './CancelSeveral.tsx'
import { ExchangeTwo } from './ExchangeTwo.tsx'
import { ReplaceSeveral } from './ReplaceSeveral.tsx'
import { ShiftSeveral } from './ShiftSeveral.tsx'
import type { Selecting } from './useSelecting.ts'

interface SeveralPanelProps {
  action: SeveralAction
  selecting: Selecting
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
