import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Alternative, Outcome } from '#contract/schedule.ts'
import type { ServiceError } from '../lib/client.ts'
import { useLanguage } from '../texts/index.ts'
import { ErrorSentence } from './ErrorSentence.tsx'
import { offerWords } from './Findings.tsx'
import { DecisionButton, OutcomeList, OutcomeSummary } from './OutcomeList.tsx'
import styles from './schedule.module.css'

export type PlanAction = 'skip' | 'make' | 'move' | 'without'
type OutcomeWith<Offer> = Omit<Outcome, 'alternatives'> & { alternatives: Offer[] }

/** What would be made day by day, and what was decided for single days. */
export interface SeriesPlan<Offer extends Alternative> {
  outcomes: readonly OutcomeWith<Offer>[]
  planError: ServiceError | null
  isDecided(outcome: OutcomeWith<Offer>): boolean
  /** Null takes a decision back. */
  decide(outcome: OutcomeWith<Offer>, action: PlanAction | null, to?: Offer): void
}

interface PlanPreviewProps<Offer extends Alternative> {
  plan: SeriesPlan<Offer>
  /** What an offer has beside its time: horse, place. */
  names: (offer: Offer) => readonly (string | undefined)[]
  /** People who are elsewhere may be left out, so that the day is held without them. */
  canLeaveOut?: boolean | undefined
}

/** Day by day what will be made and what is in the way; each day can be decided by itself. */
export function PlanPreview<Offer extends Alternative>(props: PlanPreviewProps<Offer>) {
  const { plan, names, canLeaveOut } = props
  const { t } = useTranslation()
  const { outcomes } = plan
  if (plan.planError) return <ErrorSentence error={plan.planError} />
  if (outcomes.length === 0) return null
  const byKey = new Map(outcomes.map((one) => [keyOf(one), one]))
  const own = (outcome: Outcome) => byKey.get(keyOf(outcome)) as OutcomeWith<Offer>
  return (
    <Stack gap={8}>
      <Text fw={600}>{t('schedule.preview')}</Text>
      <OutcomeSummary outcomes={outcomes} />
      <OutcomeList
        outcomes={outcomes}
        choice={(outcome) => <Choice outcome={own(outcome)} plan={plan} />}
        decisions={(outcome) => (
          <Ways outcome={own(outcome)} plan={plan} names={names} canLeaveOut={canLeaveOut} />
        )}
      />
    </Stack>
  )
}

const keyOf = ({ date, start }: Pick<Outcome, 'date' | 'start'>) => `${date} ${start}`

interface OfOne<Offer extends Alternative> {
  outcome: OutcomeWith<Offer>
  plan: SeriesPlan<Offer>
}

/** One button in one place, so that it keeps the focus when its meaning changes. */
function Choice<Offer extends Alternative>({ outcome, plan }: OfOne<Offer>) {
  const { t } = useTranslation()
  const choice = choiceFor(outcome, plan.isDecided(outcome))
  return choice ? (
    <DecisionButton
      quiet
      onClick={() => plan.decide(outcome, choice === 'asBefore' ? null : choice)}
    >
      {t(`schedule.${choice}`)}
    </DecisionButton>
  ) : null
}

/** Where a day that clashes could go instead, or how it could be held all the same. */
function Ways<Offer extends Alternative>(
  props: OfOne<Offer> & Omit<PlanPreviewProps<Offer>, 'plan'>,
) {
  const { outcome, plan, names, canLeaveOut } = props
  const { t } = useTranslation()
  const language = useLanguage()
  if (outcome.outcome !== 'clash') return null
  const people = outcome.findings.every(
    ({ severity, code, params }) =>
      severity === 'warn' || (code === 'overlap' && params.seat === 'client'),
  )
  return (
    <div className={styles.decisions}>
      {canLeaveOut && people && (
        <DecisionButton onClick={() => plan.decide(outcome, 'without')}>
          {t('schedule.without')}
        </DecisionButton>
      )}
      {outcome.alternatives.map((to) => (
        <DecisionButton key={JSON.stringify(to)} onClick={() => plan.decide(outcome, 'move', to)}>
          {offerWords(to, outcome.date, names(to), language)}
        </DecisionButton>
      ))}
    </div>
  )
}

/** What can be done with a day besides what is offered: leave it out, hold it, or undo a decision. */
function choiceFor(
  { outcome }: Pick<Outcome, 'outcome'>,
  decided: boolean,
): 'skip' | 'make' | 'asBefore' | null {
  switch (outcome) {
    case 'clash':
    case 'made':
      return decided ? 'asBefore' : 'skip'
    case 'closed':
      return 'make'
    case 'skipped':
      return 'asBefore'
    case 'changed':
    case 'kept':
    case 'exists':
    case 'removed':
      return null
  }
}
