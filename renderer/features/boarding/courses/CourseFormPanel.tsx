import { Button, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Course, CourseFields } from '#contract/boarding.ts'
import type { CourseId, LocalDate } from '#contract/values.ts'
import { ServiceError } from '../../../lib/client.ts'
import { addDays, daysBetween, mondayOf, today } from '../../../lib/dates.ts'
import { useRead, useWrite } from '../../../lib/queries.ts'
import { refusalSaid } from '../../../lib/sentences.ts'
import { useLanguage } from '../../../texts/index.ts'
import { announce, announceAndSettle, refusedBy } from '../../../ui/announce.ts'
import { notifyFailure } from '../../../ui/answers.tsx'
import { asPanel } from '../../../ui/asPanel.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { Findings } from '../../../ui/Findings.tsx'
import { FormRow } from '../../../ui/Form.tsx'
import { DateField, NoteField, NumberField, TextField } from '../../../ui/fields.tsx'
import { HitAhead } from '../../../ui/HitAhead.tsx'
import { Refusal } from '../../../ui/Refusal.tsx'
import { SidePanel } from '../../../ui/SidePanel.tsx'
import { useStoredForm } from '../../../ui/useStoredForm.ts'
import { focusFirstError, formSaid, validateBy } from '../../../ui/validate.ts'

/** Nights of a usual course. */
const USUAL_DAYS = 6
const USUAL_CAPACITY = 25
/** The preview waits until nothing was changed for so long, milliseconds. */
const STILL = 250

/** A course that is being written down; null is what nobody has said yet. */
interface CourseDraft extends Omit<CourseFields, 'from' | 'until' | 'capacity'> {
  from: LocalDate | null
  until: LocalDate | null
  capacity: number | null
}

/** From Monday to Sunday of the next week. */
const emptyCourse = (): CourseDraft => {
  const from = addDays(mondayOf(today()), 7)
  return { name: '', from, until: addDays(from, USUAL_DAYS), capacity: USUAL_CAPACITY, note: null }
}

interface CourseFormPanelProps {
  /** Null for a new course. */
  course: Course | null
  onSaved: (courseId: CourseId) => void
  onRemoved?: () => void
  onClose: () => void
}

