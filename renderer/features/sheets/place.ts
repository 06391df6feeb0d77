import { useSearch } from 'wouter'
import type { SheetRequest } from '#contract/shell.ts'
import { LocalDate, MemberId, SheetLanguage } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { goTo } from '../../lib/location.ts'
import { stored } from '../../lib/stored.ts'

/** The sheets that can be made, in the order in which they are offered. */
export const sheetKinds = ['rides-day'] as const satisfies readonly SheetRequest['kind'][]
export const sheetLanguages = SheetLanguage.options

/** The language of the last sheet; an official paper has both until somebody chooses. */
const lastLanguage = stored('bastau.sheets.language')

/** The sheet that an address asks for; what is not given, or wrong, is the usual. */
export function requestOf(search: string, usual: { date: LocalDate; language: SheetLanguage }) {
  const query = new URLSearchParams(search)
  const date = LocalDate.safeParse(query.get('date'))
  const instructor = MemberId.safeParse(query.get('instructor'))
  const language = SheetLanguage.safeParse(query.get('language'))
  return {
    kind: sheetKinds.find((kind) => kind === query.get('kind')) ?? sheetKinds[0],
    date: date.success ? date.data : usual.date,
    instructorId: instructor.success ? instructor.data : undefined,
    language: language.success ? language.data : usual.language,
  } satisfies SheetRequest
}

/** The sheet that is shown, and how to ask for another. */
export function useSheetPlace() {
  const last = SheetLanguage.safeParse(lastLanguage.get())
  const request = requestOf(useSearch(), {
    date: today(),
    language: last.success ? last.data : 'kk+ru',
  })
  return {
    request,
    change(part: Partial<SheetRequest>) {
      const next = { ...request, ...part }
      if (part.language) lastLanguage.set(part.language)
      const query = new URLSearchParams({
        kind: next.kind,
        date: next.date,
        language: next.language,
      })
      if (next.instructorId) query.set('instructor', next.instructorId)
      goTo(`/sheets?${query}`, { replace: true })
    },
  }
}
