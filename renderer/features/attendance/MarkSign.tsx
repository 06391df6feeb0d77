import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { MarkKind } from '#contract/attendance.ts'
import { capitalised } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './attendance.module.css'
import { toneOf } from './list.ts'

interface MarkSignProps {
  kind: MarkKind | undefined
  /** A button stands beside it. */
  narrow?: boolean
}

/** A mark as it stands on paper, its letter, with its word beside it. */
export function MarkSign({ kind, narrow }: MarkSignProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <span className={clsx(styles.sign, styles[toneOf(kind)], narrow && styles.narrow)}>
      {kind && (
        <span className={styles.letter} aria-hidden>
          {kind.letter}
        </span>
      )}
      {kind ? capitalised(kind.name[language]) : t('attendance.unmarked')}
    </span>
  )
}
