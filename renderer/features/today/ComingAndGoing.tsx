import { IconBed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Course, Enrolment } from '#contract/boarding.ts'
import type { LocalDate } from '#contract/values.ts'
import { useRead } from '../../lib/queries.ts'
import { Block, Line } from './Block.tsx'
import styles from './today.module.css'

/** Names that are said before the rest is only counted. */
const NAMED = 3

/** Who of the courses comes and who leaves today; each line leads to where it is marked in one tap. */
export function ComingAndGoing({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const { data } = useRead('boarding.courses', {})
  const courses = (data?.courses ?? []).filter(({ from, until }) => from <= date && date <= until)
  if (courses.length === 0) return null
  return (
    <Block icon={IconBed} title={t('today.boarding.title')}>
      <ul className={styles.lines}>
        {courses.map((course) => (
          <OfCourse key={course.courseId} course={course} date={date} />
        ))}
      </ul>
    </Block>
  )
}

function OfCourse({ course, date }: { course: Course; date: LocalDate }) {
  const { t } = useTranslation()
  const { courseId, name } = course
  const { data } = useRead('boarding.course', { courseId })
  const people = data?.people ?? []
  const coming = people.filter(
    ({ state, from, until }) => state === 'expected' && from <= date && date < until,
  )
  const going = people.filter(({ state, until }) => state === 'here' && until <= date)
  const here = people.filter(({ state }) => state === 'here')
  const to = `/boarding/courses?course=${courseId}`
  const names = (of: readonly Enrolment[]): string =>
    [
      of
        .slice(0, NAMED)
        .map((one) => one.name)
        .join(', '),
      of.length > NAMED && t('today.boarding.more', { count: of.length - NAMED }),
    ]
      .filter(Boolean)
      .join(' ')
  return (
    <>
      {coming.length > 0 && (
        <Line
          to={to}
          time={null}
          title={t('today.boarding.coming', { name, count: coming.length })}
          about={names(coming)}
        />
      )}
      {going.length > 0 && (
        <Line
          to={to}
          time={null}
          title={t('today.boarding.going', { name, count: going.length })}
          about={names(going)}
        />
      )}
      {coming.length + going.length === 0 && (
        <Line
          to={to}
          time={null}
          title={t('boarding.course.named', { name })}
          about={t('today.boarding.here', { count: here.length })}
        />
      )}
    </>
  )
}
