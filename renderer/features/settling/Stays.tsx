import { IconAlertTriangle, IconBed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { UnsettledStay } from '#contract/settling.ts'
import { period } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import styles from './settling.module.css'

/** Stays that no longer fit; they are settled in the plan of the rooms. */
export function Stays({ stays }: { stays: readonly UnsettledStay[] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <section className={styles.section} aria-label={t('settling.stays')}>
      <h2>{t('settling.stays')}</h2>
      <ul className={styles.lines}>
        {stays.map((stay) => (
          <li key={stay.stayId} className={styles.line}>
            <p className={styles.who}>
              <IconBed size={17} stroke={1.7} aria-hidden />
              <Link href={`/boarding?date=${stay.from}`}>{stay.name}</Link>
              <span className={styles.about}>
                {[
                  t('boarding.rack.choose.bed', { room: stay.room, bed: stay.bed }),
                  period(stay.from, stay.to, language),
                ].join(' · ')}
              </span>
            </p>
            {stay.findings.map((finding) => (
              <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={styles.wrong}>
                <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
                {findingSentence(finding, language, t)}
              </p>
            ))}
            <p className={styles.who}>
              <Link href={`/boarding?date=${stay.from}`}>{t('settling.openRack')}</Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
