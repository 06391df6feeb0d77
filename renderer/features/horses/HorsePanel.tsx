import { Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Unavailability } from '#contract/availability.ts'
import { type Horse, HorseFields } from '#contract/horses.ts'
import type { Versioned } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { leave } from '../../lib/unsaved.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { AwayPanel } from '../../ui/away/AwayPanel.tsx'
import { AwaySection } from '../../ui/away/AwaySection.tsx'
import { FormRow, FormSection } from '../../ui/Form.tsx'
import { NoteField, NumberField, TextField } from '../../ui/fields.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { useStoredForm } from '../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../ui/validate.ts'

/** A horse as it is being typed: year and mass may still be empty. */
type HorseDraft = Omit<z.infer<typeof HorseFields>, 'birthYear' | 'massKg'> & {
  birthYear: number | null
  massKg: number | null
}
const emptyHorse: HorseDraft = {
  ...HorseFields.parse({ name: '—', birthYear: 2015, massKg: 450 }),
  name: '',
  birthYear: null,
  massKg: null,
}

const useHorseForm = (horse: Versioned<Horse> | null) => {
  const { t } = useTranslation()
  return useStoredForm<HorseDraft>(horse ? HorseFields.parse(horse) : emptyHorse, {
    version: horse?.version,
    validate: validateBy(HorseFields, t),
  })
}
type HorseForm = ReturnType<typeof useHorseForm>

const bind = <Key extends keyof HorseDraft>(form: HorseForm, key: Key) => ({
  value: form.values[key],
  onChange: (value: HorseDraft[Key]) => form.setFieldValue(key, value as never),
  error: form.errors[key],
})

/** One horse: who it is, its limits, when it is away. */
export const HorsePanel = asPanel(function HorsePanel({
  horse,
  onClose,
}: {
  horse: Versioned<Horse> | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const form = useHorseForm(horse)
  const create = useWrite('horses.create')
  const update = useWrite('horses.update')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const [away, setAway] = useState<{ stretch: Unavailability | null } | null>(null)

  const save = async (values: HorseDraft) => {
    if (form.validate().hasErrors) return focusFirstError()
    setRefusal(null)
    const fields = HorseFields.parse(values)
    try {
      if (horse) {
        const { changeId } = await update.mutateAsync({ ...fields, id: horse.id, ...form.opened })
        announce(t('horses.updated', { name: fields.name }), changeId)
      } else {
        const { changeId } = await create.mutateAsync(fields)
        announce(t('horses.created', { name: fields.name }), changeId)
      }
      onClose()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  if (horse && away) {
    return (
      <AwayPanel
        kind="horse"
        resourceId={horse.id}
        name={horse.name}
        stretch={away.stretch}
        onClose={() => setAway(null)}
      />
    )
  }
  return (
    <SidePanel
      title={horse ? horse.name : t('horses.add')}
      width={440}
      onClose={onClose}
      onSave={() => void save(form.values)}
      whyNot={formSaid(t, 'horses.field', form.wrong)}
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
    >
      {refusal && (
        <Refusal
          error={refusal}
          form={form}
          fieldWords="horses.field"
          onSave={(values) => void save(values)}
          onSettled={() => setRefusal(null)}
        />
      )}
      <About form={form} />
      {horse && (
        <AwaySection
          kind="horse"
          resourceId={horse.id}
          onOpen={(stretch) => leave(() => setAway({ stretch }))}
        />
      )}
      <Limits form={form} />
      {horse && (
        <Switch
          label={t('horses.field.active')}
          checked={form.values.active}
          onChange={(event) => form.setFieldValue('active', event.currentTarget.checked)}
        />
      )}
    </SidePanel>
  )
})

function About({ form }: { form: HorseForm }) {
  const { t } = useTranslation()
  const name = bind(form, 'name')
  return (
    <FormSection title={t('horses.section.horse')}>
      <FormRow>
        <TextField
          {...name}
          onChange={(text) => name.onChange(text ?? '')}
          label={t('horses.field.name')}
          required
          data-autofocus
        />
        <NumberField
          {...bind(form, 'birthYear')}
          label={t('horses.field.birthYear')}
          required
          allowDecimal={false}
        />
      </FormRow>
      <FormRow>
        <NumberField
          {...bind(form, 'massKg')}
          label={t('horses.field.massKg')}
          unit={t('common.kilograms')}
          required
        />
        <NumberField
          {...bind(form, 'heightCm')}
          label={t('horses.field.heightCm')}
          unit={t('common.centimetres')}
        />
      </FormRow>
      <TextField {...bind(form, 'temper')} label={t('horses.field.temper')} />
      <NoteField {...bind(form, 'notes')} label={t('horses.field.notes')} />
    </FormSection>
  )
}

function Limits({ form }: { form: HorseForm }) {
  const { t } = useTranslation()
  const { data: centre } = useRead('settings.get', {})
  const minutes = { unit: t('common.minutesShort'), allowDecimal: false }
  const usual = (value: number | undefined) => (value === undefined ? '' : String(value))
  return (
    <FormSection title={t('horses.section.limits')}>
      <Text size="sm" c="dimmed">
        {t('horses.limitsHint')}
      </Text>
      <FormRow>
        <NumberField
          {...bind(form, 'dailyWarnMinutes')}
          {...minutes}
          label={t('horses.field.dailyWarnMinutes')}
          placeholder={usual(centre?.horseDailyWarnMinutes)}
        />
        <NumberField
          {...bind(form, 'dailyBlockMinutes')}
          {...minutes}
          label={t('horses.field.dailyBlockMinutes')}
          placeholder={usual(centre?.horseDailyBlockMinutes)}
        />
      </FormRow>
      <NumberField
        {...bind(form, 'restMinutes')}
        {...minutes}
        label={t('horses.field.restMinutes')}
        placeholder={usual(centre?.horseRestMinutes)}
      />
      <FormRow>
        <NumberField
          {...bind(form, 'loadPercent')}
          label={t('horses.field.loadPercent')}
          unit="%"
          placeholder={usual(centre?.loadPercent)}
        />
        <NumberField
          {...bind(form, 'tackKg')}
          label={t('horses.field.tackKg')}
          unit={t('common.kilograms')}
          placeholder={usual(centre?.tackKg)}
        />
      </FormRow>
    </FormSection>
  )
}
