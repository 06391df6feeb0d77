import type { Studio } from '#contract/studio.ts'
import type { Language } from '#contract/values.ts'
import { texts } from '../texts/index.ts'
import type { ru } from '../texts/ru/index.ts'

type Paper = typeof ru.sheets.paper
/** Words, and words of one sheet. */
interface WordTree {
  readonly [key: string]: WordTree | string
}
/** `letters`, `ridesDay.title`: the words of all sheets, or of one. */
export type PaperKey = {
  [Key in keyof Paper]: Paper[Key] extends string ? Key : `${Key}.${keyof Paper[Key] & string}`
}[keyof Paper]

/** The same words in each language of the sheet. Fifty lists ask for thousands: they are read as they stand. */
export const paperWords = (languages: readonly Language[], key: PaperKey): string[] =>
  languages.map((language) => wordOf(texts[language].sheets.paper, key))

function wordOf(paper: WordTree, key: PaperKey): string {
  let words: WordTree | string | undefined = paper
  for (const part of key.split('.')) words = typeof words === 'object' ? words[part] : undefined
  if (typeof words !== 'string') throw new Error(`a sheet has no word ${key}`)
  return words
}

/** The title of a sheet and what it is of: `Табель посещаемости, ИЗ-3, октябрь 2025 г.` */
export const titled = (
  key: PaperKey,
  language: Language,
  ...of: readonly (string | false | undefined)[]
): string => [...paperWords([language], key), ...of.filter(Boolean)].join(', ')

/** `06.10`: a day of a sheet whose head has the year. */
export const dayMonth = (date: string): string => `${date.slice(8)}.${date.slice(5, 7)}`

/** What a studio is called, in each language of the sheet. */
export const studioNames = (languages: readonly Language[], studio: Studio): string[] =>
  languages.map((language) => texts[language].common.studios[studio])
