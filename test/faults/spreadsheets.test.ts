import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import readBook from 'read-excel-file/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import writeBook from 'write-excel-file/node'
import { commonRefusals } from '#contract/envelope.ts'
import { contract } from '#contract/index.ts'
import { type ArchiveFile, archiveOf, filesOf } from '#test/support/archive.ts'
import { type ChildService, childService, type LineReply } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { soundness } from '#test/support/tables.ts'

/** The centre's own lists, of which the long ones are read to here, lines. */
const mostLines = 60
const samples = join(process.cwd(), 'resources', 'sample')
const lists = readdirSync(samples)
  .filter((name) => name.endsWith('.csv'))
  .map((name) => ({
    name,
    text: `${readFileSync(join(samples, name), 'utf8').split('\r\n').slice(0, mostLines).join('\r\n')}\r\n`,
  }))

/** Megabytes that the service has for whatever it is given: what asks for more ends it. */
const heap = 256

let dataDir: string
let file: string
let service: ChildService
let version: () => unknown
let books: Buffer[]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bastau-spreadsheets-'))
  service = childService(dataDir, { node: [`--max-old-space-size=${heap}`] })
  expect(await service.call('people.count', {})).toMatchObject({ ok: true })
  file = join(dataDir, 'bastau.db')
  const watch = new SqliteFile(file, { readonly: true })
  version = () => watch.pragma('data_version', { simple: true })
  books = await Promise.all(
    lists.map(({ text }) =>
      writeBook(
        text
          .replace('\ufeff', '')
          .trim()
          .split('\r\n')
          .map((line) => line.split(';').map((value) => ({ value, type: String }))),
      ).toBuffer(),
    ),
  )
})
afterAll(async () => {
  expect(await service.end()).toBe(0)
  expect(service.errors()).toBe('')
  expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  rmSync(dataDir, { recursive: true })
})

const codes: readonly string[] = [...commonRefusals, ...contract['people.importCommit'].refuses]
function hold(reply: LineReply | null): asserts reply is LineReply {
  expect(reply, 'the service has ended').not.toBeNull()
  if (!reply?.ok) expect(codes).toContain(reply?.code)
}

let accepted = 0
/** Shows a file to the program, and brings it in: what is refused has changed nothing. */
async function bring(bytes: Uint8Array, fileName: string): Promise<void> {
  const input = { fileName, contentBase64: Buffer.from(bytes).toString('base64') }
  const before = version()
  const shown = await service.call('people.importPreview', input)
  hold(shown)
  expect(version()).toBe(before)
  // Each that is brought in is copied before: some of them are enough.
  if (shown.ok && ++accepted % 10 !== 0) return
  const brought = await service.call('people.importCommit', input)
  hold(brought)
  if (!shown.ok) expect(brought.code).toBe(shown.code)
  if (!brought.ok) expect(version()).toBe(before)
}

const fileNames = fc.constantFrom(
  'тізім.csv',
  'тізім.xlsx',
  'тізім.xls',
  'тізім.txt',
  'а',
  '../../а.csv',
)
const list = fc.constantFrom(...lists.map(({ text }) => text))
const book = fc.nat().map((number) => books[number % books.length] as Buffer)

/** Bytes put otherwise in up to a few places, and then perhaps an end too early. */
const torn = (whole: fc.Arbitrary<Buffer>) =>
  fc
    .tuple(
      whole,
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }),
      fc.option(fc.nat(), { freq: 2 }),
    )
    .map(([bytes, places, end]) => {
      const copy = Buffer.from(bytes)
      for (const [at, value] of places) copy[at % copy.length] = value
      return end === null ? copy : copy.subarray(0, end % copy.length)
    })

