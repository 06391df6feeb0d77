import { Fragment } from 'react'
import type { ClassesSheet } from '#contract/sheets.ts'
import type { Studio } from '#contract/studio.ts'
import { inLine, type Language } from '#contract/values.ts'
import { longDate, shortDate, timeRange } from '../../lib/format.ts'
import type { PaperColumn, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Again, datesOf, Letters, Lines, PaperHead, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { type PaperKey, paperWords, studioNames, titled } from '../words.ts'

/** Lines for those who come unplanned. */
const BLANK_ROWS = 5

type ClassList = ClassesSheet['classes'][number]

/** The lists of classes, or of the sessions of a course on a day, each on pages of its own. */
export const classLists = declareSheet({
  kind: 'class',
  fields: ['classes'],
  method: 'sheets.classes',
  input: ({ date, session, course }) => {
    if (session.length > 0) return { sessionIds: [...session] }
    return course ? { courseId: course, date } : { date }
  },
  orientation: 'portrait',
  sessions: ({ classes }) => classes.map(({ sessionId }) => sessionId),
  isEmpty: ({ classes }) => classes.length === 0,
  /** Has the group when it is of one class. */
  title: ({ classes }, language) => {
    const [first] = classes
    return titled(
      'class.title',
      language,
      classes.length === 1 && first?.groupName,
      first && longDate(first.date, language),
    )
  },
  sections: (answer, languages) =>
    answer.classes.length > 0
      ? answer.classes.map((one) => sectionOf(one, answer, languages))
      : [emptySection(answer, languages)],
})

function emptySection(sheet: ClassesSheet, languages: readonly Language[]): PaperSection {
  return {
    key: 'empty',
    head: (
      <>
        <PaperHead
          centreName={sheet.centreName}
          languages={languages}
          title={paperWords(languages, 'class.title')}
          right={null}
        />
        <p className={styles.empty}>
          <Lines of={paperWords(languages, 'class.empty')} />
        </p>
      </>
    ),
    again: null,
    columns: [],
    rows: [],
    tail: null,
  }
}

function sectionOf(
  one: ClassList,
  sheet: ClassesSheet,
  languages: readonly Language[],
): PaperSection {
  const words = (key: PaperKey) => inLine(paperWords(languages, key))
  const course = one.kind === 'course'
  const studio = one.studio && inLine(studioNames(languages, one.studio as Studio))
  const whose = course ? inLine(paperWords(languages, 'course')) : words('class.group')
  const leader = course ? 'courseLeader' : 'class.teacher'
  return {
    key: one.sessionId,
    head: (
      <PaperHead
        centreName={sheet.centreName}
        languages={languages}
        title={paperWords(languages, 'class.title')}
        right={<Lines of={datesOf(one.date, languages)} />}
      >
        <p>
          {whose}: <b>{one.groupName}</b>
          {studio && `, ${studio}`}
        </p>
        {one.title && (
          <p>
            {words('timetable.what')}: <b>{one.title}</b>
          </p>
        )}
        <p>
          {words('class.time')}: <b>{timeRange(one.start, one.end)}</b>, {one.placeName}
        </p>
        <p>
          {words(leader)}: <b>{one.teacherName ?? words('class.nobody')}</b>
          {one.assistantNames.length > 0 && (
            <>
              {' · '}
              {words('class.assistants')}: <b>{one.assistantNames.join(', ')}</b>
            </>
          )}
        </p>
      </PaperHead>
    ),
    again: (
      <Again languages={languages} right={datesOf(one.date, languages.slice(0, 1))}>
        {whose}: <b>{one.groupName}</b>, {timeRange(one.start, one.end)}
      </Again>
    ),
    columns: columnsOf(languages),
    rows: [
      ...one.people.map((person, index) => ({
        key: `${index}`,
        cells: [
          index + 1,
          <Fragment key="name">
            {person.name}
            {(person.part === 'walk_in' || person.part === 'make_up') && (
              <span className={styles.note}> ({words(`class.${person.part}`)})</span>
            )}
          </Fragment>,
          person.markLetter && (
            <span key="mark" className={styles.mark}>
              {person.markLetter}
            </span>
          ),
          null,
        ],
      })),
      ...Array.from({ length: BLANK_ROWS }, (_, index) => ({
        key: `blank-${index}`,
        cells: [one.people.length + index + 1],
      })),
    ],
    spare: BLANK_ROWS,
    tail: (
      <footer>
        <Letters marks={sheet.marks} languages={languages} />
        <Signatures languages={languages} of={[{ key: leader, name: one.teacherName }]} />
        {one.waiting.length > 0 && (
          <section className={styles.queue}>
            <h3>{words('class.waiting')}</h3>
            <ol>
              {one.waiting.map(({ name, since }) => (
                <li key={name}>
                  {name}, {shortDate(since, languages[0] ?? 'kk')}
                </li>
              ))}
            </ol>
          </section>
        )}
      </footer>
    ),
  }
}

const columnsOf = (languages: readonly Language[]): PaperColumn[] => [
  { key: 'number', width: 10, title: '№', centred: true },
  { key: 'name', width: 88, title: <Lines of={paperWords(languages, 'class.name')} /> },
  {
    key: 'mark',
    width: 22,
    title: <Lines of={paperWords(languages, 'class.mark')} />,
    centred: true,
  },
  { key: 'signature', width: 70, title: <Lines of={paperWords(languages, 'class.signature')} /> },
]
