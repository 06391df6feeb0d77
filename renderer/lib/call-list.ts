/** Whom to call: the families of a list that wait, and the sheet on which they stand. */
import type { Family } from '#contract/notices.ts'
import type { SheetRequest } from '#contract/shell.ts'
import type { LocalDate } from '#contract/values.ts'
import { isWaiting } from './call-sentence.ts'
import { lastSheetLanguage } from './sheet-language.ts'

/** The families to which something is still to be said at this moment, `YYYY-MM-DDTHH:mm`. */
export const waitingAt = (families: readonly Family[], now: string): Family[] =>
  families.filter(({ lines }) => lines.some((line) => isWaiting(line, now)))

/** The days on which the sessions of these families are, or were to be; of nobody, today. */
export function daysOf(
  families: readonly Family[],
  today: LocalDate,
): { from: LocalDate; until: LocalDate } {
  const days = families
    .flatMap(({ lines }) => lines.flatMap(({ before, after }) => [before, after]))
    .flatMap((one) => one?.date ?? [])
    .sort()
  return { from: days[0] ?? today, until: days.at(-1) ?? today }
}

/** The call list of the days of these families, in the language of the last sheet. */
export const callListSheet = (families: readonly Family[], today: LocalDate): SheetRequest => ({
  kind: 'call-list',
  input: daysOf(families, today),
  language: lastSheetLanguage(),
})
