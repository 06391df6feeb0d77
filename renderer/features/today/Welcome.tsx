import { Anchor, Loader } from '@mantine/core'
import {
  type Icon,
  IconBuildingCommunity,
  IconFileSpreadsheet,
  IconPencil,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { goTo } from '../../lib/location.ts'
import { protectionPath, useProtection } from '../../lib/protection.ts'
import { useWrite } from '../../lib/queries.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'
import styles from './today.module.css'

/** The first minute with an empty database: three ways to begin. */
export function Welcome() {
  const { t } = useTranslation()
  const sample = useWrite('sample.load')
  const { data: protection } = useProtection()
  const load = () =>
    sample.mutate(
      {},
      {
        onSuccess: ({ people, sessions }) =>
          notifyDone(t('today.welcome.sampleLoaded', { people, sessions })),
        onError: notifyFailure,
      },
    )
  const busy = sample.isPending
  return (
    <div className={styles.welcome}>
      <h2>{t('today.welcome.title')}</h2>
      <p className={styles.quiet}>{t('today.welcome.text')}</p>
      <div className={styles.ways}>
        <Way
          icon={IconFileSpreadsheet}
          title={t('today.welcome.import')}
          text={t('today.welcome.importText')}
          disabled={busy}
          onClick={() => goTo('/people/import')}
        />
        <Way
          icon={IconBuildingCommunity}
          title={t('today.welcome.sample')}
          text={busy ? t('today.welcome.sampleLoading') : t('today.welcome.sampleText')}
          busy={busy}
          disabled={busy}
          onClick={load}
        />
        <Way
          icon={IconPencil}
          title={t('today.welcome.byHand')}
          text={t('today.welcome.byHandText')}
          disabled={busy}
          onClick={() => goTo('/team')}
        />
      </div>
      {protection && !protection.isOn && (
        <p className={styles.quiet}>
          {t('protection.off')}{' '}
          <Anchor component={Link} href={protectionPath}>
            {t('protection.protect')}
          </Anchor>
        </p>
      )}
    </div>
  )
}

interface WayProps {
  icon: Icon
  title: string
  text: string
  busy?: boolean
  disabled: boolean
  onClick: () => void
}

function Way({ icon: Sign, title, text, busy, disabled, onClick }: WayProps) {
  return (
    <button
      type="button"
      className={styles.way}
      disabled={disabled}
      aria-busy={busy}
      onClick={onClick}
    >
      {busy ? <Loader size={28} /> : <Sign size={28} stroke={1.5} aria-hidden />}
      <span className={styles.wayTitle}>{title}</span>
      <span className={styles.about}>{text}</span>
    </button>
  )
}
