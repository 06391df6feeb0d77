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

/** Which sessions of a sheet no longer fit the rules: on screen alone, never on paper. */
export function BeforePrinting({ sheet, request }: BeforePrintingProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead(sheet.method, request.input as CallInput<SheetMethod>)
  const sessionIds = (data && sheet.sessions?.(data)) ?? []
  const day = today()
  const read = useRead(
    'schedule.unsettled',
    sessionIds.length > 0 ? { from: day, until: day, sessionIds } : null,
  )
  if (read.isError) return <ErrorSentence error={read.error} />
  const lines = read.data?.sessions ?? []
  if (lines.length === 0) return null
  const title = t('settling.beforePrinting', { count: lines.length })
  return (
    <section className={styles.before} aria-label={title}>
      <header>
        <h2>
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          {title}
        </h2>
        <SettleButton sessionIds={lines.map((line) => line.sessionId)} />
      </header>
      <ul>
        {lines.map((line) => (
          <li key={line.sessionId}>
            <b>
              {dayAndMonth(line.date, language)}, {line.start} {line.title}
            </b>{' '}
            {line.findings.map((one) => findingSentence(one, language, t)).join(' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}
