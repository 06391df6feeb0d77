import { Select } from '@mantine/core'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import type { Course } from '#contract/boarding.ts'
import type { GroupId } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { surnameFirst, timeRange } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import type { FieldKind } from '../../print/fields.ts'
import { DateField } from '../../ui/fields.tsx'
import { MonthField } from '../../ui/MonthField.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import type { SheetChange, SheetPlace } from './place.ts'

interface FieldProps {
  place: SheetPlace
  change: (part: SheetChange) => void
}

/** What the sheet is asked with. */
export const Fields = ({ place, change }: FieldProps) =>
  place.sheet.fields.map((kind) => {
    const Field = drawn[kind]
    return <Field key={kind} place={place} change={change} />
  })

const drawn: Record<FieldKind, ComponentType<FieldProps>> = {
  day: DayField,
  instructor: InstructorField,
  classes: ClassesField,
  register: RegisterField,
  person: ClientField,
  days: DaysField,
  course: CourseField,
}

function DayField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  return (
    <DateField
      label={t('common.date')}
      value={place.date}
      onChange={(date) => date && change({ date })}
    />
  )
}

function ClientField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  return (
    <PersonPicker
      label={t('sheets.person')}
      value={place.person ?? null}
      onChange={(_, person) => change({ person: person?.id })}
    />
  )
}

function DaysField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  return (
    <>
      <DateField
        label={t('sheets.from')}
        value={place.from}
        onChange={(from) =>
          from && change({ from, until: from > place.until ? from : place.until })
        }
      />
      <DateField
        label={t('sheets.until')}
        value={place.until}
        onChange={(until) =>
          until && change({ until, from: until < place.from ? until : place.from })
        }
      />
    </>
  )
}

/** Courses that are not over, and those of this year and the one before; the latest first. */
function useCourses(): Course[] {
  const year = Number(today().slice(0, 4))
  const coming = useRead('boarding.courses', {})
  const thisYear = useRead('boarding.courses', { year })
  const lastYear = useRead('boarding.courses', { year: year - 1 })
  const all = [coming, thisYear, lastYear].flatMap(({ data }) => data?.courses ?? [])
  return [...new Map(all.map((one) => [one.courseId, one])).values()]
}

const courseOption = ({ courseId, name }: Course) => ({ value: courseId as string, label: name })

function CourseField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  const courses = useCourses()
  return (
    <Select
      label={t('sheets.course')}
      value={place.course ?? null}
      data={courses.map(courseOption)}
      onChange={(id) => change({ course: courses.find((one) => one.courseId === id)?.courseId })}
      searchable
      allowDeselect={false}
    />
  )
}

const EVERYBODY = 'all'

function InstructorField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  const team = useRead('team.list', {})
  const instructors = (team.data?.members ?? []).filter(
    ({ id, roles }) => roles.includes('instructor') || id === place.instructor,
  )
  return (
    <Select
      label={t('sheets.forWhom')}
      value={place.instructor ?? EVERYBODY}
      data={[
        { value: EVERYBODY, label: t('sheets.wholeCentre') },
        ...instructors.map((one) => ({
          value: one.id,
          label: surnameFirst({ ...one, patronymic: null }),
        })),
      ]}
      onChange={(chosen) => change({ instructor: instructors.find(({ id }) => id === chosen)?.id })}
      allowDeselect={false}
    />
  )
}

/** A day and, of it, everything, one class, or the sessions of a course. */
function ClassesField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  const week = useRead('studio.week', { from: place.date })
  const classes = (week.data?.classes ?? []).filter(
    (one) => one.date === place.date && one.state !== 'cancelled',
  )
  const courses = useCourses().filter(
    ({ from, until }) => from <= place.date && place.date <= until,
  )
  return (
    <>
      <DateField
        label={t('common.date')}
        value={place.date}
        onChange={(date) => date && change({ date, session: [], course: undefined })}
      />
      <Select
        label={t('sheets.classesOf')}
        value={place.session[0] ?? place.course ?? EVERYBODY}
        data={[
          { value: EVERYBODY, label: t('sheets.everyClass') },
          {
            group: t('sheets.groups'),
            items: classes.map((one) => ({
              value: one.sessionId as string,
              label: `${one.groupName}, ${timeRange(one.start, one.end)}`,
            })),
          },
          { group: t('sheets.courses'), items: courses.map(courseOption) },
        ].filter(({ items }) => items?.length !== 0)}
        onChange={(id) =>
          change({
            session: classes.map((one) => one.sessionId).filter((one) => one === id),
            course: courses.find((one) => one.courseId === id)?.courseId,
          })
        }
        allowDeselect={false}
      />
    </>
  )
}

/** A group or hippotherapy for a month, or a course, which has its own days. */
function RegisterField({ place, change }: FieldProps) {
  const { t } = useTranslation()
  const groups = useRead('studio.groups', { withPast: true })
  const courses = useCourses()
  return (
    <>
      <Select
        label={t('sheets.register')}
        value={place.course ?? place.group ?? EVERYBODY}
        data={[
          { value: EVERYBODY, label: t('sheets.hippotherapy') },
          {
            group: t('sheets.groups'),
            items: (groups.data?.groups ?? []).map((one) => ({
              value: one.groupId as string,
              label: `${t(`common.studios.${one.studio}`)}: ${one.name}`,
            })),
          },
          { group: t('sheets.courses'), items: courses.map(courseOption) },
        ].filter(({ items }) => items?.length !== 0)}
        onChange={(id) => {
          const course = courses.find((one) => one.courseId === id)?.courseId
          change({ course, group: course || id === EVERYBODY ? null : (id as GroupId | null) })
        }}
        searchable
        allowDeselect={false}
      />
      {!place.course && (
        <MonthField
          label={t('sheets.month')}
          value={place.month}
          onChange={(month) => change({ month })}
        />
      )}
    </>
  )
}
