import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DayView, RideAlternative } from '#contract/hippotherapy.ts'
import type { Finding } from '#contract/schedule.ts'
import { dayAndMonth } from '../../lib/format.ts'
import { useLanguage } from '../../texts/index.ts'
import { FindingSentence } from '../../ui/FindingSentence.tsx'

interface AlternativesProps {
  alternatives: readonly RideAlternative[]
  day: DayView
  onTake: (alternative: RideAlternative) => void
}

/** Free places near the one that was refused; one click takes one. */
export function Alternatives({ alternatives, day, onTake }: AlternativesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (alternatives.length === 0) return null
  const words = ({ date, start, horseId, placeId }: RideAlternative): string =>
    [
      ...(date === day.date ? [] : [dayAndMonth(date, language)]),
      start,
      day.horses.find(({ id }) => id === horseId)?.name,
      day.places.find(({ id }) => id === placeId)?.name,
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Stack gap={6} mt={8}>
      <Text size="sm" c="dimmed">
        {t('hippotherapy.form.takeInstead')}
      </Text>
      <Group gap={6}>
        {alternatives.map((alternative) => (
          <Button
            key={`${alternative.date}${alternative.start}${alternative.horseId}${alternative.placeId}`}
            variant="default"
            size="compact-sm"
            onClick={() => onTake(alternative)}
          >
            {words(alternative)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

interface FindingsProps {
  findings: readonly Finding[] | undefined
}

/** The sentences beside a field. */
export function Findings({ findings = [] }: FindingsProps) {
  if (findings.length === 0) return null
  return (
    <Stack gap={6}>
      {findings.map((finding) => (
        <FindingSentence
          key={`${finding.code}${JSON.stringify(finding.params)}`}
          finding={finding}
        />
      ))}
    </Stack>
  )
}
