import type { MethodOutput } from '#contract/index.ts'
import type { PersonId } from '#contract/values.ts'
import { addDays, today } from '../lib/dates.ts'
import { useRead } from '../lib/queries.ts'

/** So far ahead a person's sessions are looked for, days. */
const AHEAD = 28

export type NextSession = MethodOutput<'sheets.clientTimetable'>['sessions'][number]

/** The sessions of a person from today on that take place, the next first; nothing for nobody. */
export function useNextSessions(personId: PersonId | null, most: number): readonly NextSession[] {
  const from = today()
  const { data } = useRead(
    'sheets.clientTimetable',
    personId && { personId, from, until: addDays(from, AHEAD) },
  )
  return (data?.sessions ?? []).filter(({ stands }) => stands === undefined).slice(0, most)
}
