import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, dump, emptyTables, rows, soundness } from '#test/support/tables.ts'

const seed = 20251006

let service: TestService
let centre: SmallCentre

beforeAll(async () => {
  service = await testService({ clock: '2025-10-07T12:00' })
  centre = await smallCentre(service)
  // Many short sessions on few horses: the days are to be full, not the rules to be strict.
  await service.call('settings.set', { horseRestMinutes: 0, horseConsecutiveMinutes: 480 })
})
afterAll(async () => {
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})

const pick = (most: number) => fc.nat({ max: most - 1 })
/** A session is called by its number among those there are, a change by its number too. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('book' as const),
      ride: fc.record({
        day: pick(2),
        start: pick(18),
        minutes: fc.constantFrom(20, 30, 45),
        client: pick(2),
        horse: pick(2),
        instructor: pick(3),
        leader: pick(3),
        sidewalkers: pick(4),
        place: pick(2),
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('move' as const),
      session: pick(1000),
      day: fc.option(pick(2)),
      start: fc.option(pick(18)),
      minutes: fc.option(fc.constantFrom(20, 30, 45)),
      horse: fc.option(pick(2)),
      place: fc.option(pick(2)),
      scope: fc.constantFrom('this', 'later', 'all'),
      leaveClashes: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('cancel' as const),
      session: pick(1000),
      scope: fc.constantFrom('this', 'later', 'all'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('restore' as const), session: pick(1000) }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('undo' as const), change: pick(1000) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('redo' as const), change: pick(1000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('copy' as const), back: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('series' as const),
      start: pick(18),
      client: pick(2),
      horse: pick(2),
      days: fc.constantFrom(['mo'], ['tu'], ['mo', 'tu']),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mark' as const), session: pick(1000) }) },
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const days = [monday, '2025-10-07']
/** Every twenty minutes from nine on: sessions of 30 and 45 minutes meet their neighbours. */
const timeOf = (slot: number) => {
  const minutes = 9 * 60 + slot * 20
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** What a step asks of the service, or null when there is nothing yet that it could change. */
function requestOf(one: Step, day: DayOfWork): { method: string; input: unknown } | null {
  const clients = [centre.aliya, centre.baurzhan]
  const horses = [centre.zhuldyz, centre.aqboz]
  const places = [centre.arena, centre.field]
  const sessionId =
    'session' in one ? day.sessions[one.session % Math.max(1, day.sessions.length)] : undefined
  const changeId =
    'change' in one ? day.changes[one.change % Math.max(1, day.changes.length)] : undefined
  switch (one.kind) {
    case 'book':
      return {
        method: 'hippotherapy.book',
        input: {
          date: days[one.ride.day],
          start: timeOf(one.ride.start),
          minutes: one.ride.minutes,
          clientId: clients[one.ride.client],
          horseId: horses[one.ride.horse],
          placeId: places[one.ride.place],
          instructorId: [centre.instructor, centre.instructor2, null][one.ride.instructor],
          leaderId: [centre.leader, centre.leader2, null][one.ride.leader],
          sidewalkerIds: [
            [],
            [centre.sidewalker],
            [centre.sidewalker2],
            [centre.sidewalker, centre.sidewalker2],
          ][one.ride.sidewalkers],
        },
      }
    case 'move':
      return sessionId
        ? {
            method: 'hippotherapy.move',
            input: {
              sessionId,
              ...(one.day === null ? {} : { date: days[one.day] }),
              ...(one.start === null ? {} : { start: timeOf(one.start) }),
              ...(one.minutes === null ? {} : { minutes: one.minutes }),
              ...(one.horse === null ? {} : { horseId: horses[one.horse] }),
              ...(one.place === null ? {} : { placeId: places[one.place] }),
              scope: one.scope,
              leaveClashes: one.leaveClashes,
            },
          }
        : null
    case 'cancel':
      return sessionId
        ? {
            method: 'hippotherapy.cancel',
            input: { sessionId, reason: 'weather', scope: one.scope },
          }
        : null
    case 'restore':
      return sessionId ? { method: 'hippotherapy.restore', input: { sessionId } } : null
    case 'undo':
      return changeId ? { method: 'changes.undo', input: { changeId } } : null
    case 'redo':
      return changeId ? { method: 'changes.redo', input: { changeId } } : null
    case 'copy': {
      const [from, to] = one.back ? days.toReversed() : days
      return { method: 'hippotherapy.copy', input: { from, to, days: 1 } }
    }
    case 'series':
      return {
        method: 'hippotherapy.commitSeries',
        input: {
          clientId: clients[one.client],
          horseId: horses[one.horse],
          placeId: places[one.horse],
          instructorId: null,
          sidewalkerIds: [],
          days: one.days,
          start: timeOf(one.start),
          minutes: 30,
          validFrom: monday,
          validUntil: '2025-10-21',
        },
      }
    case 'mark':
      return sessionId
        ? {
            method: 'attendance.mark',
            input: { sessionId, personId: day.clientOf(sessionId), mark: 'present' },
          }
        : null
  }
}

interface DayOfWork {
  sessions: string[]
  changes: string[]
  clientOf(sessionId: string): string
}

/** Refusals that a person meets in an ordinary day. Anything else is a bug. */
const ordinary = new Set([
  'rules_refused',
  'session_marked',
  'session_cancelled',
  'not_begun',
  'session_stands',
  'changed_since',
  'nothing_to_undo',
  'not_found',
])

const emptyTheCentre = () => {
  const raw = new SqliteFile(service.databaseFile)
  emptyTables(raw, ['attendance', 'session', 'template'])
  raw.close()
}

/** Lives one random day, step by step. */
async function live(
  steps: readonly Step[],
  before: () => void,
  after: (one: Step, changeId: string | null) => Promise<void>,
) {
  emptyTheCentre()
  const changes: string[] = []
  for (const one of steps) {
    const sessions = rows(
      service.databaseFile,
      'SELECT session_id AS id, person_id AS client_id FROM participant ORDER BY session_id',
    )
    const request = requestOf(one, {
      sessions: sessions.map((row) => String(row.id)),
      changes,
      clientOf: (id) => String(sessions.find((row) => row.id === id)?.client_id),
    })
    if (!request) continue
    before()
    const reply = await service.raw(request.method, request.input)
    if (reply.ok) {
      const { changeId } = reply.value as { changeId?: string | null }
      const isNew = one.kind !== 'undo' && one.kind !== 'redo'
      if (changeId && isNew) changes.push(changeId)
      await after(one, isNew ? (changeId ?? null) : null)
    } else {
      if (reply.code === 'internal') throw service.bugs.at(-1)?.error
      expect(ordinary).toContain(reply.code)
    }
    expect(bookedTwice(service.databaseFile)).toEqual([])
  }
}
const randomDay = fc.array(step, { minLength: 5, maxLength: 25 })

test('on two hundred random days nobody and nothing is ever in two places', async () => {
  let accepted = 0
  const kinds = new Set<string>()
  await fc.assert(
    fc.asyncProperty(randomDay, (steps) =>
      live(
        steps,
        () => undefined,
        async (one) => {
          accepted++
          kinds.add(one.kind)
        },
      ),
    ),
    { seed, numRuns: 200 },
  )
  // The property is worth nothing if the days stay empty.
  expect(accepted).toBeGreaterThan(800)
  expect([...kinds].sort()).toEqual([
    'book',
    'cancel',
    'copy',
    'mark',
    'move',
    'redo',
    'restore',
    'series',
    'undo',
  ])
}, 420_000)

test('every change of a random day, taken back and put again, leaves exactly what was there', async () => {
  const state = () => {
    const { session, template, claim } = dump(service.databaseFile)
    return { session, template, claim }
  }
  let before = {}
  await fc.assert(
    fc.asyncProperty(randomDay, (steps) =>
      live(
        steps,
        () => {
          before = state()
        },
        async (one, changeId) => {
          if (!changeId || one.kind === 'mark') return
          const after = state()
          await service.call('changes.undo', { changeId })
          expect(state()).toEqual(before)
          await service.call('changes.redo', { changeId })
          expect(state()).toEqual(after)
        },
      ),
    ),
    { seed: seed + 1, numRuns: 60 },
  )
}, 420_000)

test('the database itself refuses exactly the claims that overlap, whoever writes', async () => {
  emptyTheCentre()
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  const raw = new SqliteFile(service.databaseFile)
  const resources = [centre.zhuldyz, centre.aliya]
  const at = (minute: number) =>
    new Date(Date.UTC(2026, 0, 5) + minute * 60_000).toISOString().slice(0, 16)
  interface Claim {
    resource: string
    from: number
    until: number
  }
  const meets = (one: Claim, other: Claim) =>
    one.resource === other.resource && one.from < other.until && other.from < one.until
  const span = fc.record({
    resource: pick(2),
    from: pick(2000),
    length: fc.integer({ min: 1, max: 240 }),
  })

  fc.assert(
    fc.property(
      fc.array(fc.record({ span, changes: fc.option(pick(100)), removes: fc.boolean() }), {
        minLength: 5,
        maxLength: 40,
      }),
      (writes) => {
        raw.exec(`DELETE FROM claim WHERE starts_at >= '2026'`)
        let model: Claim[] = []
        for (const write of writes) {
          const claim: Claim = {
            resource: resources[write.span.resource] as string,
            from: write.span.from,
            until: write.span.from + write.span.length,
          }
          const old = write.changes === null ? undefined : model[write.changes % model.length]
          if (old && write.removes) {
            raw
              .prepare('DELETE FROM claim WHERE resource_id = ? AND starts_at = ?')
              .run(old.resource, at(old.from))
            model = model.filter((one) => one !== old)
            continue
          }
          const free = !model.some((one) => one !== old && meets(one, claim))
          const values = [claim.resource, at(claim.from), at(claim.until)]
          const put = () =>
            old
              ? raw
                  .prepare(
                    'UPDATE claim SET resource_id = ?, starts_at = ?, ends_at = ? WHERE resource_id = ? AND starts_at = ?',
                  )
                  .run(...values, old.resource, at(old.from))
              : raw.prepare('INSERT INTO claim VALUES (?, ?, ?, ?, NULL)').run(...values, sessionId)
          if (free) {
            put()
            model = [...model.filter((one) => one !== old), claim]
          } else {
            expect(put).toThrow(/claim_overlap|UNIQUE/)
          }
        }
        const stored = raw
          .prepare(`SELECT count(*) FROM claim WHERE starts_at >= '2026'`)
          .pluck()
          .get()
        expect(stored).toBe(model.length)
      },
    ),
    { seed, numRuns: 300 },
  )
  raw.close()
})

test('a claim lasts a day at most, ends after it begins, and is a minute of the calendar', async () => {
  emptyTheCentre()
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  const raw = new SqliteFile(service.databaseFile)
  const put = (from: string, until: string) => () =>
    raw
      .prepare('INSERT INTO claim VALUES (?, ?, ?, ?, NULL)')
      .run(centre.aqboz, from, until, sessionId)
  expect(put('2026-01-05T10:00', '2026-01-06T10:00')).not.toThrow()
  expect(put('2026-02-05T10:00', '2026-02-06T10:01')).toThrow(/CHECK/)
  expect(put('2026-02-05T10:00', '2026-02-05T10:00')).toThrow(/CHECK/)
  expect(put('2026-02-05T10:00', '2026-02-05T09:00')).toThrow(/CHECK/)
  expect(put('2026-02-30T10:00', '2026-02-30T11:00')).toThrow(/CHECK/)
  expect(put('2026-02-05T25:00', '2026-02-05T25:30')).toThrow(/CHECK/)
  raw.close()
})
