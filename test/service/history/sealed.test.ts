import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { execute } from '#test/support/tables.ts'

/** Whether the trail is as it was written, and how it shows when it is not. */
let service: TestService
let centre: SmallCentre
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const checked = () => service.call('trail.check', {}, centre.coordinator)
const rename = () =>
  service.call('people.create', { familyName: 'Серікова', givenName: 'Әсел' }, centre.coordinator)
/** Alters the file behind the program's back, with the triggers in the way taken off. */
const tamper = (sql: string) =>
  execute(
    service.databaseFile,
    `DROP TRIGGER step_stays; DROP TRIGGER step_is_kept; DROP TRIGGER change_stays; DROP TRIGGER change_is_kept; ${sql}`,
  )

test('what was done is sealed, what was taken back and done again too', async () => {
  const { changeId } = await rename()
  await service.call('changes.undo', { changeId }, centre.coordinator)
  await service.call('changes.redo', { changeId }, centre.coordinator)
  const { checked: steps, broken, next } = await checked()
  expect([broken, next]).toEqual([null, null])
  expect(steps).toBeGreaterThan(3)
})

test('what was taken back, and stays so, is sealed like anything else', async () => {
  const { changeId } = await rename()
  await service.call('changes.undo', { changeId }, centre.coordinator)
  expect((await checked()).broken).toBeNull()
})

test('what a preview tried leaves nothing to seal', async () => {
  const before = await checked()
  await service.call('schedule.tryCancelMany', {
    sessionIds: [(await service.call('hippotherapy.book', centre.ride())).sessionId],
    reason: 'weather',
  })
  expect((await checked()).checked).toBeGreaterThan(before.checked)
})

test('another program may write, and what it wrote is sealed by whoever comes next', async () => {
  execute(service.databaseFile, `UPDATE horse SET notes = 'тыныш'`)
  await rename()
  expect((await checked()).broken).toBeNull()
})

test.each([
  'UPDATE change_step SET after = NULL',
  'DELETE FROM change_step',
  `UPDATE change SET by_id = NULL`,
  'DELETE FROM change',
  'UPDATE seal SET hash = hash',
  'DELETE FROM seal',
])('the file lets nobody do that to what is sealed: %s', async (sql) => {
  await rename()
  expect(() => execute(service.databaseFile, sql)).toThrow('sealed')
})

test.each([
  ['a word was altered', `UPDATE change_step SET after = replace(after, 'Серікова', 'Қасымова')`],
  ['another is named who did it', `UPDATE change SET by_id = NULL WHERE id = '$id'`],
  ['it is dated otherwise', `UPDATE change SET at = '2025-01-01T10:00' WHERE id = '$id'`],
])('it shows when %s', async (_what, sql) => {
  const { changeId } = await rename()
  await service.call('hippotherapy.book', centre.ride())
  tamper(sql.replace('$id', changeId as string))
  expect((await checked()).broken).toMatchObject({ changeId })
})

test('it shows when a change was taken out', async () => {
  const { changeId } = await rename()
  await service.call('hippotherapy.book', centre.ride())
  tamper(`DELETE FROM change_step WHERE change_id = '${changeId}'`)
  expect((await checked()).broken).toEqual({})
})

/** What somebody does who writes into the trail that something was done, or was not. */
const forgeries: [string, (changeId: string) => string][] = [
  [
    'an event was written in',
    () => `INSERT INTO event (at, kind, what) VALUES ('2025-10-06T08:00', 'printed', 'тізім')`,
  ],
  [
    'an event was written in before all others',
    () =>
      `INSERT INTO event (number, at, kind, what) VALUES (-1, '2025-10-06T08:00', 'printed', 'тізім')`,
  ],
  [
    'a change has got one more row',
    (changeId) =>
      `INSERT INTO change_step (change_id, table_name, row_key, after) VALUES ('${changeId}', 'person', 'x', '{}')`,
  ],
  [
    'somebody is said to have changed something',
    () =>
      `INSERT INTO change (id, at, kind) VALUES ('01aaaaaa-0000-7000-8000-000000000000', '2025-10-06T08:00', 'people.create')`,
  ],
  [
    'a change is said to be taken back',
    (changeId) => `UPDATE change SET undone_by_id = id WHERE id = '${changeId}'`,
  ],
  [
    'the last words were altered and their seals taken off',
    () => `DROP TRIGGER seal_is_kept; DELETE FROM seal;
      UPDATE change_step SET after = replace(after, 'Серікова', 'Қасымова')`,
  ],
]

test.each(forgeries)('it shows at once when %s', async (_what, forging) => {
  const { changeId } = await rename()
  tamper(forging(changeId as string))
  expect((await checked()).broken).not.toBeNull()
})

test.each(forgeries)(
  'it still shows after others have worked on when %s',
  async (_what, forging) => {
    const { changeId } = await rename()
    tamper(forging(changeId as string))
    await service.call('hippotherapy.book', centre.ride())
    expect((await checked()).broken).not.toBeNull()
  },
)

test('what another program wrote is not held against anybody before it is sealed either', async () => {
  execute(service.databaseFile, `UPDATE horse SET notes = 'тыныш'`)
  expect((await checked()).broken).toBeNull()
})

test('only coordinators hold the trail against its seals', async () => {
  expect(await service.refusal('trail.check', {})).toBe('coordinator_only')
})
