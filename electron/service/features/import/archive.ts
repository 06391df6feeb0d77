/**
 * Looks into a spreadsheet's zip archive before anybody reads it.
 *
 * [Note: From file to file] The reader of spreadsheets goes from the head of one file of the archive to the
 * next, and so does this. What goes by the directory at the end (yauzl) may be shown other files than those
 * which are then read.
 */
import { inflateRawSync } from 'node:zlib'
import { DomainError } from '../../kernel/errors.ts'

/** What all files of the archive may hold together, bytes. A sheet of 20,000 rows holds some 30 MB. */
export const mostUnpackedBytes = 128 * 1024 * 1024
/** Rows × columns of one sheet, empty ones counted: the reader makes room for each. */
const mostCells = 4_000_000

const localHeader = 0x04034b50
const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06])
const unreadable = () => new DomainError('file_unreadable', { format: 'xlsx' })

/** The last row and column that a sheet names, counted from 1. */
function extent(xml: string): { rows: number; columns: number } {
  let rows = 0
  let columns = 0
  for (const [, letters = '', digits = ''] of xml.matchAll(
    /<(?:\w+:)?c [^>]*?\br="([A-Z]+)(\d+)"/g,
  )) {
    let column = 0
    for (const letter of letters.slice(0, 6)) column = column * 26 + letter.charCodeAt(0) - 64
    columns = Math.max(columns, column)
    rows = Math.max(rows, Number(digits))
  }
  for (const [, digits = ''] of xml.matchAll(/<(?:\w+:)?row [^>]*?\br="(\d+)"/g)) {
    if (Number(digits) > 1_048_576) throw unreadable()
  }
  return { rows, columns }
}

/**
 * Unpacks every file of the archive once, within a limit, and throws it away again: a small file
 * that unpacks to gigabytes, a cell in the last corner of an endless sheet and an archive that
 * breaks off are found out here.
 * Refuses `file_unreadable`.
 */
export function inspectArchive(bytes: Buffer): void {
  if (bytes.lastIndexOf(endOfDirectory) < 0) throw unreadable()
  let left = mostUnpackedBytes
  let sheets = 0
  let at = 0
  while (at + 30 <= bytes.length && bytes.readUInt32LE(at) === localHeader) {
    const method = bytes.readUInt16LE(at + 8)
    const packed = bytes.readUInt32LE(at + 18)
    const nameLength = bytes.readUInt16LE(at + 26)
    const start = at + 30 + nameLength + bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 30, at + 30 + nameLength)
    let unpacked: Buffer
    let end: number
    if (method === 0) {
      end = start + packed
      unpacked = bytes.subarray(start, end)
      if (unpacked.length > left) throw unreadable()
    } else if (method === 8) {
      const { buffer, engine } = inflate(bytes.subarray(start), left)
      unpacked = buffer
      end = start + engine.bytesWritten
    } else {
      throw unreadable()
    }
    left -= unpacked.length
    if (/worksheets\/[^/]+\.xml$/.test(name)) {
      sheets += 1
      const { rows, columns } = extent(unpacked.toString('utf8'))
      if (rows * columns > mostCells || columns > 16_384) throw unreadable()
    }
    at = nextHeader(bytes, end)
  }
  if (sheets === 0) throw unreadable()
}

function inflate(bytes: Buffer, most: number) {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(most, 1), info: true }) as unknown as {
      buffer: Buffer
      engine: { bytesWritten: number }
    }
  } catch {
    throw unreadable()
  }
}

/** After a file there may stand its sizes once more, with or without a mark of their own. */
function nextHeader(bytes: Buffer, end: number): number {
  for (const gap of [0, 12, 16, 20, 24]) {
    if (end + gap + 4 > bytes.length) break
    const mark = bytes.readUInt32LE(end + gap)
    if (mark === localHeader || mark === 0x02014b50) return end + gap
  }
  throw unreadable()
}
