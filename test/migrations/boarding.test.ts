/** A file that the first version wrote, with rooms and lists of participants from before there were courses. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { refusalsOf, wrongLists, wrongNights } from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, type Row, rows, soundness } from '#test/support/tables.ts'

/** People who are in the file already. */
const idOf = (end: string) => `0199b79a-${end}`
const people = {
  arsen: idOf('cea2-7043-8b19-a85ed7e0deb8'),
  yerasyl: idOf('cea3-7761-90ad-a4e11e038be6'),
  khamza: idOf('cea4-74f4-a51f-9efd828ebc09'),
  anna: idOf('cea5-78db-a7e6-c5591a021de0'),
  aisultan: idOf('cea6-75b9-8776-910a9375c11d'),
}
const roomId = (number: number) => `0199b79a-0000-7000-8000-000000000${number}`
const manyId = (number: number) => `0199b79a-0001-7000-8000-0000000000${number}`
const many = Array.from({ length: 27 }, (_, index) => 10 + index)

/** Two weeks: a small one with all that a list could say, and one with more people than there is room for. */
const old = `
  INSERT INTO room VALUES
    ('${roomId(101)}', 'Ақ Бастау', 1, '101', 3, 1, 'men', NULL),
    ('${roomId(102)}', 'Ақ Бастау', 1, '102', 1, 0, 'women', 'тихая');
  INSERT INTO course_enrolment VALUES
    ('${people.arsen}', '2025-10-13', 1, 'Иванова Анна', 'диабетическое', NULL),
    ('${people.yerasyl}', '2025-10-13', 0, NULL, NULL, ' Юсупов Хамза Нұрланұлы '),
    ('${people.khamza}', '2025-10-13', 0, '', '', 'Үсенов Арсен Маратович'),
    ('${people.anna}', '2025-10-13', 0, NULL, 'без свинины', 'Хасанова Анна Болатқызы'),
    ('${people.aisultan}', '2025-10-13', 0, NULL, NULL, 'Петрова Ұлжан Сергеевна'),
    ('${people.arsen}', '2025-10-27', 1, NULL, NULL, 'Нұрланов Ерасыл Ерланұлы');
  ${many
    .map(
      (number) => `INSERT INTO resource VALUES ('${manyId(number)}', 'person');
        INSERT INTO person (id, family_name, given_name, sidewalkers_needed, sort_key, folded_name)
        VALUES ('${manyId(number)}', 'Ким', 'Саша ${number}', 0, 'ким ${number}', 'ким саша ${number}');
        INSERT INTO course_enrolment VALUES ('${manyId(number)}', '2025-10-27', 0, NULL, NULL, NULL);`,
    )
    .join('\n')}`

let folder: string
let service: TestService
let call: TestService['call']
let claims: Row[]

const claimsIn = (file: string) =>
  rows(file, 'SELECT resource_id, starts_at, ends_at, session_id FROM claim ORDER BY 1, 2')

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-old-'))
  const name = join(folder, 'bastau.db')
  const file = new SqliteFile(name)
  // Hundreds of statements, each of which would wait for the disk.
  file.pragma('synchronous = OFF')
  file.exec(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))
  file.exec(old)
  file.close()
  claims = claimsIn(name)
  service = await testService({ dataDir: folder })
  call = service.call
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

const coursesByDay = async () =>
  (await call('boarding.courses', { year: 2025 })).courses.toReversed()
async function firstWeek() {
  const [course] = await coursesByDay()
  if (!course) throw new Error('no course')
  const { people: enrolled } = await call('boarding.course', { courseId: course.courseId })
  return { courseId: course.courseId, enrolled }
}
const bedsOf = async (number: string) => {
  const { rooms } = await call('boarding.rooms', {})
  return rooms.find((room) => room.number === number)?.beds.map((bed) => bed.bedId) ?? []
}

test('rooms have as many beds as they had places, each of them a resource', async () => {
  const { rooms } = await call('boarding.rooms', {})
  expect(
    rooms.map((room) => [
      ...[room.number, room.floor, room.forWhom, room.accessible, room.note],
      room.beds.map((bed) => bed.position),
    ]),
  ).toEqual([
    ['101', 1, 'men', true, null, [1, 2, 3]],
    ['102', 1, 'women', false, 'тихая', [1]],
  ])
  expect(
    rows(
      service.databaseFile,
      `SELECT kind, count(*) AS beds FROM bed LEFT JOIN resource USING (id) GROUP BY kind`,
    ),
  ).toEqual([{ kind: 'bed', beds: 4 }])
})

test('every day of arrival is a course of a week with room for all who are in it', async () => {
  expect(await coursesByDay()).toMatchObject([
    {
      ...{ name: '13.10.2025', from: '2025-10-13', until: '2025-10-19' },
      ...{ capacity: 25, participants: 5, companions: 0, reserve: 0, placed: 0 },
    },
    {
      ...{ name: '27.10.2025', from: '2025-10-27', until: '2025-11-02' },
      ...{ capacity: 28, participants: 28, companions: 0, reserve: 0, placed: 0 },
    },
  ])
})

