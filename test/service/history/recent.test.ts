import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallHouse } from '#test/support/boarding.ts'
import { client, monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { execute } from '#test/support/tables.ts'

let service: TestService
let centre: SmallCentre
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())
const call: TestService['call'] = (...asked) => service.call(...asked)
const recent = async (asked: object = {}, actor?: string) =>
  (await call('changes.recent', asked, actor)).changes

test('says who did what, to whom and when, the newest first', async () => {
  const { sessionId } = await call('hippotherapy.book', centre.ride({ start: '10:20' }))
  await call('hippotherapy.move', { sessionId, start: '11:00' }, centre.administrator)
  service.turnClock('2025-10-06T11:05')
  await call('attendance.mark', { sessionId, personId: centre.aliya, mark: 'late' })
  await call('settings.closeDay', { date: '2025-11-03', name: 'Су жоқ' })
  expect(await recent({ limit: 4 })).toMatchObject([
    {
      kind: 'settings.closeDay',
      at: '2025-10-06T11:05',
      by: null,
      canUndo: true,
      summary: { code: 'closed_day', params: { date: '2025-11-03', name: 'Су жоқ', put: true } },
    },
    {
      kind: 'attendance.mark',
      summary: {
        code: 'marks',
        params: {
          ...{
            count: 1,
            who: 'Соколова Әлия',
            title: 'Соколова Әлия',
            date: monday,
            start: '11:00',
          },
          ...{ before: null, after: { code: 'late', name: { ru: 'опоздание' } } },
        },
      },
    },
    {
      kind: 'hippotherapy.move',
      by: 'Ермеков Ғани',
      summary: {
        code: 'session',
        params: {
          count: 1,
          title: 'Соколова Әлия',
          horse: 'Жұлдыз',
          before: { date: monday, start: '10:20' },
          after: { date: monday, start: '11:00' },
        },
      },
    },
    { kind: 'hippotherapy.book', canUndo: false },
  ])
})

test('goes on page by page, and can be of one’s own changes or of one person', async () => {
  await call('hippotherapy.book', centre.ride({ start: '10:00' }), centre.administrator)
  await call('hippotherapy.book', centre.otherRide({ start: '12:00' }), centre.coordinator)
  const [last, before] = await recent({ limit: 2 })
  const [next] = await recent({ limit: 1, before: last?.changeId })
  expect(next?.changeId).toBe(before?.changeId)
  const own = await recent({ byMe: true }, centre.administrator)
  expect(own.map((one) => one.changeId)).toEqual([before?.changeId])
  const hers = await recent({ personId: centre.aliya })
  expect(hers.map((one) => one.kind)).toEqual(['hippotherapy.book', 'people.create'])
})

test('says of what was taken back who did so, and offers it no more', async () => {
  const { changeId } = await call('hippotherapy.book', centre.ride())
  await call('changes.undo', { changeId }, centre.coordinator)
  const [line] = await recent({ limit: 1 })
  expect(line).toMatchObject({
    changeId,
    canUndo: false,
    undoneBy: { at: '2025-10-06T08:40', by: 'Әбдірова Ғани' },
  })
  await call('changes.redo', { changeId })
  const [again] = await recent({ limit: 1 })
  expect(again).toMatchObject({ changeId, canUndo: true })
  expect(again).not.toHaveProperty('undoneBy')
})

test('an undo is taken back by its own name too', async () => {
  const { changeId } = await call('hippotherapy.book', centre.ride())
  const undone = await call('changes.undo', { changeId })
  await call('changes.redo', { changeId: undone.changeId })
  expect((await call('hippotherapy.day', { date: monday })).sessions).toHaveLength(1)
})

test('names what came from outside of the program', async () => {
  execute(service.databaseFile, `UPDATE horse SET mass_kg = 501 WHERE id = '${centre.aqboz}'`)
  const lines = await recent({ limit: 100 })
  expect(lines.find(({ kind }) => kind === 'outside')).toMatchObject({
    by: null,
    canUndo: false,
    summary: { code: 'horse', params: { name: 'Ақбоз' } },
  })
})

const codesOf = (lines: Awaited<ReturnType<typeof recent>>) => [
  ...new Set(lines.map(({ summary }) => summary.code)),
]

test('tells what happened in the studios, to another window too', async () => {
  const studio = await smallStudio(service)
  const [one, two] = studio.people as [string, string]
  await studio.join(studio.groupA, one)
  await studio.plan(studio.groupA)
  await call('studio.wait', { groupId: studio.groupA, personId: two })
  await call('attendance.announceAbsence', { personId: one, from: monday, until: monday })
  const window = await testService({ dataDir: service.dataDir })
  const { changes } = await window.call('changes.recent', { limit: 7 })
  await window.close()
  expect(codesOf(changes)).toEqual([
    'absence',
    'waiting',
    'session',
    'membership',
    'group',
    'place',
  ])
  expect(changes[3]?.summary.params).toMatchObject({
    who: 'Абенова Әлия',
    group: 'ИЗ-1',
    put: true,
  })
})

