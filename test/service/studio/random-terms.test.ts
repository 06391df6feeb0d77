import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { type SmallStudio, smallStudio, term, wrongClasses } from '#test/support/studio.ts'
import { dump, emptyTables, type Row, rows, soundness } from '#test/support/tables.ts'

let service: TestService
let studio: SmallStudio
let horse: string
let arena: string
let times: Row[]
const capacity = 3

beforeAll(async () => {
  service = await testService({ clock: '2025-10-23T08:40' })
  studio = await smallStudio(service, capacity)
  horse = (await service.call('horses.create', { name: 'Дос', birthYear: 2012, massKg: 460 }))
    .horseId
  arena = (await service.call('places.create', { name: 'Манеж' })).placeId
  times = table('SELECT * FROM template')
})
afterAll(async () => {
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})

const dates = ['2025-10-06', '2025-10-08', '2025-10-14', '2025-10-22', '2025-11-05']
const marks = ['present', 'absent', 'excused', 'late', null]
const weights = {
  ...{ join: 6, leave: 4, transfer: 4, wait: 4, stopWaiting: 3, plan: 2, move: 4, cancel: 3 },
  ...{ restore: 4, mark: 10, markAll: 3, walkIn: 2, absence: 2, withdraw: 3, makeUp: 8 },
  ...{ cancelMakeUp: 4, ride: 2, undo: 4, redo: 3 },
}
type Kind = keyof typeof weights
/** A step takes of this what it needs; sessions, credits and changes are called by their number. */
const step = fc.record({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as Kind),
    })),
  ),
  who: fc.nat({ max: 5 }),
  group: fc.nat({ max: 1 }),
  number: fc.nat({ max: 999 }),
  other: fc.nat({ max: 999 }),
  on: fc.constantFrom(...dates),
  day: fc.option(fc.constantFrom(...dates)),
  start: fc.option(fc.constantFrom('09:00', '10:15', '15:30')),
  scope: fc.constantFrom('this', 'later', 'all'),
  mark: fc.constantFrom(...marks),
  leaveClashes: fc.boolean(),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const table = (query: string) => rows(service.databaseFile, query)

/** What a step asks of the service; `bad_request` when there is nothing yet that it could be about. */
function requestOf(one: Step): { method: string; input: object } {
  const nth = (query: string, index: number) => {
    const list = table(query)
    return list[index % Math.max(1, list.length)]?.id
  }
  const groups = [studio.groupA, studio.groupB]
  const personId = studio.people[one.who]
  const groupId = groups[one.group]
  const sessionId = nth(
    `SELECT id FROM session WHERE kind = 'class' ORDER BY ${one.kind === 'restore' ? 'cancel_reason IS NULL,' : ''} id`,
    one.number % (one.kind === 'restore' ? 3 : 1000),
  )
  const about = (method: string, input: object) => ({ method, input })
  switch (one.kind) {
    case 'join':
      return about('studio.join', {
        groupId,
        personId,
        from: one.on,
        leaveClashes: one.leaveClashes,
      })
    case 'leave':
      return about('studio.leave', { groupId, personId, on: one.on })
    case 'transfer':
      return about('studio.transfer', {
        personId,
        fromGroupId: groupId,
        toGroupId: groups[1 - one.group],
        on: one.on,
        leaveClashes: true,
      })
    case 'wait':
      return about('studio.wait', { groupId, personId })
    case 'stopWaiting': {
      const [waiting] = table('SELECT group_id AS id, person_id FROM waiting ORDER BY 1')
      return about('studio.stopWaiting', { groupId: waiting?.id, personId: waiting?.person_id })
    }
    case 'plan': {
      const decisions = [{ date: '2025-10-08', start: '10:00', action: 'without' }]
      return about('studio.commitTerm', { groupId, ...term, decisions })
    }
    case 'move':
      return about('studio.move', {
        sessionId,
        ...(one.day === null ? {} : { date: one.day }),
        ...(one.start === null ? {} : { start: one.start }),
        scope: one.scope,
        leaveClashes: true,
      })
    case 'cancel':
      return about('studio.cancel', { sessionId, reason: 'staff', scope: one.scope })
    case 'restore':
      return about('studio.restore', { sessionId })
    case 'mark':
      return about('attendance.mark', {
        sessionId,
        personId: nth(
          `SELECT person_id AS id FROM participant WHERE session_id = '${sessionId}' ORDER BY 1`,
          one.other,
        ),
        mark: one.mark,
      })
    case 'markAll':
      return about('attendance.markAll', { sessionId, mark: 'present' })
    case 'walkIn':
      return about('attendance.walkIn', { sessionId, person: { personId } })
    case 'absence':
      return about('attendance.announceAbsence', { personId, from: one.on, until: '2025-10-22' })
    case 'withdraw': {
      const absenceId = nth('SELECT id FROM absence ORDER BY id', one.number)
      return about('attendance.withdrawAbsence', { absenceId })
    }
    case 'makeUp':
    case 'cancelMakeUp': {
      const spent = one.kind === 'makeUp' ? '' : 'WHERE used_in_id IS NOT NULL'
      const creditId = nth(`SELECT id FROM credit ${spent} ORDER BY id`, one.other)
      return one.kind === 'makeUp'
        ? about('studio.makeUp', { creditId, sessionId })
        : about('studio.cancelMakeUp', { creditId })
    }
    case 'ride':
      return about('hippotherapy.book', {
        date: one.on,
        start: one.leaveClashes ? '10:20' : '15:10',
        minutes: 30,
        clientId: personId,
        horseId: horse,
        placeId: arena,
        instructorId: null,
        sidewalkerIds: [],
      })
    case 'undo':
    case 'redo': {
      const undone = one.kind === 'redo' ? 'IS NOT NULL' : 'IS NULL AND of_id IS NULL'
      const changeId = nth(
        `SELECT id FROM change WHERE undone_by_id ${undone} ORDER BY id`,
        one.number,
      )
      return about(`changes.${one.kind}`, { changeId })
    }
  }
}

