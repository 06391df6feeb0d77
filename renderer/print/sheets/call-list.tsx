import type { CallListSheet } from '#contract/sheets.ts'
import { inLine, type Language } from '#contract/values.ts'
import { callSentence } from '../../lib/call-sentence.ts'
import { period, phone } from '../../lib/format.ts'
import type { PaperColumn, PaperRow, PaperSection } from '../PaperPages.tsx'
import styles from '../paper.module.css'
import { Again, Lines, PaperHead } from '../parts.tsx'
import { declareSheet } from '../sheet.ts'
import { paperWords, titled } from '../words.ts'

type Family = CallListSheet['families'][number]

/** Whom to call about sessions of some days: a family a line, with boxes to tick by hand. */
export const callList = declareSheet({
  kind: 'call-list',
  fields: ['days'],
  method: 'sheets.callList',
  input: ({ from, until }) => ({ from, until }),
  orientation: 'landscape',
  isEmpty: ({ families }) => families.length === 0,
  title: ({ from, until }, language) =>
    titled('calls.title', language, period(from, until, language)),
  sections: (answer, languages) => [sectionOf(answer, languages)],
})

function sectionOf(sheet: CallListSheet, languages: readonly Language[]): PaperSection {
  const { families } = sheet
  const empty = families.length === 0
  const days = languages.map((language) => period(sheet.from, sheet.until, language))
  return {
    key: 'calls',
    head: (
      <>
        <PaperHead
          centreName={sheet.centreName}
          languages={languages}
          title={paperWords(languages, 'calls.title')}
          right={<Lines of={days} />}
        >
          {!empty && (
            <p>
              {inLine(paperWords(languages, 'calls.waiting'))}: <b>{families.length}</b>
            </p>
          )}
        </PaperHead>
        {empty && (
          <p className={styles.empty}>
            <Lines of={paperWords(languages, 'calls.empty')} />
          </p>
        )}
      </>
    ),
    again: (
      <Again languages={languages} right={inLine(days)}>
        <b>{inLine(paperWords(languages, 'calls.title'))}</b>
      </Again>
    ),
    columns: empty ? [] : columnsOf(languages),
    rows: families.map((family, index) => rowOf(family, index, languages)),
    tail: null,
  }
}

function rowOf(family: Family, index: number, languages: readonly Language[]): PaperRow {
  const { key, guardianName, phones, language, lines } = family
  const name = guardianName ?? lines[0]?.personName ?? ''
  const spoken = language ? [language] : languages
  return {
    key,
    cells: [
      index + 1,
      <div key="family">
        <b>{name}</b>
        {phones.length === 0 && <Lines of={paperWords(languages, 'calls.noPhone')} />}
        {phones.map((one) => (
          <p key={one.phone} className={styles.phone}>
            {phone(one.phone)}
            {one.name !== name && <small>{one.name}</small>}
          </p>
        ))}
      </div>,
      <div key="say">
        {lines.map((line) => (
          <div key={line.noticeId} className={styles.say}>
            <Lines of={spoken.map((one) => callSentence(line, one))} />
          </div>
        ))}
      </div>,
      <Box key="told" />,
      <Box key="not-reached" />,
      null,
    ],
  }
}

/** A square to tick by hand. */
const Box = () => <span className={styles.toTick} />

const widths = { number: 8, family: 66, say: 125, told: 20, notReached: 28, who: 30 } as const
const centred = new Set(['number', 'told', 'notReached'])

const columnsOf = (languages: readonly Language[]): PaperColumn[] =>
  (Object.keys(widths) as (keyof typeof widths)[]).map((key) => ({
    key,
    width: widths[key],
    title: key === 'number' ? '№' : <Lines of={paperWords(languages, `calls.${key}`)} />,
    centred: centred.has(key),
  }))
