import type { RoomingListSheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { CourseAgain, CourseHead, Empty, ofCourse } from '../course.tsx'
import type { PaperColumn, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Lines, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { dayMonth, type PaperKey, paperWords, titled } from '../words.ts'

type Sleeper = RoomingListSheet['byRoom'][number]
type ColumnKey = keyof typeof widths

/** Who sleeps where: by room, and on pages of its own by name. */
export const roomingList = declareSheet({
  kind: 'rooming-list',
  ...ofCourse,
  method: 'sheets.roomingList',
  orientation: 'landscape',
  isEmpty: (answer) => answer.byRoom.length === 0 && answer.unplaced.length === 0,
  stays: ({ byRoom }) => byRoom.map(({ stayId }) => stayId),
  title: ({ courseName }, language) => titled('rooming.title', language, courseName),
  sections: (answer, languages) =>
    answer.byRoom.length > 0
      ? [
          sectionOf('byRoom', byRoom, answer, languages),
          sectionOf('byName', byName, answer, languages),
        ]
      : [sectionOf('byRoom', [], answer, languages)],
})

const widths = {
  room: 36,
  floor: 16,
  bed: 16,
  name: 70,
  companionOf: 48,
  nights: 38,
  access: 20,
  diet: 33,
}
const byRoom: ColumnKey[] = [
  'room',
  'floor',
  'bed',
  'name',
  'companionOf',
  'nights',
  'access',
  'diet',
]
const byName: ColumnKey[] = [
  'name',
  'room',
  'floor',
  'bed',
  'companionOf',
  'nights',
  'access',
  'diet',
]
const centred: ReadonlySet<ColumnKey> = new Set(['floor', 'bed', 'nights', 'access'])

function sectionOf(
  part: 'byRoom' | 'byName',
  keys: readonly ColumnKey[],
  sheet: RoomingListSheet,
  languages: readonly Language[],
): PaperSection {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  const buildings = new Set(sheet.byRoom.map((one) => one.building))
  const cellOf = (one: Sleeper): Record<ColumnKey, React.ReactNode> => ({
    room: (
      <span key="room">
        <b>{one.room}</b>
        {buildings.size > 1 && `, ${one.building}`}
        {one.accessible && <span className={styles.note}> ♿</span>}
      </span>
    ),
    floor: one.floor,
    bed: one.bed,
    name: one.kept ? (
      <i key="name">
        {words('rooming.kept')}: {one.name}
      </i>
    ) : (
      one.name
    ),
    companionOf: one.companionOf,
    nights: (
      <span key="nights">
        {dayMonth(one.from)} – {dayMonth(one.to)}
        {one.away.map(({ from, until }) => (
          <span key={from} className={styles.note}>
            <br />
            {words('rooming.away')}: {dayMonth(from)} – {dayMonth(until)}
          </span>
        ))}
      </span>
    ),
    access: one.wheelchair && !one.kept ? '♿' : null,
    diet: one.kept ? null : one.diet,
  })
  return {
    key: part,
    head: (
      <>
        <CourseHead sheet={sheet} languages={languages} title="rooming.title">
          {keys.length > 0 && <p>{words(`rooming.${part}`)}</p>}
        </CourseHead>
        {keys.length === 0 && sheet.unplaced.length === 0 && <Empty languages={languages} />}
      </>
    ),
    again: <CourseAgain sheet={sheet} languages={languages} />,
    columns: keys.map(
      (key): PaperColumn => ({
        key,
        width: widths[key],
        title: (
          <Lines of={paperWords(languages, key === 'name' ? 'class.name' : `rooming.${key}`)} />
        ),
        centred: centred.has(key),
      }),
    ),
    rows:
      keys.length === 0
        ? []
        : sheet[part].map((one) => {
            const cells = cellOf(one)
            return {
              key: `${one.building} ${one.room} ${one.bed} ${one.from} ${one.name}`,
              cells: keys.map((key) => cells[key]),
            }
          }),
    tail: (
      <footer>
        {sheet.unplaced.length > 0 && (
          <p className={styles.letters}>
            {words('rooming.unplaced')}: <b>{sheet.unplaced.join('; ')}</b>
          </p>
        )}
        {keys.length > 0 && <p className={styles.letters}>{words('rooming.note')}</p>}
        {keys.length > 0 && (
          <Signatures languages={languages} of={[{ key: 'ridesDay.coordinator', name: null }]} />
        )}
      </footer>
    ),
    low: true,
  }
}
