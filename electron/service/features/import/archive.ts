/**
 * Looks into a spreadsheet's zip archive before anybody reads it.
 *
 * [Note: From file to file] The reader of spreadsheets goes from the head of one file of the archive to the
 * next, and so does this. What goes by the directory at the end (yauzl) may be shown other files than those
 * which are then read.
 */
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { DomainError } from '../../kernel/errors.ts'

/** What all files of the archive may hold together, bytes. A sheet of 20,000 rows holds some 30 MB. */
export const mostUnpackedBytes = 128 * 1024 * 1024
/** The most rows below the headings, and the last row in which something may stand. */
export const mostRows = 20_000
const mostRowNumber = 5 * mostRows
/** Rows × columns of one sheet, empty ones counted: the reader makes room for each. */
const mostCells = 2_000_000

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

/** Cells and rows in which nothing stands: those that somebody has only coloured, down to the last corner. */
const emptyParts = [
  /<((?:\w+:)?c)\b[^>]*?\br="[^"]*"[^>]*?(?:\/>|>\s*<\/\1>)/g,
  /<((?:\w+:)?row)\b[^>]*?\br="[^"]*"[^>]*?(?:\/>|>\s*<\/\1>)/g,
]
const withoutEmptyParts = (xml: string) =>
  emptyParts.reduce((left, part) => left.replace(part, ''), xml)

/** A file of an archive: its name and what it holds. */
type Entry = readonly [name: string, content: Buffer]

/** An archive of these files. */
function archiveOf(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, content] of entries) {
    const packed = deflateRawSync(content)
    const path = Buffer.from(name)
    // Version, flags, method, time and day, sum, sizes, lengths of the name and of what follows it.
    const head = Buffer.alloc(26)
    head.writeUInt16LE(20, 0)
    head.writeUInt16LE(8, 4)
    head.writeUInt32LE(crc32(content), 10)
    head.writeUInt32LE(packed.length, 14)
    head.writeUInt32LE(content.length, 18)
    head.writeUInt16LE(path.length, 22)
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    files.push(Buffer.from([0x50, 0x4b, 3, 4]), head, path, packed)
    directory.push(Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), head, where, path)
    at += 30 + path.length + packed.length
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, ...directory, endOfDirectory, end])
}

const isWithinReach = ({ rows, columns }: ReturnType<typeof extent>) =>
  rows <= mostRowNumber && columns <= 16_384 && rows * columns <= mostCells

/** The sheet itself or, where it reaches too far, what stands in it. Refuses one that still does. */
function withinReach(sheet: Buffer): Buffer {
  const xml = sheet.toString('utf8')
  if (isWithinReach(extent(xml))) return sheet
  const filled = withoutEmptyParts(xml)
  const reach = extent(filled)
  if (reach.rows > mostRowNumber) {
    throw new DomainError('file_too_many_rows', { limit: mostRows, rows: reach.rows })
  }
  if (!isWithinReach(reach)) throw unreadable()
  return Buffer.from(filled)
}

/**
 * Unpacks every file of the archive once, within a limit: a small file that unpacks to gigabytes, a cell in
 * the last corner of an endless sheet and an archive that breaks off are found out here. Answers what is
 * to be read: the archive, or one without the empty cells of sheets that reach too far with them.
 * Refuses `file_unreadable`, and `file_too_many_rows {limit, rows}` by the number of the last row.
 */
export function inspectArchive(bytes: Buffer): Buffer {
  const entries: Entry[] = []
  let isTrimmed = false
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
      const sheet = withinReach(unpacked)
      isTrimmed ||= sheet !== unpacked
      unpacked = sheet
    }
    entries.push([name, unpacked])
    at = nextHeader(bytes, end)
  }
  if (sheets === 0) throw unreadable()
  return isTrimmed ? archiveOf(entries) : bytes
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
