/** The words of the window in Kazakh, Russian and English; the language changes at once. */
import i18next, { type PostProcessorModule } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { Language } from '#contract/values.ts'
import { stored, useStored } from '../lib/stored.ts'
import { en } from './en/index.ts'
import { kk } from './kk/index.ts'
import { inflectMonths } from './kk/months.ts'
import { ru } from './ru/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof ru }
  }
}

export const texts = { kk, ru, en }

const chosen = stored('bastau.language')
const asLanguage = (text: string | null): Language => {
  const parsed = Language.safeParse(text)
  return parsed.success ? parsed.data : 'kk'
}

/** The language that was chosen on this computer; Kazakh until then. */
export const currentLanguage = (): Language => asLanguage(chosen.get())

/** The language of the window; the component is drawn again when another is chosen. */
export const useLanguage = (): Language => asLanguage(useStored(chosen))

/** Changes the language of the window at once and keeps the choice. */
export function setLanguage(language: Language): void {
  chosen.set(language)
  document.documentElement.lang = language
  void i18next.changeLanguage(language)
}

/** A date is put into a sentence as it is; in Kazakh its month then takes a case. */
const kazakhMonths: PostProcessorModule = {
  type: 'postProcessor',
  name: 'kazakhMonths',
  process: (sentence: string) => inflectMonths(sentence),
}

/** Readies the texts before the first screen is drawn. */
export function startTexts(language: Language): void {
  void i18next
    .use(initReactI18next)
    .use(kazakhMonths)
    .init({
      lng: language,
      fallbackLng: false,
      initAsync: false,
      resources: {
        kk: { translation: kk },
        ru: { translation: ru },
        en: { translation: en },
      },
      interpolation: { escapeValue: false },
      returnNull: false,
      postProcess: [kazakhMonths.name],
    })
}
