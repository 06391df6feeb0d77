import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import writeBook from 'write-excel-file/node'
import { readDate, readNumber } from '#service/features/import/kinds/values.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, execute } from '#test/support/tables.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.remove())

const file = (bytes: Uint8Array | string, fileName = 'список.csv') => ({
  fileName,
  contentBase64: Buffer.from(bytes).toString('base64'),
})
const sample = readFileSync(
  new URL('../../../resources/sample/hippotherapy-clients-2025.csv', import.meta.url),
  'utf8',
).replace('\ufeff', '')
const grid = sample
  .trim()
  .split('\r\n')
  .map((line) => line.split(';'))

/** What stands in the files of people, but for the ids. */
async function everybody(of: TestService) {
  const { people } = await of.call('people.search', { text: '', limit: 200 })
  return Promise.all(
    people.map(async (line) => {
      const { id: _, ...person } = await of.call('people.get', { personId: line.id })
      return person
    }),
  )
}

/** Windows keeps Kazakh in a table of its own, KZ-1048: windows-1251 but for these letters. */
function inOneByte(text: string): Buffer {
  const places = new Map<string, number>()
  const decoder = new TextDecoder('windows-1251')
  for (let byte = 0; byte < 256; byte++) places.set(decoder.decode(Uint8Array.of(byte)), byte)
  const kazakh = 'ҚҺқһҰұӘӨҒҮөғәҢңү'
  const bytes = [
    0x8d, 0x8e, 0x9d, 0x9e, 0xa1, 0xa2, 0xa3, 0xa5, 0xaa, 0xaf, 0xb4, 0xba, 0xbc, 0xbd, 0xbe, 0xbf,
  ]
  Array.from(kazakh).forEach((letter, index) => {
    places.set(letter, bytes[index] ?? 0)
  })
  return Buffer.from(Array.from(text, (letter) => places.get(letter) ?? 0x3f))
}

/** The list as a workbook, with real dates and numbers where Excel would make them. */
const asBook = () =>
  writeBook(
    grid.map((row, index) =>
      row.map((text, column) => {
        const date = readDate(text)
        const number = [11, 12, 15].includes(column) ? readNumber(text) : null
        if (index > 0 && date) {
          return { type: Date, value: new Date(`${date}T00:00:00Z`), format: 'dd.mm.yyyy' }
        }
        if (index > 0 && number !== null) return { type: Number, value: number }
        return text === '' ? null : { type: String, value: text }
      }),
    ),
  ).toBuffer()

const quoted = (row: string[]) => row.map((cell) => (cell.includes(',') ? `"${cell}"` : cell))
const variants: [string, () => Buffer | Promise<Buffer>][] = [
  ['windows-1251', () => inOneByte(sample)],
  ['tabs', () => Buffer.from(grid.map((row) => row.join('\t')).join('\n'))],
  ['commas and quotes', () => Buffer.from(grid.map((row) => quoted(row).join(',')).join('\r\n'))],
  [
    'UTF-16',
    () => Buffer.from(`\ufeff${grid.map((row) => row.join('\t')).join('\r\n')}`, 'utf16le'),
  ],
  ['a title above', () => Buffer.from(`Список детей на 2025 год;;\r\n\r\n${sample}`)],
  ['XLSX', asBook],
]

test.each(variants)('the same children come in from a file with %s', async (_name, bytes) => {
  const plain = await testService()
  try {
    await plain.call('people.importCommit', file(sample))
    const counts = { new: 50, same: 1, changed: 0, refused: 0 }
    const input = file(await bytes())
    expect(await service.call('people.importPreview', input)).toMatchObject({ counts })
    await service.call('people.importCommit', input)
    expect(await everybody(service)).toEqual(await everybody(plain))
  } finally {
    await plain.remove()
  }
})

