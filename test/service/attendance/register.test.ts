import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { type Row, rows } from '#test/support/tables.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
let aidos: string
let gulim: string
/** Classes of the first group in October: 6, 8, 13, 15, 20, 22, 29. */
let classes: string[]

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  ;[sara, aidos, gulim] = studio.people as [string, string, string]
  await studio.join(studio.groupA, sara)
  await studio.join(studio.groupA, aidos)
  classes = await studio.plan(studio.groupA)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const nth = (index: number) => classes[index] as string
const mark = (personId: string, index: number, code: string) =>
  service.mark({ sessionId: nth(index), personId, mark: code })
const register = (month = '2025-10', groupId: string | null = studio.groupA) =>
  call('attendance.register', { groupId, month })
const day = async (date: number) => (await register()).days[date - 1]
const lineOf = async (personId: string, month?: string) =>
  (await register(month)).people.find((one) => one.personId === personId)
/** `6✓ 8·`: the days on which something stands. */
const cellsOf = async (personId: string) =>
  ((await lineOf(personId))?.cells ?? [])
    .map((cell, index) => (cell === '' ? '' : `${index + 1}${cell}`))
    .filter((cell) => cell !== '')
    .join(' ')
const leave = (personId: string, on: string) =>
  call('studio.leave', { groupId: studio.groupA, personId, on })

