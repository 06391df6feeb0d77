import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { childService } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { bookedTwice, rows, soundness } from '#test/support/tables.ts'

let dataDir: string
let file: string
let centre: SmallCentre
let clientId: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bastau-crash-'))
  const service = await testService({ dataDir })
  centre = await smallCentre(service)
  await service.call('settings.set', { horseWeekDays: 7 })
  clientId = await centre.person({
    givenName: 'Дәмелі',
    statementFrom: '2026-01-01',
    statementUntil: '2026-12-31',
  })
  file = service.databaseFile
  await service.close()
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

const dayOf = (number: number) => new Date(Date.UTC(2026, 0, 1 + number)).toISOString().slice(0, 10)

/** After how many answers the power goes, round by round. */
for (const [round, answers] of [1, 7, 30, 61].entries()) {
  test(`everything confirmed is there after a kill −9 when ${answers} of eighty writes were confirmed`, async () => {
    const service = childService(dataDir)
    const booked: string[] = []
    const marked: string[] = []
    const died = Promise.withResolvers<void>()
    let confirmed = 0
    const confirm = () => {
      confirmed++
      if (confirmed === answers) void service.kill().then(died.resolve)
    }
    const stream = Array.from({ length: 40 }, async (_, number) => {
      const reply = await service.call(
        'hippotherapy.book',
        centre.ride({ clientId, date: dayOf(round * 40 + number) }),
      )
      if (!reply) return
      expect(reply.ok).toBe(true)
      const { sessionId } = reply.value as { sessionId: string }
      booked.push(sessionId)
      confirm()
      const mark = await service.call('attendance.mark', {
        sessionId,
        personId: clientId,
        mark: 'excused',
      })
      if (!mark) return
      expect(mark.ok).toBe(true)
      marked.push(sessionId)
      confirm()
    })
    await Promise.all(stream)
    await died.promise

    const again = childService(dataDir)
    expect(await again.call('people.count', {})).toMatchObject({ ok: true })
    expect(await again.end()).toBe(0)
    expect(booked.length + marked.length).toBeGreaterThanOrEqual(answers)
    const sessions = new Set(rows(file, 'SELECT id FROM session').map((row) => row.id))
    const marks = new Set(
      rows(file, 'SELECT session_id FROM attendance').map((row) => row.session_id),
    )
    expect(booked.filter((id) => !sessions.has(id))).toEqual([])
    expect(marked.filter((id) => !marks.has(id))).toEqual([])
    expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
    expect(bookedTwice(file)).toEqual([])
    // A write is whole or not at all: each session has the change that takes it back.
    const [{ orphans } = { orphans: null }] = rows(
      file,
      `SELECT count(*) AS orphans FROM session
       WHERE id NOT IN (SELECT row_key FROM change_step WHERE table_name = 'session')`,
    )
    expect(orphans).toBe(0)
  })
}
