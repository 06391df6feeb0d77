import { useDebouncedValue } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Hit } from '../lib/hits.ts'
import styles from './FindingSentence.module.css'

/** So long nothing is typed before a preview is asked for, milliseconds. */
const STILL = 250

/** What is asked of a preview once it has not changed for a moment; nothing while it is being typed. */
export function useStill<Asked>(asked: Asked | null): Asked | null {
  const [still] = useDebouncedValue(asked, STILL)
  return asked === null || JSON.stringify(still) !== JSON.stringify(asked) ? null : still
}

/** How many sessions and stays a change would leave to be settled; nothing where it hits none. */
export function HitAhead({ hit }: { hit: Hit | undefined }) {
  const { t } = useTranslation()
  if (!hit || hit.count === 0) return null
  const { sessionIds, stayIds } = hit
  return (
    <div role="status" className={styles.finding} data-severity="warn">
      <IconAlertTriangle className={styles.sign} size={17} stroke={1.8} aria-hidden />
      <span className={styles.words}>
        {[
          ...(stayIds.length > 0 ? [t('settling.aheadStays', { count: stayIds.length })] : []),
          ...(sessionIds.length > 0 ? [t('settling.ahead', { count: sessionIds.length })] : []),
        ].join(' ')}
      </span>
    </div>
  )
}
