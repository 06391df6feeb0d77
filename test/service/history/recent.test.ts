import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallHouse } from '#test/support/boarding.ts'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
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
  await call('attendance.mark', { sessionId, personId: centre.aliya, mark: 'late' })
  await call('settings.closeDay', { date: '2025-11-03', name: 'Су жоқ' })
  expect(await recent({ limit: 4 })).toMatchObject([
    {
      kind: 'settings.closeDay',
      at: '2025-10-06T08:40',
      by: null,
      canUndo: true,
      summary: { code: 'closed_day', params: { date: '2025-11-03', name: 'Су жоқ', put: true } },
    },
    {
      kind: 'attendance.mark',
      summary: {
        code: 'marks',
        params: { count: 1, who: 'Соколова Әлия', before: null, after: 'late' },
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