/** Refusals that a person meets in an ordinary term. Anything else is a bug. */
const ordinary = new Set([
  ...[
    'rules_refused',
    'session_marked',
    'session_cancelled',
    'not_begun',
    'changed_since',
    'nothing_to_undo',
  ],
  ...['session_stands', 'not_found', 'credit_spent', 'bad_request'],
])

/** Classes that somebody who joins is not on the list of, though they are free at that hour and there is a place. */
const missedBy = (group: unknown, person: unknown, from: unknown) =>
  table(
    `SELECT s.date FROM session s WHERE s.roster_id = '${group}' AND s.date >= '${from}'
     AND s.cancel_reason IS NULL AND NOT EXISTS (SELECT 1 FROM participant p
       WHERE p.session_id = s.id AND p.person_id = '${person}')
     AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.resource_id = '${person}'
       AND c.starts_at < strftime('%Y-%m-%dT%H:%M', s.date || ' ' || s.start, s.minutes || ' minutes')
       AND c.ends_at > s.date || 'T' || s.start)
     AND (SELECT count(*) FROM participant p WHERE p.session_id = s.id AND p.part <> 'walk_in'
       AND NOT EXISTS (SELECT 1 FROM attendance a JOIN mark_kind k ON k.code = a.mark AND k.excused = 1
         WHERE a.session_id = p.session_id AND a.person_id = p.person_id)) < ${capacity}`,
  )

/** Letters and totals of both groups, reckoned from the tables alone. */
async function wrongRegisters(): Promise<string[]> {
  const wrong: string[] = []
  const { days } = await service.call('settings.closedDays', {
    ...{ from: '2025-10-01', until: '2025-11-30' },
  } as never)
  const closed = days.map(({ date }) => `'${date}'`).join()
  for (const groupId of [studio.groupA, studio.groupB]) {
    for (const month of ['2025-10', '2025-11']) {
      const register = await service.call('attendance.register', { groupId, month })
      const entries = table(
        `SELECT p.person_id, coalesce(a.mark, CASE WHEN s.date IN (${closed}) THEN 'closed'
           WHEN s.cancel_reason = 'staff' THEN 'cancelled' END) AS mark
         FROM participant p JOIN session s ON s.id = p.session_id
         LEFT JOIN attendance a ON a.session_id = p.session_id AND a.person_id = p.person_id
         WHERE s.roster_id = '${groupId}' AND s.date LIKE '${month}%'`,
      )
      const counts = (list: readonly Row[]) => ({
        sessions: list.length,
        present: list.filter((one) => one.mark === 'present' || one.mark === 'late').length,
        absent: list.filter((one) => one.mark === 'absent').length,
        excused: list.filter((one) => ['excused', 'cancelled', 'closed'].includes(String(one.mark)))
          .length,
        unmarked: list.filter((one) => one.mark === null).length,
      })
      const same = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other)
      if (!same(register.totals, counts(entries))) wrong.push(`totals of ${month}`)
      for (const person of register.people) {
        const own = entries.filter((one) => one.person_id === person.personId)
        if (!same(person.totals, counts(own))) wrong.push(`totals of a person in ${month}`)
        if (person.cells.join('').length !== own.length) wrong.push(`letters in ${month}`)
      }
      const sums = register.days.reduce((sum, one) => sum + one.totals.sessions, 0)
      if (sums !== entries.length) wrong.push(`totals of the days of ${month}`)
    }
  }
  return wrong
}

