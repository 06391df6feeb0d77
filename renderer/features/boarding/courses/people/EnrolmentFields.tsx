import { Autocomplete, Checkbox, MultiSelect } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment } from '#contract/boarding.ts'
import type { PersonId } from '#contract/values.ts'
import { ChoiceField, NoteField } from '../../../../ui/fields.tsx'
import { isListed } from './families.ts'

/** What is written about somebody in a course. */
export interface EnrolmentDraft {
  companionOfId: PersonId | null
  wheelchair: boolean
  diet: string
  shareWithIds: PersonId[]
  note: string | null
}

export const emptyEnrolment = (companionOf: Enrolment | null): EnrolmentDraft => ({
  companionOfId: companionOf?.personId ?? null,
  wheelchair: false,
  diet: '',
  shareWithIds: [],
  note: null,
})

export const draftOf = (one: Enrolment): EnrolmentDraft => ({
  companionOfId: one.companionOfId,
  wheelchair: one.wheelchair,
  diet: one.diet ?? '',
  shareWithIds: one.shareWith.map(({ personId }) => personId),
  note: one.note,
})

/** As the service is asked for it. */
export const askedOf = ({ diet, note, ...rest }: EnrolmentDraft) => ({
  ...rest,
  diet: diet.trim() || null,
  note: note?.trim() || null,
})

interface EnrolmentFieldsProps {
  course: CourseView
  /** Whose fields these are; null for somebody new. */
  personId: PersonId | null
  draft: EnrolmentDraft
  onChange: (draft: EnrolmentDraft) => void
}

/** Whom they accompany, wheelchair, food, with whom they ask to sleep, a remark. */
export function EnrolmentFields({ course, personId, draft, onChange }: EnrolmentFieldsProps) {
  const { t } = useTranslation()
  const others = course.people.filter(
    (one) => one.personId !== personId && (isListed(one) || one.state === 'reserve'),
  )
  const heads = others.filter(({ companionOfId }) => companionOfId === null)
  const isHead = personId !== null && others.some(({ companionOfId }) => companionOfId === personId)
  const diets = [...new Set(course.people.flatMap(({ diet }) => diet ?? []))]
  const set = (part: Partial<EnrolmentDraft>) => onChange({ ...draft, ...part })
  return (
    <>
      {!isHead && (
        <ChoiceField
          label={t('boarding.people.field.companionOf')}
          value={draft.companionOfId}
          choices={heads.map((one) => ({ value: one.personId, label: one.name }))}
          clearable
          onChange={(companionOfId) => set({ companionOfId })}
        />
      )}
      <Checkbox
        label={t('boarding.people.field.wheelchair')}
        checked={draft.wheelchair}
        onChange={(event) => set({ wheelchair: event.currentTarget.checked })}
      />
      <Autocomplete
        label={t('boarding.people.field.diet')}
        placeholder={t('boarding.meals.ordinary')}
        value={draft.diet}
        data={diets}
        maxLength={200}
        onChange={(diet) => set({ diet })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <MultiSelect
        label={t('boarding.people.field.shareWith')}
        value={draft.shareWithIds}
        data={others.map((one) => ({ value: one.personId as string, label: one.name }))}
        searchable
        hidePickedOptions
        maxValues={20}
        nothingFoundMessage={t('common.notFound')}
        onChange={(ids) => set({ shareWithIds: ids as PersonId[] })}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
      <NoteField
        label={t('common.remark')}
        value={draft.note}
        maxLength={200}
        onChange={(note) => set({ note })}
      />
    </>
  )
}
