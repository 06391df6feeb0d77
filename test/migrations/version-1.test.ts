/** A file that the first version wrote: a small centre with rides, marks, a series, an imported studio. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { monday } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { rows } from '#test/support/tables.ts'

let folder: string
let service: TestService

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bastau-old-'))
  const file = new SqliteFile(join(folder, 'bastau.db'))
  file.exec(readFileSync(new URL('version-1.sql', import.meta.url), 'utf8'))
  file.close()
  service = await testService({ dataDir: folder })
})
afterEach(async () => {
  await service.close()
  rmSync(folder, { recursive: true, force: true })
})

test('rides keep their team, place and client', async () => {
  const { sessions } = await service.call('hippotherapy.day', { date: monday })
  const { horses } = await service.call('horses.list', {})
  const [zhuldyz] = horses.filter((one) => one.name === 'Жұлдыз')
  expect(sessions.map((one) => [one.start, one.clientName, one.horseId])).toEqual([
    ['10:00', 'Соколова Әлия', zhuldyz?.id],
    ['12:30', 'Соколова Әлия', zhuldyz?.id],
  ])
  const team = rows(
    service.databaseFile,
    `SELECT instructor.family_name AS instructor, leader.family_name AS leader,
       one.family_name AS one, other.family_name AS other
     FROM session JOIN ride ON ride.session_id = session.id
     JOIN member instructor ON instructor.id = session.led_by_id
     LEFT JOIN member leader ON leader.id = ride.leader_id
     LEFT JOIN member one ON one.id = ride.sidewalker_1_id
     LEFT JOIN member other ON other.id = ride.sidewalker_2_id
     WHERE session.date = '${monday}' ORDER BY session.start`,
  )
  expect(team).toEqual([
    { instructor: 'Кузнецов', leader: 'Есенова', one: null, other: null },
    { instructor: 'Кузнецов', leader: null, one: 'Байжанов', other: 'Дүйсенова' },
  ])
})

test('marks stay, and what has none is still unmarked', async () => {
  const { lines } = await service.call('attendance.day', { date: '2025-10-09' })
  expect(lines).toMatchObject([{ clientName: 'Оспанов Бауыржан', mark: 'late' }])
  const unmarked = await service.call('attendance.unmarked', { until: '2025-10-31' })
  // Two of Monday, and the series of eight without two that are marked and one that was cancelled.
  expect(unmarked.total).toBe(7)
  const [series] = (await service.call('hippotherapy.templates', { on: '2025-10-07' })).templates
  expect(series).toMatchObject({ clientName: 'Оспанов Бауыржан', days: ['tu', 'th'] })
})

test('an imported list of studios has become groups with their members', async () => {
  const { groups } = await service.call('studio.groups', { on: '2025-10-06' })
  expect(groups.map((one) => [one.studio, one.name, one.members])).toEqual([
    ['acting', 'АК-1', 1],
    ['computer', 'КО-3', 2],
    ['dance', 'ТА-1', 1],
    ['dance', 'ТА-2', 1],
    ['dance', 'ТА-3', 1],
    ['music', 'МУ-1', 1],
    ['music', 'МУ-3', 1],
  ])
})

test('what was taken is taken still', async () => {
  const [session] = (await service.call('hippotherapy.day', { date: monday })).sessions
  const { clientId, horseId, instructorId, placeId } = session as NonNullable<typeof session>
  const again = {
    clientId,
    horseId,
    instructorId,
    placeId,
    date: monday,
    start: '10:10',
    minutes: 30,
  }
  const { findings } = await service.call('hippotherapy.check', again)
  const overlaps = findings.filter((one) => one.code === 'overlap')
  expect(overlaps.map((one) => one.params.seat)).toEqual([
    ...['client', 'horse', 'instructor', 'place'],
  ])
})
