import { IconShieldExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './FindingSentence.module.css'

/** What to watch with somebody, as their file has it; nothing where it has nothing. */
export function Precautions({ of: words }: { of: string | null }) {
  const { t } = useTranslation()
  return words ? (
    <div className={styles.finding} data-severity="warn">
      <IconShieldExclamation size={18} stroke={1.8} aria-hidden className={styles.sign} />
      <div className={styles.words}>
        <span className={styles.severity}>{t('people.field.precautions')}: </span>
        {words}
      </div>
    </div>
  ) : null
}
