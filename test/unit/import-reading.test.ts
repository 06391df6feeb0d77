import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import writeBook from 'write-excel-file/node'
import { recognise } from '#service/features/import/headings.ts'
import { decode, delimiterOf, readGrid } from '#service/features/import/reading.ts'

const bytes = (text: string) => Buffer.from(text)
const refusal = (file: Buffer) =>
  readGrid(file).then(
    () => null,
    (error: { code: string; params: unknown }) => [error.code, error.params],
  )

test('the sign between columns is the one that the first lines have most of', () => {
  expect(delimiterOf('ФИО;Вес, кг;Рост, см\nА;1,5;2,5')).toBe(';')
  expect(delimiterOf('ФИО\tВес, кг\nА\t1')).toBe('\t')
  expect(delimiterOf('ФИО,"Вес; кг; нетто"\nА,1')).toBe(',')
})

test('a table reads the same with a mark, with any line ends, with quotes and empty lines', async () => {
  const grid = [
    ['ФИО', 'Примечание'],
    ['Цой Анна', 'тихо; «в два слова»'],
  ]
  const table = 'ФИО;Примечание\r\nЦой Анна;"тихо; «в два слова»"\r\n'
  for (const text of [table, `\ufeff${table}`, table.replaceAll('\r\n', '\n')]) {
    expect((await readGrid(bytes(text))).slice(0, 2)).toEqual(grid)
  }
  expect((await readGrid(bytes(`\n\n${table}`))).slice(2, 4)).toEqual(grid)
  expect(await readGrid(bytes('А;"две\nстроки"'))).toEqual([['А', 'две строки']])
  expect(await readGrid(bytes('А;ТОО ""Ромашка"" и "Ко"'))).toHaveLength(1)
})

test('Kazakh text is read from one byte a letter, as Windows writes it', () => {
  // «Құралай Әміре» in KZ-1048, the table that windows-1251 stands for here.
  const kazakh = Buffer.from('8da2f0e0ebe0e920a3ecb3f0e5', 'hex')
  expect(decode(kazakh)).toBe('Құралай Әміре')
  expect(decode(Buffer.from('c8e2e0edeee2', 'hex'))).toBe('Иванов')
  expect(decode(Buffer.from('\ufeffЦой;Анна', 'utf16le'))).toBe('Цой;Анна')
})

test('what is no table is refused by what it is', async () => {
  expect(await refusal(Buffer.alloc(0))).toEqual(['file_empty', {}])
  expect(await refusal(bytes('\ufeff \r\n;;;\r\n'))).toEqual(['file_empty', {}])
  const starts = {
    picture: '89504e470d0a1a0a0000',
    pdf: '255044462d312e37',
    xls: 'd0cf11e0a1b11ae1',
  }
  for (const [format, start] of Object.entries(starts)) {
    expect(await refusal(Buffer.from(start, 'hex'))).toEqual(['file_unreadable', { format }])
  }
  expect(await refusal(Buffer.from('ffd8ffe000104a46', 'hex'))).toEqual([
    'file_unreadable',
    { format: 'picture' },
  ])
  expect(await refusal(Buffer.from([0xff, 1, 2, 3, 0, 0, 7]))).toEqual([
    'file_unreadable',
    { format: 'unknown' },
  ])
  expect(await refusal(bytes('ФИО;Пол\nЦой;"Ж\nКим;Ж\n'))).toEqual([
    'file_unreadable',
    { format: 'csv' },
  ])
})

test('twenty thousand rows are read, one more is refused, and so are a hundred thousand', async () => {
  const rows = (count: number) => bytes(`ФИО\n${'Цой Анна\n'.repeat(count)}`)
  expect(await readGrid(rows(20_000))).toHaveLength(20_002)
  const limit = 20_000
  expect(await refusal(rows(20_001))).toEqual(['file_too_many_rows', { limit, rows: 20_001 }])
  expect(await refusal(rows(100_000))).toEqual(['file_too_many_rows', { limit, rows: 100_000 }])
  expect((await refusal(Buffer.alloc(8 * 1024 * 1024 + 1, 'а')))?.[0]).toBe('too_large')
})

