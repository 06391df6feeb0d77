import { useMemo } from 'react'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { Finding } from '#contract/schedule.ts'
import type { Landing, Verdict } from '../../board/index.ts'
import { call } from '../../lib/client.ts'
import { timeAt } from '../../lib/dates.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { useLanguage } from '../../texts/index.ts'
import { type ColumnKind, castOfColumn, type DayItem, firstInTheWay } from './dayColumns.ts'
import { draftOf, questionOf, type RideDraft } from './draft.ts'

/** A session as it would be in another place of the board. */
export const landed = (session: SessionView, by: ColumnKind, landing: Landing): RideDraft => ({
  ...draftOf(session),
  start: timeAt(landing.start),
  minutes: landing.length,
  ...castOfColumn(by, landing.lineId),
})

/** Whether a session may land: what the day itself knows at once, and what all the rules say. */
export function useLanding(day: DayView, by: ColumnKind) {
  const language = useLanguage()
  return useMemo(
    () => ({
      inTheWay: ({ session }: DayItem, landing: Landing): string | null => {
        const found = firstInTheWay(day, session, by, landing)
        if (!found) return null
        const { seat, other, takenId } = found
        const finding: Finding = {
          code: 'overlap',
          severity: 'block',
          overridable: false,
          params: {
            seat,
            name: nameOf(day, takenId) ?? other.clientName,
            from: other.start,
            until: other.end,
            clientName: other.clientName,
          },
        }
        return findingSentence(finding, language)
      },
      mayLand: async ({ session }: DayItem, landing: Landing): Promise<Verdict> => {
        const { findings } = await call(
          'hippotherapy.check',
          questionOf(landed(session, by, landing), session.id),
        )
        // That somebody or something is still missing is no news: it says nothing of this place.
        const news = findings.filter(
          ({ code }) => code !== 'team_incomplete' && code !== 'facts_missing',
        )
        const block = news.find(({ severity }) => severity === 'block')
        const said = block ?? news[0]
        if (!said) return { state: 'free' }
        return { state: block ? 'refused' : 'warned', words: findingSentence(said, language) }
      },
    }),
    [day, by, language],
  )
}

const nameOf = (day: DayView, id: string): string | undefined =>
  day.horses.find((one) => one.id === id)?.name ??
  day.places.find((one) => one.id === id)?.name ??
  day.members.find((one) => one.id === id)?.name
