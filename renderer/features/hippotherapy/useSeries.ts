import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import type { RideAlternative, RideOutcome, TemplateFields } from '#contract/hippotherapy.ts'
import type { CallInput } from '#contract/index.ts'
import type { TemplateId } from '#contract/values.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import type { PlanAction } from '../../ui/PlanPreview.tsx'

export type Decision = NonNullable<CallInput<'hippotherapy.planSeries'>['decisions']>[number]

/** The preview waits until nothing was changed for so long, milliseconds. */
const STILL = 300

/**
 * What would be made of a template day by day, what was decided for single days, and the making.
 * Null fields ask nothing.
 */
export function useSeries(fields: TemplateFields | null, templateId?: TemplateId) {
  const [decisions, setDecisions] = useState<readonly Decision[]>([])
  const input = useMemo(
    () =>
      fields && fields.validFrom <= fields.validUntil
        ? { ...fields, ...(templateId && { templateId }), decisions: [...decisions] }
        : null,
    [fields, templateId, decisions],
  )
  const [asked] = useDebouncedValue(input, STILL)
  const plan = useRead('hippotherapy.planSeries', asked, { keepPrevious: true })
  const commit = useWrite('hippotherapy.commitSeries')
  const outcomes: readonly RideOutcome[] = input ? (plan.data?.outcomes ?? []) : []
  return {
    outcomes,
    planError: input && plan.isError ? plan.error : null,
    pending: input !== asked || plan.isFetching,
    commit,
    save: input ? () => commit.mutateAsync(input) : null,
    isDecided: ({ date }: Pick<RideOutcome, 'date'>) => decisions.some((one) => one.date === date),
    decide: (
      { date }: Pick<RideOutcome, 'date'>,
      action: PlanAction | null,
      to?: RideAlternative,
    ) =>
      setDecisions((before) => [
        ...before.filter((one) => one.date !== date),
        ...(action && action !== 'without' ? [{ date, action, ...(to && { to }) }] : []),
      ]),
  }
}
export type Series = ReturnType<typeof useSeries>
