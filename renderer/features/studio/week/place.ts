import { useSearch } from 'wouter'
import { LocalDate } from '#contract/values.ts'
import { mondayOf, today } from '../../../lib/dates.ts'
import { goTo } from '../../../lib/location.ts'

/** By what the timetable is narrowed down. */
export const filters = ['place', 'teacher', 'studio'] as const
export type Filter = (typeof filters)[number]

export interface WeekPlace {
  /** A Monday. */
  from: LocalDate
  by: Filter
  /** The one place, teacher or studio that is shown; all without. */
  only: string | null
}

/** Which week is shown, and of what; an address that is wrong is the usual. */
export function useWeekPlace(): WeekPlace & { change: (part: Partial<WeekPlace>) => void } {
  const query = new URLSearchParams(useSearch())
  const asked = LocalDate.safeParse(query.get('from'))
  const place: WeekPlace = {
    from: mondayOf(asked.success ? asked.data : today()),
    by: filters.find((one) => one === query.get('by')) ?? 'place',
    only: query.get('only'),
  }
  return {
    ...place,
    change(part) {
      const next = { ...place, ...part }
      const to = new URLSearchParams({ from: next.from, by: next.by })
      if (next.only) to.set('only', next.only)
      goTo(`/studio/week?${to}`, { replace: true })
    },
  }
}
