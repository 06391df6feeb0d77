import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import type { SheetRequest } from '#contract/shell.ts'
import { today } from '../../lib/dates.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { findingSentence } from '../../lib/sentences.ts'
import type { Sheet, SheetMethod } from '../../print/sheet.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { SettleButton } from '../../ui/ToSettle.tsx'
import styles from './sheets.module.css'

interface BeforePrintingProps {
  sheet: Sheet
  request: SheetRequest
}

/** Which sessions and stays of a sheet no longer fit the rules: on screen alone, never on paper. */
export function BeforePrinting({ sheet, request }: BeforePrintingProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead(sheet.method, request.input as CallInput<SheetMethod>)
  const sessionIds = (data && sheet.sessions?.(data)) ?? []
  const stayIds = (data && sheet.stays?.(data)) ?? []
  const day = today()
  const read = useRead(
    'schedule.unsettled',
    sessionIds.length + stayIds.length > 0 ? { from: day, until: day, sessionIds, stayIds } : null,
  )
  if (read.isError) return <ErrorSentence error={read.error} />
  const { sessions = [], stays = [] } = read.data ?? {}
  const count = sessions.length + stays.length
  if (count === 0) return null
  const title = t('settling.beforePrinting', { count })
  return (
    <section className={styles.before} aria-label={title}>
      <header>
        <h2>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          {title}
        </h2>
        <SettleButton
          sessionIds={sessions.map((line) => line.sessionId)}
          stayIds={stays.map((line) => line.stayId)}
        />
      </header>
      <ul>
        {sessions.map((line) => (
          <li key={line.sessionId}>
            <b>
              {dayAndMonth(line.date, language)}, {line.start} {line.title}
            </b>{' '}
            {line.findings.map((one) => findingSentence(one, language, t)).join(' ')}
          </li>
        ))}
        {stays.map((line) => (
          <li key={line.stayId}>
            <b>{line.name}</b>{' '}
            {line.findings.map((one) => findingSentence(one, language, t)).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
