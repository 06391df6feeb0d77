import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Course } from '#contract/boarding.ts'
import type { GroupId } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { surnameFirst, timeRange } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { DateField } from '../../ui/fields.tsx'
import { MonthField } from '../../ui/MonthField.tsx'
import { PersonPicker } from '../../ui/PersonPicker.tsx'
import type { SheetPlace } from './place.ts'

interface FieldsProps {
  place: SheetPlace
  change: (part: Partial<SheetPlace>) => void
}

/** What each kind of sheet is asked with. */
export function Fields({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const day = (
    <DateField
      label={t('common.date')}
      value={place.date}
      onChange={(date) => date && change({ date, sessionId: undefined, courseId: undefined })}
    />
  )
  switch (place.kind) {
    case 'rides-day':
      return (
        <>
          {day}
          <InstructorField place={place} change={change} />
        </>
      )
    case 'class':
      return (
        <>
          {day}
          <ClassField place={place} change={change} />
        </>
      )
    case 'register':
      return (
        <>
          <GroupField place={place} change={change} />
          {!place.courseId && (
            <MonthField
              label={t('sheets.month')}
              value={place.month}
              onChange={(month) => change({ month })}
            />
          )}
        </>
      )
    case 'client-timetable':
      return (
        <>
          <PersonPicker
            label={t('sheets.person')}
            value={place.personId ?? null}
            onChange={(_, person) => change({ personId: person?.id })}
          />
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
    case 'course-roster':
    case 'rooming-list':
    case 'door-signs':
    case 'meals':
      return <CourseField place={place} change={change} />
  }
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

function CourseField({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const courses = useCourses()
  return (
    <Select
      label={t('sheets.course')}
      value={place.courseId ?? null}
      data={courses.map(courseOption)}
      onChange={(id) => change({ courseId: courses.find((one) => one.courseId === id)?.courseId })}
      searchable
      allowDeselect={false}
    />
  )
}

const EVERYBODY = 'all'

function InstructorField({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const team = useRead('team.list', {})
  const instructors = (team.data?.members ?? []).filter(
    ({ id, roles }) => roles.includes('instructor') || id === place.instructorId,
  )
  return (
    <Select
      label={t('sheets.forWhom')}
      value={place.instructorId ?? EVERYBODY}
      data={[
        { value: EVERYBODY, label: t('sheets.wholeCentre') },
        ...instructors.map((one) => ({
          value: one.id,
          label: surnameFirst({ ...one, patronymic: null }),
        })),
      ]}
      onChange={(chosen) =>
        change({ instructorId: instructors.find(({ id }) => id === chosen)?.id })
      }
      allowDeselect={false}
    />
  )
}

function ClassField({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const week = useRead('studio.week', { from: place.date })
  const classes = (week.data?.classes ?? []).filter(
    (one) => one.date === place.date && one.state !== 'cancelled',
  )
  const courses = useCourses().filter(
    ({ from, until }) => from <= place.date && place.date <= until,
  )
  return (
    <Select
      label={t('sheets.classesOf')}
      value={place.sessionId ?? place.courseId ?? EVERYBODY}
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
          sessionId: classes.find((one) => one.sessionId === id)?.sessionId,
          courseId: courses.find((one) => one.courseId === id)?.courseId,
        })
      }
      allowDeselect={false}
    />
  )
}

function GroupField({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const groups = useRead('studio.groups', { withPast: true })
  const courses = useCourses()
  return (
    <Select
      label={t('sheets.register')}
      value={place.courseId ?? place.groupId ?? EVERYBODY}
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
        const courseId = courses.find((one) => one.courseId === id)?.courseId
        change({ courseId, groupId: courseId || id === EVERYBODY ? null : (id as GroupId | null) })
      }}
      searchable
      allowDeselect={false}
    />
  )
}
