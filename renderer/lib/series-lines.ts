/** Series that are to be settled, as lists show them. */
import { matterOf } from '#contract/findings.ts'
import type { UnsettledSeries } from '#contract/settling.ts'
import { groupBy } from './group.ts'
import { sessionAddress } from './session-address.ts'
import type { WeekHour } from './week-hours.ts'

/** A series of one person, or all weekly times of one group: that is changed as one. */
export interface SeriesLine extends Omit<UnsettledSeries, 'days'> {
  key: string
  times: WeekHour[]
}

/** One line a series, in their order; the weekly times of a group, and what is against them, stand together. */
export const linesOfSeries = (series: readonly UnsettledSeries[]): SeriesLine[] =>
  [...groupBy(series, (one) => one.groupId ?? one.templateId)].map(([key, of]) => {
    const [first] = of as [UnsettledSeries]
    const matters = new Map(
      of.flatMap((one) => one.findings).map((finding) => [matterOf(finding), finding]),
    )
    const times = of.flatMap(({ days, start, minutes, interval }) =>
      days.map((day) => ({ day, start, minutes, interval })),
    )
    return { ...first, key, times, findings: [...matters.values()] }
  })

/** Where a series is seen: in the weekly schedule of rides, as its group, as its next appointment. */
export function seriesAddress({
  kind,
  templateId,
  groupId,
  session,
  next,
}: Pick<SeriesLine, 'kind' | 'templateId' | 'groupId' | 'session' | 'next'>): string {
  if (groupId !== null) return `/studio/groups/${groupId}`
  if (kind === 'ride') return `/hippotherapy/templates?template=${templateId}`
  return sessionAddress(kind, session?.date ?? next, session?.sessionId ?? null)
}
