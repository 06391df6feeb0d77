import { Alert, Text } from '@mantine/core'
import { IconAlertTriangle, IconLockOpen } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LocalDateTime } from '#contract/values.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './today.module.css'

/** That whoever opens the program sees everything, as long as nobody has a PIN. */
export function OpenNews() {
  const { t } = useTranslation()
  const { data } = useRead('access.state', {})
  if (!data || data.guarded) return null
  return (
    <p className={styles.openNews}>
      <IconLockOpen size={16} aria-hidden /> {t('access.open.text')}{' '}
      <Link href="/settings/access">{t('access.open.link')}</Link>
    </p>
  )
}

/** What should be known of the data file before anybody goes on: the clock, and what was put aside. */
export function FileNews() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead('file.state', {})
  if (!data || (data.setAside.length === 0 && !data.clockBehind)) return null
  const moment = (at: LocalDateTime) =>
    `${dayAndMonth(at.slice(0, 10), language)} ${at.slice(0, 4)}, ${at.slice(11)}`
  const { setAside, clockBehind } = data
  return (
    <div className={styles.news}>
      {clockBehind && (
        <Warning>
          {t('today.file.clockBehind', {
            now: moment(clockBehind.now),
            latest: moment(clockBehind.latest),
          })}
        </Warning>
      )}
      {setAside.length > 0 && (
        <Warning>
          {t('today.file.setAside')}
          {setAside.map((path) => (
            <Text key={path} size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {path}
            </Text>
          ))}
        </Warning>
      )}
    </div>
  )
}

const Warning = ({ children }: { children: ReactNode }) => (
  <Alert
    color="yellow"
    role="status"
    icon={<IconAlertTriangle size={20} aria-hidden />}
    styles={{ message: { color: 'var(--ink)' } }}
  >
    {children}
  </Alert>
)
