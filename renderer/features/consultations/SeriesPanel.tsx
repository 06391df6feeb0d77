import { NumberInput, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FreeSlot } from '#contract/consultations.ts'
import type { CallInput } from '#contract/index.ts'
import type { Alternative } from '#contract/schedule.ts'
import type { LocalDate, PersonId, Weekday } from '#contract/values.ts'
import { addDays, weekdayOf } from '../../lib/dates.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormRow } from '../../ui/Form.tsx'
import { DateField, TimeField } from '../../ui/fields.tsx'
import { IntervalField } from '../../ui/IntervalField.tsx'
import { PlanPreview, type SeriesPlan } from '../../ui/PlanPreview.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { WeekdayChips } from '../../ui/WeekdayChips.tsx'
import styles from './consultations.module.css'

type Decision = NonNullable<CallInput<'consultations.planSeries'>['decisions']>[number]

/** The preview waits until nothing was changed for so long, milliseconds. */
const STILL = 300
/** A series lasts so many days until somebody says otherwise: ten weeks. */
const TERM = 10 * 7 - 1

interface SeriesPanelProps {
  person: { id: PersonId; name: string }
  /** The free hour that was chosen: the first of the series. */
  first: FreeSlot
  onClose: () => void
  /** Shows the week of the first appointment. */
  onMade: (date: LocalDate) => void
}

/** Appointments that repeat: seen day by day first, decided where something is in the way, then made. */
export const SeriesPanel = asPanel(function SeriesPanel(props: SeriesPanelProps) {
  const { person, first, onClose, onMade } = props
  const { t } = useTranslation()
  const [days, setDays] = useState<Weekday[]>([weekdayOf(first.date)])
  const [interval, setInterval] = useState(1)
  const [start, setStart] = useState(first.start)
  const [minutes, setMinutes] = useState(first.minutes)
  const [validFrom, setValidFrom] = useState(first.date)
  const [validUntil, setValidUntil] = useState(addDays(first.date, TERM))
  const [decisions, setDecisions] = useState<readonly Decision[]>([])
  const { psychologistId, placeId } = first
  const backwards = validUntil < validFrom
  const input = useMemo(
    () =>
      backwards || days.length === 0 || minutes < 1
        ? null
        : {
            ...{ personId: person.id, psychologistId, placeId, days, interval, start, minutes },
            ...{ validFrom, validUntil, decisions: [...decisions] },
          },
    [
      person.id,
      psychologistId,
      placeId,
      days,
      interval,
      start,
      minutes,
      validFrom,
      validUntil,
      decisions,
      backwards,
    ],
  )
  const [asked] = useDebouncedValue(input, STILL)
  const read = useRead('consultations.planSeries', asked, { keepPrevious: true })
  const places = useRead('places.list', { withClosed: true })
  const commit = useWrite('consultations.commitSeries')
  const outcomes = input ? (read.data?.outcomes ?? []) : []
  const made = outcomes.filter(({ outcome }) => outcome === 'made').length
  const plan: SeriesPlan<Alternative> = {
    outcomes,
    planError: input && read.isError ? read.error : null,
    isDecided: ({ date }) => decisions.some((one) => one.date === date),
    decide: ({ date }, action, to) =>
      setDecisions((before) => [
        ...before.filter((one) => one.date !== date),
        ...(action && action !== 'without' ? [{ date, action, ...(to && { to }) }] : []),
      ]),
  }
  const save = async () => {
    if (!input) return
    try {
      const { changeId } = await commit.mutateAsync(input)
      announce(t('consultations.done.series', { name: person.name, count: made }), changeId)
      onMade(outcomes.find(({ outcome }) => outcome === 'made')?.date ?? validFrom)
    } catch {
      // The refusal stands in the panel, from `commit.error`.
    }
  }
  return (
    <SidePanel
      title={t('consultations.series')}
      subtitle={person.name}
      width={440}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={
        days.length === 0
          ? t('hippotherapy.templates.daysNeeded')
          : backwards
            ? t('hippotherapy.templates.endsBefore')
            : made === 0
              ? t('common.panel.nothing')
              : undefined
      }
      saving={commit.isPending}
      checking={input !== asked || read.isFetching}
      saveLabel={t('consultations.seriesSave', { count: made })}
      dirty={decisions.length > 0}
    >
      <Stack gap={14}>
        {commit.isError && <ErrorSentence error={commit.error} />}
        <dl className={styles.facts}>
          <dt>{t('consultations.psychologist')}</dt>
          <dd>{first.psychologistName}</dd>
          <dt>{t('consultations.place')}</dt>
          <dd>{first.placeName}</dd>
        </dl>
        <WeekdayChips
          label={t('hippotherapy.templates.days')}
          value={days}
          error={days.length === 0 ? t('hippotherapy.templates.daysNeeded') : undefined}
          onChange={setDays}
        />
        <IntervalField value={interval} onChange={setInterval} />
        <FormRow>
          <TimeField
            label={t('hippotherapy.fields.start')}
            value={start}
            onChange={(time) => time && setStart(time)}
          />
          <NumberInput
            label={t('hippotherapy.fields.minutes')}
            value={minutes}
            min={5}
            max={480}
            hideControls
            onChange={(typed) => setMinutes(Number(typed))}
          />
        </FormRow>
        <FormRow>
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
        </FormRow>
        {backwards && (
          <Text size="sm" c="var(--mantine-color-error)">
            {t('hippotherapy.templates.endsBefore')}
          </Text>
        )}
        <PlanPreview
          plan={plan}
          names={(offer) => [places.data?.places.find(({ id }) => id === offer.placeId)?.name]}
        />
      </Stack>
    </SidePanel>
  )
})
