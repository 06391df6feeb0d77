import type { TFunction } from 'i18next'
import { type CellProblem, categories, type ImportRow, Mobility, Sex } from '#contract/people.ts'
import { roles } from '#contract/team.ts'
import { isLocalDate, type Language } from '#contract/values.ts'
import { phone, shortDate } from '../../lib/format.ts'
import { texts } from '../../texts/index.ts'

/** The name of a field in the language of the window. */
export function fieldName(t: TFunction, key: string): string {
  const known = texts.ru.importing.field
  return key in known ? t(`importing.field.${key as keyof typeof known}`) : key
}

/** One word that the service keeps as a code, as people read it. */
function shownWord(t: TFunction, word: string, language: Language): string {
  const among = <Code extends string>(codes: readonly Code[]) => codes.find((code) => code === word)
  const sex = among(Sex.options)
  if (sex) return t(`people.sex.${sex}`)
  const mobility = among(Mobility.options)
  if (mobility) return t(`people.mobility.${mobility}`)
  const category = among(categories)
  if (category) return t(`people.category.${category}`)
  const role = among(roles)
  if (role) return t(`common.roles.${role}`)
  if (word === 'true') return t('common.yes')
  if (word === 'false') return t('common.no')
  return isLocalDate(word) ? shortDate(word, language) : phone(word)
}

/** What would change in a row: `Вес: 44 → 45,5`. */
export function changeSentence(
  t: TFunction,
  { field, before, after }: ImportRow['changes'][number],
  language: Language,
): string {
  const shown = (text: string) =>
    text === ''
      ? t('importing.empty')
      : text
          .split(/(, | · |\n)/)
          .map((word) => shownWord(t, word, language))
          .join('')
  return t('importing.change', {
    field: fieldName(t, field),
    before: shown(before),
    after: shown(after),
  })
}

/** What is wrong with a cell: `Дата рождения «32.01.2015»: не похоже на дату`. */
export function problemSentence(t: TFunction, problem: CellProblem): string {
  const sentence = t(`importing.problem.${problem.code}`)
  const cell = [problem.heading, problem.text && `«${problem.text}»`].filter(Boolean).join(' ')
  return cell ? `${cell}: ${sentence}` : sentence
}