describe('the register of a month', () => {
  test('has people by name, a cell for every day, the letter of each mark, a dot without one', async () => {
    for (const [index, code] of ['present', 'late', 'absent', 'excused'].entries()) {
      await mark(sara, index, code)
    }
    const { people, days, groupName, teacherName } = await register()
    expect([groupName, teacherName]).toEqual(['ИЗ-1', 'Мұратова Сәуле'])
    expect(people.map((one) => [one.name, one.cells.length])).toEqual([
      ['Абенова Әлия', 31],
      ['Байжанов Әлия', 31],
    ])
    expect(days).toHaveLength(31)
    expect(await cellsOf(sara)).toBe('6✓ 8О 13Н 15У 20· 22· 29·')
    expect(await cellsOf(aidos)).toBe('6· 8· 13· 15· 20· 22· 29·')
  })

  test('adds up each person, each day and the whole', async () => {
    for (const [index, code] of ['present', 'late', 'absent', 'excused'].entries()) {
      await mark(sara, index, code)
    }
    await mark(aidos, 0, 'absent')
    expect((await lineOf(sara))?.totals).toEqual({
      ...{ sessions: 7, present: 2, absent: 1, excused: 1, unmarked: 3 },
    })
    expect(await day(6)).toMatchObject({
      sessions: 1,
      totals: { sessions: 2, present: 1, absent: 1, excused: 0, unmarked: 0 },
    })
    expect((await register()).totals).toEqual({
      ...{ sessions: 14, present: 2, absent: 2, excused: 1, unmarked: 9 },
    })
  })

  test('says who joined and who left within it, and keeps the marks of those who left', async () => {
    await mark(sara, 0, 'present')
    await leave(sara, '2025-10-14')
    await studio.join(studio.groupA, gulim, '2025-10-15')
    expect(await lineOf(sara)).toMatchObject({
      periods: [{ joinedOn: monday, leftOn: '2025-10-14' }],
    })
    expect(await cellsOf(sara)).toBe('6✓ 8· 13·')
    expect(await lineOf(gulim)).toMatchObject({
      periods: [{ joinedOn: '2025-10-15', leftOn: null }],
    })
    expect(await cellsOf(gulim)).toBe('15· 20· 22· 29·')
    const november = await register('2025-11')
    expect(november.people.map((one) => [one.personId, one.periods])).toEqual([
      [aidos, []],
      [gulim, []],
    ])
  })

  test('says of who left and came back both times, and nothing of who came back the same day', async () => {
    await leave(sara, '2025-10-09')
    await studio.join(studio.groupA, sara, '2025-10-15')
    await leave(aidos, '2025-10-14')
    await studio.join(studio.groupA, aidos, '2025-10-14')
    expect((await lineOf(sara))?.periods).toEqual([
      { joinedOn: monday, leftOn: '2025-10-09' },
      { joinedOn: '2025-10-15', leftOn: null },
    ])
    expect(await cellsOf(sara)).toBe('6· 8· 15· 20· 22· 29·')
    expect((await lineOf(aidos))?.periods).toEqual([{ joinedOn: monday, leftOn: null }])
    expect(await cellsOf(aidos)).toBe('6· 8· 13· 15· 20· 22· 29·')
  })

  test('keeps cancelled classes with the letter of their reason, and says that the house was shut', async () => {
    await call('studio.cancel', { sessionId: nth(1), reason: 'staff' })
    await call('studio.cancel', { sessionId: nth(2), reason: 'family' })
    expect(await cellsOf(sara)).toBe('6· 8Ц 13У 15· 20· 22· 29·')
    expect(await day(8)).toMatchObject({
      ...{ sessions: 1, totals: { sessions: 2, excused: 2, unmarked: 0 }, closedDay: null },
    })
    expect((await day(27))?.closedDay).toContain('Республика күні')
  })

  test('has guests under the members, with a letter on their day alone', async () => {
    const person = { familyName: 'Аба', givenName: 'Анна' }
    const { personId } = await call('attendance.walkIn', { sessionId: nth(2), person } as never)
    await mark(personId, 2, 'present')
    const { people } = await register()
    expect(people.map((one) => [one.name, one.part])).toEqual([
      ['Абенова Әлия', 'member'],
      ['Байжанов Әлия', 'member'],
      ['Аба Анна', 'walk_in'],
    ])
    expect(await cellsOf(personId)).toBe('13✓')
  })

  test('never has those who wait', async () => {
    await call('studio.wait', { groupId: studio.groupA, personId: gulim })
    expect(await lineOf(gulim)).toBeUndefined()
  })

  test('has both letters of a day with two classes', async () => {
    const { sessionId } = await call('studio.book', {
      ...{ groupId: studio.groupA, date: monday, start: '14:00', minutes: 60 },
      ...{ teacherId: studio.teacherA, placeId: studio.roomA },
    })
    await mark(sara, 0, 'absent')
    await service.mark({ sessionId, personId: sara, mark: 'present' })
    expect((await lineOf(sara))?.cells[5]).toBe('Н✓')
    expect((await day(6))?.sessions).toBe(2)
  })

  test('of a group that there is not is refused; February has its own days', async () => {
    const asked = { groupId: sara, month: '2025-10' }
    expect(await service.refusal('attendance.register', asked)).toBe('not_found')
    expect((await register('2024-02')).days).toHaveLength(29)
    expect((await register('2025-09')).people).toEqual([])
  })

  test('of hippotherapy has the children who ride, and no class', async () => {
    const centre = await smallCentre(service)
    const { sessionId } = await call('hippotherapy.book', centre.ride())
    await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
    const { people, groupName, totals } = await register('2025-10', null)
    expect(groupName).toBeNull()
    expect(people).toMatchObject([{ name: 'Соколова Әлия', part: 'client' }])
    expect(totals).toMatchObject({ sessions: 1, present: 1 })
  })
})

