import SqliteFile from 'better-sqlite3'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  misfitsOf,
  type SmallHouse,
  smallHouse,
  untold,
  week,
  wrongLists,
  wrongNights,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, emptyTables, rows, soundness } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let people: string[]

beforeAll(async () => {
  // The first course is on, the second is yet to come.
  service = await testService({ clock: `${today}T08:40` })
  house = await smallHouse(service, 3)
  people = Object.values(house.people)
})
afterAll(async () => {
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})

const today = '2025-10-16'
const weights = {
  ...{ enrol: 9, place: 16, move: 9, unplace: 3, takeRoom: 3, withdraw: 2, replace: 3, arrive: 8 },
  ...{ depart: 6, noShow: 2, close: 4, reopen: 4, beds: 2, dates: 4, book: 4, moveSession: 2 },
  ...{ plan: 5, correctArrival: 6, correctDeparture: 6, goAway: 8, changeAway: 7, removeAway: 4 },
  ...{ cancel: 2, restore: 2, mark: 2, copy: 2, accept: 5, undo: 6, redo: 4 },
}
type Kind = keyof typeof weights
const dates = ['2025-10-13', '2025-10-14', '2025-10-16', '2025-10-19', '2025-10-20', '2025-10-23']
const date = fc.constantFrom(...dates)
/** A step takes of this what it needs; beds, rooms, sessions and changes are called by their number. */
const step = fc.record({
  kind: fc.oneof(
    ...Object.entries(weights).map(([kind, weight]) => ({
      weight,
      arbitrary: fc.constant(kind as Kind),
    })),
  ),
  who: fc.nat({ max: 5 }),
  other: fc.nat({ max: 5 }),
  course: fc.nat({ max: 1 }),
  number: fc.nat({ max: 999 }),
  from: date,
  to: date,
  companion: fc.nat({ max: 3 }).map((number) => number === 0),
  flag: fc.boolean(),
  override: fc.nat({ max: 4 }).map((number) => number === 0),
})
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const nth = (query: string, index: number) => {
  const list = rows(service.databaseFile, query)
  return list[index % Math.max(1, list.length)]?.id
}
let courses: string[]

