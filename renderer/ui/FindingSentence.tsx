import { IconAlertCircle, IconBan } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Finding } from '#contract/schedule.ts'
import { findingSentence } from '../lib/sentences.ts'
import { useLanguage } from '../texts/index.ts'
import styles from './FindingSentence.module.css'

interface FindingSentenceProps {
  finding: Finding
  /** What to take instead, as buttons. */
  children?: ReactNode
}

/** One rule in one sentence: what is wrong, who is in the way, what to do. */
export function FindingSentence({ finding, children }: FindingSentenceProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const Sign = finding.severity === 'block' ? IconBan : IconAlertCircle
  return (
    <div className={styles.finding} data-severity={finding.severity} data-rule={finding.code}>
      <Sign size={18} stroke={1.8} aria-hidden className={styles.sign} />
      <div>
        <span className={styles.severity}>{t(`common.severity.${finding.severity}`)}: </span>
        {findingSentence(finding, language, t)}
        {children}
      </div>
    </div>
  )
}