describe('everybody’s days', () => {
  const grid = (more: object = {}) =>
    call('attendance.grid', { from: monday, until: '2025-10-15', ...more })

  test('are one letter a day, a dot without a mark, a space without a class', async () => {
    await mark(sara, 0, 'present')
    await mark(sara, 2, 'excused')
    const { people } = await grid()
    expect(people).toEqual([
      {
        ...{ personId: sara, name: 'Абенова Әлия', days: '✓ ·    У ·' },
        totals: { sessions: 4, present: 1, absent: 0, excused: 1, unmarked: 2 },
      },
      {
        ...{ personId: aidos, name: 'Байжанов Әлия', days: '· ·    · ·' },
        totals: { sessions: 4, present: 0, absent: 0, excused: 0, unmarked: 4 },
      },
    ])
  })

  test('of a group or a kind of session are those alone', async () => {
    const centre = await smallCentre(service)
    await call('hippotherapy.book', centre.ride({ start: '15:00' }))
    const names = async (of: object) => (await grid(of)).people.map((one) => one.name)
    expect(await names({})).toEqual(['Абенова Әлия', 'Байжанов Әлия', 'Соколова Әлия'])
    expect(await names({ kind: 'ride' })).toEqual(['Соколова Әлия'])
    expect(await names({ groupId: studio.groupB })).toEqual([])
    expect(await names({ groupId: studio.groupA })).toHaveLength(2)
  })

  test('show of two sessions of one day the one that the person came to', async () => {
    const centre = await smallCentre(service)
    const ride = await call('hippotherapy.book', centre.ride({ start: '15:00', clientId: sara }))
    await mark(sara, 0, 'absent')
    const marked = { sessionId: ride.sessionId, personId: sara, mark: 'present' }
    await service.mark(marked)
    const { people } = await grid({ until: monday })
    expect(people[0]).toMatchObject({ days: '✓', totals: { present: 1, absent: 1 } })
  })

  test('of more than 400 days, or of a time that ends before it begins, are refused', async () => {
    const asked = (until: string) =>
      service.refusal('attendance.grid', { from: '2025-01-01', until })
    expect(await asked('2026-02-05')).toBe('bad_request')
    expect(await asked('2024-12-31')).toBe('bad_request')
    expect(await asked('2026-02-04')).toBe(null)
  })
})

test('register and grid say what the tables say', async () => {
  for (const [index, code] of ['present', 'late', 'absent', 'excused', 'present'].entries()) {
    await mark(sara, index, code)
    await mark(aidos, 4 - index, code)
  }
  await call('studio.cancel', { sessionId: nth(5), reason: 'staff' })
  await leave(aidos, '2025-10-21')
  const letters = {
    ...{ present: '✓', late: 'О', absent: 'Н', excused: 'У', cancelled: 'Ц' },
  } as Record<string, string>
  const entries = rows(
    service.databaseFile,
    `SELECT p.person_id, s.date,
       coalesce(a.mark, CASE WHEN s.cancel_reason = 'staff' THEN 'cancelled' END) AS mark FROM session s JOIN participant p ON p.session_id = s.id
     LEFT JOIN attendance a ON a.session_id = s.id AND a.person_id = p.person_id
     WHERE s.roster_id = ? AND s.date LIKE '2025-10%'`,
    studio.groupA,
  )
  const count = (list: readonly Row[], ...codes: (string | null)[]) =>
    list.filter((one) => codes.includes(one.mark as string | null)).length
  const totalsOf = (list: readonly Row[]) => ({
    sessions: list.length,
    present: count(list, 'present', 'late'),
    absent: count(list, 'absent'),
    excused: count(list, 'excused', 'cancelled'),
    unmarked: count(list, null),
  })
  const { people, days, totals } = await register()
  const month = { from: '2025-10-01', until: '2025-10-31', groupId: studio.groupA }
  const grid = new Map(
    (await call('attendance.grid', month)).people.map((one) => [one.personId, one]),
  )
  expect(totals).toEqual(totalsOf(entries))
  for (const { date, totals } of days) {
    expect(totals, date).toEqual(totalsOf(entries.filter((one) => one.date === date)))
  }
  expect(people).toHaveLength(2)
  for (const person of people) {
    const own = entries.filter((one) => one.person_id === person.personId)
    const cells = days.map(({ date }) => {
      const entry = own.find((one) => one.date === date)
      return entry ? (letters[String(entry.mark)] ?? '·') : ''
    })
    expect(person.cells).toEqual(cells)
    expect(person.totals).toEqual(totalsOf(own))
    expect(grid.get(person.personId as never)).toMatchObject({
      days: cells.map((cell) => cell || ' ').join(''),
      totals: totalsOf(own),
    })
  }
})
