import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { MarkKind } from '#contract/attendance.ts'
import { capitalised } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './attendance.module.css'
import { toneOf } from './list.ts'

/** A mark as it stands on paper, its letter, with its word beside it. */
export function MarkSign({ kind }: { kind: MarkKind | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <span className={clsx(styles.sign, styles[toneOf(kind)])}>
      <span className={styles.letter} aria-hidden>
        {kind?.letter}
      </span>
      {kind ? capitalised(kind.name[language]) : t('attendance.unmarked')}
    </span>
  )
}
