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
export type OutcomeWith<Offer> = Omit<Outcome, 'alternatives'> & { alternatives: Offer[] }

/** What would be made day by day, and what was decided for single days. */
export interface SeriesPlan<
  Offer extends Alternative,
  Day extends OutcomeWith<Offer> = OutcomeWith<Offer>,
> {
  outcomes: readonly Day[]
  planError: ServiceError | null
  isDecided(outcome: Day): boolean
  /** Null takes a decision back. */
  decide(outcome: Day, action: PlanAction | null, to?: Offer): void
}

interface PlanPreviewProps<Offer extends Alternative, Day extends OutcomeWith<Offer>> {
  plan: SeriesPlan<Offer, Day>
  /** What an offer has beside its time: horse, place. */
  names: (offer: Offer) => readonly (string | undefined)[]
  /** People who are elsewhere may be left out, so that the day is held without them. */
  canLeaveOut?: boolean | undefined
  /** Says whose session it is: for a copied day. */
  withClient?: boolean
}

/** Day by day what will be made and what is in the way; each day can be decided by itself. */
export function PlanPreview<Offer extends Alternative, Day extends OutcomeWith<Offer>>(
  props: PlanPreviewProps<Offer, Day>,
) {
  const { plan, names, canLeaveOut, withClient = false } = props
  const { t } = useTranslation()
  const { outcomes } = plan
  if (plan.planError) return <ErrorSentence error={plan.planError} />
  if (outcomes.length === 0) return null
  const byKey = new Map(outcomes.map((one) => [keyOf(one), one]))
  const own = (outcome: Outcome) => byKey.get(keyOf(outcome)) as Day
  return (
    <Stack gap={8}>
      <Text fw={600}>{t('schedule.preview')}</Text>
      <OutcomeSummary outcomes={outcomes} />
      <OutcomeList
        outcomes={outcomes}
        withClient={withClient}
        isDecided={(outcome) => plan.isDecided(own(outcome))}
        choice={(outcome) => <Choice outcome={own(outcome)} plan={plan} />}
        decisions={(outcome) => (
          <Ways outcome={own(outcome)} plan={plan} names={names} canLeaveOut={canLeaveOut} />
        )}
      />
    </Stack>
  )
}

const keyOf = ({ date, start, clientName }: Outcome) => `${date} ${start} ${clientName}`

interface OfOne<Offer extends Alternative, Day extends OutcomeWith<Offer>> {
  outcome: Day
  plan: SeriesPlan<Offer, Day>
}

/** One button in one place, so that it keeps the focus when its meaning changes. */
function Choice<Offer extends Alternative, Day extends OutcomeWith<Offer>>({
  outcome,
  plan,
}: OfOne<Offer, Day>) {
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
function Ways<Offer extends Alternative, Day extends OutcomeWith<Offer>>(
  props: OfOne<Offer, Day> & Omit<PlanPreviewProps<Offer, Day>, 'plan' | 'withClient'>,
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
      return decided ? 'asBefore' : 'make'
    case 'changed':
    case 'kept':
    case 'exists':
    case 'removed':
      return null
  }
}
