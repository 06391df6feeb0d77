import readWorkbook from 'read-excel-file/node'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Register } from '#contract/attendance.ts'
import { client, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
let aidos: string
let gulim: string
/** Classes of the first group: Mondays and Wednesdays at ten. */
let classes: string[]

/** What is known of a child’s health, and stands on no paper. */
const health = {
  contraindication: 'эпилепсия',
  physicianDecision: 'допущен шагом',
  precautions: 'аллергия на сено',
  notes: 'ДЦП, принимает депакин',
}
const words = ['эпилепсия', 'допущен', 'аллергия', 'ДЦП', 'депакин', 'приступ']

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  ;[sara, aidos, gulim] = studio.people as [string, string, string]
  for (const personId of [sara, aidos, gulim]) {
    const person = await call('people.get', { personId })
    await call('people.update', { ...person, ...health, physicianDecisionOn: '2025-09-01' })
  }
  await studio.join(studio.groupA, sara)
  await studio.join(studio.groupA, aidos)
  classes = await studio.plan(studio.groupA)
  await call('studio.wait', { groupId: studio.groupA, personId: gulim, note: 'эпилепсия, депакин' })
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const nth = (index: number) => classes[index] as string
const mark = (personId: string, index: number, code: string, remark?: string) =>
  service.mark({
    sessionId: nth(index),
    personId,
    mark: code,
    ...(remark && { remark }),
  })
const register = () => ({ groupId: studio.groupA, month: '2025-10' })

describe('the sheet of a class', () => {
  test('has members by name with their letters, guests under them, and the queue apart', async () => {
    await mark(aidos, 0, 'excused')
    const person = { familyName: 'Аба', givenName: 'Анна' }
    await call('attendance.walkIn', { sessionId: nth(0), person } as never)
    const { classes: sheets, centreName } = await call('sheets.classes', { sessionIds: [nth(0)] })
    expect(centreName.ru).toBe('Реабилитационный центр «Ақ Бастау»')
    expect(sheets).toEqual([
      {
        ...{ sessionId: nth(0), groupName: 'ИЗ-1', studio: 'art', date: monday },
        ...{ kind: 'class', title: null },
        ...{ start: '10:00', end: '11:30', placeName: 'Изостудия', teacherName: 'Мұратова Сәуле' },
        assistantNames: [],
        people: [
          { name: 'Абенова Әлия', part: 'member', markLetter: null },
          { name: 'Байжанов Әлия', part: 'member', markLetter: 'У' },
          { name: 'Аба Анна', part: 'walk_in', markLetter: null },
        ],
        waiting: [{ name: 'Ғалиев Әлия', since: monday }],
      },
    ])
  })

  test('comes for all classes of a day in order of time, without the cancelled', async () => {
    const others = await studio.plan(studio.groupB)
    const of = async () =>
      (await call('sheets.classes', { date: '2025-10-08' })).classes.map((one) => one.groupName)
    expect(await of()).toEqual(['ИЗ-1', 'ИЗ-2'])
    await call('studio.cancel', { sessionId: nth(1), reason: 'staff' })
    expect(await of()).toEqual(['ИЗ-2'])
    const asked = { sessionIds: [nth(1), others[0] as string] }
    const { classes: sheets } = await call('sheets.classes', asked)
    expect(sheets.map((one) => one.sessionId)).toEqual([others[0]])
    expect((await call('sheets.classes', { date: '2025-10-12' })).classes).toEqual([])
  })

  test('has the queue in its order, without those who have joined', async () => {
    const [, , , , dana] = studio.people as string[]
    await call('studio.wait', {
      ...{ groupId: studio.groupA, personId: dana as string, since: '2025-09-01' },
    })
    const waiting = async () =>
      (await call('sheets.classes', { date: monday })).classes[0]?.waiting.map((one) => one.since)
    expect(await waiting()).toEqual(['2025-09-01', monday])
    await studio.join(studio.groupA, dana as string)
    expect(await waiting()).toEqual([monday])
  })

  test('of a ride, or of nothing, is refused', async () => {
    const centre = await smallCentre(service)
    const { sessionId } = await call('hippotherapy.book', centre.ride())
    for (const id of [sessionId, sara]) {
      const asked = { sessionIds: [nth(0), id] }
      expect(await service.refusal('sheets.classes', asked)).toBe('not_found')
    }
  })
})

describe('the register on paper', () => {
  test('is the register of the screen under the name of the centre', async () => {
    await mark(sara, 0, 'present')
    const { centreName, studio: key, ...sheet } = await call('sheets.register', register())
    expect(sheet).toEqual(await call('attendance.register', register()))
    expect([centreName.kk, key]).toEqual(['«Ақ Бастау» оңалту орталығы', 'art'])
    expect(await service.refusal('sheets.register', { ...register(), groupId: sara })).toBe(
      'not_found',
    )
  })
})

type Cells = (string | number | null)[]
/** The rows of the one page of a workbook, as a spreadsheet program reads them. */
async function workbook(language: string, of: object = register()) {
  const asked = { ...of, language } as never
  const { fileName, contentBase64 } = await call('sheets.registerWorkbook', asked)
  const pages = (await readWorkbook(Buffer.from(contentBase64, 'base64'))) as unknown
  const [page] = pages as { sheet: string; data: Cells[] }[]
  if (!page) throw new Error('a workbook without a page')
  return { fileName, page: page.sheet, rows: page.data }
}
/** What the rows of people and of totals must be, reckoned from the register. */
function numbersOf({ people, days, totals }: Register) {
  const sums = ({ sessions, present, absent, excused, unmarked }: Register['totals']) => [
    ...[sessions, present, absent, excused, unmarked],
  ]
  const daily = (key: 'present' | 'sessions') =>
    days.map((day) => (day.totals.sessions === 0 ? null : day.totals[key]))
  return {
    people: people.map((one) => [...one.cells.map((cell) => cell || null), ...sums(one.totals)]),
    present: [...daily('present'), ...sums(totals)],
    sessions: daily('sessions'),
  }
}

describe('the register as a workbook', () => {
  beforeEach(async () => {
    for (const [index, code] of ['present', 'late', 'absent', 'excused'].entries()) {
      await mark(sara, index, code, 'депакин')
    }
    await mark(aidos, 0, 'present')
    await call('studio.leave', { groupId: studio.groupA, personId: aidos, on: '2025-10-20' })
  })

  const said = {
    kk: {
      file: 'Қатысу табелі, ИЗ-1, 2025-10.xlsx',
      head: [
        '«Ақ Бастау» оңалту орталығы',
        'Қатысу табелі',
        'Топ: ИЗ-1',
        'Педагог: Мұратова Сәуле',
      ],
      month: '2025 жылғы қазан',
      left: 'Байжанов Әлия (қабылданды 06.10, шықты 20.10)',
      columns: ['Сабақ', 'Қатысты', 'Келмеді', 'Себепті', 'Белгісіз'],
    },
    ru: {
      file: 'Табель посещаемости, ИЗ-1, 2025-10.xlsx',
      head: [
        ...['Реабилитационный центр «Ақ Бастау»', 'Табель посещаемости', 'Группа: ИЗ-1'],
        'Педагог: Мұратова Сәуле',
      ],
      month: 'октябрь 2025',
      left: 'Байжанов Әлия (зачислен 06.10, выбыл 20.10)',
      columns: ['Занятий', 'Был', 'Не был', 'Уваж.', 'Без отметки'],
    },
    en: {
      file: 'Attendance register, ИЗ-1, 2025-10.xlsx',
      head: [
        ...['Ақ Бастау rehabilitation centre', 'Attendance register', 'Group: ИЗ-1'],
        'Teacher: Мұратова Сәуле',
      ],
      month: 'October 2025',
      left: 'Байжанов Әлия (joined 06.10, left 20.10)',
      columns: ['Sessions', 'Present', 'Absent', 'Excused', 'No mark'],
    },
    'kk+ru': {
      file: 'Қатысу табелі, ИЗ-1, 2025-10.xlsx',
      head: [
        '«Ақ Бастау» оңалту орталығы / Реабилитационный центр «Ақ Бастау»',
        ...['Қатысу табелі / Табель посещаемости', 'Топ / Группа: ИЗ-1'],
        'Педагог: Мұратова Сәуле',
      ],
      month: '2025 жылғы қазан / октябрь 2025',
      left: 'Байжанов Әлия (қабылданды / зачислен 06.10, шықты / выбыл 20.10)',
      columns: [
        ...['Сабақ / Занятий', 'Қатысты / Был', 'Келмеді / Не был', 'Себепті / Уваж.'],
        'Белгісіз / Без отметки',
      ],
    },
  }

  test.each(Object.entries(said))(
    'has the numbers of the register, and the words of %s',
    async (language, { file, head, month, left, columns }) => {
      const { fileName, page, rows } = await workbook(language)
      const numbers = numbersOf(await call('attendance.register', register()))
      expect([fileName, page]).toEqual([file, '2025-10'])
      expect(rows.slice(0, 5).map((row) => row[0])).toEqual([...head, month])
      const top = rows.findIndex((row) => row[2] === 1)
      expect(rows[top]?.slice(2)).toEqual(
        [...Array(31).keys()]
          .map((one) => one + 1)
          .concat()
          .concat(columns as never),
      )
      const people = rows.slice(top + 1, top + 3)
      expect(people.map((row) => row.slice(2))).toEqual(numbers.people)
      expect(people.map((row) => row[0])).toEqual([1, 2])
      expect(people[1]?.[1]).toBe(left)
      expect(rows[top + 3]?.slice(2)).toEqual(numbers.present)
      expect(rows[top + 4]?.slice(2, 33)).toEqual(numbers.sessions)
      expect(String(rows.at(-1)?.[0])).toContain('У — ')
    },
  )

  test('of hippotherapy has no teacher and says what it is', async () => {
    const centre = await smallCentre(service)
    await call('hippotherapy.book', centre.ride())
    const { rows, fileName } = await workbook('ru', { groupId: null, month: '2025-10' })
    expect(fileName).toBe('Табель посещаемости, Иппотерапия, 2025-10.xlsx')
    expect(rows.slice(2, 4).map((row) => row[0])).toEqual(['Иппотерапия', 'октябрь 2025'])
  })
})

describe('the timetable of a family', () => {
  test('has everything of those days in order of time, and nothing cancelled', async () => {
    const centre = await smallCentre(service)
    await call(
      'hippotherapy.book',
      centre.ride({ clientId: sara, date: '2025-10-08', start: '15:00' }),
    )
    await call('studio.cancel', { sessionId: nth(2), reason: 'staff' })
    const asked = { personId: sara, from: monday, until: '2025-10-13' }
    const { sessions, clientName } = await call('sheets.clientTimetable', asked)
    expect(clientName).toBe('Абенова Әлия')
    expect(sessions.map(({ sessionId: _, ...one }) => one)).toEqual([
      {
        ...{ date: monday, start: '10:00', end: '11:30', kind: 'class', groupName: 'ИЗ-1' },
        ...{ studio: 'art', placeName: 'Изостудия', ledByName: 'Мұратова Сәуле' },
      },
      expect.objectContaining({ date: '2025-10-08', start: '10:00', kind: 'class' }),
      {
        ...{ date: '2025-10-08', start: '15:00', end: '15:30', kind: 'ride', groupName: null },
        ...{ studio: null, placeName: 'Манеж', ledByName: 'Кузнецов Ғани' },
      },
    ])
  })

  test('says what is known of its sessions: an absence announced ahead, a closed day', async () => {
    await call('attendance.announceAbsence', { personId: sara, from: monday, until: monday })
    await call('settings.closeDay', { date: '2025-10-08', name: 'Санитарлық күн' })
    const asked = { personId: sara, from: monday, until: '2025-10-13' }
    const { sessions } = await call('sheets.clientTimetable', asked)
    expect(sessions.map(({ stands }) => stands?.ru)).toEqual([
      ...['уважительная причина', 'выходной день', undefined],
    ])
  })

  test('is nobody else’s, and of nobody is refused', async () => {
    const { personId } = await call('people.create', client({ familyName: 'Цой' }))
    const days = { from: monday, until: '2025-10-31' }
    const { sessions } = await call('sheets.clientTimetable', { personId, ...days })
    expect(sessions).toEqual([])
    const nobody = { personId: studio.groupA, ...days }
    expect(await service.refusal('sheets.clientTimetable', nobody)).toBe('not_found')
  })
})

test('no paper says anything of anybody’s health', async () => {
  await mark(sara, 0, 'excused', 'приступ, эпилепсия')
  const days = { from: monday, until: '2025-10-31' }
  const papers = [
    await call('sheets.classes', { date: monday }),
    await call('sheets.register', register()),
    await workbook('kk+ru'),
    await call('sheets.clientTimetable', { personId: sara, ...days }),
  ].map((paper) => JSON.stringify(paper))
  for (const paper of papers) {
    expect(paper).toContain('Абенова Әлия')
    for (const word of words) expect(paper).not.toContain(word)
  }
})
