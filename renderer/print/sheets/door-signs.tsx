import type { DoorSignsSheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { CourseHead, Empty, ofCourse } from '../course.tsx'
import type { PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { declareSheet } from '../sheet.ts'
import { dayMonth, paperWords, titled } from '../words.ts'

/** A sign for each door, two on a page: the number of the room and who sleeps there, nothing else. */
export const doorSigns = declareSheet({
  kind: 'door-signs',
  ...ofCourse,
  method: 'sheets.doorSigns',
  orientation: 'portrait',
  isEmpty: ({ rooms }) => rooms.length === 0,
  stays: ({ rooms }) => rooms.flatMap(({ people }) => people.map(({ stayId }) => stayId)),
  title: ({ courseName }, language) => titled('signs.title', language, courseName),
  sections: (answer, languages) => [sectionOf(answer, languages)],
})

function sectionOf(sheet: DoorSignsSheet, languages: readonly Language[]): PaperSection {
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
