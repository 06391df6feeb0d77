/** What a form calls its fields and what stands in them, for sentences about them. */
import i18next, { type TFunction } from 'i18next'
import { isLocalDate, type Language } from '#contract/values.ts'
import { formatNumber, longDate } from './format.ts'

/** Where the texts have the fields of each form that two people may have open at once. */
export type FieldWords =
  | 'horses.field'
  | 'places.field'
  | 'team.field'
  | 'people.field'
  | 'studio.field'
  | 'boarding.rooms.field'
  | 'boarding.course.field'

/** The name of a field of the contract: `teacherId` is the teacher, `assistantIds` the assistants. */
export function fieldName(t: TFunction, words: FieldWords, field: string): string {
  const keys = [field, field.replace(/Id(s?)$/, '$1')].map((one) => `${words}.${one}`)
  const known = keys.find((key) => i18next.exists(key))
  return known ? (t as unknown as (key: string) => string)(known) : field
}

/** A chosen thing is stored as a code or an id, which nobody knows. */
const code = /^[a-z][a-z_-]*$|^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** What stands in a field, where it is what a person reads there; null for choices and lists. */
export function fieldValue(value: unknown, language: Language): string | null {
  if (value === null || value === '') return '—'
  if (typeof value === 'number') return `«${formatNumber(value, language)}»`
  if (typeof value !== 'string' || code.test(value)) return null
  return `«${isLocalDate(value) ? longDate(value, language) : value}»`
}