/** What a step asks of the service; `bad_request` when there is nothing yet that it could be about. */
function requestOf(one: Step): { method: string; input: object } {
  const courseId = courses[one.course]
  const inCourse = (where: string, index: number) =>
    nth(
      `SELECT person_id AS id FROM enrolment WHERE course_id = '${courseId}' AND ${where} ORDER BY 1`,
      index,
    )
  // Mostly about those who are in the course; whoever is enrolled may be anybody.
  const personId =
    one.kind === 'enrol'
      ? people[one.who]
      : inCourse(`state NOT IN ('withdrawn', 'reserve')`, one.who)
  const withBed = `person_id IN (SELECT person_id FROM stay WHERE course_id = '${courseId}' AND kept = 0)`
  const whose = { courseId, personId }
  const bedId = nth('SELECT id FROM bed WHERE active = 1 ORDER BY id', one.number)
  const roomId = nth('SELECT id FROM room ORDER BY id', one.number)
  const sessionId = nth(
    `SELECT id FROM session WHERE cancel_reason IS ${one.kind === 'restore' ? 'NOT' : ''} NULL ORDER BY id`,
    one.number,
  )
  const nights = { from: one.from, to: one.to }
  const [first, last] = [one.from, one.to].sort()
  const override = one.override ? { override: { reason: 'отбасы' } } : {}
  const about = (name: string, input: object) => ({ method: `boarding.${name}`, input })
  switch (one.kind) {
    case 'enrol': {
      const companion = one.companion ? { companionOfId: people[one.other] } : {}
      return about('enrol', {
        ...whose,
        ...companion,
        reserve: one.flag,
        leaveClashes: one.override,
      })
    }
    case 'place':
      return about('place', { ...whose, bedId, ...nights, ...override })
    case 'move':
      return about('move', {
        ...{ courseId, personId: inCourse(withBed, one.who) },
        bedId,
        from: one.from,
        withCompanions: one.flag,
        ...override,
      })
    case 'unplace':
      return about('unplace', { ...whose, from: one.from })
    case 'takeRoom':
      return about('takeRoom', { ...whose, roomId, ...nights, ...override })
    case 'withdraw':
    case 'noShow':
      return about(one.kind, whose)
    case 'replace':
      return about('replace', {
        ...whose,
        byPersonId: inCourse(`state = 'reserve'`, one.other),
        on: one.from,
      })
    case 'arrive':
    case 'depart':
      return about(one.kind, { ...whose, on: one.from })
    case 'plan':
      return about('plan', { ...whose, from: first, until: last })
    case 'correctArrival':
    case 'correctDeparture': {
      const state = one.kind === 'correctArrival' ? `state = 'here'` : `state = 'left'`
      const on = one.flag ? null : one.from
      const bed = one.companion ? { bedId } : {}
      return about(one.kind, { courseId, personId: inCourse(state, one.who), on, ...bed })
    }
    case 'goAway':
      return about('goAway', { ...whose, from: first, until: last, bedKept: one.flag })
    case 'changeAway':
    case 'removeAway': {
      const awayId = nth('SELECT id FROM nights_away ORDER BY id', one.number)
      const [known] = rows(service.databaseFile, `SELECT * FROM nights_away WHERE id = '${awayId}'`)
      const fields = { from: known?.from_date, until: last, bedKept: one.flag }
      const bed = one.companion ? { bedId } : {}
      return about(one.kind, { awayId, ...bed, ...(one.kind === 'changeAway' && fields) })
    }
    case 'close':
      return about('closeRoom', { roomId, from: one.from, until: one.to })
    case 'reopen':
      return about('reopenRoom', { closureId: nth('SELECT id FROM room_closure', one.number) })
    case 'beds': {
      const [room] = rows(service.databaseFile, `SELECT * FROM room WHERE id = '${roomId}'`)
      const { building, floor, number, for_whom: forWhom } = room ?? {}
      return about('updateRoom', {
        ...{ roomId, building, floor, number, forWhom },
        beds: 1 + (one.other % 3),
      })
    }
    case 'dates':
      return about('updateCourse', {
        ...{ courseId, name: 'Курс', capacity: 3, from: one.from, until: one.to },
      })
    case 'book': {
      const start = one.flag ? '10:00' : '10:30'
      const place = { placeId: one.companion ? house.kitchen : house.hall, leaderId: null }
      return about(
        'bookSession',
        house.lesson({ courseId, date: one.from, start, ...place, leaveClashes: one.override }),
      )
    }
    case 'moveSession':
      return about('moveSession', {
        sessionId,
        date: one.from,
        ...(one.flag && { start: '12:00' }),
      })
    case 'cancel':
      return about('cancelSession', { sessionId, reason: 'staff' })
    case 'restore':
      return about('restoreSession', { sessionId })
    case 'mark': {
      const list = `SELECT person_id AS id FROM participant WHERE session_id = '${sessionId}'`
      // Ahead of its hour somebody can only be excused.
      const mark = one.flag ? 'present' : 'excused'
      return {
        method: 'attendance.mark',
        input: { sessionId, personId: nth(list, one.other), mark },
      }
    }
    case 'copy':
      return about('copyProgramme', { courseId, fromCourseId: courses[1 - one.course] })
    case 'accept': {
      const second = nth('SELECT id FROM bed WHERE active = 1 ORDER BY id', one.number + 1)
      const placings = [
        { personId, bedId },
        { personId: inCourse(`state = 'expected'`, one.other), bedId: second },
      ]
      return about('acceptProposal', { courseId, placings })
    }
    case 'undo':
    case 'redo': {
      const undone = one.kind === 'redo' ? 'IS NOT NULL' : 'IS NULL AND of_id IS NULL'
      const query = `SELECT id FROM change WHERE undone_by_id ${undone} ORDER BY id DESC`
      return { method: `changes.${one.kind}`, input: { changeId: nth(query, one.number % 6) } }
    }
  }
}