test('a cell that is longer than any spreadsheet has is refused, in a list and in a workbook', async () => {
  const cell = (letters: number) => 'ә'.repeat(letters)
  const list = (letters: number) => bytes(`ФИО;Примечание\nЦой Анна;${cell(letters)}\n`)
  expect((await readGrid(list(32_767)))[1]?.[1]).toHaveLength(32_767)
  expect(await refusal(list(32_768))).toEqual(['file_unreadable', { format: 'csv' }])
  const sheet = `<worksheet><sheetData><row r="1">
    <c r="A1" t="inlineStr"><is><t>${cell(3_000_000)}</t></is></c></row></sheetData></worksheet>`
  expect(await refusal(archive(bytes(sheet), sheetName, aroundSheet))).toEqual([
    'file_unreadable',
    { format: 'xlsx' },
  ])
})

test('no bytes whatever bring anything but a table or a refusal', async () => {
  const book = await writeBook([[{ value: 'ФИО' }]]).toBuffer()
  const torn = fc
    .tuple(fc.nat(book.length - 1), fc.nat(255), fc.nat(book.length))
    .map(([at, value, length]) => {
      const copy = Buffer.from(book)
      copy[at] = value
      return copy.subarray(0, length)
    })
  await fc.assert(
    fc.asyncProperty(fc.oneof(torn, fc.uint8Array({ maxLength: 200 })), async (file) => {
      const answer = await refusal(Buffer.from(file))
      if (answer)
        expect(['file_empty', 'file_unreadable', 'file_too_many_rows']).toContain(answer[0])
    }),
    { numRuns: 150 },
  )
})

test('cells of Excel are read as their words: dates, times, numbers', async () => {
  const book = await writeBook([
    [{ value: 'Дата' }, { value: 'Начало' }, { value: 'Вес' }, { value: 'ИИН' }],
    [
      { type: Date, value: new Date('2017-03-17T00:00:00Z'), format: 'dd.mm.yyyy' },
      { type: Number, value: 0.375, format: 'hh:mm' },
      { type: Number, value: 44.3 },
      { type: Number, value: 61211600012 },
    ],
  ]).toBuffer()
  expect(await readGrid(book)).toEqual([
    ['Дата', 'Начало', 'Вес', 'ИИН'],
    ['2017-03-17', '09:00', '44.3', '61211600012'],
  ])
})

/** A file of an archive, packed, with its head. */
function packedFile(name: string, content: Buffer): Buffer {
  const packed = deflateRawSync(content)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  // It lies about its size: whoever believes it makes too little room.
  header.writeUInt32LE(100, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, Buffer.from(name), packed])
}

const sheetName = 'xl/worksheets/sheet1.xml'

/** An archive with one sheet, and what else is given. */
function archive(sheet: Buffer, name = sheetName, more: Record<string, string> = {}): Buffer {
  const end = Buffer.alloc(22 + 46)
  end.writeUInt32LE(0x02014b50, 0)
  end.writeUInt32LE(0x06054b50, 46)
  const others = Object.entries(more).map(([path, xml]) => packedFile(path, Buffer.from(xml)))
  return Buffer.concat([packedFile(name, sheet), ...others, end])
}

