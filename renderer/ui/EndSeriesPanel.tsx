import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LocalDate, TemplateId } from '#contract/values.ts'
import { today } from '../lib/dates.ts'
import { useRead, useWrite } from '../lib/queries.ts'
import { announce } from './announce.ts'
import { asPanel } from './asPanel.tsx'
import { ErrorSentence } from './ErrorSentence.tsx'
import { DateField } from './fields.tsx'
import { SidePanel } from './SidePanel.tsx'

interface EndSeriesPanelProps {
  /** Whose series it is. */
  subtitle: string
  /** The last day that it has now. */
  validUntil: LocalDate
  templateId: TemplateId
  /** Whose methods end it. */
  feature: 'hippotherapy' | 'consultations'
  onClose: () => void
}

/** Ends a series on a day; says beforehand how many sessions go and how many stay. */
export const EndSeriesPanel = asPanel(function EndSeriesPanel(props: EndSeriesPanelProps) {
  const { subtitle, validUntil, templateId, feature, onClose } = props
  const { t } = useTranslation()
  const [lastDay, setLastDay] = useState(() => (validUntil < today() ? validUntil : today()))
  const reach = useRead(`${feature}.tryEndSeries`, { templateId, lastDay })
  const end = useWrite(`${feature}.endSeries`)
  const save = async (): Promise<void> => {
    try {
      const { cancelled, changeId } = await end.mutateAsync({ templateId, lastDay })
      announce(t('hippotherapy.done.ended', { count: cancelled }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `end.error`.
    }
  }
  return (
    <SidePanel
      title={t('hippotherapy.templates.end')}
      subtitle={subtitle}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      saving={end.isPending}
      saveLabel={t('hippotherapy.templates.endSave')}
    >
      <Stack gap={14}>
        {end.error && <ErrorSentence error={end.error} />}
        <DateField
          label={t('hippotherapy.templates.lastDay')}
          value={lastDay}
          onChange={(date) => date && setLastDay(date)}
        />
        {reach.error && <ErrorSentence error={reach.error} />}
        {reach.data && (
          <Text role="status">
            {t('schedule.endReach', { cancelled: reach.data.cancelled, kept: reach.data.kept })}
          </Text>
        )}
        <Text c="dimmed">{t('hippotherapy.templates.endHint')}</Text>
      </Stack>
    </SidePanel>
  )
})
