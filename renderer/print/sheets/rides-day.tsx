import { Fragment, type ReactNode } from 'react'
import type { RidesDaySheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { longDate, timeRange } from '../../lib/format.ts'
import type { PaperColumn, PaperRow, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Again, datesOf, Letters, Lines, PaperHead, Signatures } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { paperWords, titled } from '../words.ts'

/** Lines for those who come unplanned. */
const BLANK_ROWS = ['blank-1', 'blank-2']

type Instructor = RidesDaySheet['instructors'][number]

/** The sheet of a day's rides: one set of pages for each instructor. */
export const ridesDay = declareSheet({
  kind: 'rides-day',
  fields: ['day', 'instructor'],
  method: 'sheets.ridesDay',
  input: ({ date, instructor }) => ({ date, ...(instructor && { instructorId: instructor }) }),
  orientation: 'landscape',
  sessions: ({ instructors }) =>
    instructors.flatMap(({ rides }) => rides.map(({ sessionId }) => sessionId)),
  isEmpty: ({ instructors }) => instructors.length === 0,
  title: ({ date }, language) => titled('ridesDay.title', language, longDate(date, language)),
  sections: (answer, languages, { instructorId }) =>
    answer.instructors.length > 0
      ? answer.instructors.map((one) => sectionOf(one, answer, languages))
      : [emptySection(answer, languages, instructorId !== undefined)],
})

function sectionOf(
  instructor: Instructor,
  sheet: RidesDaySheet,
  languages: readonly Language[],
): PaperSection {
  const key = instructor.memberId ?? 'nobody'
  const who = instructor.name ?? inLine(paperWords(languages, 'ridesDay.nobody'))
  const label = inLine(paperWords(languages, 'ridesDay.instructor'))
  return {
    key,
    head: (
      <Head sheet={sheet} languages={languages}>
        <p>
          {label}: <b>{who}</b>
        </p>
        <p>
          {inLine(paperWords(languages, 'ridesDay.count'))}: <b>{instructor.rides.length}</b>
        </p>
      </Head>
    ),
    again: (
      <Again languages={languages} right={inLine(datesOf(sheet.date, languages))}>
        {label}: <b>{who}</b>
      </Again>
    ),
    columns: columnsOf(languages),
    rows: [
      ...instructor.rides.map((ride, index) => rowOf(ride, index, languages)),
      ...BLANK_ROWS.map((blank, index) => ({
        key: `${key}-${blank}`,
        cells: [instructor.rides.length + index + 1],
      })),
    ],
    spare: BLANK_ROWS.length,
    tail: <Tail sheet={sheet} languages={languages} instructorName={instructor.name} />,
  }
}

function emptySection(
  sheet: RidesDaySheet,
  languages: readonly Language[],
  ofOne: boolean,
): PaperSection {
  const sentences = paperWords(languages, ofOne ? 'ridesDay.emptyOfOne' : 'ridesDay.empty')
  return {
    key: 'empty',
    head: (
      <>
        <Head sheet={sheet} languages={languages} />
        <p className={styles.empty}>
          <Lines of={sentences} />
        </p>
      </>
    ),
    again: null,
    columns: [],
    rows: [],
    tail: null,
  }
}

function Head(props: {
  sheet: RidesDaySheet
  languages: readonly Language[]
  children?: ReactNode
}) {
  const { sheet, languages, children } = props
  return (
    <PaperHead
      centreName={sheet.centreName}
      languages={languages}
      title={paperWords(languages, 'ridesDay.title')}
      right={<Lines of={datesOf(sheet.date, languages)} />}
    >
      {children}
    </PaperHead>
  )
}

const widths = {
  number: 8,
  time: 26,
  client: 50,
  horse: 23,
  leader: 38,
  sidewalkers: 42,
  place: 28,
  mark: 19,
  signature: 43,
} as const
const centred = new Set(['number', 'time', 'mark'])

const columnsOf = (languages: readonly Language[]): PaperColumn[] =>
  (Object.keys(widths) as (keyof typeof widths)[]).map((key) => ({
    key,
    width: widths[key],
    title: key === 'number' ? '№' : <Lines of={paperWords(languages, `ridesDay.${key}`)} />,
    centred: centred.has(key),
  }))

/** So much of what to watch stands on paper: a row is never higher than a page. */
const mostWatched = 160
const shortened = (words: string) =>
  words.length > mostWatched ? `${words.slice(0, mostWatched)}…` : words

const rowOf = (
  ride: Instructor['rides'][number],
  index: number,
  languages: readonly Language[],
): PaperRow => ({
  key: `${ride.start} ${ride.clientName} ${ride.horseName}`,
  cells: [
    index + 1,
    <span key="time" className={styles.time}>
      {timeRange(ride.start, ride.end)}
    </span>,
    <Fragment key="client">
      {ride.clientName}
      {ride.precautions && (
        <div className={styles.watch}>
          {inLine(paperWords(languages, 'ridesDay.watch'))}: {shortened(ride.precautions)}
        </div>
      )}
    </Fragment>,
    ride.horseName,
    ride.leaderName,
    <Lines key="sidewalkers" of={ride.sidewalkerNames} />,
    ride.placeName,
    <span key="mark" className={styles.mark}>
      {ride.markLetter}
    </span>,
    null,
  ],
})

function Tail(props: {
  sheet: RidesDaySheet
  languages: readonly Language[]
  instructorName: string | null
}) {
  const { sheet, languages, instructorName } = props
  return (
    <footer>
      <Letters marks={sheet.marks} languages={languages} />
      <Signatures
        languages={languages}
        of={[
          { key: 'ridesDay.instructor', name: instructorName },
          { key: 'ridesDay.coordinator', name: null },
        ]}
      />
    </footer>
  )
}