/** Everything but the groups, people and places; the groups' times as they were at first. */
const emptyTheStudio = () => {
  const raw = new SqliteFile(service.databaseFile)
  raw.pragma('foreign_keys = OFF')
  const tables = [
    ...['credit', 'attendance', 'absence'],
    ...['participant', 'ride', 'claim', 'lack', 'session', 'membership', 'waiting', 'template'],
  ]
  emptyTables(raw, tables)
  const put = raw.prepare(
    `INSERT INTO template VALUES (${Object.keys(times[0] ?? {}).map(() => '?')})`,
  )
  for (const row of times) put.run(...Object.values(row))
  raw.close()
}

/** Two members of each group, and a term of both. */
const begin = async () => {
  const [one, two, three, four] = studio.people as [string, string, string, string]
  for (const personId of [one, two]) await studio.join(studio.groupA, personId)
  for (const personId of [three, four]) await studio.join(studio.groupB, personId)
  await studio.plan(studio.groupA)
  await studio.plan(studio.groupB)
}

test('membership dates, lists, marks, credits and totals stay true through a random term', async () => {
  const kinds = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
      emptyTheStudio()
      await begin()
      const byHand = new Map<string, string>()
      for (const one of steps) {
        const request = requestOf(one)
        const reply = await service.raw(request.method, request.input)
        if (!reply.ok) {
          if (reply.code === 'internal') throw service.bugs.at(-1)?.error
          expect(ordinary).toContain(reply.code)
          continue
        }
        kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1)
        const { marked } = reply.value as {
          marked?: { sessionId: string; personId: string; mark: string }[]
        }
        if (one.kind === 'mark') {
          const { sessionId, personId, mark } = request.input as Record<string, string | null>
          if (mark === null || mark === undefined) byHand.delete(`${sessionId} ${personId}`)
          else byHand.set(`${sessionId} ${personId}`, mark)
        }
        if (one.kind === 'markAll') {
          for (const { sessionId, personId, mark } of marked ?? []) {
            byHand.set(`${sessionId} ${personId}`, mark)
          }
        }
        if (one.kind === 'undo' || one.kind === 'redo') {
          // A mark that is taken back is the one before it.
          const side = one.kind === 'undo' ? 'before' : 'after'
          const { changeId } = request.input as { changeId: string }
          for (const row of table(
            `SELECT row_key, ${side} AS mark FROM change_step
             WHERE table_name = 'attendance' AND change_id = '${changeId}' ORDER BY step`,
          )) {
            const stands = row.mark === null ? null : JSON.parse(String(row.mark))
            if (stands === null || stands.absence_id !== null) byHand.delete(String(row.row_key))
            else byHand.set(String(row.row_key), stands.mark)
          }
        }
        if (one.kind === 'join') {
          const { groupId, personId, from } = request.input as Record<string, string>
          expect(missedBy(groupId, personId, from)).toEqual([])
        }
        expect(wrongClasses(service.databaseFile)).toEqual([])
        const kept = new Map(
          table('SELECT * FROM attendance').map((row) => [
            `${row.session_id} ${row.person_id}`,
            row.mark,
          ]),
        )
        for (const [key, mark] of byHand) expect(kept.get(key)).toBe(mark)
      }
      expect(await wrongRegisters()).toEqual([])
    }),
    { numRuns: 60 },
  )
  // The property is worth nothing if the terms stay empty.
  const seldom = Object.keys(weights).filter((name) => (kinds.get(name) ?? 0) < 2)
  expect(seldom).toEqual([])
}, 300_000)

test('whatever is done in a studio is taken back whole, and made again', async () => {
  const kept = [
    ...['session', 'participant', 'claim', 'membership', 'waiting', 'template', 'studio_group'],
    ...['credit', 'attendance', 'ride'],
  ]
  const state = () => {
    const all = dump(service.databaseFile)
    return kept.map((name) =>
      // A credit is a new one when the mark that gives it comes back.
      (all[name] ?? []).map((row) => (name === 'credit' ? { ...row, id: '' } : row)),
    )
  }
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      emptyTheStudio()
      await begin()
      for (const one of steps.filter(({ kind }) => kind !== 'undo' && kind !== 'redo')) {
        const request = requestOf(one)
        const before = state()
        const reply = await service.raw(request.method, request.input)
        const changeId = reply.ok && (reply.value as { changeId?: string }).changeId
        if (!changeId) continue
        const after = state()
        await service.call('changes.undo', { changeId })
        expect(state()).toEqual(before)
        await service.call('changes.redo', { changeId })
        expect(state()).toEqual(after)
        taken++
      }
    }),
    { numRuns: 25 },
  )
  expect(taken).toBeGreaterThan(100)
}, 300_000)