/** The least that a workbook has beside its sheet. */
const aroundSheet = {
  'xl/workbook.xml': `<workbook xmlns:r="r"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `<Relationships><Relationship Id="rId1"
    Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    Target="worksheets/sheet1.xml"/></Relationships>`,
}

test.each(['XFD1048576', 'A1048576', 'C900000', 'XFD300'])(
  'a sheet that somebody has coloured down to %s is read like any other',
  async (corner) => {
    const text = (cell: string, words: string) =>
      `<c r="${cell}" t="inlineStr"><is><t>${words}</t></is></c>`
    const sheet = `<worksheet><sheetData>
      <row r="1">${text('A1', 'ФИО')}${text('B1', 'Телефон')}</row>
      <row r="2">${text('A2', 'Оспанова Нұрай')}<c r="B2" s="1"/></row>
      <row r="${corner.replace(/[A-Z]+/, '')}"><c r="${corner}" s="1"></c></row>
    </sheetData></worksheet>`
    expect(await readGrid(archive(bytes(sheet), sheetName, aroundSheet))).toEqual([
      ['ФИО', 'Телефон'],
      ['Оспанова Нұрай', ''],
    ])
  },
)

test('a small archive that unpacks to far more, or to an endless sheet, is refused at once', async () => {
  const bomb = archive(Buffer.alloc(200 * 1024 * 1024, ' '))
  expect(bomb.length).toBeLessThan(1024 * 1024)
  const unreadable = ['file_unreadable', { format: 'xlsx' }]
  expect(await refusal(bomb)).toEqual(unreadable)
  const corner = '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
  expect(await refusal(archive(bytes(corner)))).toEqual([
    'file_too_many_rows',
    { limit: 20_000, rows: 1_048_576 },
  ])
  const wide = '<sheetData><row r="200"><c r="XFD200"><v>1</v></c></row></sheetData>'
  expect(await refusal(archive(bytes(wide)))).toEqual(unreadable)
  const beyond = '<sheetData><row r="99999999999"><c><v>1</v></c></row></sheetData>'
  expect(await refusal(archive(bytes(beyond)))).toEqual(unreadable)
  expect(await refusal(archive(bytes('<a/>'), 'word/document.xml'))).toEqual(unreadable)
})

test.each([
  ['clients', ['№', 'Фамилия', 'Имя', 'Отчество', 'Дата рождения', 'ИИН', 'Вес, кг']],
  ['clients', ['Аты-жөні', 'Туған күні', 'Жынысы', 'ЖСН', 'Ауданы', 'Салмағы, кг', 'Бойы, см']],
  ['clients', ['Last name', 'First name', 'Date of birth', 'Guardian', 'Weight, kg']],
  ['studio', ['ФИО', 'Дата рождения', 'ИИН', 'Студия', 'Группа', 'Дата зачисления']],
  ['course', ['Заезд', 'ФИО', 'Дата рождения', 'На коляске', 'Питание']],
  ['horses', ['Кличка', 'Год рождения', 'Масса, кг', 'Нрав']],
  ['horses', ['Аты', 'Туған жылы', 'Салмағы, кг', 'Мінезі']],
  ['team', ['ФИО', 'Роли', 'Рабочие дни', 'С', 'До', 'Телефон']],
  ['team', ['Full name', 'Roles', 'Working days', 'From', 'Until']],
  ['slots', ['День', 'Начало', 'Минут', 'Место']],
  ['rooms', ['Корпус', 'Этаж', 'Комната', 'Мест']],
])('a file of %s is known by its headings', (kind, headings) => {
  const found = recognise([['Список на 2025 год'], headings, ['1']], undefined)
  expect(found).toMatchObject({ kind, headingRow: 1 })
  expect(found?.columns.filter((field) => field === null).length).toBeLessThanOrEqual(
    headings.includes('№') ? 1 : 0,
  )
})

test('headings of nothing we know are not guessed at', () => {
  expect(
    recognise(
      [
        ['Товар', 'Цена'],
        ['Сено', '100'],
      ],
      undefined,
    ),
  ).toBe(null)
  expect(recognise([['Цой Анна', '17.03.2017']], undefined)).toBe(null)
  // A kind that is given is believed, and its columns are left to be chosen by hand.
  expect(recognise([['Товар', 'Цена']], 'clients')).toEqual({
    kind: 'clients',
    headingRow: 0,
    columns: [null, null],
  })
})
