import { useMemo } from 'react'
import type { ClientTimetableSheet } from '#contract/sheets.ts'
import type { Studio } from '#contract/studio.ts'
import type { Language, SheetLanguage } from '#contract/values.ts'
import { capitalised, dayWithWeekday, period, timeRange } from '../lib/format.ts'
import { type PaperColumn, PaperPages, type PaperSection } from './PaperPages.tsx'
import styles from './paper.module.css'
import { Again, Lines, PaperHead } from './parts.tsx'
import { languagesOf, paperWords, studioNames } from './words.ts'

interface ClientTimetableProps {
  sheet: ClientTimetableSheet
  language: SheetLanguage
  scale?: number | undefined
  onLaidOut?: ((pages: number) => void) | undefined
}

/** Name of the sheet and of the person. */
export function clientTimetableTitle(
  { clientName }: ClientTimetableSheet,
  language: SheetLanguage,
): string {
  const [leading = 'kk'] = languagesOf(language)
  return `${paperWords([leading], 'timetable.title').join()}, ${clientName}`
}

/** Everything that a person has in some days, in letters that are easy to read on a fridge. */
export function ClientTimetable({ sheet, language, scale, onLaidOut }: ClientTimetableProps) {
  const sections = useMemo(() => [sectionOf(sheet, languagesOf(language))], [sheet, language])
  return (
    <PaperPages
      sections={sections}
      kind="client-timetable"
      footer={clientTimetableTitle(sheet, language)}
      lang={languagesOf(language)[0] ?? 'kk'}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  )
}

function sectionOf(sheet: ClientTimetableSheet, languages: Language[]): PaperSection {
  const { clientName, sessions } = sheet
  const empty = sessions.length === 0
  return {
    key: 'timetable',
    head: (
      <>
        <PaperHead
          centreName={sheet.centreName}
          languages={languages}
          title={paperWords(languages, 'timetable.title')}
          right={
            <Lines of={languages.map((language) => period(sheet.from, sheet.until, language))} />
          }
        >
          <b>{clientName}</b>
        </PaperHead>
        {empty && (
          <p className={styles.empty}>
            <Lines of={paperWords(languages, 'timetable.empty')} />
          </p>
        )}
      </>
    ),
    again: (
      <Again languages={languages} right={null}>
        <b>{clientName}</b>
      </Again>
    ),
    columns: empty ? [] : columnsOf(languages),
    rows: sessions.map((session, index) => ({
      key: `${session.date} ${session.start} ${session.placeName}`,
      cells: [
        sessions[index - 1]?.date === session.date ? null : (
          <span key="day" className={styles.day}>
            <Lines
              of={languages.map((language) => capitalised(dayWithWeekday(session.date, language)))}
            />
          </span>
        ),
        <span key="time" className={styles.time}>
          {timeRange(session.start, session.end)}
        </span>,
        <Lines key="what" of={whatOf(session, languages)} />,
        session.placeName,
        session.ledByName,
      ],
    })),
    tail: empty ? null : (
      <p className={styles.letters}>
        <Lines of={paperWords(languages, 'timetable.note')} />
      </p>
    ),
  }
}

function whatOf(session: ClientTimetableSheet['sessions'][number], languages: Language[]) {
  if (session.kind === 'course' && session.groupName) return [session.groupName]
  if (session.kind !== 'class') return paperWords(languages, `timetable.${session.kind}`)
  return studioNames(languages, session.studio as Studio).map(
    (name) => `${name}, ${session.groupName}`,
  )
}

const columnsOf = (languages: Language[]): PaperColumn[] => [
  { key: 'day', width: 52, title: <Lines of={paperWords(languages, 'timetable.day')} /> },
  {
    key: 'time',
    width: 26,
    title: <Lines of={paperWords(languages, 'timetable.time')} />,
    centred: true,
  },
  { key: 'what', width: 46, title: <Lines of={paperWords(languages, 'timetable.what')} /> },
  { key: 'where', width: 32, title: <Lines of={paperWords(languages, 'timetable.where')} /> },
  { key: 'with', width: 34, title: <Lines of={paperWords(languages, 'timetable.with')} /> },
]