/** A new course, or all that a course is; other dates say first what moves and what is in the way. */
export const CourseFormPanel = asPanel(function CourseFormPanel({
  course,
  onSaved,
  onRemoved,
  onClose,
}: CourseFormPanelProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const form = useStoredForm<CourseDraft>(course ? CourseFields.parse(course) : emptyCourse(), {
    version: course?.version,
    validate: validateBy(CourseFields, t),
  })
  const create = useWrite('boarding.createCourse')
  const update = useWrite('boarding.updateCourse')
  const remove = useWrite('boarding.removeCourse')
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  const { values, errors } = form
  const backwards = values.from && values.until && values.until <= values.from
  const moves = values.from !== course?.from || values.until !== course?.until
  const tried = usePreview(course, values)
  const findings = tried.data?.findings ?? refusedBy(refusal)?.refusals ?? []
  const blocked = findings.some(({ severity }) => severity === 'block')
  const isUsed = course && course.participants + course.companions + course.sessions > 0

  const attempt = async (work: () => Promise<void>) => {
    setRefusal(null)
    try {
      await work()
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
    }
  }
  const save = (draft: CourseDraft) => {
    if (form.validate().hasErrors || backwards) return focusFirstError()
    const fields = CourseFields.parse(draft)
    const { name } = fields
    void attempt(async () => {
      const done = course
        ? await update.mutateAsync({ ...fields, courseId: course.courseId, ...form.opened })
        : await create.mutateAsync(fields)
      onClose()
      onSaved(done.courseId)
      announceAndSettle(
        t(`boarding.done.${course ? 'courseUpdated' : 'courseCreated'}`, { name }),
        done,
      )
    })
  }
  const takeOut = ({ courseId, name }: Course) =>
    void attempt(async () => {
      const { changeId } = await remove.mutateAsync({ courseId })
      announce(t('boarding.done.courseRemoved', { name }), changeId)
      onRemoved?.()
    })
  return (
    <SidePanel
      title={t(course ? 'boarding.course.edit' : 'boarding.courses.add')}
      subtitle={course && t('boarding.course.named', { name: course.name })}
      width={440}
      onClose={onClose}
      onSave={() => save(values)}
      whyNot={
        formSaid(t, 'boarding.course.field', form.wrong) ??
        (backwards ? t('common.invalid.order') : refusalSaid(findings, language))
      }
      onWhyNot={() => void (form.validate().hasErrors && focusFirstError())}
      saving={create.isPending || update.isPending}
      saveLabel={findings.length > 0 && !blocked ? t('common.saveAnyway') : undefined}
      checking={tried.pending || tried.isFetching}
      dirty={form.isDirty()}
      actions={
        course && (
          <Button
            variant="subtle"
            color="red"
            disabled={isUsed === true}
            loading={remove.isPending}
            title={isUsed ? t('boarding.course.removeHint') : undefined}
            onClick={() => takeOut(course)}
          >
            {t('boarding.course.remove')}
          </Button>
        )
      }
    >
      <Stack gap={14}>
        {refusal && refusal.code !== 'rules_refused' && (
          <Refusal
            error={refusal}
            form={form}
            fieldWords="boarding.course.field"
            onSave={save}
            onSettled={() => setRefusal(null)}
          />
        )}
        <TextField
          label={t('boarding.course.field.name')}
          description={t('boarding.course.nameHint')}
          value={values.name}
          error={errors.name}
          required
          data-autofocus
          onChange={(name) => form.setFieldValue('name', name ?? '')}
        />
        <FormRow>
          <DateField
            label={t('boarding.course.field.from')}
            value={values.from}
            error={errors.from}
            required
            onChange={(from) => {
              form.setFieldValue('from', from)
              if (from && values.from && values.until)
                form.setFieldValue('until', keepLength(values.from, values.until, from))
            }}
          />
          <DateField
            label={t('boarding.course.field.until')}
            value={values.until}
            error={errors.until ?? (backwards ? t('boarding.course.backwards') : undefined)}
            required
            onChange={(until) => form.setFieldValue('until', until)}
          />
        </FormRow>
        <NumberField
          label={t('boarding.course.field.capacity')}
          description={t('boarding.course.capacityHint')}
          value={values.capacity}
          error={errors.capacity}
          min={1}
          max={500}
          required
          onChange={(capacity) => form.setFieldValue('capacity', capacity)}
        />
        <NoteField
          label={t('common.remark')}
          value={values.note}
          error={errors.note}
          onChange={(note) => form.setFieldValue('note', note)}
        />
        {tried.isError && <ErrorSentence error={tried.error} />}
        {tried.data && moves && (
          <Text role="status">
            {t('boarding.course.moves', {
              stays: tried.data.stays,
              sessions: tried.data.sessions,
            })}
          </Text>
        )}
        <Findings findings={findings} />
        <HitAhead hit={tried.data?.unsettled} />
      </Stack>
    </SidePanel>
  )
})

/** The day of departure that keeps a course as long as it was. */
function keepLength(from: LocalDate, until: LocalDate, next: LocalDate): LocalDate {
  const days = daysBetween(from, until)
  return days > 0 ? addDays(next, days) : until
}

/** What would become of stays, sessions and people while dates differ from those that are saved, or places are fewer. */
function usePreview(course: Course | null, values: CourseDraft) {
  const asked = useMemo(() => {
    const fields = CourseFields.safeParse(values)
    if (!course || !fields.success) return null
    const { from, until, capacity } = fields.data
    const fewer = capacity < course.capacity
    if (until <= from || !(fewer || from !== course.from || until !== course.until)) return null
    return { ...fields.data, courseId: course.courseId }
  }, [course, values])
  const [question] = useDebouncedValue(asked, STILL)
  const tried = useRead('boarding.tryUpdateCourse', asked && question)
  return { ...tried, pending: asked !== question }
}
