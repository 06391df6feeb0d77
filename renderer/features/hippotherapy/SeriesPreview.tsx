import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DayView, Outcome } from '#contract/hippotherapy.ts'
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
        decisions={(outcome) => <Decisions outcome={outcome} series={series} names={names} />}
      />
    </Stack>
  )
}

function Decisions({ outcome, series, names }: SeriesPreviewProps & { outcome: Outcome }) {
  const { t } = useTranslation()
  // A moved day is listed where it went; its decision stands under the day it came from.
  const decision = series.decisionOn(outcome.date) ?? undefined
  const { date } = outcome
  const back = decision && (
    <DecisionButton onClick={() => series.decide(date, null)}>
      {t('hippotherapy.templates.asBefore')}
    </DecisionButton>
  )
  switch (outcome.outcome) {
    case 'clash':
      return (
        <div className={styles.decisions}>
          {outcome.alternatives.map((to) => (
            <DecisionButton
              key={`${to.date}${to.start}${to.horseId}${to.placeId}`}
              onClick={() => series.decide(date, 'move', to)}
            >
              {[
                to.start,
                names.horses.find(({ id }) => id === to.horseId)?.name,
                names.places.find(({ id }) => id === to.placeId)?.name,
              ]
                .filter(Boolean)
                .join(' · ')}
            </DecisionButton>
          ))}
          <DecisionButton onClick={() => series.decide(date, 'skip')}>
            {t('hippotherapy.templates.skip')}
          </DecisionButton>
          {back}
        </div>
      )
    case 'closed':
      return (
        <div className={styles.decisions}>
          <DecisionButton onClick={() => series.decide(date, 'make')}>
            {t('hippotherapy.templates.make')}
          </DecisionButton>
        </div>
      )
    case 'skipped':
      return <div className={styles.decisions}>{back}</div>
    case 'made':
      return (
        <div className={styles.decisions}>
          {back ?? (
            <DecisionButton onClick={() => series.decide(date, 'skip')}>
              {t('hippotherapy.templates.skip')}
            </DecisionButton>
          )}
        </div>
      )
    case 'changed':
    case 'kept':
    case 'exists':
      return null
  }
}
