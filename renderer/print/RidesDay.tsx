import { type ReactNode, useMemo } from 'react'
import type { RidesDaySheet } from '#contract/sheets.ts'
import type { Language, SheetLanguage } from '#contract/values.ts'
import { longDate, timeRange } from '../lib/format.ts'
import { type PaperColumn, PaperPages, type PaperRow, type PaperSection } from './PaperPages.tsx'
import styles from './paper.module.css'
import { Again, datesOf, Letters, Lines, PaperHead, Signatures } from './parts.tsx'
import { inLine, languagesOf, paperWords } from './words.ts'

/** Lines for those who come unplanned. */
const BLANK_ROWS = ['blank-1', 'blank-2']

type Instructor = RidesDaySheet['instructors'][number]

interface RidesDayProps {
  sheet: RidesDaySheet
  language: SheetLanguage
  /** The sheet was asked for one instructor only. */
  ofOne: boolean
  scale?: number | undefined
  onLaidOut?: ((pages: number) => void) | undefined
}

/** Name of the sheet and its day: the document's title, and the PDF's file name. */
export const ridesDayTitle = (date: string, language: SheetLanguage): string => {
  const [leading = 'kk'] = languagesOf(language)
  return `${paperWords([leading], 'ridesDay.title').join()}, ${longDate(date, leading)}`
}

/** The sheet of a day's rides: one set of pages for each instructor. */
export function RidesDay({ sheet, language, ofOne, scale, onLaidOut }: RidesDayProps) {
  const sections = useMemo(() => {
    const languages = languagesOf(language)
    return sheet.instructors.length > 0
      ? sheet.instructors.map((one) => sectionOf(one, sheet, languages))
      : [emptySection(sheet, languages, ofOne)]
  }, [sheet, language, ofOne])
  return (
    <PaperPages
      sections={sections}
      kind="rides-day"
      footer={ridesDayTitle(sheet.date, language)}
      lang={languagesOf(language)[0] ?? 'kk'}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  )
}

function sectionOf(
  instructor: Instructor,
  sheet: RidesDaySheet,
  languages: Language[],
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
      ...instructor.rides.map((ride, index) => rowOf(ride, index)),
      ...BLANK_ROWS.map((blank, index) => ({
        key: `${key}-${blank}`,
        cells: [instructor.rides.length + index + 1],
      })),
    ],
    spare: BLANK_ROWS.length,
    tail: <Tail sheet={sheet} languages={languages} instructorName={instructor.name} />,
  }
}

function emptySection(sheet: RidesDaySheet, languages: Language[], ofOne: boolean): PaperSection {
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

function Head(props: { sheet: RidesDaySheet; languages: Language[]; children?: ReactNode }) {
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

const columnsOf = (languages: Language[]): PaperColumn[] =>
  (Object.keys(widths) as (keyof typeof widths)[]).map((key) => ({
    key,
    width: widths[key],
    title: key === 'number' ? '№' : <Lines of={paperWords(languages, `ridesDay.${key}`)} />,
    centred: centred.has(key),
  }))

const rowOf = (ride: Instructor['rides'][number], index: number): PaperRow => ({
  key: `${ride.start} ${ride.clientName} ${ride.horseName}`,
  cells: [
    index + 1,
    <span key="time" className={styles.time}>
      {timeRange(ride.start, ride.end)}
    </span>,
    ride.clientName,
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
  languages: Language[]
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
