import { Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Unavailability } from '#contract/availability.ts'
import { type Place, PlaceFields, PlaceUse } from '#contract/places.ts'
import type { Versioned } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { useWrite } from '../../lib/queries.ts'
import { leave } from '../../lib/unsaved.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { AwayPanel } from '../../ui/away/AwayPanel.tsx'
import { AwaySection } from '../../ui/away/AwaySection.tsx'
import { FormSection } from '../../ui/Form.tsx'
import { ChoiceField, TextField } from '../../ui/fields.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { useStoredForm } from '../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../ui/validate.ts'
import { placeName } from './place-name.ts'

type PlaceDraft = z.infer<typeof PlaceFields>
const emptyPlace: PlaceDraft = { ...PlaceFields.parse({ name: '—' }), name: '' }

/** One place: name, lane, what it is for. */
export const PlacePanel = asPanel(function PlacePanel({
  place,
  onClose,
}: {
  place: Versioned<Place> | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const form = useStoredForm<PlaceDraft>(place ? PlaceFields.parse(place) : emptyPlace, {
    version: place?.version,
    validate: validateBy(PlaceFields, t),
  })
  const create = useWrite('places.create')
  const update = useWrite('places.update')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const [away, setAway] = useState<{ stretch: Unavailability | null } | null>(null)

  const save = async (fields: PlaceDraft) => {
    if (form.validate().hasErrors) return focusFirstError()
    setRefusal(null)
    const name = placeName(fields)
    try {
      if (place) {
        const { changeId } = await update.mutateAsync({ ...fields, id: place.id, ...form.opened })
        announce(t('places.updated', { name }), changeId)
      } else {
        const { changeId } = await create.mutateAsync(fields)
        announce(t('places.created', { name }), changeId)
      }
      onClose()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  if (place && away) {
    return (
      <AwayPanel
        kind="place"
        resourceId={place.id}
        name={placeName(place)}
        stretch={away.stretch}
        onClose={() => setAway(null)}
      />
    )
  }
  return (
    <SidePanel
      title={place ? placeName(place) : t('places.add')}
      onClose={onClose}
      onSave={() => void save(form.values)}
      whyNot={formSaid(t, 'places.field', form.wrong)}
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
    >
      {refusal && (
        <Refusal
          error={refusal}
          form={form}
          fieldWords="places.field"
          onSave={(values) => void save(values)}
          onSettled={() => setRefusal(null)}
        />
      )}
      <FormSection title={t('places.column.name')}>
        <TextField
          label={t('places.field.name')}
          value={form.values.name}
          error={form.errors.name}
          onChange={(name) => form.setFieldValue('name', name ?? '')}
          required
          data-autofocus
        />
        <TextField
          label={t('places.field.lane')}
          description={t('places.field.laneHint')}
          value={form.values.lane}
          error={form.errors.lane}
          onChange={(lane) => form.setFieldValue('lane', lane)}
        />
        <ChoiceField
          label={t('places.field.use')}
          value={form.values.use}
          choices={PlaceUse.options.map((value) => ({ value, label: t(`places.use.${value}`) }))}
          onChange={(use) => use && form.setFieldValue('use', use)}
        />
        {place && (
          <Switch
            label={t('places.field.active')}
            checked={form.values.active}
            onChange={(event) => form.setFieldValue('active', event.currentTarget.checked)}
          />
        )}
      </FormSection>
      {place && (
        <AwaySection
          kind="place"
          resourceId={place.id}
          onOpen={(stretch) => leave(() => setAway({ stretch }))}
        />
      )}
    </SidePanel>
  )
})
