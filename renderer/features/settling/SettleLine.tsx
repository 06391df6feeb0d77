import { Chip } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconBan,
  IconBed,
  IconHorse,
  IconMessageCircle,
  IconPalette,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { SessionKind } from '#contract/schedule.ts'
import type { Settled, SettledStay, UnsettledSession } from '#contract/settling.ts'
import { dayAndMonth, dayWithWeekday } from '../../lib/format.ts'
import { errorSentence, findingSentence } from '../../lib/sentences.ts'
import { sessionAddress } from '../../lib/session-address.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Choice, choiceOf, leave, proposalWords } from './proposals.ts'
import styles from './settling.module.css'

const signs: Record<SessionKind, Icon> = {
  ride: IconHorse,
  class: IconPalette,
  consultation: IconMessageCircle,
  course: IconBed,
}

interface SettleLineProps {
  line: UnsettledSession
  choice: Choice
  onChoose: (choice: Choice) => void
  /** What would become of it as it is chosen; undefined until it is known. */
  outcome: Settled | SettledStay | undefined
  /** Says the day and hour, where nothing around it does. */
  withDay: boolean
}

/** One session: who and when, what is wrong, what can be done. */
export function SettleLine({ line, choice, onChoose, outcome, withDay }: SettleLineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const Sign = signs[line.kind]
  const when = `${dayAndMonth(line.date, language)}, ${line.start}`
  const about = [line.horseName, line.placeName, line.ledByName].filter(Boolean).join(' · ')
  return (
    <li className={styles.line} data-outcome={outcome?.outcome}>
      <p className={styles.who}>
        <Sign size={17} stroke={1.7} aria-hidden />
        {withDay && (
          <time className={styles.time}>
            {dayWithWeekday(line.date, language)}, {line.start}
          </time>
        )}
        <Link href={sessionAddress(line.kind, line.date, line.sessionId)}>{line.title}</Link>
        <span className={styles.about}>{about}</span>
      </p>
      {line.findings.map((finding) => (
        <p key={`${finding.code}${JSON.stringify(finding.params)}`} className={styles.wrong}>
          <IconAlertTriangle size={16} stroke={1.8} aria-hidden />
          {findingSentence(finding, language, t)}
        </p>
      ))}
      <Choices
        label={t('settling.choices', { who: line.title, when })}
        ways={line.proposals.map((one) => [choiceOf(one), proposalWords(one, line, language, t)])}
        choice={choice}
        onChoose={onChoose}
      />
      <RefusedLine outcome={outcome} />
    </li>
  )
}

interface ChoicesProps {
  label: string
  /** What can be done, with the words for each; to leave it as it is comes last. */
  ways: readonly (readonly [Choice, string])[]
  choice: Choice
  onChoose: (choice: Choice) => void
}

/** What can be done about a line, one of it. */
export function Choices({ label, ways, choice, onChoose }: ChoicesProps) {
  const { t } = useTranslation()
  return (
    <Chip.Group value={choice} onChange={(chosen) => onChoose(chosen as Choice)}>
      <div className={styles.choices} role="radiogroup" aria-label={label}>
        {[...ways, [leave, t('settling.leave')] as const].map(([value, words]) => (
          <Chip key={value} value={value} radius={8} size="sm">
            {words}
          </Chip>
        ))}
      </div>
    </Chip.Group>
  )
}

/** Why a line would not be done as it is chosen. */
export function RefusedLine({ outcome }: { outcome: Settled | SettledStay | undefined }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (outcome?.outcome !== 'refused') return null
  return (
    <p className={styles.refusal} role="alert">
      <IconBan size={16} stroke={1.8} aria-hidden />
      <span>
        {outcome.findings.length > 0
          ? outcome.findings.map((one) => findingSentence(one, language, t)).join(' ')
          : outcome.code && errorSentence(t, language, outcome.code, outcome.params)}
      </span>
    </p>
  )
}
