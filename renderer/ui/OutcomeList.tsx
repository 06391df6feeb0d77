import { Button, Group } from '@mantine/core'
import {
  type Icon,
  IconBan,
  IconCalendarOff,
  IconCheck,
  IconHandStop,
  IconMinus,
  IconTrash,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '#contract/schedule.ts'
import { dayWithWeekday } from '../lib/format.ts'
import { findingSentence } from '../lib/sentences.ts'
import { useLanguage } from '../texts/index.ts'
import { FeastQuestions } from './FeastQuestions.tsx'
import styles from './schedule.module.css'

const signs: Record<Outcome['outcome'], Icon> = {
  made: IconCheck,
  changed: IconCheck,
  kept: IconHandStop,
  clash: IconBan,
  closed: IconCalendarOff,
  exists: IconCheck,
  skipped: IconMinus,
  removed: IconTrash,
}

interface OutcomeListProps {
  outcomes: readonly Outcome[]
  /** Says whose session it is: for a copied day. */
  withClient?: boolean
  /** Whether a day was decided just now; one that is left out without that was left out before. */
  isDecided?: (outcome: Outcome) => boolean
  /** What the person may decide for one day. */
  decisions?: (outcome: Outcome) => ReactNode
  /** The small choice at the end of a day's line. */
  choice?: (outcome: Outcome) => ReactNode
}

/** What would become of each day or session, with the reason where something is in the way. */
export function OutcomeList(props: OutcomeListProps) {
  const { outcomes, withClient, isDecided, decisions, choice } = props
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <ul className={styles.outcomes}>
      {outcomes.map((outcome) => {
        const Sign = signs[outcome.outcome]
        const block = outcome.findings.find(({ severity }) => severity === 'block')
        return (
          <li
            key={`${outcome.date}${outcome.start}${outcome.clientName}`}
            data-outcome={outcome.outcome}
          >
            <div className={styles.outcome}>
              <Sign size={17} stroke={1.8} aria-hidden />
              <span className={styles.outcomeWhen}>
                {dayWithWeekday(outcome.date, language)}, <b>{outcome.start}</b>
                {withClient && <> · {outcome.clientName}</>}
              </span>
              <span className={styles.outcomeWord}>
                {t(`schedule.outcome.${wordOf(outcome, isDecided)}`)}
              </span>
              {choice?.(outcome)}
            </div>
            {outcome.outcome === 'clash' && block && (
              <p className={styles.outcomeReason}>{findingSentence(block, language, t)}</p>
            )}
            {decisions?.(outcome)}
          </li>
        )
      })}
    </ul>
  )
}

const wordOf = (outcome: Outcome, isDecided: OutcomeListProps['isDecided']) =>
  outcome.outcome === 'skipped' && isDecided?.(outcome) === false
    ? 'skippedBefore'
    : outcome.outcome

/** How many of each, in one line: «14 жасалады · 2 кедергі»; and which feasts on their days are not known yet. */
export function OutcomeSummary({ outcomes }: { outcomes: readonly Outcome[] }) {
  const { t } = useTranslation()
  const kinds = [...new Set(outcomes.map(({ outcome }) => outcome))]
  const dates = outcomes.map(({ date }) => date).toSorted()
  const [first, last] = [dates[0], dates.at(-1)]
  return (
    <>
      <Group gap={6} role="status">
        {kinds.map((kind) => (
          <span key={kind} className={styles.count} data-outcome={kind}>
            {t(`schedule.outcome.${kind}`)}:{' '}
            <b>{outcomes.filter(({ outcome }) => outcome === kind).length}</b>
          </span>
        ))}
      </Group>
      {first && last && <FeastQuestions from={first} until={last} />}
    </>
  )
}

/** A small choice for one day. */
export function DecisionButton(props: {
  quiet?: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <Button px={10} variant={props.quiet ? 'subtle' : 'default'} onClick={props.onClick}>
      {props.children}
    </Button>
  )
}
