import type { TFunction } from 'i18next'
import { type Person, PersonFields } from '#contract/people.ts'
import type { Versioned } from '#contract/values.ts'
import { useStoredForm } from '../../ui/useStoredForm.ts'
import { validateBy } from '../../ui/validate.ts'

/** A file as it is being typed: the names may still be empty. */
export type PersonDraft = PersonFields

const emptyFile: PersonDraft = {
  ...PersonFields.parse({ familyName: '—', givenName: '—' }),
  familyName: '',
  givenName: '',
}

/** The form of a person's file, checked by the schema of the contract. */
export const usePersonForm = (person: Versioned<Person> | null, t: TFunction) =>
  useStoredForm<PersonDraft>(person ? PersonFields.parse(person) : emptyFile, {
    version: person?.version,
    validate: validateBy(PersonFields, t),
    validateInputOnBlur: true,
  })
export type PersonForm = ReturnType<typeof usePersonForm>

/** Value, change and error of a field for the fields of `ui/fields.tsx`. */
export function bind<Key extends keyof PersonDraft>(form: PersonForm, key: Key) {
  return {
    value: form.values[key],
    onChange: (value: PersonDraft[Key]) => form.setFieldValue(key, value as never),
    onBlur: () => void form.validateField(key),
    error: form.errors[key],
  }
}
