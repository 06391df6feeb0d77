import { Group, Stack, Text } from '@mantine/core'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TemplateFields } from '#contract/hippotherapy.ts'
import type { LocalDate, Weekday } from '#contract/values.ts'
import { addDays, today, weekdayOf } from '../../lib/dates.ts'
import { useRead } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { DateField, TimeField } from '../../ui/fields.tsx'
import { IntervalField } from '../../ui/IntervalField.tsx'
import { PlanPreview } from '../../ui/PlanPreview.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { missingSaid } from '../../ui/validate.ts'
import { WeekdayChips } from '../../ui/WeekdayChips.tsx'
import { bookingOf, emptyFields, type RideDraft, rideNames } from './draft.ts'
import { newDraft } from './newDraft.ts'
import { MinutesField, Proposed, RideFields } from './RideFields.tsx'
import { useCheck } from './useCheck.ts'
import { useNewRide } from './useNewRide.ts'
import { useSeries } from './useSeries.ts'

/** A template holds for so many days until somebody says otherwise: a term of twelve weeks. */
const TERM = 12 * 7 - 1

/** A new weekly template, with the preview of the sessions that it makes. */
export const NewTemplatePanel = asPanel(function NewTemplatePanel({
  onClose,
}: {
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [days, setDays] = useState<readonly Weekday[]>([])
  const [interval, setInterval] = useState(1)
  const [validFrom, setValidFrom] = useState<LocalDate>(addDays(today(), 1))
  const [validUntil, setValidUntil] = useState<LocalDate>(addDays(today(), 1 + TERM))
  const firstDay = useMemo(() => firstOf(days, validFrom), [days, validFrom])
  const read = useRead('hippotherapy.day', { date: firstDay }, { keepPrevious: true })
  const [initial, setInitial] = useState<RideDraft | null>(null)
  const { draft, change, proposed, precautions } = useNewRide({ initial, usualOn: today() })
  const day = read.data

  useEffect(() => {
    if (day) setInitial((before) => before ?? newDraft(day, 'horse', null).initial)
  }, [day])
  const onFirstDay = useMemo(() => draft && { ...draft, date: firstDay }, [draft, firstDay])
  const answer = useCheck(days.length > 0 ? onFirstDay : null)

  const fields = useMemo((): TemplateFields | null => {
    const booking = onFirstDay && bookingOf(onFirstDay)
    if (!booking || days.length === 0) return null
    const { date: _date, ...rest } = booking
    return { ...rest, days: [...days], interval, validFrom, validUntil }
  }, [onFirstDay, days, interval, validFrom, validUntil])
  const series = useSeries(fields)
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
      title={t('hippotherapy.templates.new')}
      subtitle={t('hippotherapy.templates.newHint')}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={
        missingSaid(t, [
          ...(draft ? emptyFields(draft).map((field) => t(`hippotherapy.fields.${field}`)) : []),
          days.length === 0 && t('hippotherapy.templates.days'),
        ]) ??
        (validUntil < validFrom
          ? t('hippotherapy.templates.endsBefore')
          : made === 0
            ? t('common.panel.nothing')
            : undefined)
      }
      saving={series.commit.isPending}
      checking={series.pending}
      saveLabel={made > 0 ? t('hippotherapy.templates.save', { count: made }) : t('common.save')}
      dirty={draft?.clientId !== null && draft !== null}
    >
      {draft && day && (
        <Stack gap={14}>
          {series.commit.isError && <ErrorSentence error={series.commit.error} />}
          <Proposed shown={proposed} />
          <RideFields
            draft={{ ...draft, date: firstDay }}
            onChange={change}
            day={day}
            precautions={precautions}
            findings={answer.findings.filter(({ code }) => code !== 'closed_day')}
            alternatives={answer.alternatives.filter(({ date }) => date === firstDay)}
            onTake={({ start, horseId, placeId }) => change({ start, horseId, placeId })}
            when={
              <Stack gap={10}>
                <WeekdayChips
                  label={t('hippotherapy.templates.days')}
                  value={days}
                  onChange={setDays}
                />
                <IntervalField value={interval} onChange={setInterval} />
                <Group gap={8} wrap="nowrap" align="flex-start">
                  <TimeField
                    label={t('hippotherapy.fields.start')}
                    value={draft.start}
                    onChange={(start) => start && change({ start })}
                  />
                  <MinutesField draft={draft} onChange={change} />
                </Group>
                <Group gap={8} wrap="nowrap" grow align="flex-start">
                  <DateField
                    label={t('hippotherapy.templates.validFrom')}
                    value={validFrom}
                    onChange={(date) => date && setValidFrom(date)}
                  />
                  <DateField
                    label={t('hippotherapy.templates.validUntil')}
                    value={validUntil}
                    onChange={(date) => date && setValidUntil(date)}
                  />
                </Group>
                {validUntil < validFrom && (
                  <Text size="sm" c="var(--mantine-color-error)">
                    {t('hippotherapy.templates.endsBefore')}
                  </Text>
                )}
              </Stack>
            }
          />
          <PlanPreview plan={series} names={rideNames(day)} />
        </Stack>
      )}
    </SidePanel>
  )
})

/** The first day of the template; its own beginning while no weekday is chosen. */
const firstOf = (days: readonly Weekday[], from: LocalDate): LocalDate =>
  Array.from({ length: 7 }, (_, index) => addDays(from, index)).find((date) =>
    days.includes(weekdayOf(date)),
  ) ?? from
