import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DayView, RideOutcome } from '#contract/hippotherapy.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import styles from './hippotherapy.module.css'
import { DecisionButton, OutcomeList, OutcomeSummary } from './OutcomeList.tsx'
import type { Series } from './useSeries.ts'

interface SeriesPreviewProps {
  series: Series
  names: Pick<DayView, 'horses' | 'places'>
}

/** Day by day what will be made and what is in the way; each day can be decided by itself. */
export function SeriesPreview({ series, names }: SeriesPreviewProps) {
  const { t } = useTranslation()
  const { outcomes } = series
  if (series.planError) return <ErrorSentence error={series.planError} />
  if (outcomes.length === 0) return null
  return (
    <Stack gap={8}>
      <Text fw={600}>{t('hippotherapy.templates.preview')}</Text>
      <OutcomeSummary outcomes={outcomes} />
      <OutcomeList
        outcomes={outcomes}
        choice={(outcome) => <Choice outcome={outcome} series={series} />}
        decisions={(outcome) => <Moves outcome={outcome} series={series} names={names} />}
      />
    </Stack>
  )
}

/** One button in one place, so that it keeps the focus when its meaning changes. */
function Choice({ outcome, series }: { outcome: RideOutcome; series: Series }) {
  const { t } = useTranslation()
  const { date } = outcome
  const choice = choiceFor(outcome, series.decisionOn(date) !== undefined)
  return choice ? (
    <DecisionButton
      quiet
      onClick={() => series.decide(date, choice === 'asBefore' ? null : choice)}
    >
      {t(`hippotherapy.templates.${choice}`)}
    </DecisionButton>
  ) : null
}

/** Where a day that clashes could go instead. */
function Moves({ outcome, series, names }: SeriesPreviewProps & { outcome: RideOutcome }) {
  const language = useLanguage()
  const { date, alternatives } = outcome
  if (outcome.outcome !== 'clash' || alternatives.length === 0) return null
  return (
    <div className={styles.decisions}>
      {alternatives.map((to) => (
        <DecisionButton
          key={`${to.date}${to.start}${to.horseId}${to.placeId}`}
          onClick={() => series.decide(date, 'move', to)}
        >
          {[
            ...(to.date === date ? [] : [dayAndMonth(to.date, language)]),
            to.start,
            names.horses.find(({ id }) => id === to.horseId)?.name,
            names.places.find(({ id }) => id === to.placeId)?.name,
          ]
            .filter(Boolean)
            .join(' · ')}
        </DecisionButton>
      ))}
    </div>
  )
}

/** What can be done with a day besides what is offered: leave it out, hold it, or undo a decision. */
function choiceFor(
  { outcome }: RideOutcome,
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
      return null
  }
}
