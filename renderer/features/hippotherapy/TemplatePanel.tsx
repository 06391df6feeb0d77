import { Divider, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Template, TemplateFields } from '#contract/hippotherapy.ts'
import type { Language } from '#contract/values.ts'
import { addDays, addMinutes } from '../../lib/dates.ts'
import { capitalised, shortDate, timeRange, weekdayName } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { DoButton } from '../../ui/DoButton.tsx'
import { EndSeriesPanel } from '../../ui/EndSeriesPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField } from '../../ui/fields.tsx'
import { PlanPreview } from '../../ui/PlanPreview.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { rideNames } from './draft.ts'
import styles from './hippotherapy.module.css'
import { useSeries } from './useSeries.ts'

/** As long as the first stretch, at most. */
const MORE = 4 * 7

/** From when until when a template makes sessions; one that was ended before its first day made none. */
export const validityOf = (
  { validFrom, validUntil }: Pick<Template, 'validFrom' | 'validUntil'>,
  language: Language,
  t: TFunction,
): string =>
  validUntil < validFrom
    ? t('hippotherapy.templates.never')
    : `${shortDate(validFrom, language)} – ${shortDate(validUntil, language)}`

/** Its weekdays, and how often when it is not every week. */
export const daysOf = (
  { days, interval }: Pick<Template, 'days' | 'interval'>,
  language: Language,
  t: TFunction,
): string =>
  capitalised(days.map((one) => weekdayName(one, language)).join(', ')) +
  (interval > 1 ? ` (${t('schedule.repeat.short', { weeks: interval })})` : '')

/** A template: what it is, more sessions of it, its end. */
export const TemplatePanel = asPanel(function TemplatePanel({
  template,
  onClose,
}: {
  template: Template
  onClose: () => void
}) {
  const { t } = useTranslation()
  const language = useLanguage()
  const day = useRead('hippotherapy.day', { date: template.validUntil })
  const [part, setPart] = useState<'facts' | 'more' | 'end'>('facts')
  const nameOf = (id: string | null) => day.data?.members.find((one) => one.id === id)?.name
  const facts: [label: string, value: string | undefined][] = [
    [t('hippotherapy.templates.days'), daysOf(template, language, t)],
    [t('common.time'), timeRange(template.start, addMinutes(template.start, template.minutes))],
    [t('hippotherapy.fields.horse'), template.horseName],
    [t('hippotherapy.fields.place'), template.placeName],
    [t('hippotherapy.fields.instructor'), nameOf(template.instructorId)],
    [t('hippotherapy.fields.leader'), nameOf(template.leaderId)],
    [
      t('hippotherapy.fields.sidewalkers'),
      template.sidewalkerIds.map((id) => nameOf(id)).join(', ') || undefined,
    ],
    [t('hippotherapy.templates.valid'), validityOf(template, language, t)],
    [t('hippotherapy.templates.sessions'), String(template.sessions)],
  ]
  if (part === 'more') return <MoreSessions template={template} onClose={onClose} />
  if (part === 'end') {
    return (
      <EndSeriesPanel
        feature="hippotherapy"
        templateId={template.id}
        subtitle={template.clientName}
        validUntil={template.validUntil}
        onClose={onClose}
      />
    )
  }
  return (
    <SidePanel
      title={template.clientName}
      subtitle={t('hippotherapy.templates.one')}
      width={440}
      onClose={onClose}
      actions={
        <>
          <DoButton onClick={() => setPart('more')} data-autofocus>
            {t('hippotherapy.templates.more')}
          </DoButton>
          <DoButton variant="default" onClick={() => setPart('end')}>
            {t('hippotherapy.templates.end')}
          </DoButton>
        </>
      }
    >
      <Stack gap={14}>
        <dl className={styles.facts}>
          {facts.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd data-missing={!value || undefined}>{value ?? t('hippotherapy.form.nobody')}</dd>
            </div>
          ))}
        </dl>
        <Divider />
        <Text size="sm" c="dimmed">
          {t('hippotherapy.templates.changeHint')}
        </Text>
      </Stack>
    </SidePanel>
  )
})

interface PartProps {
  template: Template
  onClose: () => void
}

/** Makes further sessions of a template. */
function MoreSessions({ template, onClose }: PartProps) {
  const { t } = useTranslation()
  const [from, setFrom] = useState(addDays(template.validUntil, 1))
  const [until, setUntil] = useState(addDays(template.validUntil, MORE))
  const day = useRead('hippotherapy.day', { date: from }, { keepPrevious: true })
  const fields = useMemo((): TemplateFields => {
    const {
      id: _id,
      clientName: _c,
      horseName: _h,
      placeName: _p,
      sessions: _s,
      ...rest
    } = template
    return { ...rest, validFrom: from, validUntil: until }
  }, [template, from, until])
  const series = useSeries(fields, template.id)
  const made = series.outcomes.filter(({ outcome }) => outcome === 'made').length
  const save = async (): Promise<void> => {
    if (!series.save) return
    try {
      const { changeId, outcomes } = await series.save()
      const count = outcomes.filter(({ outcome }) => outcome === 'made').length
      announce(t('hippotherapy.done.series', { count }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `series.commit.error`.
    }
  }
  return (
    <SidePanel
      title={t('hippotherapy.templates.more')}
      subtitle={template.clientName}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={made > 0 ? undefined : t('common.panel.nothing')}
      saving={series.commit.isPending}
      checking={series.pending}
      saveLabel={t('hippotherapy.templates.save', { count: made })}
    >
      <Stack gap={14}>
        {series.commit.isError && <ErrorSentence error={series.commit.error} />}
        <DateField
          label={t('hippotherapy.templates.validFrom')}
          value={from}
          onChange={(date) => date && setFrom(date)}
        />
        <DateField
          label={t('hippotherapy.templates.validUntil')}
          value={until}
          onChange={(date) => date && setUntil(date)}
        />
        {until < from && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('hippotherapy.templates.endsBefore')}
          </Text>
        )}
        {day.data && <PlanPreview plan={series} names={rideNames(day.data)} />}
      </Stack>
    </SidePanel>
  )
}
