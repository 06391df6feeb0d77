import { ActionIcon, Button, Group } from '@mantine/core'
import { IconChevronLeft, IconChevronRight, IconPlus, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Course } from '#contract/boarding.ts'
import { period } from '../../../lib/format.ts'
import { goTo } from '../../../lib/location.ts'
import { useRead } from '../../../lib/queries.ts'
import { useLanguage } from '../../../texts/index.ts'
import { type Column, DataTable } from '../../../ui/DataTable.tsx'
import { DoButton } from '../../../ui/DoButton.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../../ui/outlets.tsx'
import styles from '../boarding.module.css'
import { CourseFormPanel } from './CourseFormPanel.tsx'
import { CourseScreen } from './CourseScreen.tsx'
import { useCoursesPlace } from './place.ts'

/** The courses of a year, or the one that is open. */
export function CoursesScreen() {
  const place = useCoursesPlace()
  return place.courseId ? (
    <CourseScreen key={place.courseId} courseId={place.courseId} />
  ) : (
    <CourseList />
  )
}

function CourseList() {
  const { t } = useTranslation()
  const { year, change } = useCoursesPlace()
  const [adding, setAdding] = useState(false)
  const read = useRead('boarding.courses', { year }, { keepPrevious: true })
  const columns = useColumns()
  const courses = read.data?.courses ?? []
  const step = (by: number) => change({ year: year + by }, { replace: true })
  return (
    <>
      <ScreenHeader title={t('boarding.courses.title')} />
      <div className={styles.screen}>
        <div className={styles.bar}>
          <DoButton
            leftSection={<IconPlus size={18} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            {t('boarding.courses.add')}
          </DoButton>
          <div className={styles.year}>
            <ActionIcon
              size={36}
              aria-label={t('common.calendar.previousYear')}
              onClick={() => step(-1)}
            >
              <IconChevronLeft size={20} aria-hidden />
            </ActionIcon>
            <strong>{year}</strong>
            <ActionIcon
              size={36}
              aria-label={t('common.calendar.nextYear')}
              onClick={() => step(1)}
            >
              <IconChevronRight size={20} aria-hidden />
            </ActionIcon>
          </div>
        </div>
        <div className={styles.list}>
          {read.isError ? (
            <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />
          ) : read.isSuccess && courses.length === 0 ? (
            <EmptyState
              icon={IconUsersGroup}
              title={t('boarding.courses.empty', { year })}
              text={t('boarding.courses.emptyText')}
            >
              <Group mt={8}>
                <Button onClick={() => goTo('/people/import')}>
                  {t('boarding.courses.import')}
                </Button>
                <Button variant="default" onClick={() => setAdding(true)}>
                  {t('boarding.courses.add')}
                </Button>
              </Group>
            </EmptyState>
          ) : (
            <DataTable
              label={t('boarding.courses.list')}
              columns={columns}
              rows={courses}
              keyOf={({ courseId }) => courseId}
              onOpen={({ courseId }) => change({ courseId })}
              loading={read.isPending}
            />
          )}
        </div>
      </div>
      {adding && (
        <CourseFormPanel
          course={null}
          onSaved={(courseId) => change({ courseId })}
          onClose={() => setAdding(false)}
        />
      )}
    </>
  )
}

function useColumns(): Column<Course>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const number = (key: 'companions' | 'reserve' | 'sessions', extra = false): Column<Course> => ({
    key,
    title: t(`boarding.courses.column.${key}`),
    width: '128px',
    align: 'right',
    extra,
    cell: (course) => course[key] || '—',
  })
  return [
    {
      key: 'name',
      title: t('boarding.courses.column.name'),
      cell: ({ name }) => t('boarding.course.named', { name }),
    },
    {
      key: 'days',
      title: t('boarding.courses.column.days'),
      width: '240px',
      cell: ({ from, until }) => (
        <span className={styles.once}>{period(from, until, language)}</span>
      ),
    },
    {
      key: 'participants',
      title: t('boarding.courses.column.participants'),
      width: '120px',
      align: 'right',
      cell: (course) =>
        t('boarding.courses.of', { count: course.participants, of: course.capacity }),
    },
    number('companions', true),
    number('reserve', true),
    {
      key: 'placed',
      title: t('boarding.courses.column.placed'),
      width: '128px',
      align: 'right',
      cell: ({ placed, participants, companions }) =>
        t('boarding.courses.of', { count: placed, of: participants + companions }),
    },
    number('sessions'),
  ]
}
