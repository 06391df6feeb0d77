import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GroupId } from '#contract/values.ts'
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
      onChange={(date) => date && change({ date, sessionId: undefined })}
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
          <MonthField
            label={t('sheets.month')}
            value={place.month}
            onChange={(month) => change({ month })}
          />
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
  }
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
  const chosen = classes.find((one) => one.sessionId === place.sessionId)
  return (
    <Select
      label={t('sheets.classesOf')}
      value={chosen?.sessionId ?? EVERYBODY}
      data={[
        { value: EVERYBODY, label: t('sheets.everyClass') },
        ...classes.map((one) => ({
          value: one.sessionId as string,
          label: `${one.groupName}, ${timeRange(one.start, one.end)}`,
        })),
      ]}
      onChange={(id) =>
        change({ sessionId: classes.find((one) => one.sessionId === id)?.sessionId })
      }
      allowDeselect={false}
    />
  )
}

function GroupField({ place, change }: FieldsProps) {
  const { t } = useTranslation()
  const groups = useRead('studio.groups', { withPast: true })
  return (
    <Select
      label={t('sheets.register')}
      value={place.groupId ?? EVERYBODY}
      data={[
        { value: EVERYBODY, label: t('sheets.hippotherapy') },
        ...(groups.data?.groups ?? []).map((one) => ({
          value: one.groupId as string,
          label: `${t(`common.studios.${one.studio}`)}: ${one.name}`,
        })),
      ]}
      onChange={(id) => change({ groupId: id === EVERYBODY ? null : (id as GroupId | null) })}
      searchable
      allowDeselect={false}
    />
  )
}
