import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconClock,
  IconFileOff,
  IconHourglassLow,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { StatementState } from '#contract/people.ts'
import { shortDate } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import styles from './Statement.module.css'

const signs: Record<StatementState, Icon> = {
  valid: IconCircleCheck,
  expiring: IconHourglassLow,
  expired: IconAlertTriangle,
  missing: IconFileOff,
  not_yet: IconClock,
}

interface StatementProps {
  state: StatementState
  /** Last day of the statement. */
  until: string | null
  /** Under a heading that says what it is about. */
  short?: boolean
}

/** How a medical statement stands: a sign, a word, a date. */
export function Statement({ state, until, short }: StatementProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const Sign = signs[state]
  const date = until && shortDate(until, language)
  const word = t(`common.${short ? 'statementWord' : 'statement'}.${state}`)
  const end =
    date && state === 'expired'
      ? date
      : date && (state === 'valid' || state === 'expiring')
        ? t('common.statement.until', { date })
        : null
  return (
    <span className={styles.statement} data-state={state}>
      <Sign size={17} stroke={1.7} aria-hidden />
      <span>
        {word}
        {end && <span className={styles.until}> · {end}</span>}
      </span>
    </span>
  )
}
