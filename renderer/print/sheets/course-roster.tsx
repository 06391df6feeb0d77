import type { CourseRosterSheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { phone } from '../../lib/format.ts'
import { CourseAgain, CourseHead, Empty, ofCourse } from '../course.tsx'
import type { PaperColumn, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Lines, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { dayMonth, type PaperKey, paperWords, titled } from '../words.ts'

/** Who is in a course, each participant followed by their companions, with room to sign. */
export const courseRoster = declareSheet({
  kind: 'course-roster',
  ...ofCourse,
  method: 'sheets.courseRoster',
  orientation: 'landscape',
  isEmpty: ({ people }) => people.length === 0,
  title: ({ courseName }, language) => titled('roster.title', language, courseName),
  sections: (answer, languages) => [sectionOf(answer, languages)],
  workbook: 'sheets.courseRosterWorkbook',
})

function sectionOf(sheet: CourseRosterSheet, languages: readonly Language[]): PaperSection {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  const empty = sheet.people.length === 0
  return {
    key: 'roster',
    head: (
      <>
        <CourseHead sheet={sheet} languages={languages} title="roster.title">
          {!empty && (
            <p>
              {words('roster.participants')}: <b>{sheet.participants}</b>;{' '}
              {words('roster.companions')}: <b>{sheet.companions}</b>
            </p>
          )}
        </CourseHead>
        {empty && <Empty languages={languages} />}
      </>
    ),
    again: <CourseAgain sheet={sheet} languages={languages} />,
    columns: empty ? [] : columnsOf(languages),
    rows: sheet.people.map((person, index) => ({
      key: `${index}`,
      cells: [
        index + 1,
        person.companionOf === null ? (
          person.name
        ) : (
          <span key="name" className={styles.under_head}>
            {person.name}
            <span className={styles.note}>
              {words('roster.companionOf')}: {person.companionOf}
            </span>
          </span>
        ),
        person.birthYear,
        person.sex && words(`roster.${person.sex}`),
        person.phone && phone(person.phone),
        dayMonth(person.from),
        dayMonth(person.until),
        null,
      ],
    })),
    tail: empty ? null : (
      <Signatures languages={languages} of={[{ key: 'ridesDay.coordinator', name: null }]} />
    ),
  }
}

const widths = {
  number: 9,
  name: 84,
  birthYear: 22,
  sex: 27,
  phone: 42,
  arrival: 21,
  departure: 21,
  signature: 51,
} as const
const columnsOf = (languages: readonly Language[]): PaperColumn[] =>
  (Object.keys(widths) as (keyof typeof widths)[]).map((key) => ({
    key,
    width: widths[key],
    title:
      key === 'number' ? (
        '№'
      ) : (
        <Lines
          of={paperWords(
            languages,
            key === 'name' || key === 'signature' ? `class.${key}` : `roster.${key}`,
          )}
        />
      ),
    centred: key !== 'name',
  }))
