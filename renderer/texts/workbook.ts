/**
 * The words that the service writes workbooks with. It is handed them when it starts: nothing of the
 * window may be reached from here but words and formats.
 */
import type { WorkbookTexts, WorkbookWords } from '#contract/sheets.ts'
import type { Language } from '#contract/values.ts'
import { monthName } from '../lib/format.ts'
import { sheets as en } from './en/sheets.ts'
import { sheets as kk } from './kk/sheets.ts'
import { sheets as ru } from './ru/sheets.ts'

const wordsOf = (
  { paper, workbook }: typeof kk | typeof ru,
  language: Language,
): WorkbookWords => ({
  ...workbook,
  hippotherapy: paper.register.hippotherapy,
  group: paper.class.group,
  teacher: paper.class.teacher,
  name: paper.class.name,
  absent: paper.register.absent,
  withoutMark: paper.register.withoutMark,
  joined: paper.register.joined,
  left: paper.register.left,
  roster: paper.roster.title,
  course: paper.course,
  companionOf: paper.rooming.companionOf,
  birthYear: paper.roster.birthYear,
  sex: paper.roster.sex,
  female: paper.roster.female,
  male: paper.roster.male,
  phone: paper.roster.phone,
  arrival: paper.roster.arrival,
  departure: paper.roster.departure,
  monthName: (month) => monthName(month, language),
})

export const workbookTexts: WorkbookTexts = {
  kk: wordsOf(kk, 'kk'),
  ru: wordsOf(ru, 'ru'),
  en: wordsOf(en, 'en'),
}