test('tells what happened in the boarding house', async () => {
  const house = await smallHouse(service)
  await house.enrol(house.people.aisha)
  await house.sleep(house.people.aisha, house.bed('101'))
  const lines = await recent({ limit: 3 })
  expect(codesOf(lines)).toEqual(['stay', 'enrolment', 'course'])
  expect(lines[0]?.summary.params).toMatchObject({
    who: 'Абенова Айша',
    bed: 'Ақ Бастау, 101 · 1',
    put: true,
  })
})

test('says of a corrected mark which it was, which it is, and in which session', async () => {
  const { sessionId } = await call('hippotherapy.book', centre.ride({ start: '10:20' }))
  const whose = { sessionId, personId: centre.aliya }
  service.turnClock('2025-10-06T10:25')
  await call('attendance.mark', { ...whose, mark: 'present' })
  await call('attendance.mark', { ...whose, mark: 'absent' })
  await call('attendance.mark', { ...whose, mark: null })
  const [off, corrected] = await recent({ limit: 2 })
  expect(corrected?.summary.params).toMatchObject({
    ...{ date: monday, start: '10:20' },
    ...{ before: { name: { kk: 'келді' } }, after: { name: { kk: 'келмеді' } } },
  })
  expect(off?.summary.params).toMatchObject({ before: { code: 'absent' }, after: null })
})

test('says which setting was set, from what to what; what nobody had set was as usual', async () => {
  await call('settings.set', { horseRestMinutes: 25 })
  await call('settings.set', { horseRestMinutes: 15, horseWeekDays: 5 })
  const [second, first] = await recent({ limit: 2 })
  expect(first?.summary).toEqual({
    code: 'setting',
    params: { count: 1, key: 'horseRestMinutes', before: 10, after: 25 },
  })
  expect(second?.summary.params).toEqual({
    ...{ count: 2, key: 'horseRestMinutes', before: 25, after: 15 },
  })
})

test('says whether something was added or changed', async () => {
  const { placeId } = await call('places.create', { name: 'Спортзал', use: 'studio' })
  const place = { lane: null, use: 'studio' as const, active: true }
  await call('places.update', { id: placeId, name: 'Үлкен спортзал', ...place } as never)
  const [changed, made] = await recent({ limit: 2 })
  expect(made?.summary.params).toEqual({ name: 'Спортзал', did: 'made' })
  expect(changed?.summary.params).toEqual({ name: 'Үлкен спортзал', did: 'changed' })
})

test('names also what is not there any more: a group and its class, a horse, a person', async () => {
  const studio = await smallStudio(service)
  const made = await call('studio.createGroup', {
    ...{ studio: 'dance', name: 'Би', teacherId: null, placeId: studio.roomB, capacity: 3 },
    ...{ times: [], from: monday, until: '2025-11-30' },
  })
  const lesson = await call('studio.book', {
    ...{ groupId: made.groupId, date: monday, start: '16:00', minutes: 45 },
    ...{ teacherId: null, placeId: studio.roomB },
  })
  const horse = await call('horses.create', { name: 'Тұлпар', birthYear: 2014, massKg: 430 })
  const person = await call('people.create', client({ familyName: 'Ахметова' }))
  const ride = await call(
    'hippotherapy.book',
    centre.ride({ clientId: person.personId, horseId: horse.horseId }),
  )
  for (const { changeId } of [ride, person, horse, lesson, made]) {
    await call('changes.undo', { changeId })
  }
  const told = (await recent({ limit: 5 })).map(({ summary }) => summary)
  expect(told).toMatchObject([
    { code: 'session', params: { title: 'Ахметова Әлия', horse: 'Тұлпар' } },
    { code: 'person', params: { who: 'Ахметова Әлия' } },
    { code: 'horse', params: { name: 'Тұлпар' } },
    { code: 'session', params: { title: 'Би' } },
    { code: 'group', params: { name: 'Би' } },
  ])
})

test('a ride that was cancelled, and then never was, is still told by its client and its horse', async () => {
  const { sessionId, changeId } = await call('hippotherapy.book', centre.ride({ start: '10:20' }))
  const cancelled = await call('hippotherapy.cancel', { sessionId, reason: 'weather' })
  await call('changes.undo', { changeId: cancelled.changeId })
  await call('changes.undo', { changeId })
  const params = {
    title: 'Соколова Әлия',
    horse: 'Жұлдыз',
    after: { date: monday, cancelled: true },
  }
  const [first] = await recent({ limit: 1 })
  expect(first).toMatchObject({ kind: 'hippotherapy.cancel', summary: { code: 'session', params } })
})
