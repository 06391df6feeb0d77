import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle, IconLockOpen } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { MethodOutput } from '#contract/index.ts'
import { moment } from '../../lib/format.ts'
import { protectionPath, useProtection } from '../../lib/protection.ts'
import { useRead } from '../../lib/queries.ts'
import { errorSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './today.module.css'

/** That whoever opens the program sees everything, as long as nobody has a PIN. */
export function OpenNews() {
  const { t } = useTranslation()
  const { data } = useRead('access.state', {})
  if (!data || data.guarded) return null
  return (
    <p className={styles.openNews}>
      <IconLockOpen size={16} aria-hidden />
      <span>
        {t('access.open.text')} <Link href="/settings/access">{t('access.open.link')}</Link>
      </span>
    </p>
  )
}

/**
 * What should be known of the data file before anybody goes on: the clock, what was put aside, how its copies stand,
 * and that nothing but this computer opens it.
 */
export function FileNews() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data } = useRead('file.state', {})
  const protection = useProtection().data
  const noCode = protection?.isOn === true && protection.isOpen && !protection.byCode
  if (!data) return null
  const { setAside, clockBehind, copies } = data
  const isQuiet = setAside.length === 0 && !clockBehind && !noCode
  if (isQuiet && !copies.overdue && !copies.second?.overdue) return null
  return (
    <div className={styles.news}>
      {clockBehind && (
        <Warning>
          {t('today.file.clockBehind', {
            now: moment(clockBehind.now, language),
            latest: moment(clockBehind.latest, language),
          })}
        </Warning>
      )}
      <CopiesNews copies={copies} />
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

/** That there is no good copy of late, or none in the second folder, with why and where to go. */
function CopiesNews({ copies }: Pick<MethodOutput<'file.state'>, 'copies'>) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { lastGood, overdue, failed, second } = copies
  const isSecondBehind = second?.overdue === true
  if (!overdue && !isSecondBehind) return null
  return (
    <Warning>
      {overdue && (
        <Text size="sm">
          {lastGood
            ? t('copies.today.overdue', { at: moment(lastGood, language) })
            : t('copies.today.noneYet')}
        </Text>
      )}
      {overdue && failed && (
        <Text size="sm">
          {t('copies.failed')} {errorSentence(t, language, failed, {})}
        </Text>
      )}
      {isSecondBehind && (
        <Text size="sm">
          {t('copies.today.second', {
            folder: second.folder,
            at: moment(second.since, language),
          })}
        </Text>
      )}
      <Link href="/settings/copies">{t('copies.today.toCopies')}</Link>
    </Warning>
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
