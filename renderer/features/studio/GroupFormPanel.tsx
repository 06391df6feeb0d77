import { ActionIcon, Box, Button, NumberInput, Radio, Stack, Switch } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Group, GroupFields, type GroupTime, studioKeys } from '#contract/studio.ts'
import type { GroupId, LocalDate, LocalTime, Weekday } from '#contract/values.ts'
import { weekdays } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { today } from '../../lib/dates.ts'
import { capitalised, weekdayName, weekdayShort } from '../../lib/format.ts'
import { useRead, useWrite } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { announce } from '../../ui/announce.ts'
import { notifyFailure } from '../../ui/answers.tsx'
import { asPanel } from '../../ui/asPanel.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Findings } from '../../ui/Findings.tsx'
import { FormRow, FormSection } from '../../ui/Form.tsx'
import { ChoiceField, DateField, NoteField, TextField, TimeField } from '../../ui/fields.tsx'
import { IntervalField } from '../../ui/IntervalField.tsx'
import { OutcomeList, OutcomeSummary } from '../../ui/OutcomeList.tsx'
import { Refusal } from '../../ui/Refusal.tsx'
import { SidePanel } from '../../ui/SidePanel.tsx'
import { useStoredForm } from '../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../ui/validate.ts'
import { AssistantsField } from './AssistantsField.tsx'
import styles from './studio.module.css'
import { useChoices } from './useChoices.ts'

/** A group that is being written down; null is what nobody has said yet. */
interface GroupDraft extends Omit<GroupFields, 'studio' | 'capacity' | 'from' | 'until'> {
  studio: GroupFields['studio'] | null
  capacity: number | null
  from: LocalDate | null
  until: LocalDate | null
}

const emptyGroup = (): GroupDraft => ({
  studio: null,
  name: '',
  teacherId: null,
  assistantIds: [],
  placeId: null,
  capacity: 15,
  from: today(),
  until: `${today().slice(0, 4)}-12-31` as LocalDate,
  times: [],
  note: null,
})

/** The preview waits until nothing was changed for so long, milliseconds. */
const STILL = 300

interface GroupFormPanelProps {
  group: Group | null
  onSaved: (groupId: GroupId) => void
  onClose: () => void
}

