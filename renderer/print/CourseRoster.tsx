import { useMemo } from 'react'
import type { CourseRosterSheet } from '#contract/sheets.ts'
import type { Language, SheetLanguage } from '#contract/values.ts'
import { phone } from '../lib/format.ts'
import { CourseAgain, CourseHead, courseTitle, Empty } from './course.tsx'
import { type PaperColumn, PaperPages, type PaperSection } from './PaperPages.tsx'
import styles from './paper.module.css'
import { Lines, Signatures } from './parts.tsx'
import { dayMonth, inLine, languagesOf, paperWords } from './words.ts'

interface CourseRosterProps {
  sheet: CourseRosterSheet
  language: SheetLanguage
  scale?: number | undefined
  onLaidOut?: ((pages: number) => void) | undefined
}

/** Name of the sheet, its course. */
export const courseRosterTitle = (sheet: CourseRosterSheet, language: SheetLanguage) =>
  courseTitle('roster.title', sheet, language)

/** Who is in a course, each participant followed by their companions, with room to sign. */
export function CourseRoster({ sheet, language, scale, onLaidOut }: CourseRosterProps) {
  const sections = useMemo(() => [sectionOf(sheet, languagesOf(language))], [sheet, language])
  return (
    <PaperPages
      sections={sections}
      kind="course-roster"
      footer={courseRosterTitle(sheet, language)}
      lang={languagesOf(language)[0] ?? 'kk'}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  )
}

function sectionOf(sheet: CourseRosterSheet, languages: Language[]): PaperSection {
  const words = (key: Parameters<typeof paperWords>[1]) => inLine(paperWords(languages, key))
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
const columnsOf = (languages: Language[]): PaperColumn[] =>
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
