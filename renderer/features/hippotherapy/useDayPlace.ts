import { useMemo } from 'react'
import { useSearch } from 'wouter'
import { LocalDate } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import { stored } from '../../lib/stored.ts'
import { type ColumnKind, columnKinds } from './dayColumns.ts'

/** The columns that this computer looked at last. */
const lastBy = stored('bastau.hippotherapy.by')

const asKind = (text: string | null): ColumnKind | undefined =>
  columnKinds.find((kind) => kind === text)

/** The day and the columns that are shown. They live in the address. */
export function useDayPlace() {
  const search = useSearch()
  return useMemo(() => {
    const asked = new URLSearchParams(search)
    const parsed = LocalDate.safeParse(asked.get('date'))
    const date = parsed.success ? parsed.data : today()
    const by = asKind(asked.get('by')) ?? asKind(lastBy.get()) ?? 'horse'
    const go = (date: LocalDate, by: ColumnKind) => goTo(`/hippotherapy?date=${date}&by=${by}`)
    return {
      date,
      by,
      setDate: (next: LocalDate) => go(next, by),
      setBy: (next: ColumnKind) => {
        lastBy.set(next)
        go(date, next)
      },
    }
  }, [search])
}