/** A new group, or all that a group is. */
export const GroupFormPanel = asPanel(function GroupFormPanel({
  group,
  onSaved,
  onClose,
}: GroupFormPanelProps) {
  const { t } = useTranslation()
  const form = useStoredForm<GroupDraft>(group ? GroupFields.parse(group) : emptyGroup(), {
    version: group?.version,
    validate: validateBy(GroupFields, t),
  })
  const create = useWrite('studio.createGroup')
  const update = useWrite('studio.updateGroup')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const { values, errors } = form
  const choices = useChoices(values)
  const [classesToCome, setClassesToCome] = useState<'keep' | 'change'>('keep')
  const tried = usePreview(group, values)
  const outcomes = tried.data?.outcomes ?? []
  const findings = tried.data?.findings ?? []
  const backwards = values.from && values.until && values.until < values.from

  const save = async (draft: GroupDraft) => {
    if (form.validate().hasErrors || backwards) return focusFirstError()
    setRefusal(null)
    const fields = GroupFields.parse(draft)
    try {
      const done = group
        ? await update.mutateAsync({
            ...fields,
            groupId: group.groupId,
            // What has not been asked about stays.
            classesToCome: outcomes.length > 0 ? classesToCome : 'keep',
            ...form.opened,
          })
        : await create.mutateAsync(fields)
      announce(
        t(`studio.done.${group ? 'updated' : 'created'}`, { name: fields.name }),
        done.changeId,
      )
      onSaved(done.groupId)
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  return (
    <SidePanel
      title={group ? t('studio.edit') : t('studio.add')}
      subtitle={group?.name}
      width={440}
      onClose={onClose}
      onSave={() => void save(form.values)}
      whyNot={
        formSaid(t, 'studio.field', form.wrong) ??
        (backwards ? t('common.invalid.order') : undefined)
      }
      onWhyNot={() => void save(form.values)}
      saving={create.isPending || update.isPending}
      checking={tried.pending || tried.isFetching}
      saveLabel={findings.length > 0 ? t('common.saveAnyway') : undefined}
      dirty={form.isDirty()}
    >
      {refusal && (
        <Refusal
          error={refusal}
          form={form}
          fieldWords="studio.field"
          onSave={(values) => void save(values)}
          onSettled={() => setRefusal(null)}
        />
      )}
      <FormSection title={t('studio.section.what')}>
        <FormRow>
          <ChoiceField
            label={t('studio.field.studio')}
            value={values.studio}
            error={errors.studio}
            required
            choices={studioKeys.map((value) => ({ value, label: t(`common.studios.${value}`) }))}
            onChange={(studio) => form.setFieldValue('studio', studio)}
          />
          <TextField
            label={t('studio.field.name')}
            value={values.name}
            error={errors.name}
            required
            data-autofocus
            onChange={(name) => form.setFieldValue('name', name ?? '')}
          />
        </FormRow>
        <ChoiceField
          label={t('studio.field.teacher')}
          value={values.teacherId}
          error={errors.teacherId}
          clearable
          choices={choices.teachers}
          onChange={(teacherId) => form.setFieldValue('teacherId', teacherId)}
        />
        <AssistantsField
          value={values.assistantIds}
          choices={choices.assistants}
          onChange={(ids) => form.setFieldValue('assistantIds', ids)}
        />
        <FormRow>
          <ChoiceField
            label={t('studio.field.place')}
            value={values.placeId}
            error={errors.placeId}
            clearable
            choices={choices.places}
            onChange={(placeId) => form.setFieldValue('placeId', placeId)}
          />
          <NumberInput
            label={t('studio.field.capacity')}
            value={values.capacity ?? ''}
            error={errors.capacity}
            min={1}
            max={200}
            required
            hideControls
            onChange={(typed) =>
              form.setFieldValue('capacity', typeof typed === 'number' ? typed : null)
            }
          />
        </FormRow>
        <Findings findings={findings} />
      </FormSection>
      <FormSection title={t('studio.section.times')}>
        <Times
          times={values.times}
          term={values.from}
          isKnown={group !== null}
          errors={errors}
          onChange={(times) => form.setFieldValue('times', times)}
        />
      </FormSection>
      <FormSection title={t('studio.section.term')}>
        <FormRow>
          <DateField
            label={t('studio.field.from')}
            value={values.from}
            error={errors.from}
            required
            onChange={(from) => form.setFieldValue('from', from)}
          />
          <DateField
            label={t('studio.field.until')}
            value={values.until}
            error={errors.until ?? (backwards ? t('studio.endsBefore') : undefined)}
            required
            onChange={(until) => form.setFieldValue('until', until)}
          />
        </FormRow>
        <NoteField
          label={t('studio.field.note')}
          value={values.note}
          error={errors.note}
          onChange={(note) => form.setFieldValue('note', note)}
        />
      </FormSection>
      {tried.isError && <ErrorSentence error={tried.error} />}
      {outcomes.length > 0 && (
        <FormSection title={t('studio.toCome.label')}>
          <Radio.Group
            aria-label={t('studio.toCome.label')}
            value={classesToCome}
            onChange={(chosen) => setClassesToCome(chosen === 'change' ? 'change' : 'keep')}
          >
            <Stack gap={8}>
              <Radio value="keep" label={t('studio.toCome.keep')} />
              <Radio value="change" label={t('studio.toCome.change')} />
              {/* What that would come to, not what is chosen. */}
              <Box pl={32}>
                <OutcomeSummary outcomes={outcomes} />
              </Box>
            </Stack>
          </Radio.Group>
          {classesToCome === 'change' && <OutcomeList outcomes={outcomes} />}
        </FormSection>
      )}
    </SidePanel>
  )
})

/** What would become of the classes to come, and what is wrong, while the form differs from what is saved. */
function usePreview(group: Group | null, values: GroupDraft) {
  const asked = useMemo(() => {
    const fields = GroupFields.safeParse(values)
    if (!group || !fields.success || fields.data.until < fields.data.from) return null
    const { capacity, from, until, times, teacherId, assistantIds, placeId } = fields.data
    const settled = { capacity, from, until, times, teacherId, assistantIds, placeId }
    const same = Object.entries(settled).every(
      ([field, value]) => JSON.stringify(value) === JSON.stringify(group[field as keyof Group]),
    )
    return same
      ? null
      : { ...fields.data, groupId: group.groupId, classesToCome: 'change' as const }
  }, [group, values])
  const [question] = useDebouncedValue(asked, STILL)
  const tried = useRead('studio.tryUpdateGroup', asked && question, { keepPrevious: true })
  return { ...tried, data: asked ? tried.data : undefined, pending: asked !== question }
}

interface TimesProps {
  /** The first day of the term: weeks are counted from it unless another is given. */
  term: LocalDate | null
  times: readonly GroupTime[]
  /** The group has been saved before, and may have classes. */
  isKnown: boolean
  errors: Record<string, React.ReactNode>
  onChange: (times: GroupTime[]) => void
}

/** The weekly times, one line each; a new one is like the last, a day or two later. */
function Times({ times, term, isKnown, errors, onChange }: TimesProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const set = (index: number, change: Partial<GroupTime>) =>
    onChange(times.map((time, at) => (at === index ? { ...time, ...change } : time)))
  const repeated = (time: GroupTime, interval: number): GroupTime => {
    const { countedFrom = term, ...rest } = time
    return { ...rest, interval, ...(interval > 1 && countedFrom && { countedFrom }) }
  }
  const [first] = times
  const differ = times.some(
    (one) => one.interval !== first?.interval || one.countedFrom !== first.countedFrom,
  )
  // How often is asked once for all of the days, unless they differ.
  const [apart, setApart] = useState(differ)
  const asked = apart || differ
  const last = times.at(-1)
  const next = (): GroupTime => ({
    day: weekdays[(weekdays.indexOf(last?.day ?? 'sa') + 2) % 7] as Weekday,
    start: last?.start ?? ('10:00' as LocalTime),
    minutes: last?.minutes ?? 90,
    interval: last?.interval ?? 1,
    ...(last?.countedFrom && { countedFrom: last.countedFrom }),
  })
  return (
    <div className={styles.times}>
      {times.map((time, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has no name but its place.
        <div key={index} className={styles.time}>
          <ChoiceField
            label={t('studio.field.day')}
            value={time.day}
            choices={weekdays.map((value) => ({
              value,
              label: capitalised(weekdayName(value, language)),
            }))}
            onChange={(day) => day && set(index, { day })}
          />
          <TimeField
            label={t('studio.field.start')}
            value={time.start}
            error={errors[`times.${index}.start`]}
            onChange={(start) => start && set(index, { start })}
          />
          <NumberInput
            label={t('studio.field.minutes')}
            value={time.minutes}
            error={errors[`times.${index}.minutes`]}
            hideControls
            onChange={(minutes) => set(index, { minutes: Number(minutes) })}
          />
          <ActionIcon
            size={36}
            aria-label={t('studio.removeTime', {
              time: `${weekdayShort(time.day, language)} ${time.start}`,
            })}
            onClick={() => onChange(times.filter((_, at) => at !== index))}
          >
            <IconX size={18} aria-hidden />
          </ActionIcon>
          {asked && (
            <Repeats
              time={time}
              term={term}
              onInterval={(interval) => set(index, repeated(time, interval))}
              onCountedFrom={(countedFrom) => set(index, { countedFrom })}
            />
          )}
        </div>
      ))}
      {first && !asked && (
        <div className={styles.time}>
          <Repeats
            time={first}
            term={term}
            onInterval={(interval) => onChange(times.map((one) => repeated(one, interval)))}
            onCountedFrom={(countedFrom) => onChange(times.map((one) => ({ ...one, countedFrom })))}
          />
        </div>
      )}
      {times.length > 1 && !differ && (
        <Switch
          label={t('studio.repeatApart')}
          checked={apart}
          onChange={(event) => setApart(event.currentTarget.checked)}
        />
      )}
      <Button
        variant="default"
        leftSection={<IconPlus size={17} aria-hidden />}
        onClick={() => onChange([...times, next()])}
      >
        {t('studio.addTime')}
      </Button>
      {isKnown && <small>{t('studio.timesHint')}</small>}
    </div>
  )
}

interface RepeatsProps {
  time: GroupTime
  term: LocalDate | null
  onInterval: (interval: number) => void
  onCountedFrom: (date: LocalDate) => void
}

/** Every how many weeks, and from which one they are counted where it is not every week. */
function Repeats({ time, term, onInterval, onCountedFrom }: RepeatsProps) {
  const { t } = useTranslation()
  return (
    <div className={styles.repeats}>
      <IntervalField value={time.interval} onChange={onInterval} />
      {time.interval > 1 && (
        <DateField
          label={t('schedule.repeat.countedFrom')}
          value={time.countedFrom ?? term}
          onChange={(countedFrom) => countedFrom && onCountedFrom(countedFrom)}
        />
      )}
    </div>
  )
}
