import { ActionIcon, Button, Input, SegmentedControl, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { categories, Mobility, Sex } from '#contract/people.ts'
import { Language } from '#contract/values.ts'
import { useDenied } from '../../lib/access.ts'
import { addDays, addYears, today } from '../../lib/dates.ts'
import { FormRow, FormSection } from '../../ui/Form.tsx'
import {
  ChoiceField,
  DateField,
  NoteField,
  NumberField,
  PhoneField,
  TextField,
} from '../../ui/fields.tsx'
import styles from './people.module.css'
import { bind, type PersonForm } from './person-form.ts'
import { Seen } from './Seen.tsx'

/** All fields of a file in the order in which they are asked for at the desk; to read alone for those who keep none. */
export function PersonSections({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  const isRead = useDenied('filing') !== undefined
  return (
    <fieldset className={styles.fields} disabled={isRead}>
      {isRead && (
        <Text size="sm" c="dimmed" mb={12}>
          {t('people.partly')}
        </Text>
      )}
      <Identity form={form} />
      <Contact form={form} />
      <Health form={form} />
      <Seen field="weightKg">
        <Riding form={form} />
      </Seen>
      <Seen field="categories">
        <Categories form={form} />
      </Seen>
      <Papers form={form} />
    </fieldset>
  )
}

function Identity({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  const familyName = bind(form, 'familyName')
  const givenName = bind(form, 'givenName')
  return (
    <FormSection title={t('people.section.identity')}>
      <FormRow>
        <TextField
          {...familyName}
          onChange={(text) => familyName.onChange(text ?? '')}
          label={t('people.field.familyName')}
          required
          data-autofocus
        />
        <TextField
          {...givenName}
          onChange={(text) => givenName.onChange(text ?? '')}
          label={t('people.field.givenName')}
          required
        />
      </FormRow>
      <FormRow>
        <TextField {...bind(form, 'patronymic')} label={t('people.field.patronymic')} />
        <DateField {...bind(form, 'birthDate')} label={t('people.field.birthDate')} />
      </FormRow>
      <FormRow>
        <ChoiceField
          {...bind(form, 'sex')}
          label={t('people.field.sex')}
          choices={Sex.options.map((value) => ({ value, label: t(`people.sex.${value}`) }))}
          clearable
        />
        <Seen field="district">
          <TextField {...bind(form, 'district')} label={t('people.field.district')} />
        </Seen>
      </FormRow>
      <Seen field="iin">
        <FormRow>
          <TextField
            {...bind(form, 'iin')}
            label={t('people.field.iin')}
            inputMode="numeric"
            maxLength={12}
          />
          {!form.values.iin && (
            <TextField
              {...bind(form, 'iinMissingReason')}
              label={t('people.field.iinMissingReason')}
            />
          )}
        </FormRow>
      </Seen>
    </FormSection>
  )
}

function Contact({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  return (
    <FormSection title={t('people.section.contact')}>
      <FormRow>
        <Seen field="guardianName">
          <TextField {...bind(form, 'guardianName')} label={t('people.field.guardianName')} />
        </Seen>
        <ChoiceField
          {...bind(form, 'language')}
          label={t('people.field.language')}
          choices={Language.options.map((value) => ({
            value,
            label: t(`common.languages.${value}`),
          }))}
          clearable
        />
      </FormRow>
      <Seen field="phone">
        <FormRow>
          <PhoneField {...bind(form, 'guardianPhone')} label={t('people.field.guardianPhone')} />
          <PhoneField {...bind(form, 'phone')} label={t('people.field.phone')} />
        </FormRow>
      </Seen>
    </FormSection>
  )
}

function Health({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  const { statementFrom, contraindication } = form.values
  return (
    <FormSection title={t('people.section.health')}>
      <Seen field="statementFrom">
        <FormRow>
          <DateField {...bind(form, 'statementFrom')} label={t('people.field.statementFrom')} />
          <DateField {...bind(form, 'statementUntil')} label={t('people.field.statementUntil')} />
        </FormRow>
        {statementFrom && !form.values.statementUntil && (
          <Button
            variant="light"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            onClick={() =>
              form.setFieldValue('statementUntil', addDays(addYears(statementFrom, 1), -1))
            }
          >
            {t('people.fillYear')}
          </Button>
        )}
        <NoteField
          {...bind(form, 'contraindication')}
          label={t('people.field.contraindication')}
          description={t('people.field.contraindicationHint')}
        />
        {contraindication && (
          <>
            <DateField
              {...bind(form, 'physicianDecisionOn')}
              label={t('people.field.physicianDecisionOn')}
              maw={220}
            />
            <NoteField
              {...bind(form, 'physicianDecision')}
              label={t('people.field.physicianDecision')}
            />
          </>
        )}
      </Seen>
      <NoteField {...bind(form, 'precautions')} label={t('people.field.precautions')} />
    </FormSection>
  )
}

function Riding({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  const { keepsBalance, sidewalkersNeeded } = form.values
  return (
    <FormSection title={t('people.section.riding')}>
      <FormRow>
        <NumberField
          {...bind(form, 'weightKg')}
          // The day goes with the weight, and can still be set to another.
          onChange={(weightKg) =>
            form.setValues({ weightKg, weighedOn: weightKg === null ? null : today() })
          }
          label={t('people.field.weightKg')}
          unit={t('common.kilograms')}
        />
        <DateField {...bind(form, 'weighedOn')} label={t('people.field.weighedOn')} />
      </FormRow>
      <FormRow>
        <NumberField
          {...bind(form, 'heightCm')}
          label={t('people.field.heightCm')}
          unit={t('common.centimetres')}
        />
        <ChoiceField
          {...bind(form, 'mobility')}
          label={t('people.field.mobility')}
          choices={Mobility.options.map((value) => ({
            value,
            label: t(`people.mobility.${value}`),
          }))}
          clearable
        />
      </FormRow>
      <NumberField
        {...bind(form, 'sessionLimitMinutes')}
        label={t('people.field.sessionLimitMinutes')}
        placeholder={t('people.field.sessionLimitHint')}
        unit={t('common.minutesShort')}
      />
      <FormRow>
        <Choices
          label={t('people.field.keepsBalance')}
          value={keepsBalance === null ? 'unknown' : keepsBalance ? 'yes' : 'no'}
          choices={(['yes', 'no', 'unknown'] as const).map((value) => ({
            value,
            label: t(`people.balance.${value}`),
          }))}
          onChange={(value) =>
            form.setFieldValue('keepsBalance', value === 'unknown' ? null : value === 'yes')
          }
        />
        <Choices
          label={t('people.field.sidewalkersNeeded')}
          value={String(sidewalkersNeeded)}
          choices={['0', '1', '2'].map((value) => ({ value, label: value }))}
          onChange={(value) => form.setFieldValue('sidewalkersNeeded', Number(value))}
        />
      </FormRow>
    </FormSection>
  )
}

interface ChoicesProps {
  label: string
  value: string
  choices: { value: string; label: string }[]
  onChange: (value: string) => void
}
/** A few words side by side, one of them chosen. */
function Choices({ label, value, choices, onChange }: ChoicesProps) {
  return (
    <Input.Wrapper label={label} labelElement="div">
      <SegmentedControl
        fullWidth
        aria-label={label}
        value={value}
        data={choices}
        onChange={onChange}
        transitionDuration={80}
      />
    </Input.Wrapper>
  )
}

function Categories({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  return (
    <FormSection title={t('people.section.categories')}>
      {form.values.categories.map((period, place) => (
        <div className={styles.category} key={form.key(`categories.${place}`)}>
          <ChoiceField
            label={t('people.field.category')}
            value={period.category}
            choices={categories.map((value) => ({ value, label: t(`people.category.${value}`) }))}
            onChange={(category) =>
              category && form.setFieldValue(`categories.${place}.category`, category)
            }
          />
          <DateField
            label={t('common.from')}
            value={period.from}
            error={form.errors[`categories.${place}.from`]}
            onChange={(date) => form.setFieldValue(`categories.${place}.from`, date)}
          />
          <DateField
            label={t('common.until')}
            value={period.until}
            error={form.errors[`categories.${place}.until`]}
            onChange={(date) => form.setFieldValue(`categories.${place}.until`, date)}
          />
          <ActionIcon
            aria-label={t('people.removeCategory')}
            onClick={() => form.removeListItem('categories', place)}
          >
            <IconTrash size={18} stroke={1.6} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="light"
        leftSection={<IconPlus size={16} aria-hidden />}
        style={{ alignSelf: 'flex-start' }}
        onClick={() =>
          form.insertListItem('categories', {
            category: 'child_with_disability',
            from: null,
            until: null,
          })
        }
      >
        {t('people.addCategory')}
      </Button>
    </FormSection>
  )
}

function Papers({ form }: { form: PersonForm }) {
  const { t } = useTranslation()
  return (
    <FormSection title={t('people.section.papers')}>
      <DateField
        {...bind(form, 'consentOn')}
        label={t('people.field.consentOn')}
        description={form.values.consentOn ? undefined : t('people.warning.consent_missing')}
      />
      <Seen field="notes">
        <NoteField {...bind(form, 'notes')} label={t('people.field.notes')} />
      </Seen>
    </FormSection>
  )
}
