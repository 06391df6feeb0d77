/** The register as an XLSX workbook: the cells and totals that stand on paper. */
import writeExcelFile, { type Cell, type SheetData } from 'write-excel-file/node'
import type { Totals } from '#contract/attendance.ts'
import type { RegisterSheet } from '#contract/sheets.ts'
import type { LocalDate } from '#contract/values.ts'
import { unmarkedSign } from '../../schedule/marks.ts'
import type { Speaking } from './words.ts'

const totalKeys = ['sessions', 'present', 'absent', 'excused', 'unmarked'] as const
const line = { borderStyle: 'thin' } as const
const bold = (value: string): Cell => ({ value, fontWeight: 'bold' })
const head = (value: string | number): Cell =>
  ({ value, ...line, fontWeight: 'bold', align: 'center', wrap: true }) as Cell
/** Weekends and days on which the house was shut. */
const shade = '#DDDDDD'

const numbers = (totals: Totals): Cell[] =>
  totalKeys.map((key) => ({ value: totals[key], type: Number, align: 'center', ...line }))

const isShut = ({ date, closedDay }: RegisterSheet['days'][number]) =>
  closedDay !== null || [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())

const dayMonth = (date: LocalDate) => `${date.slice(8)}.${date.slice(5, 7)}`

/** `Әлиева Әлия (зачислен 12.10)`, and so for each time in the group. */
function nameOf(person: RegisterSheet['people'][number], { say }: Speaking): string {
  const notes = person.periods.flatMap(({ joinedOn, leftOn }) => [
    ...(joinedOn ? [`${say('joined')} ${dayMonth(joinedOn)}`] : []),
    ...(leftOn ? [`${say('left')} ${dayMonth(leftOn)}`] : []),
  ])
  return notes.length > 0 ? `${person.name} (${notes.join(', ')})` : person.name
}

function rowsOf(sheet: RegisterSheet, speaking: Speaking): SheetData {
  const { days, people } = sheet
  const { say, sayWritten } = speaking
  const shadeOf = (index: number) => {
    const day = days[index]
    return day && isShut(day) ? { backgroundColor: shade } : {}
  }
  const what =
    sheet.groupName === null ? say('hippotherapy') : `${say('group')}: ${sheet.groupName}`
  const teacher = sheet.teacherName === null ? [] : [[`${say('teacher')}: ${sheet.teacherName}`]]
  return [
    [sayWritten(sheet.centreName)],
    [bold(say('title'))],
    [what],
    ...teacher,
    [periodOf(sheet, speaking)],
    [],
    [
      head(say('number')),
      head(say('name')),
      ...days.map(
        (day, index) =>
          ({ ...(head(Number(day.date.slice(8))) as object), ...shadeOf(index) }) as Cell,
      ),
      ...totalKeys.map((key) => head(say(key))),
    ],
    ...people.map((person, row): Cell[] => [
      { value: row + 1, type: Number, align: 'center', ...line },
      { value: nameOf(person, speaking), ...line },
      ...person.cells.map(
        (cell, index): Cell =>
          cell === ''
            ? ({ ...line, ...shadeOf(index) } as Cell)
            : { value: cell, type: String, align: 'center', ...line, ...shadeOf(index) },
      ),
      ...numbers(person.totals),
    ]),
    ...(['present', 'sessions'] as const).map((key): Cell[] => [
      { ...line },
      { value: `${say('total')}: ${say(key).toLowerCase()}`, fontWeight: 'bold', ...line },
      ...days.map(
        ({ totals }, index): Cell =>
          totals.sessions === 0
            ? ({ ...line, ...shadeOf(index) } as Cell)
            : { value: totals[key], type: Number, align: 'center', ...line, ...shadeOf(index) },
      ),
      ...(key === 'sessions' ? [] : numbers(sheet.totals)),
    ]),
    [],
    [
      `${say('letters')}: ${[
        ...sheet.marks.map(({ letter, name }) => `${letter} — ${sayWritten(name)}`),
        `${unmarkedSign} — ${say('withoutMark')}`,
      ].join('; ')}`,
    ],
  ]
}

/** The month, or the days of a course. */
const periodOf = ({ month, from, until }: RegisterSheet, { sayMonth }: Speaking): string =>
  month === null ? `${from} – ${until}` : sayMonth(month)

/** The workbook and the name that its file is given. */
export async function registerWorkbook(
  sheet: RegisterSheet,
  speaking: Speaking,
): Promise<{ fileName: string; content: Buffer }> {
  const { leading } = speaking
  const what = sheet.groupName ?? leading('hippotherapy')
  const data = rowsOf(sheet, speaking)
  const columns = [
    { width: 5 },
    { width: 32 },
    ...sheet.days.map(() => ({ width: 4 })),
    ...totalKeys.map(() => ({ width: 11 })),
  ]
  const period = sheet.month ?? sheet.from
  const content = await writeExcelFile(data, {
    columns,
    sheet: period,
    orientation: 'landscape',
    stickyColumnsCount: 2,
  }).toBuffer()
  return { fileName: `${leading('title')}, ${what}, ${period}.xlsx`, content }
}
