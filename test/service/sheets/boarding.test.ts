import SqliteFile from 'better-sqlite3'
import readWorkbook from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays } from '#contract/time.ts'
import { client } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
let call: TestService['call']
let courseId: string
/** A participant who moves, her mother, one who leaves early, one who takes a whole room, one without a bed. */
let people: Record<'asel' | 'mother' | 'bolat' | 'gulim' | 'dina', string>
let rooms: { roomId: string; beds: { bedId: string }[] }[]

const from = '2025-10-06'
const until = '2025-10-12'
/** What is known of a person’s health, and stands on no paper. */
const health = {
  contraindication: 'эпилепсия',
  precautions: 'аллергия на сено',
  notes: 'ДЦП, принимает депакин',
}
const words = ['эпилепсия', 'аллергия', 'ДЦП', 'депакин', 'приступ']

const bed = (room: number, position: number) => rooms[room]?.beds[position - 1]?.bedId as string
const place = (personId: string, bedId: string, change: object = {}) =>
  call('boarding.place', { courseId, personId, bedId, from, to: until, ...change })

beforeEach(async () => {
  service = await testService()
  call = service.call
  for (const [number, beds, accessible] of [
    ['101', 3, true],
    ['102', 2, false],
    ['103', 2, true],
    ['104', 1, false],
  ] as const) {
    const room = { building: 'Ақ Бастау', floor: 1, number, beds, accessible }
    await call('boarding.createRoom', room)
  }
  rooms = (await call('boarding.rooms', {})).rooms
  courseId = (
    await call('boarding.createCourse', { name: 'Қазан легі', from, until, capacity: 20 })
  ).courseId
  const person = async (familyName: string, sex: 'female' | 'male', change: object = {}) => {
    const fields = { ...client({ familyName, sex, phone: '87015550011' }), ...health }
    const { personId } = await call('people.create', fields as never)
    await call('boarding.enrol', { courseId, personId, note: 'приступ', ...change })
    return personId
  }
  const asel = await person('Асанова', 'female', { wheelchair: true, diet: 'диабетическое' })
  people = {
    asel,
    mother: await person('Әбенова', 'female', { companionOfId: asel }),
    bolat: await person('Болатов', 'male'),
    gulim: await person('Ғалиева', 'female'),
    dina: await person('Досова', 'female'),
  }
  await place(people.asel, bed(0, 1))
  await place(people.mother, bed(0, 2))
  await place(people.bolat, bed(3, 1))
  const room = rooms[1]?.roomId as string
  await call('boarding.takeRoom', {
    ...{ courseId, personId: people.gulim, roomId: room, from, to: until },
  })
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

/** Who has which bed in a night, by the file itself. */
function nightInFile(night: string): string[] {
  const raw = new SqliteFile(service.databaseFile, { readonly: true })
  const found = raw
    .prepare(
      `SELECT room.number || ' ' || bed.position || ' ' || person.family_name || ' ' ||
         person.given_name || iif(stay.kept, ' kept', '')
       FROM stay JOIN bed ON bed.id = stay.bed_id JOIN room ON room.id = bed.room_id
         JOIN person ON person.id = stay.person_id
       WHERE stay.from_date <= ? AND stay.to_date > ?`,
    )
    .pluck()
    .all(night, night) as string[]
  raw.close()
  return found.sort()
}

describe('the rooming list', () => {
  test('is the file night by night, by room and by name, after a move and an early departure', async () => {
    const move = { courseId, personId: people.asel, bedId: bed(2, 1), from: '2025-10-09' }
    await call('boarding.move', move)
    service.turnClock('2025-10-08T09:00')
    await call('boarding.arrive', { courseId, personId: people.bolat, on: from })
    await call('boarding.depart', { courseId, personId: people.bolat, on: '2025-10-08' })
    const sheet = await call('sheets.roomingList', { courseId })
    for (const part of [sheet.byRoom, sheet.byName]) {
      for (let night = from; night < until; night = addDays(night as never, 1)) {
        const onPaper = part
          .filter((one) => one.from <= night && one.to > night)
          .map((one) => `${one.room} ${one.bed} ${one.name}${one.kept ? ' kept' : ''}`)
        expect(onPaper.sort()).toEqual(nightInFile(night))
      }
    }
    expect(nightInFile('2025-10-07')).toContain('104 1 Болатов Әлия')
    expect(nightInFile('2025-10-08')).not.toContain('104 1 Болатов Әлия')
    const asel = sheet.byName.filter((one) => one.name === 'Асанова Әлия')
    expect(asel.map((one) => [one.from, one.to])).toEqual([
      [from, '2025-10-09'],
      ['2025-10-09', until],
    ])
    expect(asel[0]).toMatchObject({ room: '101', wheelchair: true, diet: 'диабетическое' })
    expect(sheet.byRoom.find((one) => one.name === 'Әбенова Әлия')).toMatchObject({
      companionOf: 'Асанова Әлия',
    })
    expect(sheet.unplaced).toEqual(['Досова Әлия'])
  })

  test('says which nights somebody is away, whether the bed is kept for them or not', async () => {
    service.turnClock('2025-10-08T09:00')
    await call('boarding.arrive', { courseId, personId: people.bolat, on: from })
    const away = { from: '2025-10-08', until: '2025-10-10' }
    const bolat = { courseId, personId: people.bolat }
    for (const bedKept of [true, false]) {
      const { awayId } = await call('boarding.goAway', { ...bolat, ...away, bedKept })
      const { byRoom } = await call('sheets.roomingList', { courseId })
      const rows = byRoom.filter((one) => one.name === 'Болатов Әлия')
      expect(rows.length).toBeGreaterThan(0)
      for (const row of rows) expect(row.away).toEqual([away])
      await call('boarding.removeAway', { awayId })
    }
  })
})

test('a door has the names of those who sleep behind it, and no kept beds', async () => {
  const { rooms: doors } = await call('sheets.doorSigns', { courseId })
  expect(doors.map(({ room, people }) => [room, ...people.map((one) => one.name)])).toEqual([
    ['101', 'Асанова Әлия', 'Әбенова Әлия'],
    ['102', 'Ғалиева Әлия'],
    ['104', 'Болатов Әлия'],
  ])
})

test('the kitchen gets every day of the course by diet', async () => {
  const sheet = await call('sheets.meals', { courseId })
  expect(sheet.diets).toEqual([null, 'диабетическое'])
  expect(sheet.days.map((day) => day.date)).toHaveLength(7)
  expect(sheet.days[0]).toEqual({ date: from, counts: [4, 1], total: 5 })
})

describe('the roster', () => {
  test('has participants with their companions, and nobody who was taken off', async () => {
    await call('boarding.withdraw', { courseId, personId: people.dina })
    const roster = await call('sheets.courseRoster', { courseId })
    expect(roster.people.map((one) => [one.name, one.companionOf])).toEqual([
      ['Асанова Әлия', null],
      ['Әбенова Әлия', 'Асанова Әлия'],
      ['Болатов Әлия', null],
      ['Ғалиева Әлия', null],
    ])
    expect(roster.people[0]).toMatchObject({ birthYear: 2015, sex: 'female', from, until })
  })

  test('is a workbook of the same rows', async () => {
    const { people } = await call('sheets.courseRoster', { courseId })
    const asked = { courseId, language: 'kk+ru' as const }
    const { fileName, contentBase64 } = await call('sheets.courseRosterWorkbook', asked)
    const pages = (await readWorkbook(Buffer.from(contentBase64, 'base64'))) as unknown
    const [page] = pages as { data: (string | number | null)[][] }[]
    expect(fileName).toBe('Курсқа қатысушылар тізімі, Қазан легі.xlsx')
    expect(page?.data.slice(6)).toEqual(
      people.map((one, index) => [
        ...[index + 1, one.name, one.companionOf, one.birthYear],
        one.sex === 'female' ? 'әйел / жен.' : 'ер / муж.',
        ...[one.phone, '06.10.2025', '12.10.2025'],
      ]),
    )
  })
})

test('the sessions of a course have lists, and the course its register', async () => {
  const { placeId } = await call('places.create', { name: 'Зал', use: 'studio' })
  const lesson = { courseId, title: 'Знакомство', date: from, minutes: 60, leaderId: null, placeId }
  const { sessionId } = await call('boarding.bookSession', { ...lesson, start: '10:00' })
  await call('boarding.bookSession', { ...lesson, title: 'Быт', start: '12:00' })
  const { classes } = await call('sheets.classes', { courseId, date: from })
  expect(classes.map((one) => [one.kind, one.groupName, one.title, one.people.length])).toEqual([
    ['course', 'Қазан легі', 'Знакомство', 4],
    ['course', 'Қазан легі', 'Быт', 4],
  ])
  expect((await call('sheets.classes', { date: from })).classes).toEqual([])
  expect((await call('sheets.classes', { sessionIds: [sessionId] })).classes).toHaveLength(1)
  const { centreName, studio, ...register } = await call('sheets.register', { courseId })
  expect(register).toEqual(await call('attendance.register', { courseId }))
  expect([centreName.ru, studio]).toEqual(['Реабилитационный центр «Ақ Бастау»', null])
  const workbook = { courseId, language: 'ru' as const }
  const { fileName } = await call('sheets.registerWorkbook', workbook)
  expect(fileName).toBe('Табель посещаемости, Қазан легі, 2025-10-06.xlsx')
})

test('no paper of a course says anything of anybody’s health', async () => {
  const papers = [
    await call('sheets.courseRoster', { courseId }),
    await call('sheets.roomingList', { courseId }),
    await call('sheets.doorSigns', { courseId }),
    await call('sheets.register', { courseId }),
  ].map((paper) => JSON.stringify(paper))
  for (const paper of papers) {
    expect(paper).toContain('Асанова Әлия')
    for (const word of words) expect(paper).not.toContain(word)
  }
  expect(papers[2]).not.toMatch(/диабетическое|wheelchair|category/)
})

test('a course that is none has no sheets', async () => {
  for (const sheet of ['courseRoster', 'roomingList', 'doorSigns', 'meals', 'register']) {
    expect(await service.refusal(`sheets.${sheet}`, { courseId: people.asel })).toBe('not_found')
  }
})
