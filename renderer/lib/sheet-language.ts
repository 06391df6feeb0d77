import { SheetLanguage } from '#contract/values.ts'
import { stored } from './stored.ts'

const chosen = stored('bastau.sheets.language')

/** The language of the last sheet; an official paper has both until somebody chooses. */
export function lastSheetLanguage(): SheetLanguage {
  const last = SheetLanguage.safeParse(chosen.get())
  return last.success ? last.data : 'kk+ru'
}

/** Remembers the language that somebody has chosen for a sheet. */
export const rememberSheetLanguage = (language: SheetLanguage): void => chosen.set(language)
