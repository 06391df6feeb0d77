import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { LocalDateTime } from '#contract/values.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { protectionPath, useProtection } from '../../lib/protection.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './today.module.css'

/** What should be known of the data file before anybody goes on: the clock, what was put aside, and that
 * nothing but this computer opens it. */
export function FileNews() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead('file.state', {})
  const protection = useProtection().data
  const noCode = protection?.isOn === true && protection.isOpen && !protection.byCode
  if (!data || (data.setAside.length === 0 && !data.clockBehind && !noCode)) return null
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
      {noCode && (
        <Warning>
          {t('protection.noCode')}{' '}
          <Anchor component={Link} href={protectionPath}>
            {t('protection.toCode')}
          </Anchor>
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
