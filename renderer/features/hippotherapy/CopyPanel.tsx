import { SegmentedControl, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyOutcome, RideAlternative } from '#contract/hippotherapy.ts'
import type { CallInput } from '#contract/index.ts'
import type { LocalDate } from '#contract/values.ts'
import { addDays, mondayOf } from '../../lib/dates.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField } from '../../ui/fields.tsx'
import { PlanPreview, type SeriesPlan } from '../../ui/PlanPreview.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { rideNames } from './draft.ts'

type Decision = NonNullable<CallInput<'hippotherapy.tryCopy'>['decisions']>[number]

interface CopyPanelProps {
  date: LocalDate
  onClose: () => void
  /** Shows the day that was copied to. */
  onCopied: (date: LocalDate) => void
}

/** Copies a day or a week, and shows first what will be made and what is in the way. */
export const CopyPanel = asPanel(function CopyPanel({ date, onClose, onCopied }: CopyPanelProps) {
  const { t } = useTranslation()
  const [whole, setWhole] = useState<'day' | 'week'>('day')
  const [from, setFrom] = useState(date)
  const [to, setTo] = useState(addDays(date, 7))
  const [decisions, setDecisions] = useState<readonly Decision[]>([])
  const request = {
    ...(whole === 'day'
      ? { from, to, days: 1 as const }
      : { from: mondayOf(from), to: mondayOf(to), days: 7 as const }),
    decisions: [...decisions],
  }
  const possible = request.from !== request.to
  const preview = useRead('hippotherapy.tryCopy', possible ? request : null, { keepPrevious: true })
  const copy = useWrite('hippotherapy.copy')
  const outcomes = possible ? (preview.data?.outcomes ?? []) : []
  const day = useRead('hippotherapy.day', { date: request.to }, { keepPrevious: true })
  const plan: SeriesPlan<RideAlternative, CopyOutcome> = {
    outcomes,
    planError: null,
    isDecided: ({ ofId }) => decisions.some((one) => one.sessionId === ofId),
    decide: ({ ofId }, action, to) =>
      setDecisions((before) => [
        ...before.filter((one) => one.sessionId !== ofId),
        ...(action && action !== 'without' ? [{ sessionId: ofId, action, ...(to && { to }) }] : []),
      ]),
  }
  const made = outcomes.filter(({ outcome }) => outcome === 'made').length
  const save = async (): Promise<void> => {
    try {
      const copied = await copy.mutateAsync(request)
      const count = copied.outcomes.filter(({ outcome }) => outcome === 'made').length
      const message = t('hippotherapy.done.copied', { count })
      announce(message, copied.changeId)
      onCopied(request.to)
    } catch {
      // The refusal stands in the panel, from `copy.error`.
    }
  }
  return (
    <SidePanel
      title={t('hippotherapy.copy.title')}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={made > 0 ? undefined : t('common.panel.nothing')}
      saving={copy.isPending}
      checking={preview.isFetching}
      saveLabel={t('hippotherapy.copy.save', { count: made })}
    >
      <Stack gap={14}>
        {copy.isError && <ErrorSentence error={copy.error} />}
        <SegmentedControl
          data={[
            { value: 'day', label: t('hippotherapy.copy.day') },
            { value: 'week', label: t('hippotherapy.copy.week') },
          ]}
          value={whole}
          onChange={(chosen) => setWhole(chosen === 'week' ? 'week' : 'day')}
        />
        <DateField
          label={t(`hippotherapy.copy.from.${whole}`)}
          value={request.from}
          onChange={(date) => date && setFrom(date)}
        />
        <DateField
          label={t(`hippotherapy.copy.to.${whole}`)}
          value={request.to}
          onChange={(date) => date && setTo(date)}
        />
        {!possible && <Text c="dimmed">{t('hippotherapy.copy.same')}</Text>}
        {possible && preview.isError && <ErrorSentence error={preview.error} />}
        {possible && preview.data && outcomes.length === 0 && (
          <Text c="dimmed">{t('hippotherapy.copy.nothing')}</Text>
        )}
        {day.data && <PlanPreview plan={plan} names={rideNames(day.data)} withClient />}
      </Stack>
    </SidePanel>
  )
})
