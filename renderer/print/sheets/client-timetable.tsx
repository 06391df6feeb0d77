import type { ClientTimetableSheet } from '#contract/sheets.ts'
import type { Studio } from '#contract/studio.ts'
import type { Language } from '#contract/values.ts'
import { capitalised, dayWithWeekday, period, timeRange } from '../../lib/format.ts'
import type { PaperColumn, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Again, Lines, PaperHead } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { paperWords, studioNames, titled } from '../words.ts'

/** Everything that a person has in some days, in letters that are easy to read on a fridge. */
export const clientTimetable = declareSheet({
  kind: 'client-timetable',
  fields: ['person', 'days'],
  method: 'sheets.clientTimetable',
  input: ({ person, from, until }) => ({ personId: person, from, until }),
  orientation: 'portrait',
  sessions: ({ sessions }) => sessions.map(({ sessionId }) => sessionId),
  isEmpty: ({ sessions }) => sessions.length === 0,
  title: ({ clientName }, language) => titled('timetable.title', language, clientName),
  sections: (answer, languages) => [sectionOf(answer, languages)],
})

function sectionOf(sheet: ClientTimetableSheet, languages: readonly Language[]): PaperSection {
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
        <Lines key="what" of={[...whatOf(session, languages), ...standsOf(session, languages)]} />,
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

/** What stands in the register, in words: the family knows no letters. */
const standsOf = (
  { stands }: ClientTimetableSheet['sessions'][number],
  languages: readonly Language[],
) => (stands ? [languages.map((language) => stands[language]).join(' / ')] : [])

function whatOf(session: ClientTimetableSheet['sessions'][number], languages: readonly Language[]) {
  if (session.kind === 'course' && session.groupName) return [session.groupName]
  if (session.kind !== 'class') return paperWords(languages, `timetable.${session.kind}`)
  return studioNames(languages, session.studio as Studio).map(
    (name) => `${name}, ${session.groupName}`,
  )
}

const columnsOf = (languages: readonly Language[]): PaperColumn[] => [
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
