import { Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import type { Alternative, Outcome } from '#contract/schedule.ts'
import type { Group } from '#contract/studio.ts'
import type { LocalDate } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { announce } from '../../ui/announce.ts'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { FormRow } from '../../ui/Form.tsx'
import { DateField } from '../../ui/fields.tsx'
import { PlanPreview, type SeriesPlan } from '../../ui/PlanPreview.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'

type Decision = NonNullable<CallInput<'studio.planTerm'>['decisions']>[number]

/** The preview waits until nothing was changed for so long, milliseconds. */
const STILL = 300

interface PlanPanelProps {
  group: Pick<Group, 'groupId' | 'name' | 'from' | 'until'>
  onClose: () => void
}

/** A term of classes: seen day by day first, decided where something is in the way, then made. */
export const PlanPanel = asPanel(function PlanPanel({ group, onClose }: PlanPanelProps) {
  const { t } = useTranslation()
  const begun = group.from < today() && today() <= group.until
  const [from, setFrom] = useState<LocalDate>(begun ? today() : group.from)
  const [until, setUntil] = useState<LocalDate>(group.until)
  const [decisions, setDecisions] = useState<readonly Decision[]>([])
  const backwards = until < from
  const input = useMemo(
    () => (backwards ? null : { groupId: group.groupId, from, until, decisions: [...decisions] }),
    [group.groupId, from, until, decisions, backwards],
  )
  const [asked] = useDebouncedValue(input, STILL)
  const read = useRead('studio.planTerm', asked, { keepPrevious: true })
  const places = useRead('places.list', { withClosed: true })
  const commit = useWrite('studio.commitTerm')
  const outcomes = input ? (read.data?.outcomes ?? []) : []
  const made = outcomes.filter(({ outcome }) => outcome === 'made').length

  const isOf = (outcome: Pick<Outcome, 'date' | 'start'>) => (one: Decision) =>
    one.date === outcome.date && one.start === outcome.start
  const plan: SeriesPlan<Alternative> = {
    outcomes,
    planError: input && read.isError ? read.error : null,
    isDecided: (outcome) => decisions.some(isOf(outcome)),
    decide: (outcome, action, to) =>
      setDecisions((before) => [
        ...before.filter((one) => !isOf(outcome)(one)),
        ...(action
          ? [{ date: outcome.date, start: outcome.start, action, ...(to && { to }) }]
          : []),
      ]),
  }
  const save = async () => {
    if (!input) return
    try {
      const { changeId } = await commit.mutateAsync(input)
      announce(t('studio.done.planned', { count: made }), changeId)
      onClose()
    } catch {
      // The refusal stands in the panel, from `commit.error`.
    }
  }
  return (
    <SidePanel
      title={t('studio.plan')}
      subtitle={`${group.name} · ${t('studio.planHint')}`}
      width={480}
      onClose={onClose}
      onSave={() => void save()}
      whyNot={made > 0 ? undefined : t('common.panel.nothing')}
      saving={commit.isPending}
      checking={input !== asked || read.isFetching}
      saveLabel={t('studio.planSave', { count: made })}
      dirty={decisions.length > 0}
    >
      <Stack gap={14}>
        {commit.isError && <ErrorSentence error={commit.error} />}
        <FormRow>
          <DateField
            label={t('studio.field.from')}
            value={from}
            onChange={(date) => date && setFrom(date)}
          />
          <DateField
            label={t('studio.field.until')}
            value={until}
            error={backwards ? t('studio.endsBefore') : undefined}
            onChange={(date) => date && setUntil(date)}
          />
        </FormRow>
        {read.data && made === 0 && <Text c="dimmed">{t('studio.planNothing')}</Text>}
        <PlanPreview
          plan={plan}
          names={({ placeId }) => [places.data?.places.find(({ id }) => id === placeId)?.name]}
          canLeaveOut
        />
      </Stack>
    </SidePanel>
  )
})
