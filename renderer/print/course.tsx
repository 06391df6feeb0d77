/** What the sheets of a course have in common. */
import type { ReactNode } from 'react'
import { type CourseId, inLine, type Language } from '#contract/values.ts'
import { period } from '../lib/format.ts'
import styles from './paper.module.css'
import { Again, Lines, PaperHead } from './parts.tsx'
import { type PaperKey, paperWords } from './words.ts'

/** How a sheet is asked for that is of a course and of nothing else. */
export const ofCourse = {
  fields: ['course'],
  input: ({ course }: { course: CourseId }) => ({ courseId: course }),
} as const

/** A course at the head of its sheets. */
interface CourseOnPaper {
  centreName: Record<Language, string>
  courseName: string
  from: string
  until: string
}

interface CourseHeadProps {
  sheet: CourseOnPaper
  languages: readonly Language[]
  title: PaperKey
  children?: ReactNode
}

/** Centre, title, course and its days. */
export const CourseHead = ({ sheet, languages, title, children }: CourseHeadProps) => (
  <PaperHead
    centreName={sheet.centreName}
    languages={languages}
    title={paperWords(languages, title)}
    right={<Lines of={languages.map((language) => period(sheet.from, sheet.until, language))} />}
  >
    <p>
      {inLine(paperWords(languages, 'course'))}: <b>{sheet.courseName}</b>
    </p>
    {children}
  </PaperHead>
)

/** The head of the pages that follow. */
export const CourseAgain = ({ sheet, languages }: Omit<CourseHeadProps, 'title'>) => (
  <Again languages={languages} right={period(sheet.from, sheet.until, languages[0] ?? 'kk')}>
    {inLine(paperWords(languages, 'course'))}: <b>{sheet.courseName}</b>
  </Again>
)

/** Stands for the table of a course that has nobody. */
export const Empty = ({ languages }: { languages: readonly Language[] }) => (
  <p className={styles.empty}>
    <Lines of={paperWords(languages, 'roster.empty')} />
  </p>
)
