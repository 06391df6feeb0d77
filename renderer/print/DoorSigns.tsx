import { useMemo } from 'react'
import type { DoorSignsSheet } from '#contract/sheets.ts'
import type { Language, SheetLanguage } from '#contract/values.ts'
import { CourseHead, courseTitle, Empty } from './course.tsx'
import { PaperPages, type PaperSection } from './PaperPages.tsx'
import styles from './paper.module.css'
import { dayMonth, inLine, languagesOf, paperWords } from './words.ts'

interface DoorSignsProps {
  sheet: DoorSignsSheet
  language: SheetLanguage
  scale?: number | undefined
  onLaidOut?: ((pages: number) => void) | undefined
}

/** Name of the sheet, its course. */
export const doorSignsTitle = (sheet: DoorSignsSheet, language: SheetLanguage) =>
  courseTitle('signs.title', sheet, language)

/** A sign for each door, two on a page: the number of the room and who sleeps there, nothing else. */
export function DoorSigns({ sheet, language, scale, onLaidOut }: DoorSignsProps) {
  const sections = useMemo(() => [sectionOf(sheet, languagesOf(language))], [sheet, language])
  return (
    <PaperPages
      sections={sections}
      kind="door-signs"
      footer={doorSignsTitle(sheet, language)}
      lang={languagesOf(language)[0] ?? 'kk'}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  )
}

function sectionOf(sheet: DoorSignsSheet, languages: Language[]): PaperSection {
  const empty = sheet.rooms.length === 0
  const word = inLine(paperWords(languages, 'signs.room'))
  const buildings = new Set(sheet.rooms.map((one) => one.building))
  return {
    key: 'signs',
    bare: true,
    head: empty && (
      <>
        <CourseHead sheet={sheet} languages={languages} title="signs.title" />
        <Empty languages={languages} />
      </>
    ),
    again: null,
    columns: [{ key: 'sign', width: 190, title: null }],
    rows: sheet.rooms.map(({ building, room, people }) => ({
      key: `${building} ${room}`,
      cells: [
        <div key="sign" className={styles.sign}>
          <p className={styles.door}>
            {word}
            {buildings.size > 1 && `, ${building}`}
          </p>
          <p className={styles.roomNumber}>{room}</p>
          <ul>
            {people.map(({ name, from, to }) => (
              <li key={`${name} ${from}`}>
                {name}
                {(from !== sheet.from || to !== sheet.until) && (
                  <span className={styles.nights}>
                    {dayMonth(from)} – {dayMonth(to)}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>,
      ],
    })),
    tail: null,
  }
}