const encodings = [
  'utf16le',
  'utf16be',
  'win1251',
  'rk1048',
  'koi8-r',
  'cp866',
  'iso-8859-5',
  'utf32le',
]
/** What stands in a cell now and then and is no word of anybody's. */
const cells = [
  '=HYPERLINK("https://127.0.0.1")',
  '+7',
  '-1',
  '@SUM(A1)',
  '"',
  '""',
  '";"\r\n',
  '\u0000',
  '\u202Eяілә',
  '99999999999999999999',
  '1e400',
  '31.12.9999',
  '00.00.0000',
  '__proto__',
  'constructor',
  '<b>',
  '&lol;',
  'ә'.repeat(100_000),
  ';'.repeat(5000),
  '\r\n'.repeat(5000),
]
const oddCells = fc.array(fc.tuple(fc.nat(), fc.constantFrom(...cells)), { maxLength: 5 })
/** A list with other words in some of its cells, headings too. */
const alteredList = fc.tuple(list, oddCells).map(([text, changes]) => {
  const parts = text.split(/([;\r\n]+)/)
  for (const [at, cell] of changes) parts[(2 * at) % parts.length] = cell
  return parts.join('')
})

/** XML that no program for spreadsheets writes, in place of one that it does. */
const oddXml: ((xml: string) => string)[] = [
  (xml) =>
    xml
      .replace(
        '?>',
        `?><!DOCTYPE a [<!ENTITY a0 "ә">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n + 1} "${`&a${n};`.repeat(10)}">`).join('')}]>`,
      )
      .replace(/<t([^>]*)>/, '<t$1>&a12;'),
  (xml) =>
    xml
      .replace('?>', '?><!DOCTYPE a [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>')
      .replace(/<t([^>]*)>/, '<t$1>&passwd;'),
  (xml) =>
    xml.replace(
      '</sheetData>',
      '<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>',
    ),
  (xml) =>
    xml.replace('</sheetData>', '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'),
  (xml) => xml.replace('</sheetData>', '<row r="0"><c r="A0"><v>1</v></c></row></sheetData>'),
  (xml) => xml.replace('</sheetData>', '<row r="-5"><c r="-5"><v>1</v></c></row></sheetData>'),
  (xml) => xml.replace(/r="[A-Z]+(\d+)"/g, 'r="A$1"'),
  (xml) => xml.replace(/ r="[^"]*"/g, ''),
  (xml) => xml.replace(/<v>[^<]*<\/v>/g, '<v>99999999999</v>'),
  (xml) => xml.replace(/<v>[^<]*<\/v>/g, '<v>-1</v>'),
  (xml) => xml.replace(/<v>[^<]*<\/v>/g, '<v>1e400</v>'),
  (xml) => xml.replace(/ t="\w+"/g, ' t="d"'),
  (xml) => xml.replace(/ t="\w+"/g, ' t="e"'),
  (xml) => xml.replace(/<t([^>]*)>[^<]*/, `<t$1>${'ә'.repeat(3_000_000)}`),
  (xml) => xml.replace(/<t([^>]*)>/g, '<t$1>&#0;&#xD800;&#x202E;'),
  (xml) => xml.replace(/<c /g, '<c><c '),
  (xml) => `${'<a>'.repeat(20_000)}${xml}`,
  (xml) => xml.slice(0, xml.length / 2),
  (xml) => xml.replace(/worksheets\/sheet1/g, '../../../etc/passwd'),
  (xml) => xml.replace(/UTF-8/i, 'UTF-16'),
  () => '',
  () => '\u0000'.repeat(1000),
]
const oddFiles: ((files: ArchiveFile[], at: number) => ArchiveFile[])[] = [
  (files, at) => files.filter((_, index) => index !== at),
  (files, at) => [...files, files[at] as ArchiveFile],
  (files) => files.toReversed(),
  () => [],
  (files) =>
    Array.from({ length: 2000 }, (_, index) => ({
      ...(files[0] as ArchiveFile),
      name: `${index}`,
    })),
  ...[
    '../../../etc/passwd',
    '',
    'xl/worksheets/sheet1.xml',
    'XL/WORKSHEETS/SHEET1.XML',
    '__proto__',
    'а\u0000б',
    'а'.repeat(30_000),
  ].map(
    (name) => (files: ArchiveFile[], at: number) =>
      files.with(at, { ...(files[at] as ArchiveFile), name }),
  ),
  ...[0, 1, 2 ** 32 - 1].flatMap((said) => [
    (files: ArchiveFile[], at: number) =>
      files.with(at, { ...(files[at] as ArchiveFile), saidLength: said }),
    (files: ArchiveFile[], at: number) =>
      files.with(at, { ...(files[at] as ArchiveFile), saidSum: said }),
  ]),
]
const withFile =
  (number: number, change: (files: ArchiveFile[], at: number) => ArchiveFile[]) =>
  (bytes: Buffer) => {
    const files = filesOf(bytes)
    return archiveOf(change(files, number % files.length))
  }
const withOddXml = fc
  .tuple(book, fc.nat(), fc.constantFrom(...oddXml))
  .map(([bytes, number, odd]) =>
    withFile(number, (files, at) =>
      files.map((one, index) =>
        index === at || /sheet1|shared/.test(one.name)
          ? { ...one, content: Buffer.from(odd(one.content.toString())) }
          : one,
      ),
    )(bytes),
  )
const withOddFiles = fc
  .tuple(book, fc.nat(), fc.constantFrom(...oddFiles))
  .map(([bytes, number, odd]) => withFile(number, odd)(bytes))

describe('a spreadsheet that is refused has changed nothing, whatever is wrong with it:', () => {
  const kinds: [string, number, fc.Arbitrary<Uint8Array>][] = [
    [
      'a list in which bytes are wrong or are missing',
      300,
      torn(list.map((text) => Buffer.from(text))),
    ],
    ['a list with odd words in its cells', 300, alteredList.map((text) => Buffer.from(text))],
    [
      'a list in another encoding than it may be',
      200,
      fc
        .tuple(alteredList, fc.constantFrom(...encodings), fc.boolean())
        .map(([text, encoding, addBOM]) => iconv.encode(text, encoding, { addBOM })),
    ],
    ['a workbook in which bytes are wrong or are missing', 300, torn(book)],
    ['a workbook whose archive lacks files, has them twice or lies of them', 200, withOddFiles],
    ['a workbook with XML that no program for spreadsheets writes', 300, withOddXml],
    ['a workbook of those in which bytes are wrong', 100, torn(withOddXml)],
    ['bytes of nothing', 200, fc.uint8Array({ maxLength: 2000 })],
    [
      'a list behind the first bytes of a workbook, and the other way round',
      100,
      fc.tuple(list, book, fc.boolean()).map(([text, bytes, first]) => {
        const cut = bytes.subarray(0, 400)
        return Buffer.concat(first ? [cut, Buffer.from(text)] : [Buffer.from(text), bytes])
      }),
    ],
  ]
  for (const [what, numRuns, files] of kinds) {
    test(what, async () => {
      await fc.assert(fc.asyncProperty(files, fileNames, bring), { numRuns })
    }, 120_000)
  }
})

test('what begins with = + - @ is a text in the workbooks that the program writes, and reads back as it was', async () => {
  const dangerous = ['=HYPERLINK("https://127.0.0.1")', '+1+1', '-2+3', '@SUM(1+1)']
  const centre = await testService()
  try {
    const { groupA, groupB, people, join: enter } = await smallStudio(centre)
    for (const [number, name] of dangerous.entries()) {
      const personId = people[number] as string
      const person = await centre.call('people.get', { personId })
      await centre.call('people.update', { ...person, familyName: name } as never)
      await enter(number < 3 ? groupA : groupB, personId)
    }
    const found: unknown[] = []
    for (const groupId of [groupA, groupB]) {
      const asked = { groupId, month: '2025-10', language: 'kk' }
      const { contentBase64 } = await centre.call('sheets.registerWorkbook', asked as never)
      const content = Buffer.from(contentBase64, 'base64')
      for (const one of filesOf(content)) expect(one.content.toString()).not.toMatch(/<f[ >]/)
      const [sheet] = await readBook(content)
      found.push(...(sheet?.data ?? []).flat())
    }
    for (const name of dangerous) {
      expect(found.filter((cell) => String(cell).startsWith(name))).toHaveLength(1)
    }
  } finally {
    await centre.remove()
  }
})
