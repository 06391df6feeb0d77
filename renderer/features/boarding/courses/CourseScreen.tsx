import { Button, Menu } from '@mantine/core'
import { IconArrowLeft, IconPencil, IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { CourseView } from '#contract/boarding.ts'
import type { CourseId } from '#contract/values.ts'
import { period } from '../../../lib/format.ts'
import { useRead } from '../../../lib/queries.ts'
import { sheetAddress } from '../../../print/address.ts'
import { askedWithOnly } from '../../../print/sheets/index.ts'
import { useLanguage } from '../../../texts/index.ts'
import { ErrorSentence } from '../../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../../ui/outlets.tsx'
import styles from '../boarding.module.css'
import { CourseFormPanel } from './CourseFormPanel.tsx'
import own from './course.module.css'
import { MealsPart } from './MealsPart.tsx'
import { PeoplePart } from './people/PeoplePart.tsx'
import { courseAddress, courseParts, useCoursesPlace } from './place.ts'
import { PlacingPart } from './placing/PlacingPart.tsx'
import { ProgrammePart } from './programme/ProgrammePart.tsx'

/** One course: its people, their beds, its programme, its meals. */
export function CourseScreen({ courseId }: { courseId: CourseId }) {
  const { t } = useTranslation()
  const read = useRead('boarding.course', { courseId })
  if (!read.data) {
    return (
      <>
        <ScreenHeader title={t('boarding.courses.title')} />
        {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
      </>
    )
  }
  return <LoadedCourse course={read.data} />
}

function LoadedCourse({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { part, change } = useCoursesPlace()
  const [editing, setEditing] = useState(false)
  const { courseId } = course
  const year = Number(course.from.slice(0, 4))
  return (
    <>
      <ScreenHeader title={t('boarding.course.named', { name: course.name })}>
        <span className={own.facts}>{period(course.from, course.until, language)}</span>
      </ScreenHeader>
      <div className={styles.screen}>
        <div className={styles.bar}>
          <Button
            variant="subtle"
            color="gray"
            px={8}
            leftSection={<IconArrowLeft size={18} aria-hidden />}
            component={Link}
            href={courseAddress({ year })}
          >
            {t('boarding.course.toList')}
          </Button>
          <Facts course={course} />
          <span className={styles.space} />
          <PrintMenu course={course} />
          <Button
            variant="default"
            leftSection={<IconPencil size={18} stroke={1.6} aria-hidden />}
            onClick={() => setEditing(true)}
          >
            {t('boarding.course.change')}
          </Button>
        </div>
        <nav className={own.parts} aria-label={t('boarding.course.parts.label')}>
          {courseParts.map((one) => (
            <Link
              key={one}
              href={courseAddress({ courseId, part: one })}
              onClick={() => setEditing(false)}
              aria-current={one === part ? 'page' : undefined}
            >
              {t(`boarding.course.parts.${one}`)}
            </Link>
          ))}
        </nav>
        <div className={own.part}>
          {part === 'people' && <PeoplePart course={course} />}
          {part === 'placing' && <PlacingPart course={course} />}
          {part === 'programme' && <ProgrammePart course={course} />}
          {part === 'meals' && <MealsPart course={course} />}
        </div>
      </div>
      {editing && (
        <CourseFormPanel
          course={course}
          onSaved={() => setEditing(false)}
          onRemoved={() => change({ courseId: null, year })}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  )
}

function Facts({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  const { participants, capacity, companions, reserve, placed } = course
  const facts = [
    ['participants', t('boarding.courses.of', { count: participants, of: capacity })],
    ['companions', companions],
    ...(reserve > 0 ? [['reserve', reserve] as const] : []),
    ['placed', t('boarding.courses.of', { count: placed, of: participants + companions })],
  ] as const
  return (
    <span className={own.facts}>
      {facts.map(([key, value]) => (
        <span key={key}>
          {t(`boarding.courses.column.${key}`)}: <b>{value}</b>
        </span>
      ))}
    </span>
  )
}

const sheetsOfCourse = [...askedWithOnly('course'), ...askedWithOnly('register')]

/** The papers of a course. */
function PrintMenu({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconPrinter size={18} stroke={1.6} aria-hidden />}>
          {t('boarding.course.print')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {sheetsOfCourse.map(({ kind }) => (
          <Menu.Item
            key={kind}
            component={Link}
            href={sheetAddress(kind, { course: course.courseId })}
          >
            {t(`boarding.course.sheets.${kind}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