describe('who was on a list', () => {
  test('is in the course once, with all that the list said', async () => {
    const { enrolled } = await firstWeek()
    const plain = {
      ...{ wheelchair: false, diet: null, note: null, shareWith: [], shareWords: null },
      ...{ companionOfId: null, state: 'expected', from: '2025-10-13', until: '2025-10-19' },
      stays: [],
    }
    const wished = (personId: string, name: string) => ({ shareWith: [{ personId, name }] })
    const said = {
      [people.arsen]: { wheelchair: true, diet: 'диабетическое', note: '+ Иванова Анна' },
      [people.yerasyl]: wished(people.khamza, 'Юсупов Хамза'),
      [people.khamza]: wished(people.arsen, 'Үсенов Арсен'),
      // Nobody shares a room with themselves, or with somebody who does not come.
      [people.anna]: { diet: 'без свинины', shareWords: 'Хасанова Анна Болатқызы' },
      [people.aisultan]: { shareWords: 'Петрова Ұлжан Сергеевна' },
    }
    expect(enrolled).toHaveLength(5)
    for (const { personId } of enrolled) {
      expect(enrolled.find((one) => one.personId === personId)).toMatchObject({
        ...plain,
        ...said[personId],
      })
    }
  })

  test('twice is in both courses; whoever comes another week is no wish come true', async () => {
    const { courses } = await call('boarding.ofPerson', { personId: people.arsen })
    expect(courses.map((one) => [one.courseName, one.enrolment.wheelchair])).toEqual([
      ['27.10.2025', true],
      ['13.10.2025', true],
    ])
    expect(courses[0]?.enrolment).toMatchObject({
      shareWith: [],
      shareWords: 'Нұрланов Ерасыл Ерланұлы',
    })
  })

  test('gets a bed by the rules, and what is done to them is taken back', async () => {
    const { courseId } = await firstWeek()
    const [first = '', second = ''] = await bedsOf('101')
    const [women = ''] = await bedsOf('102')
    const nights = { courseId, from: '2025-10-13', to: '2025-10-19' }
    for (const [personId, sex] of [
      [people.arsen, 'male'],
      [people.khamza, 'male'],
    ] as const) {
      const person = await call('people.get', { personId })
      await call('people.update', { ...person, sex, iinMissingReason: null })
    }
    await call('boarding.place', { ...nights, personId: people.arsen, bedId: first })
    const taken = { ...nights, personId: people.khamza, bedId: first }
    expect(await refusalsOf(service, 'boarding.place', taken)).toEqual(['overlap bed'])
    expect(await refusalsOf(service, 'boarding.place', { ...taken, bedId: women })).toEqual([
      'room_sex',
    ])
    const { changeId } = await call('boarding.place', { ...taken, bedId: second })
    const placed = async () => (await coursesByDay())[0]?.placed
    expect(await placed()).toBe(2)
    await call('changes.undo', { changeId })
    expect(await placed()).toBe(1)
    expect(wrongNights(service.databaseFile)).toEqual([])
  })
})

test('what was taken is taken still, and the file is sound', async () => {
  const file = service.databaseFile
  expect(claims.length).toBeGreaterThan(40)
  expect(claimsIn(file)).toEqual(claims)
  expect(bookedTwice(file)).toEqual([])
  expect(wrongLists(file)).toEqual([])
  expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
})

test('the list of before, brought in again, gives the companion a file and changes nobody else', async () => {
  const list = [
    'Заезд;ФИО;Дата рождения;ИИН;На коляске;Сопровождающий;Питание;Просит поселить с',
    '13.10.2025;Үсенов Арсен Маратович;09.07.1996;960709309374;да;Иванова Анна;диабетическое;',
    '13.10.2025;Нұрланов Ерасыл Ерланұлы;20.04.1967;670420345795;;;;Юсупов Хамза Нұрланұлы',
    '13.10.2025;Хасанова Анна Болатқызы;23.02.2005;050223644805;;;без свинины;Хасанова Анна Болатқызы',
    '13.10.2025;Дүйсенов Айсұлтан Нұрланұлы;12.09.1965;650912336063;;;;Петрова Ұлжан Сергеевна',
  ].join('\n')
  const input = {
    fileName: 'course-participants-2025.csv',
    contentBase64: Buffer.from(list).toString('base64'),
  }
  const shown = await call('people.importPreview', input)
  expect(shown.rows.map((row) => row.outcome)).toEqual(['changed', 'same', 'same', 'same'])
  await call('people.importCommit', input)
  const { enrolled } = await firstWeek()
  expect(
    enrolled.filter((one) => one.companionOfId).map((one) => [one.name, one.companionOfId]),
  ).toEqual([['Иванова Анна', people.arsen]])
})