/** Refusals that a person meets in an ordinary week. Anything else is a bug. */
const ordinary = new Set([
  ...[
    'rules_refused',
    'session_marked',
    'session_cancelled',
    'not_begun',
    'changed_since',
    'nothing_to_undo',
  ],
  ...['arrival_ahead', 'arrival_outside_course', 'departure_ahead', 'departure_before_arrival'],
  ...['plan_outside_course', 'plan_passed', 'not_arrived', 'not_left'],
  ...['away_outside_stay', 'away_twice', 'away_then'],
  ...['session_stands', 'not_found', 'bad_request', 'course_started', 'already_away'],
])

/** Two courses that share a day, each with somebody, of whom one is here, and a session. */
async function begin() {
  const raw = new SqliteFile(service.databaseFile)
  raw.pragma('foreign_keys = OFF')
  const tables = [
    ...['attendance', 'participant', 'claim', 'lack'],
    ...['session', 'stay', 'nights_away', 'share_wish', 'enrolment', 'room_closure', 'course'],
  ]
  emptyTables(raw, tables)
  raw.exec('UPDATE bed SET active = 1')
  raw.close()
  courses = [
    await house.course(),
    await house.course({ name: 'Келесі', from: '2025-10-19', until: '2025-10-23' }),
  ]
  for (const [index, courseId] of courses.entries()) {
    const personId = people[index] as string
    await house.enrol(personId, { courseId })
    if (index === 0) await service.call('boarding.arrive', { courseId, personId, on: week.from })
    await house.enrol(people[3 + index] as string, { courseId })
    await house.enrol(people[2] as string, { courseId, reserve: true })
    await house.book({ courseId, date: dates[2 + index] })
  }
}

function wrongs(): string[] {
  const file = service.databaseFile
  const broken = soundness(file).brokenReferences.map((one) => JSON.stringify(one))
  return [...wrongNights(file), ...wrongLists(file), ...bookedTwice(file), ...broken]
}

/** Changes of facts, which leave people in beds that do not fit them; nothing else may put anybody into one. */
const changesFacts: readonly string[] = ['close', 'beds', 'dates', 'undo', 'redo']

/** Nights that do not fit, as people have them. */
const misfits = () =>
  misfitsOf(service.databaseFile, today).map(({ personId, bedId, night, why }) =>
    [personId, bedId, night, why].join(' '),
  )

test('beds, rooms and lists stay true through random weeks; nobody new is put where it does not fit', async () => {
  const kinds = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 32 }), async (steps) => {
      await begin()
      let before = new Set(misfits())
      for (const one of steps) {
        const { method, input } = requestOf(one)
        const reply = await service.raw(method, input, house.team.coordinator)
        if (!reply.ok) {
          if (reply.code === 'internal') throw service.bugs.at(-1)?.error
          expect(ordinary).toContain(reply.code)
          continue
        }
        kinds.set(one.kind, (kinds.get(one.kind) ?? 0) + 1)
        const after = `after ${method} ${JSON.stringify(input)}`
        expect(wrongs(), after).toEqual([])
        const now = misfits()
        if (now.length > 0) expect(await untold(service), after).toEqual([])
        const come = now.filter((known) => !before.has(known))
        if (!changesFacts.includes(one.kind)) expect(come, after).toEqual([])
        before = new Set(now)
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
  // The property is worth nothing if the weeks stay empty.
  expect(Object.keys(weights).filter((name) => !kinds.has(name))).toEqual([])
}, 240_000)

test('whatever is done in the house is taken back whole, and made again', async () => {
  let taken = 0
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 25 }), async (steps) => {
      await begin()
      for (const one of steps.filter(({ kind }) => kind !== 'undo' && kind !== 'redo')) {
        const { method, input } = requestOf(one)
        const before = stateOf(service)
        const reply = await service.raw(method, input, house.team.coordinator)
        const changeId = reply.ok && (reply.value as { changeId?: string }).changeId
        if (!changeId) continue
        const after = stateOf(service)
        await service.call('changes.undo', { changeId })
        expect(stateOf(service)).toEqual(before)
        await service.call('changes.redo', { changeId })
        expect(stateOf(service)).toEqual(after)
        taken++
      }
    }),
    { numRuns: 20, endOnFailure: true },
  )
  expect(taken).toBeGreaterThan(80)
}, 120_000)
