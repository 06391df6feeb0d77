import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { Sex } from '#contract/people.ts'
import type { LocalDate } from '#contract/values.ts'
import { FormRow } from '../../../../ui/Form.tsx'
import { ChoiceField, DateField, PhoneField, TextField } from '../../../../ui/fields.tsx'
import { focusOnMount } from '../../../../ui/focusOnMount.ts'

/** The few words that a new file begins with; without the sex nobody can be given a bed by plan. */
export interface NewPerson {
  familyName: string
  givenName: string
  birthDate: LocalDate | null
  sex: Sex | null
  phone: string | null
}
export const nobodyYet: NewPerson = {
  familyName: '',
  givenName: '',
  birthDate: null,
  sex: null,
  phone: null,
}
/** The parts of the name that are still missing, in words. */
export const unnamed = (person: NewPerson, t: TFunction): string[] =>
  (['familyName', 'givenName'] as const)
    .filter((part) => person[part].trim() === '')
    .map((part) => t(`people.field.${part}`))

/** The fields take the place of the button that was pressed: typing goes on in the first. */
interface NewPersonFieldsProps {
  person: NewPerson
  onChange: (person: NewPerson) => void
}

export function NewPersonFields({ person, onChange }: NewPersonFieldsProps) {
  const { t } = useTranslation()
  const set = (part: Partial<NewPerson>) => onChange({ ...person, ...part })
  return (
    <>
      <FormRow>
        <TextField
          label={t('people.field.familyName')}
          value={person.familyName}
          required
          ref={focusOnMount}
          onChange={(familyName) => set({ familyName: familyName ?? '' })}
        />
        <TextField
          label={t('people.field.givenName')}
          value={person.givenName}
          required
          onChange={(givenName) => set({ givenName: givenName ?? '' })}
        />
      </FormRow>
      <FormRow>
        <ChoiceField
          label={t('people.field.sex')}
          value={person.sex}
          choices={Sex.options.map((value) => ({ value, label: t(`people.sex.${value}`) }))}
          clearable
          onChange={(sex) => set({ sex })}
        />
        <DateField
          label={t('people.field.birthDate')}
          value={person.birthDate}
          onChange={(birthDate) => set({ birthDate })}
        />
      </FormRow>
      <PhoneField
        label={t('people.field.phone')}
        value={person.phone}
        onChange={(phone) => set({ phone })}
      />
    </>
  )
}
