import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { answerOf, type ChildService, childService } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { bookedTwice, rows, soundness } from '#test/support/tables.ts'

/** Two services, each a process of its own, over one file: two computers at one desk. */
const calls = 50
let dataDir: string
let file: string
let centre: SmallCentre
let services: ChildService[]

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'bastau-two-'))
  const service = await testService({ dataDir })
  centre = await smallCentre(service)
  // Fifty clients, each with a horse, a team and a lane of their own: only what is meant to clashes.
  for (let number = 0; number < calls; number++) {
    clients.push(await centre.person({ givenName: `Клиент ${number}` }))
    horses.push(await centre.horse(`Ат ${number}`))
    instructors.push(await centre.member(`Нұсқаушы ${number}`, ['instructor']))
    leaders.push(await centre.member(`Жетекші ${number}`, ['leader']))
    lanes.push(await centre.place(`Манеж ${number}`))
  }
  file = service.databaseFile
  await service.close()
  services = [childService(dataDir), childService(dataDir)]
})
afterAll(async () => {
  for (const service of services) expect(await service.end()).toBe(0)
  expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  rmSync(dataDir, { recursive: true, force: true })
})

const clients: string[] = []
const horses: string[] = []
const instructors: string[] = []
const leaders: string[] = []
const lanes: string[] = []

/** A ride in which everything belongs to that number alone, with what a test changes. */
const rideOf = (number: number, change: Record<string, unknown>) =>
  centre.ride({
    clientId: clients[number],
    horseId: horses[number],
    instructorId: instructors[number],
    leaderId: leaders[number],
    placeId: lanes[number],
    ...change,
  })

/** Fifty calls at once, one half to each of the two services. */
const allAtOnce = (method: string, inputOf: (number: number) => unknown) =>
  Promise.all(
    Array.from({ length: calls }, (_, number) =>
      (services[number % 2] as ChildService).call(method, inputOf(number)),
    ),
  )

const roundDays = ['2025-11-03', '2025-11-04', '2025-11-05']

for (const [seat, wanted] of [
  ['horse', () => ({ horseId: centre.zhuldyz })],
  ['instructor', () => ({ instructorId: centre.instructor })],
  ['client', () => ({ clientId: centre.aliya })],
  ['arena lane', () => ({ placeId: centre.arena })],
] as const) {
  test(`of fifty that want the same ${seat} at once exactly one gets it`, async () => {
    for (const date of roundDays) {
      const start = `${9 + roundDays.indexOf(date)}:${seat === 'horse' ? '00' : '30'}`.padStart(
        5,
        '0',
      )
      const replies = await allAtOnce('hippotherapy.book', (number) =>
        rideOf(number, { date, start, ...wanted() }),
      )
      expect(replies.filter((reply) => reply?.ok)).toHaveLength(1)
      const refused = replies.filter((reply) => !reply?.ok)
      expect(new Set(refused.map((reply) => reply?.code))).toEqual(new Set(['rules_refused']))
      const [{ taken } = { taken: 0 }] = rows(
        file,
        'SELECT count(*) AS taken FROM session WHERE date = ? AND start = ? AND cancel_reason IS NULL',
        date,
        start,
      )
      expect(taken).toBe(1)
      expect(bookedTwice(file)).toEqual([])
      // The next seat's round begins with an empty day.
      const winner = answerOf<{ sessionId: string }>(replies.find((reply) => reply?.ok))
      await services[0]?.call('hippotherapy.cancel', {
        sessionId: winner.sessionId,
        reason: 'centre',
      })
    }
  })
}

test('of fifty that want different slots all get theirs', async () => {
  for (const date of ['2025-11-10', '2025-11-11', '2025-11-12']) {
    const replies = await allAtOnce('hippotherapy.book', (number) =>
      rideOf(number, { date, start: '10:00' }),
    )
    expect(replies.filter((reply) => !reply?.ok)).toEqual([])
    const [{ booked } = { booked: 0 }] = rows(
      file,
      'SELECT count(*) AS booked FROM session WHERE date = ?',
      date,
    )
    expect(booked).toBe(calls)
    expect(bookedTwice(file)).toEqual([])
  }
})

test('of fifty that move to the same hour exactly one comes there, the others stay where they were', async () => {
  const date = '2025-11-17'
  const booked = await allAtOnce('hippotherapy.book', (number) =>
    rideOf(number, { date, start: '10:00' }),
  )
  const ids = booked.map((reply) => answerOf<{ sessionId: string }>(reply).sessionId)
  const replies = await allAtOnce('hippotherapy.move', (number) => ({
    sessionId: ids[number],
    start: '12:00',
    horseId: centre.zhuldyz,
  }))
  expect(replies.filter((reply) => reply?.ok)).toHaveLength(1)
  const starts = rows(
    file,
    'SELECT start, count(*) AS many FROM session WHERE date = ? GROUP BY start ORDER BY start',
    date,
  )
  expect(starts).toEqual([
    { start: '10:00', many: calls - 1 },
    { start: '12:00', many: 1 },
  ])
  expect(bookedTwice(file)).toEqual([])
})

test('what one service has booked the other shows at once', async () => {
  const date = '2025-11-24'
  const booked = await services[0]?.call('hippotherapy.book', rideOf(0, { date, start: '10:00' }))
  const day = await services[1]?.call('hippotherapy.day', { date })
  expect(answerOf<{ sessions: { id: string }[] }>(day).sessions.map((one) => one.id)).toEqual([
    answerOf<{ sessionId: string }>(booked).sessionId,
  ])
})

test('two services that start at once on a folder without a file make one centre', async () => {
  const empty = mkdtempSync(join(tmpdir(), 'bastau-both-'))
  const both = [childService(empty), childService(empty)]
  const replies = await Promise.all(both.map((service) => service.call('people.count', {})))
  expect(replies).toMatchObject([
    { ok: true, value: { people: 0 } },
    { ok: true, value: { people: 0 } },
  ])
  for (const service of both) expect(await service.end()).toBe(0)
  rmSync(empty, { recursive: true, force: true })
})
