import { IconAlertTriangle, IconBed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { UnsettledStay } from '#contract/settling.ts'
import { period } from '../../lib/format.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { choiceOf, stayProposalWords } from './proposals.ts'
import { Choices, RefusedLine } from './SettleLine.tsx'
import styles from './settling.module.css'
import type { useSettling } from './useSettling.ts'

/** Stays that no longer fit: another bed, an exchange, no bed. */
export function Stays({ settling }: { settling: ReturnType<typeof useSettling> }) {
  const { t } = useTranslation()
  return (
    <section className={styles.section} aria-label={t('settling.stays')}>
      <h2>{t('settling.stays')}</h2>
      <ul className={styles.lines}>
        {settling.stayLines.map((stay) => (
          <StayLine key={stay.stayId} stay={stay} settling={settling} />
        ))}
      </ul>
    </section>
  )
}

interface StayLineProps {
  stay: UnsettledStay
  settling: ReturnType<typeof useSettling>
}

function StayLine({ stay, settling }: StayLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const outcome = settling.outcomes.get(stay.stayId)
  const nights = period(stay.from, stay.to, language)
  return (
    <li className={styles.line} data-outcome={outcome?.outcome}>
      <p className={styles.who}>
        <IconBed size={17} stroke={1.7} aria-hidden />
        <Link href={`/boarding?date=${stay.from}`} title={t('settling.openRack')}>
          {stay.name}
        </Link>
        <span className={styles.about}>
          {[t('boarding.rack.choose.bed', { room: stay.room, bed: stay.bed }), nights].join(' · ')}
        </span>
      </p>
      {stay.findings.map((finding) => (
        <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={styles.wrong}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          {findingSentence(finding, language, t)}
        </p>
      ))}
      {stay.proposals.every((one) => one.do === 'end') && (
        <p className={styles.about}>{t('settling.noOtherBed')}</p>
      )}
      <Choices
        label={t('settling.choices', { who: stay.name, when: nights })}
        ways={stay.proposals.map((one) => [
          choiceOf(one),
          stayProposalWords(one, stay, language, t),
        ])}
        choice={settling.chosenFor(stay)}
        onChoose={(choice) => settling.choose(stay.stayId, choice)}
      />
      <RefusedLine outcome={outcome} />
    </li>
  )
}
