import type { TFunction } from 'i18next'
import type { z } from 'zod'
import { type FieldWords, fieldName } from '../lib/field-words.ts'
import { formatNumber } from '../lib/format.ts'
import { currentLanguage } from '../texts/index.ts'

type Issue = z.core.$ZodIssue

/** What is wrong with one field, in words. */
function fieldSentence(t: TFunction, issue: Issue): string {
  const number = (limit: number | bigint) => formatNumber(Number(limit), currentLanguage())
  switch (issue.message) {
    case 'date':
      return t('common.invalid.date')
    case 'time':
      return t('common.invalid.time')
    case 'order':
      return t('common.invalid.order')
    case 'iin':
      return t('common.invalid.iin')
    default:
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? t('common.invalid.tooSmall', { limit: number(issue.minimum) })
      : t('common.required')
  if (issue.code === 'too_big')
    return issue.origin === 'number' || issue.origin === 'int'
      ? t('common.invalid.tooBig', { limit: number(issue.maximum) })
      : t('common.invalid.tooLong', { limit: number(issue.maximum) })
  return issue.code === 'invalid_type' && issue.expected === 'int'
    ? t('common.invalid.whole')
    : t('common.required')
}

/** A form's check by a schema of the contract: a sentence for every field that is not right. */
export const validateBy =
  (schema: z.ZodType, t: TFunction) =>
  (values: unknown): Record<string, string> => {
    const checked = schema.safeParse(values)
    if (checked.success) return {}
    return Object.fromEntries(
      checked.error.issues.map((issue) => [issue.path.join('.'), fieldSentence(t, issue)]),
    )
  }

/** What is still to be filled in, by the names of the fields; nothing when all of it is there. */
export function missingSaid(t: TFunction, empty: readonly (string | false)[]): string | undefined {
  const names = empty.filter((name) => name !== false)
  return names.length > 0 ? t('common.panel.missing', { what: names.join(', ') }) : undefined
}

/** Why a form cannot be saved as it stands: its fields that are empty, then those that are wrong. */
export function formSaid(
  t: TFunction,
  words: FieldWords,
  sentences: Readonly<Record<string, string>>,
): string | undefined {
  const of = (wanted: (sentence: string) => boolean) => {
    const fields = Object.entries(sentences).filter(([, sentence]) => wanted(sentence))
    return [...new Set(fields.map(([path]) => fieldName(t, words, path.split('.')[0] ?? path)))]
  }
  const missing = missingSaid(
    t,
    of((sentence) => sentence === t('common.required')),
  )
  const wrong = of((sentence) => sentence !== t('common.required'))
  const said = [missing, wrong.length > 0 && t('common.panel.wrong', { what: wrong.join(', ') })]
  return said.filter(Boolean).join(' ') || undefined
}

/** Takes the person to the first field that is not right. */
export function focusFirstError(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
