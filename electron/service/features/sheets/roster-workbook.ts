/** The roster of a course as an XLSX workbook: the rows that stand on paper. */
import writeExcelFile, { type Cell } from 'write-excel-file/node'
import type { CourseRosterSheet } from '#contract/sheets.ts'
import type { LocalDate } from '#contract/values.ts'
import type { Speaking } from './words.ts'

const line = { borderStyle: 'thin' } as const
const text = (value: string | null): Cell =>
  value === null ? (line as Cell) : { value, type: String, ...line }
const number = (value: number | null): Cell =>
  value === null ? (line as Cell) : { value, type: Number, align: 'center', ...line }
const date = (value: LocalDate): string => value.split('-').reverse().join('.')

const columns = [
  ['number', 5],
  ['name', 34],
  ['companionOf', 34],
  ['birthYear', 12],
  ['sex', 8],
  ['phone', 20],
  ['arrival', 12],
  ['departure', 12],
] as const

/** The workbook and the name that its file is given. */
export async function rosterWorkbook(
  sheet: CourseRosterSheet,
  { say, sayWritten, leading }: Speaking,
): Promise<{ fileName: string; content: Buffer }> {
  const rows: Cell[][] = [
    [{ value: sayWritten(sheet.centreName) }],
    [{ value: say('roster'), fontWeight: 'bold' }],
    [{ value: `${say('course')}: ${sheet.courseName}` }],
    [{ value: `${date(sheet.from)} – ${date(sheet.until)}` }],
    [],
    columns.map(([key]) => ({
      value: say(key),
      fontWeight: 'bold',
      align: 'center',
      wrap: true,
      ...line,
    })),
    ...sheet.people.map((person, index) => [
      number(index + 1),
      text(person.name),
      text(person.companionOf),
      number(person.birthYear),
      text(person.sex && say(person.sex)),
      text(person.phone),
      text(date(person.from)),
      text(date(person.until)),
    ]),
  ]
  const content = await writeExcelFile(rows, {
    columns: columns.map(([, width]) => ({ width })),
    sheet: sheet.from,
    orientation: 'landscape',
  }).toBuffer()
  return { fileName: `${leading('roster')}, ${sheet.courseName}.xlsx`, content }
}