test.each([
  ['file_empty', ''],
  ['file_empty', '\ufeff\r\n'],
  ['file_empty', 'ФИО;Дата рождения;ИИН\r\n'],
  ['file_unreadable', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
  ['file_unreadable', '%PDF-1.7 …'],
  ['file_unreadable', Buffer.from([0, 1, 2, 3, 255, 254])],
  ['file_kind_unknown', 'Товар;Цена\r\nСено;100'],
  ['file_kind_unknown', 'просто слова'],
  ['file_too_many_rows', `ФИО;Телефон\n${'Цой Анна;87012345678\n'.repeat(100_000)}`],
  ['too_large', 'а'.repeat(4_400_000)],
])('%s is said of a file that cannot come in, and nothing is written', async (code, bytes) => {
  expect(await service.refusal('people.importPreview', file(bytes))).toBe(code)
  expect(await service.refusal('people.importCommit', file(bytes))).toBe(code)
  expect(await service.call('people.count', {})).toEqual({ people: 0 })
})

test('a workbook that breaks off anywhere is unreadable', async () => {
  const book = await asBook()
  for (const share of [0.1, 0.5, 0.9, 0.999]) {
    const torn = file(book.subarray(0, Math.floor(book.length * share)))
    expect(await service.refusal('people.importPreview', torn), `${share}`).toBe('file_unreadable')
  }
  const notBase64 = { fileName: 'а.csv', contentBase64: 'ФИО' }
  expect(await service.refusal('people.importPreview', notBase64)).toBe('file_unreadable')
})

test('a column under an unknown heading is taken for what the person says it is', async () => {
  const list = file('ФИО;Кто звонит;Масса без одежды\nЦой Анна;Цой Мария;44,3\n')
  const shown = await service.call('people.importPreview', { ...list, kind: 'clients' })
  expect(shown.columns).toEqual([
    { column: 0, heading: 'ФИО', field: 'fullName' },
    { column: 1, heading: 'Кто звонит', field: null },
    { column: 2, heading: 'Масса без одежды', field: null },
  ])
  expect(shown.fields).toContainEqual({ key: 'guardianName', required: false })
  expect(shown.fields).toContainEqual({ key: 'fullName', required: true })
  const columns = [
    { column: 1, field: 'guardianName' },
    { column: 2, field: 'weightKg' },
  ]
  const input = { ...list, kind: 'clients' as const, columns }
  const again = await service.call('people.importPreview', input)
  expect(again.columns.map((one) => one.field)).toEqual(['fullName', 'guardianName', 'weightKg'])
  await service.call('people.importCommit', { ...input, fingerprint: again.fingerprint })
  expect(await everybody(service)).toMatchObject([
    { givenName: 'Анна', guardianName: 'Цой Мария', weightKg: 44.3 },
  ])
  for (const wrong of [
    { column: 9, field: 'weightKg' },
    { column: 1, field: 'colour' },
  ]) {
    const refused = { ...list, kind: 'clients', columns: [wrong] }
    expect(await service.refusal('people.importPreview', refused)).toBe('bad_request')
  }
})

test('a row that cannot come in says which cell and why; all the others come in', async () => {
  const list = file(
    [
      'ФИО;Дата рождения;Пол;ИИН;Телефон;Вес, кг;Категория',
      'Цой Анна;17.03.2017;Ж;;87012345678;30;Сирота',
      'Цой Бэлла;31.02.2017;Ж;;;;',
      'Цой Вера;;Ж;123456789012;;;',
      'Цой Галина;;?;;12;;',
      'Цой Дина;;;;;тридцать;Космонавт',
      'Цой Ева;;;;;400;',
      'Цой;;;;;;',
      'Цой Жанна;17.03.2030;;;;;',
    ].join('\n'),
  )
  const shown = await service.call('people.importPreview', list)
  expect(shown.counts).toEqual({ new: 1, same: 0, changed: 0, refused: 7 })
  const said = shown.rows.flatMap((row) =>
    row.refusals.map((problem) => [row.row, problem.heading, problem.text, problem.code]),
  )
  expect(said).toEqual([
    [3, 'Дата рождения', '31.02.2017', 'date'],
    [4, 'ИИН', '123456789012', 'iin_invalid'],
    [5, 'Пол', '?', 'choice'],
    [5, 'Телефон', '12', 'phone'],
    [6, 'Вес, кг', 'тридцать', 'number'],
    [6, 'Категория', 'Космонавт', 'choice'],
    [7, 'Вес, кг', '400', 'out_of_range'],
    [8, 'ФИО', 'Цой', 'required'],
    [9, 'Дата рождения', '17.03.2030', 'out_of_range'],
  ])
  await service.call('people.importCommit', list)
  expect(await everybody(service)).toMatchObject([{ givenName: 'Анна' }])
})

test('a weight of the list is of the day on which it is brought in, unless a column says its day', async () => {
  const bring = (contents: string) => service.call('people.importCommit', file(contents))
  const weighed = async () =>
    (await everybody(service)).map(({ weightKg, weighedOn }) => [weightKg, weighedOn])
  await bring('ФИО;Дата рождения;Вес, кг;Дата взвешивания\nЦой Әлия;17.03.2017;30;01.09.2025')
  expect(await weighed()).toEqual([[30, '2025-09-01']])
  // The same weight again is not weighed again.
  await bring('ФИО;Дата рождения;Вес, кг\nЦой Әлия;17.03.2017;30')
  expect(await weighed()).toEqual([[30, '2025-09-01']])
  await bring('ФИО;Дата рождения;Вес, кг\nЦой Әлия;17.03.2017;31')
  expect(await weighed()).toEqual([[31, '2025-10-06']])
})

test('what has changed in the list is changed; an empty cell erases nothing', async () => {
  const heading = 'ФИО;Дата рождения;ИИН;Телефон;Вес, кг;Категория;Примечание'
  await service.call(
    'people.importCommit',
    file(`${heading}\nЦой Әлия;17.03.2017;;87012345678;30;Сирота;не снимать очки`),
  )
  const later = file(`${heading}\nЦОЙ АЛИЯ;2017-03-17;170317561547;;31,5;Ветеран;аллергия на сено`)
  const shown = await service.call('people.importPreview', later)
  expect(shown.rows).toMatchObject([
    {
      outcome: 'changed',
      changes: [
        { field: 'iin', before: '', after: '1703••••••47' },
        { field: 'weightKg', before: '30', after: '31.5' },
        {
          field: 'precautions',
          before: 'не снимать очки',
          after: 'не снимать очки\nаллергия на сено',
        },
        { field: 'categories', before: 'orphan', after: 'orphan, veteran' },
      ],
    },
  ])
  await service.call('people.importCommit', later)
  expect(await everybody(service)).toMatchObject([
    { familyName: 'Цой', givenName: 'Әлия', phone: '+77012345678', weightKg: 31.5 },
  ])
})

test('an IIN under another name and birthday is somebody else’s, and two IINs are two people', async () => {
  const heading = 'ФИО;Дата рождения;ИИН'
  await service.call('people.importCommit', file(`${heading}\nЦой Анна;17.03.2017;170317561547`))
  const list = file(
    [
      heading,
      'Ким Мария;01.01.1990;170317561547',
      'Цой Ханна;17.03.2017;170317561547',
      'Цой Анна;17.03.2017;061211600012',
    ].join('\n'),
  )
  const { rows } = await service.call('people.importPreview', list)
  expect(rows.map((row) => [row.outcome, row.refusals.map((problem) => problem.code)])).toEqual([
    ['refused', ['iin_taken']],
    ['changed', []],
    ['new', []],
  ])
})

test('people without birth date and IIN are the same by name and phone, and not by name alone', async () => {
  const list = (...rows: string[]) => file(['ФИО;Телефон;Категория', ...rows].join('\n'))
  await service.call('people.importCommit', list('Цой Анна;87012345678;', 'Ким Ева;;Сирота'))
  const { rows } = await service.call(
    'people.importPreview',
    list('Цой Анна;8 701 234 56 78;', 'Цой Анна;87770001122;', 'Ким Ева;;Сирота'),
  )
  expect(rows.map((row) => row.outcome)).toEqual(['same', 'new', 'same'])
})

test('the commit does what the preview showed, or says that it would not', async () => {
  const list = file('ФИО;Дата рождения;ИИН\nЦой Анна;17.03.2017;170317561547')
  const { fingerprint } = await service.call('people.importPreview', list)
  await service.call('people.create', {
    familyName: 'Цой',
    givenName: 'Анна',
    birthDate: '2017-03-17',
  })
  const before = dump(service.databaseFile)
  expect(await service.refusal('people.importCommit', { ...list, fingerprint })).toBe(
    'import_stale',
  )
  expect(dump(service.databaseFile)).toEqual(before)
  const again = await service.call('people.importPreview', list)
  expect(again.rows[0]?.outcome).toBe('changed')
  await service.call('people.importCommit', { ...list, fingerprint: again.fingerprint })
  expect(await service.call('people.count', {})).toEqual({ people: 1 })
})

test('two rows of a member add their days; a later list says what the week now is', async () => {
  const heading = 'ФИО;Роли;Рабочие дни;С;До'
  const hours = async () => {
    const { members } = await service.call('team.list', {})
    return members.map((one) => [
      [...one.roles].sort().join(' '),
      one.hours
        .map((day) => `${day.day} ${day.from}–${day.until}`)
        .sort()
        .join(', '),
    ])
  }
  await service.call(
    'people.importCommit',
    file(`${heading}\nЦой Анна;инструктор;пн,вт;9:00;18:00\nЦой Анна;коновод;сб;10.00;14.00`),
  )
  expect(await hours()).toEqual([
    ['instructor leader', 'mo 09:00–18:00, sa 10:00–14:00, tu 09:00–18:00'],
  ])
  await service.call('people.importCommit', file(`${heading}\nЦой Анна;инструктор;пн;9:00;17:00`))
  expect(await hours()).toEqual([['instructor leader', 'mo 09:00–17:00']])
})

test('a failure in the middle of writing leaves nothing behind', async () => {
  execute(
    service.databaseFile,
    `CREATE TRIGGER no_third BEFORE INSERT ON horse WHEN (SELECT count(*) FROM horse) >= 2
    BEGIN SELECT RAISE(ABORT, 'no third horse'); END`,
  )
  const horses = file('Кличка;Год рождения;Масса, кг\nАқбоз;2010;480\nДос;2021;400\nАрай;2011;430')
  expect(await service.refusal('people.importCommit', horses)).toBe('internal')
  expect(await service.call('horses.list', {})).toEqual({ horses: [] })
  expect(await service.call('people.count', {})).toEqual({ people: 0 })
})
