import type { WorkbookTexts, WorkbookWords } from '#contract/sheets.ts'
import { inLine, type Language, languagesOf, type SheetLanguage } from '#contract/values.ts'

type WordKey = Exclude<keyof WorkbookWords, 'monthName'>

/** Says a word in every language of a sheet, in one line. */
export function speaking(texts: WorkbookTexts, language: SheetLanguage) {
  const languages = languagesOf(language)
  const [leading = 'kk'] = languages
  return {
    say: (key: WordKey): string => inLine(languages.map((one) => texts[one][key])),
    /** What has been written in each language. */
    sayWritten: (written: Readonly<Record<Language, string>>): string =>
      inLine(languages.map((one) => written[one])),
    sayMonth: (month: Parameters<WorkbookWords['monthName']>[0]): string =>
      inLine(languages.map((one) => texts[one].monthName(month))),
    /** In the leading language alone, as files are called. */
    leading: (key: WordKey): string => texts[leading][key],
  }
}
export type Speaking = ReturnType<typeof speaking>
