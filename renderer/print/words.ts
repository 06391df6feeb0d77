import i18next from 'i18next'
import type { Language, SheetLanguage } from '#contract/values.ts'
import type { ru } from '../texts/ru/index.ts'

/** The languages that stand on a sheet, the leading one first. */
export const languagesOf = (language: SheetLanguage): Language[] =>
  language === 'kk+ru' ? ['kk', 'ru'] : [language]

type PaperKey = Exclude<keyof typeof ru.sheets.paper, 'ridesDay'>
type RidesDayKey = `ridesDay.${keyof typeof ru.sheets.paper.ridesDay}`

/** The same words in each language of the sheet. */
export const paperWords = (languages: readonly Language[], key: PaperKey | RidesDayKey): string[] =>
  languages.map((language) => i18next.getFixedT(language)(`sheets.paper.${key}`))

/** Words of several languages in one line: `Нұсқаушы / Инструктор`. */
export const inLine = (words: readonly string[]): string => [...new Set(words)].join(' / ')
