import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { smallCentre } from '#test/support/centre.ts'
import { type ChildService, childService } from '#test/support/child-service.ts'
import { testService } from '#test/support/service.ts'
import { bookedTwice, rows, soundness } from '#test/support/tables.ts'

const desks = 8
/** Of each desk, one after another. */
const calls = 1500

const dayOf = (number: number) =>
  new Date(Date.UTC(2025, 10, 3 + number)).toISOString().slice(0, 10)
const startOf = (number: number) =>
  `${String(9 + Math.floor(number / 2)).padStart(2, '0')}:${number % 2 === 0 ? '00' : '30'}`

/** What a desk does next; numbers choose among what there is. */
const step = fc.record({
  what: fc.constantFrom('book', 'book', 'book', 'move', 'cancel', 'restore', 'look', 'write down'),
  day: fc.nat(89),
  start: fc.nat(16),
  client: fc.nat(39),
  horse: fc.nat(5),
  team: fc.nat(5),
  lane: fc.nat(3),
  which: fc.nat(),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** As it stands with a ride by what was confirmed last. */
interface Ride {
  date: string
  start: string
  cancelled: boolean
}

test(`${desks} services over one file, ${calls} calls each at once: all is there as it was confirmed, and nothing is taken twice`, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bastau-eight-'))
  const setUp = await testService({ dataDir })
  const centre = await smallCentre(setUp)
  const named = <Value>(count: number, make: (name: string) => Promise<Value>) =>
    Promise.all(Array.from({ length: count }, (_, number) => make(`Аты ${number}`)))
  const statement = { statementFrom: '2025-10-01', statementUntil: '2026-06-30' }
  const clients = await named(40, (givenName) => centre.person({ givenName, ...statement }))
  const horses = await named(6, (name) => centre.horse(name))
  const instructors = await named(6, (name) => centre.member(name, ['instructor']))
  const leaders = await named(6, (name) => centre.member(name, ['leader']))
  const lanes = await named(4, (name) => centre.place(name))
  const file = setUp.databaseFile
  const changesBefore = rows(file, 'SELECT count(*) AS count FROM change')[0]?.count as number
  await setUp.close()

  const rides = new Map<string, Ride>()
  let [people, changes] = [0, 0]
  const answers = new Map<string, number>()

  async function work(service: ChildService, steps: readonly Step[]): Promise<void> {
    /** Those that this desk has booked: nobody else touches them. */
    const own: string[] = []
    const ask = async (method: string, input: object) => {
      const reply = await service.call(method, input)
      const said = reply?.ok ? 'done' : (reply?.code ?? 'nobody answered')
      answers.set(said, (answers.get(said) ?? 0) + 1)
      const value = reply?.ok ? (reply.value as { sessionId?: string; changeId?: string }) : null
      if (value?.changeId) changes += 1
      return value
    }
    for (const { what, day, start, client, horse, team, lane, which } of steps) {
      const at = { date: dayOf(day), start: startOf(start) }
      const sessionId = own[which % Math.max(1, own.length)]
      const ride = rides.get(sessionId ?? '')
      if (what === 'look') await ask('hippotherapy.day', { date: at.date })
      else if (what === 'write down') {
        const person = { familyName: 'Серікова', givenName: `Әсел ${which}`, evenIfSame: true }
        if (await ask('people.create', person)) people += 1
      } else if (what === 'book' || !sessionId || !ride) {
        const booked = await ask(
          'hippotherapy.book',
          centre.ride({
            ...at,
            clientId: clients[client],
            horseId: horses[horse],
            instructorId: instructors[team],
            leaderId: leaders[team],
            placeId: lanes[lane],
          }),
        )
        if (booked?.sessionId) {
          own.push(booked.sessionId)
          rides.set(booked.sessionId, { ...at, cancelled: false })
        }
      } else if (what === 'move') {
        if (await ask('hippotherapy.move', { sessionId, ...at })) Object.assign(ride, at)
      } else if (what === 'cancel') {
        if (await ask('hippotherapy.cancel', { sessionId, reason: 'centre' })) ride.cancelled = true
      } else if (await ask('hippotherapy.restore', { sessionId })) ride.cancelled = false
    }
  }

  const services = Array.from({ length: desks }, () => childService(dataDir))
  await Promise.all(
    services.map((service, desk) =>
      work(service, fc.sample(step, { numRuns: calls, seed: 20251006 + desk })),
    ),
  )
  for (const service of services) {
    expect(await service.end()).toBe(0)
    expect(service.errors()).toBe('')
  }

  // Each was answered, as a desk may be.
  expect([...answers.values()].reduce((sum, count) => sum + count)).toBe(desks * calls)
  // Whoever has waited five seconds for the others is told so, and has changed nothing.
  const known = ['done', 'rules_refused', 'session_cancelled', 'session_stands', 'busy']
  expect([...answers.keys()].filter((said) => !known.includes(said))).toEqual([])
  expect(answers.get('done')).toBeGreaterThan((desks * calls) / 4)
  expect(answers.get('rules_refused')).toBeGreaterThan(0)

  // All that was confirmed stands there, and nothing else does.
  const standing = rows(file, 'SELECT id, date, start, cancel_reason FROM session ORDER BY id')
  const expected = [...rides].map(([id, { date, start, cancelled }]) => [
    id,
    date,
    start,
    cancelled,
  ])
  expect(standing.map((one) => [one.id, one.date, one.start, one.cancel_reason !== null])).toEqual(
    expected.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  )
  expect(
    rows(
      file,
      `SELECT count(*) AS count FROM person WHERE family_name = 'Серікова' AND given_name LIKE 'Әсел %'`,
    ),
  ).toEqual([{ count: people }])
  expect(rows(file, 'SELECT count(*) AS count FROM change')).toEqual([
    { count: changesBefore + changes },
  ])

  // Nobody and nothing is in two rides at once, by the rides themselves.
  const seats = ['horse_id', 'led_by_id', 'leader_id', 'place_id', 'person_id']
  for (const seat of seats) {
    const twice = rows(
      file,
      `WITH taken AS (
         SELECT session.id, date, person_id, horse_id, led_by_id, ride.leader_id, place_id,
           substr(start, 1, 2) * 60 + substr(start, 4, 2) AS since, minutes
         FROM session JOIN ride ON ride.session_id = session.id
         JOIN participant ON participant.session_id = session.id WHERE cancel_reason IS NULL)
       SELECT one.id, other.id AS other FROM taken AS one JOIN taken AS other
         ON one.date = other.date AND one.id < other.id AND one.${seat} = other.${seat}
        AND one.since < other.since + other.minutes AND other.since < one.since + one.minutes`,
    )
    expect({ [seat]: twice }).toEqual({ [seat]: [] })
  }
  expect(bookedTwice(file)).toEqual([])
  expect(soundness(file)).toEqual({ integrity: 'ok', brokenReferences: [] })
  rmSync(dataDir, { recursive: true })
}, 300_000)
