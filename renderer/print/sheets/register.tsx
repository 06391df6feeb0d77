import type { RegisterSheet } from '#contract/sheets.ts'
import type { Studio } from '#contract/studio.ts'
import { inLine, type Language } from '#contract/values.ts'
import { weekdayOf } from '../../lib/dates.ts'
import { dayAndMonth, monthAndYear, period, weekdayShort } from '../../lib/format.ts'
import type { PaperColumn, PaperRow, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Again, Letters, Lines, PaperHead, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { type PaperKey, paperWords, studioNames, titled } from '../words.ts'

const totalKeys = ['present', 'absent', 'excused', 'unmarked'] as const
/** Stands for a session without a mark; see `attendance.register`. */
const UNMARKED = '·'

/** The register of a month, or of a whole course: people down, days across. */
export const register = declareSheet({
  kind: 'register',
  fields: ['register'],
  method: 'sheets.register',
  input: ({ group, month, course }) => (course ? { courseId: course } : { groupId: group, month }),
  orientation: 'landscape',
  isEmpty: ({ people }) => people.length === 0,
  title: (answer, language) =>
    titled(
      'register.title',
      language,
      answer.groupName ?? paperWords([language], 'register.hippotherapy').join(),
      monthOf(answer, language),
    ),
  sections: (answer, languages) => [sectionOf(answer, languages)],
  workbook: 'sheets.registerWorkbook',
})

const monthOf = ({ month, from, until }: RegisterSheet, language: Language) =>
  month === null ? period(from, until, language) : monthAndYear(`${month}-01`, language)

function sectionOf(sheet: RegisterSheet, languages: readonly Language[]): PaperSection {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  const month = languages.map((language) => monthOf(sheet, language))
  const what = sheet.groupName ? (
    <p>
      {words(sheet.month === null ? 'course' : 'class.group')}: <b>{sheet.groupName}</b>
      {sheet.studio && `, ${inLine(studioNames(languages, sheet.studio as Studio))}`}
    </p>
  ) : (
    <p>
      <b>{words('register.hippotherapy')}</b>
    </p>
  )
  return {
    key: 'register',
    dense: true,
    // The sums with some of the people that they are of.
    together: 5,
    head: (
      <>
        <PaperHead
          centreName={sheet.centreName}
          languages={languages}
          title={paperWords(languages, 'register.title')}
          right={<Lines of={month} />}
        >
          {what}
          {sheet.teacherName && (
            <p>
              {words('class.teacher')}: <b>{sheet.teacherName}</b>
            </p>
          )}
        </PaperHead>
        {sheet.people.length === 0 && (
          <p className={styles.empty}>
            <Lines of={paperWords(languages, 'register.empty')} />
          </p>
        )}
      </>
    ),
    again: (
      <Again languages={languages} right={inLine(month)}>
        <b>{sheet.groupName ?? words('register.hippotherapy')}</b>
      </Again>
    ),
    columns: sheet.people.length === 0 ? [] : columnsOf(sheet, languages),
    rows: sheet.people.length === 0 ? [] : rowsOf(sheet, languages),
    tail: (
      <footer>
        <Letters
          marks={[
            ...sheet.marks,
            {
              letter: UNMARKED,
              name: {
                kk: paperWords(['kk'], 'register.withoutMark').join(),
                ru: paperWords(['ru'], 'register.withoutMark').join(),
                en: paperWords(['en'], 'register.withoutMark').join(),
              },
            },
          ]}
          languages={languages}
        />
        <Signatures
          languages={languages}
          of={[
            ...(sheet.groupName && sheet.month !== null
              ? [{ key: 'class.teacher' as const, name: sheet.teacherName }]
              : []),
            { key: 'ridesDay.coordinator', name: null },
          ]}
        />
      </footer>
    ),
  }
}

const isShut = ({ date, closedDay }: RegisterSheet['days'][number]) =>
  closedDay !== null || ['sa', 'su'].includes(weekdayOf(date))

function columnsOf(sheet: RegisterSheet, languages: readonly Language[]): PaperColumn[] {
  const [leading = 'kk'] = languages
  return [
    { key: 'number', width: 7, title: '№', centred: true },
    { key: 'name', width: 48, title: <Lines of={paperWords(languages, 'class.name')} /> },
    ...sheet.days.map((day) => ({
      key: day.date,
      // The days of a course leave room for several letters.
      width: sheet.month === null ? Math.min(20, 180 / sheet.days.length) : 5.9,
      title: (
        <Lines
          of={[
            `${Number(day.date.slice(8))}`,
            weekdayShort(weekdayOf(day.date), leading).slice(0, 2),
          ]}
        />
      ),
      centred: true,
      shaded: isShut(day),
    })),
    ...totalKeys.map((key) => ({
      key,
      width: 9,
      title: <Lines of={paperWords(languages, `register.${key}`)} />,
      centred: true,
      upright: true,
    })),
  ]
}

function rowsOf(sheet: RegisterSheet, languages: readonly Language[]): PaperRow[] {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  const [leading = 'kk'] = languages
  const note = (key: 'register.joined' | 'register.left', date: string | null) =>
    date ? [`${paperWords([leading], key).join()} ${dayAndMonth(date, leading)}`] : []
  const people = sheet.people.map((person, index) => {
    const notes = [
      ...person.periods.flatMap(({ joinedOn, leftOn }) => [
        ...note('register.joined', joinedOn),
        ...note('register.left', leftOn),
      ]),
      ...(person.part === 'walk_in' || person.part === 'make_up'
        ? [paperWords([leading], `class.${person.part}`).join()]
        : []),
    ]
    return {
      key: person.personId as string,
      cells: [
        index + 1,
        <span key="name">
          {person.name}
          {notes.length > 0 && <span className={styles.note}> ({notes.join(', ')})</span>}
        </span>,
        ...person.cells,
        ...totalKeys.map((key) => person.totals[key]),
      ],
    }
  })
  const sum = (key: 'present' | 'sessions'): PaperRow => ({
    key,
    sums: true,
    cells: [
      null,
      words(`register.${key === 'present' ? 'came' : 'listed'}`),
      ...sheet.days.map(({ totals }) => (totals.sessions === 0 ? null : totals[key])),
      ...(key === 'present'
        ? totalKeys.map((total) => sheet.totals[total])
        : totalKeys.map(() => null)),
    ],
  })
  return [...people, sum('present'), sum('sessions')]
}
