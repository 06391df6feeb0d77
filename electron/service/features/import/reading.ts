/** Files as grids of words: CSV in its usual forms, and XLSX. */
import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import Papa from 'papaparse'
import readWorkbook from 'read-excel-file/node'
import { DomainError } from '../../kernel/errors.ts'
import { inspectArchive, mostRows } from './archive.ts'
import { tidy } from './kinds/values.ts'

/** The largest file, bytes. */
export const mostBytes = 8 * 1024 * 1024
const mostColumns = 200
/** The longest cell that a spreadsheet can have, letters. */
const mostLetters = 32_767

/** Rows of cells as words; the first row of the file is the first here, empty ones included. */
export type Grid = string[][]

const unreadable = (format: string) => new DomainError('file_unreadable', { format })

/** First bytes of what people pick by mistake. */
const foreign: readonly (readonly [string, string])[] = [
  ['89504e47', 'picture'],
  ['ffd8ff', 'picture'],
  ['47494638', 'picture'],
  ['49492a00', 'picture'],
  ['4d4d002a', 'picture'],
  ['424d', 'picture'],
  ['52494646', 'picture'],
  ['25504446', 'pdf'],
  ['d0cf11e0', 'xls'],
  ['7b5c727466', 'rtf'],
  ['1f8b', 'archive'],
  ['52617221', 'archive'],
  ['377abcaf', 'archive'],
]

/**
 * UTF-16 by its mark, UTF-8 when it is that, else KZ-1048: windows-1251 with the Kazakh letters where that
 * has those of languages in which nobody's name here is written. Refuses `file_unreadable`.
 */
export function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (isUtf8(bytes)) return asText(iconv.decode(bytes, 'utf8'))
  const text = iconv.decode(bytes, first === 0xff && second === 0xfe ? 'utf16le' : 'rk1048')
  // Bytes that stand for no letter.
  if (text.includes('\uFFFD')) throw unreadable('unknown')
  return asText(text)
}

/** No table holds control signs: what does is no text, whatever it decodes to. */
function asText(decoded: string): string {
  if (/(?!\s)\p{Cc}/u.test(decoded)) throw unreadable('unknown')
  return decoded
}

/** Of `;`, tab and `,` the one that stands most often, outside quotes, in the first lines. */
export function delimiterOf(text: string): string {
  const sample = text.slice(0, 20_000).replace(/"[^"]*"/g, '')
  const lines = sample
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '')
    .slice(0, 5)
  const most = (sign: string) => Math.max(...lines.map((line) => line.split(sign).length), 0)
  return [';', '\t', ','].reduce((best, sign) => (most(sign) > most(best) ? sign : best))
}

function readText(bytes: Buffer): Grid {
  const text = decode(bytes)
  if (text.trim() === '') throw new DomainError('file_empty')
  const parsed = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  // A quote that is never closed swallows the rest of the file.
  if (parsed.errors.some((error) => error.code === 'MissingQuotes')) throw unreadable('csv')
  return parsed.data
}

/** Cells as they would stand in a text. A time of day comes from Excel as a day of 1899. */
function wordsOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (!(cell instanceof Date)) return String(cell)
  const at = new Date(Math.round(cell.getTime() / 60_000) * 60_000).toISOString()
  const [date, time] = [at.slice(0, 10), at.slice(11, 16)]
  if (cell.getUTCFullYear() < 1901) return time
  return time === '00:00' ? date : `${date} ${time}`
}

async function readBook(bytes: Buffer): Promise<Grid> {
  const sheets = await readWorkbook(inspectArchive(bytes)).catch(() => {
    throw unreadable('xlsx')
  })
  const filled = sheets.find((sheet) => sheet.data.some((row) => row.some((cell) => cell !== null)))
  return (filled?.data ?? []).map((row) => row.map(wordsOf))
}

/**
 * The first table of a file.
 * Refuses `too_large {limit}`, `file_empty`, `file_unreadable {format}` and
 * `file_too_many_rows {limit, rows}`.
 */
export async function readGrid(bytes: Buffer): Promise<Grid> {
  if (bytes.length === 0) throw new DomainError('file_empty')
  if (bytes.length > mostBytes) throw new DomainError('too_large', { limit: mostBytes })
  const start = bytes.subarray(0, 8).toString('hex')
  const kind = foreign.find(([mark]) => start.startsWith(mark))?.[1]
  if (kind) throw unreadable(kind)
  const isBook = start.startsWith('504b')
  const grid = isBook ? await readBook(bytes) : readText(bytes)
  if (grid.some((row) => row.some((cell) => cell.length > mostLetters))) {
    throw unreadable(isBook ? 'xlsx' : 'csv')
  }
  const tidied = grid.map((row) => row.slice(0, mostColumns).map(tidy))
  const rows = tidied.filter((row) => row.some((cell) => cell !== '')).length
  if (rows === 0) throw new DomainError('file_empty')
  if (rows - 1 > mostRows) {
    throw new DomainError('file_too_many_rows', { limit: mostRows, rows: rows - 1 })
  }
  return tidied
}
