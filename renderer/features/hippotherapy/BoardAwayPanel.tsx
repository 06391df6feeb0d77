import type { LocalDate } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { type AwayOf, AwayPanel } from '../../ui/away/AwayPanel.tsx'

interface BoardAwayPanelProps {
  of: AwayOf
  date: LocalDate
  onClose: () => void
}

/** When a horse, an instructor or a place is away: what is said of the day that is shown, or something new. */
export function BoardAwayPanel({ of, date, onClose }: BoardAwayPanelProps) {
  const { resourceId } = of
  const read = useRead('availability.list', { resourceId, from: date, until: date })
  if (read.isPending) return null
  const stretch = read.data?.unavailable[0] ?? null
  return <AwayPanel {...of} stretch={stretch} date={date} onClose={onClose} />
}
