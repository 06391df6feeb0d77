import { Checkbox, SimpleGrid, Switch } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Unavailability } from '#contract/availability.ts'
import { type Member, MemberFields, type Role, roles } from '#contract/team.ts'
import type { Versioned } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { surnameFirst } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { leave } from '../../lib/unsaved.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { AwayPanel } from '../../ui/away/AwayPanel.tsx'
import { AwaySection } from '../../ui/away/AwaySection.tsx'
import { FormRow, FormSection } from '../../ui/Form.tsx'
import { PhoneField, TextField } from '../../ui/fields.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { useStoredForm } from '../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../ui/validate.ts'
import { hoursAreRight, WeekHours } from '../../ui/WeekHours.tsx'

type MemberDraft = z.infer<typeof MemberFields>

const emptyMember: MemberDraft = {
  ...MemberFields.parse({ familyName: '—', givenName: '—', roles: [] }),
  familyName: '',
  givenName: '',
}

/** One member: name, roles, working days and hours. */
export const MemberPanel = asPanel(function MemberPanel({
  member,
  onClose,
}: {
  member: Versioned<Member> | null
  onClose: () => void
}) {
  const { t } = useTranslation()
  const form = useStoredForm<MemberDraft>(member ? MemberFields.parse(member) : emptyMember, {
    version: member?.version,
    validate: validateBy(MemberFields, t),
  })
  const create = useWrite('team.create')
  const update = useWrite('team.update')
  const settings = useRead('settings.get', {})
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const [away, setAway] = useState<{ stretch: Unavailability | null } | null>(null)

  const save = async (fields: MemberDraft) => {
    if (form.validate().hasErrors) return focusFirstError()
    if (!hoursAreRight(fields.hours)) return
    setRefusal(null)
    const name = surnameFirst(fields)
    try {
      if (member) {
        const { changeId } = await update.mutateAsync({ ...fields, id: member.id, ...form.opened })
        announce(t('team.updated', { name }), changeId)
      } else {
        const { changeId } = await create.mutateAsync(fields)
        announce(t('team.created', { name }), changeId)
      }
      onClose()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  const text = (key: 'familyName' | 'givenName' | 'patronymic' | 'subject' | 'phone') => ({
    value: form.values[key],
    error: form.errors[key],
    label: t(`team.field.${key}`),
  })
  const opening = settings.data?.openingHours[0]
  if (member && away) {
    return (
      <AwayPanel
        kind="member"
        resourceId={member.id}
        name={surnameFirst(member)}
        stretch={away.stretch}
        onClose={() => setAway(null)}
      />
    )
  }
  return (
    <SidePanel
      title={member ? surnameFirst(member) : t('team.add')}
      width={440}
      onClose={onClose}
      onSave={() => void save(form.values)}
      whyNot={formSaid(t, 'team.field', form.wrong)}
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      dirty={form.isDirty()}
    >
      {refusal && (
        <Refusal
          error={refusal}
          form={form}
          fieldWords="team.field"
          onSave={(values) => void save(values)}
          onSettled={() => setRefusal(null)}
        />
      )}
      <FormSection title={t('team.section.who')}>
        <FormRow>
          <TextField
            {...text('familyName')}
            onChange={(typed) => form.setFieldValue('familyName', typed ?? '')}
            required
            data-autofocus
          />
          <TextField
            {...text('givenName')}
            onChange={(typed) => form.setFieldValue('givenName', typed ?? '')}
            required
          />
        </FormRow>
        <FormRow>
          <TextField
            {...text('patronymic')}
            onChange={(typed) => form.setFieldValue('patronymic', typed)}
          />
          <PhoneField {...text('phone')} onChange={(typed) => form.setFieldValue('phone', typed)} />
        </FormRow>
      </FormSection>
      {member && (
        <AwaySection
          kind="member"
          resourceId={member.id}
          onOpen={(stretch) => leave(() => setAway({ stretch }))}
        />
      )}
      <FormSection title={t('team.section.roles')}>
        <Checkbox.Group
          aria-label={t('team.field.roles')}
          value={form.values.roles}
          onChange={(chosen) => form.setFieldValue('roles', chosen as Role[])}
        >
          <SimpleGrid cols={2} spacing={8} verticalSpacing={10}>
            {roles.map((role) => (
              <Checkbox key={role} value={role} label={t(`common.roles.${role}`)} />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        {form.values.roles.includes('teacher') && (
          <TextField
            {...text('subject')}
            onChange={(typed) => form.setFieldValue('subject', typed)}
          />
        )}
        <Switch
          label={t('team.field.volunteer')}
          checked={form.values.volunteer}
          onChange={(event) => form.setFieldValue('volunteer', event.currentTarget.checked)}
        />
      </FormSection>
      <FormSection title={t('team.section.hours')}>
        <WeekHours
          value={form.values.hours}
          onChange={(hours) => form.setFieldValue('hours', hours)}
          usual={opening}
        />
      </FormSection>
      {member && (
        <Switch
          label={t('team.field.active')}
          checked={form.values.active}
          onChange={(event) => form.setFieldValue('active', event.currentTarget.checked)}
        />
      )}
    </SidePanel>
  )
})
