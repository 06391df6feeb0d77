import { createHash } from 'node:crypto'
import SqliteFile from 'better-sqlite3'
import { expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'

/** Everything in the file as one number, but for when each change was made: loading it is one of today. */
function contents({ databaseFile }: TestService): string {
  const raw = new SqliteFile(databaseFile, { readonly: true })
  const tables = raw
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'kysely%'`)
    .pluck()
    .all() as string[]
  const hash = createHash('sha256')
  for (const table of tables.sort()) {
    if (['change', 'change_person', 'seal'].includes(table)) continue
    const columns = table === 'change_step' ? 'step, table_name, row_key, before, after' : '*'
    const query = `SELECT ${columns} FROM "${table}" ORDER BY 1`
    hash.update(JSON.stringify(raw.prepare(query).raw().all()))
  }
  raw.close()
  return hash.digest('hex')
}

test('the sample centre is the same on every machine, and a day of it can be worked with', async () => {
  const service = await testService()
  const again = await testService()
  expect(await service.call('sample.state', {})).toEqual({ empty: true, loaded: false })
  const made = await service.call('sample.load', {})
  await again.call('sample.load', {})
  expect(contents(service)).toBe(contents(again))
  await again.remove()

  // 50 children, 240 in the studios, 400 on courses and 83 who accompany them; nobody twice.
  expect(made.people).toBe(773)
  expect(await service.call('sample.state', {})).toEqual({ empty: false, loaded: true })
  expect(await service.refusal('sample.load', {})).toBe('not_empty')

  const day = await service.call('hippotherapy.day', { date: '2025-10-06' })
  expect(day.sessions.length).toBeGreaterThanOrEqual(7)
  const before = await service.call('hippotherapy.day', { date: '2025-10-02' })
  expect(before.sessions.filter((one) => one.state === 'done').length).toBeGreaterThanOrEqual(6)
  const unmarked = await service.call('attendance.unmarked', { until: '2025-10-06T08:40' })
  // Three rides and two classes that nobody has come round to mark.
  expect(unmarked.sessions).toBe(5)

  const { groups } = await service.call('studio.groups', {})
  expect(groups).toHaveLength(15)
  for (const group of groups) {
    expect(group.classes, group.name).toBeGreaterThan(25)
    expect(group.members, group.name).toBeLessThanOrEqual(group.capacity)
  }
  const { waiting } = await service.call('studio.waitingList', {})
  expect(waiting.map((one) => [one.groupName, one.position, one.next])).toEqual([
    ['АК-2', 1, false],
    ['АК-2', 2, false],
    ['ИЗ-3', 1, false],
    ['ИЗ-3', 2, false],
    ['ИЗ-3', 3, false],
    ['МУ-2', 1, true],
  ])
  const booked = await service.call('consultations.list', {
    from: '2025-09-01',
    until: '2025-12-31',
  })
  expect(booked.consultations).toHaveLength(6)

  const { courses } = await service.call('boarding.courses', { year: 2025 })
  const past = courses.find((one) => one.from === '2025-09-22')
  const course = await service.call('boarding.course', { courseId: past?.courseId as string })
  const states = Map.groupBy(course.people, (one) => one.state)
  expect(states.get('no_show')?.length).toBeGreaterThanOrEqual(1)
  expect(states.get('left')?.length).toBeGreaterThan(25)
  const left = states.get('left') ?? []
  expect(left.filter((one) => one.until < course.until)).toHaveLength(1)
  expect(left.filter((one) => one.stays.length === 2)).toHaveLength(1)
  expect(course.programme.map((one) => one.state)).toEqual(Array(10).fill('done'))
  // The next one is there to try the placing on.
  expect(courses.find((one) => one.from === '2025-10-13')?.placed).toBe(0)
  await service.remove()
}, 120_000)
