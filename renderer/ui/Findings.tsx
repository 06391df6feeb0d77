import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Alternative, Finding } from '#contract/schedule.ts'
import type { Language, LocalDate } from '#contract/values.ts'
import { dayAndMonth } from '../lib/format.ts'
import { useLanguage } from '../texts/index.ts'
import { FindingSentence } from './FindingSentence.tsx'

interface AlternativesProps<Offer extends Alternative> {
  alternatives: readonly Offer[]
  /** The day that was asked for: another one is named. */
  date: LocalDate
  /** What there is beside the time: horse, place. */
  names: (offer: Offer) => readonly (string | undefined)[]
  onTake: (offer: Offer) => void
}

/** Free places near the one that was refused; one click takes one. */
export function Alternatives<Offer extends Alternative>(props: AlternativesProps<Offer>) {
  const { alternatives, date, names, onTake } = props
  const { t } = useTranslation()
  const language = useLanguage()
  if (alternatives.length === 0) return null
  return (
    <Stack gap={6} mt={8}>
      <Text size="sm" c="dimmed">
        {t('schedule.takeInstead')}
      </Text>
      <Group gap={6}>
        {alternatives.map((offer) => (
          <Button
            key={JSON.stringify(offer)}
            variant="default"
            px={12}
            onClick={() => onTake(offer)}
          >
            {offerWords(offer, date, names(offer), language)}
          </Button>
        ))}
      </Group>
    </Stack>
  )
}

/** `8 қазан · 11:30 · Жұлдыз`: the day only when it is another. */
export const offerWords = (
  offer: Alternative,
  date: LocalDate,
  names: readonly (string | undefined)[],
  language: Language,
): string =>
  [...(offer.date === date ? [] : [dayAndMonth(offer.date, language)]), offer.start, ...names]
    .filter(Boolean)
    .join(' · ')

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
