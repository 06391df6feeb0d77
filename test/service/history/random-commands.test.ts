/** Commands of all kinds at random: taken back in reverse, the file is the same row by row; made again, too. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { rows, soundness } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
let centre: SmallCentre
beforeAll(async () => {
  service = await testService({ clock: '2025-10-09T08:40' })
  centre = await smallCentre(service)
}, 20_000)
afterAll(() => service.remove())

const kinds = [
  'book',
  'move',
  'cancel',
  'mark',
  'absence',
  'person',
  'editPerson',
  'horse',
  'member',
  'place',
  'room',
  'setting',
  'closedDay',
  'openDay',
  'import',
  'merge',
  'group',
  'join',
  'course',
  'enrol',
] as const
const step = fc.record({
  kind: fc.constantFrom(...kinds),
  number: fc.nat({ max: 11 }),
  other: fc.nat({ max: 11 }),
})

const ids = (table: string) =>
  rows(service.databaseFile, `SELECT id FROM "${table}" ORDER BY id`).map((row) => String(row.id))
const nth = (of: readonly string[], number: number) => of[number % of.length] as string
const dates = ['2025-10-25', '2025-10-27', '2025-12-16', '2026-01-01', '2026-01-02', '2026-03-08']
let names = 0

/** What a step asks of the service. */
async function requestOf({ kind, number, other }: { kind: string; number: number; other: number }) {
  const { call } = service
  const personId = nth(ids('person'), number)
  const day = `2025-10-${String(6 + (number % 6)).padStart(2, '0')}`
  const start = `${String(9 + (other % 8)).padStart(2, '0')}:00`
  const sessionId = nth(ids('session'), number)
  const name = `№ ${++names}`
  switch (kind) {
    case 'book':
      return ['hippotherapy.book', centre.ride({ date: day, start, clientId: personId })]
    case 'move':
      return ['hippotherapy.move', { sessionId, start }]
    case 'cancel':
      return ['hippotherapy.cancel', { sessionId, reason: 'weather' }]
    case 'mark': {
      const [row] = rows(
        service.databaseFile,
        `SELECT * FROM participant ORDER BY session_id LIMIT 1 OFFSET ${number % 3}`,
      )
      const mark = ['present', 'absent', 'excused', null][other % 4]
      return ['attendance.mark', { sessionId: row?.session_id, personId: row?.person_id, mark }]
    }
    case 'absence':
      return ['attendance.announceAbsence', { personId, from: day, until: day }]
    case 'person':
      return ['people.create', { familyName: name, givenName: 'Әлия', statementFrom: monday }]
    case 'editPerson': {
      const file = await call('people.get', { personId })
      return ['people.update', { ...file, notes: name, sidewalkersNeeded: other % 3 }]
    }
    case 'horse': {
      const { horses } = await call('horses.list', { withRetired: true })
      const horse = horses[number % horses.length]
      const absences = other % 2 ? [{ from: day, until: day, reason: name }] : []
      return ['horses.update', { ...horse, absences, massKg: 400 + other }]
    }
    case 'member': {
      const { members } = await call('team.list', { withFormer: true })
      const roles = [['leader'], ['instructor', 'leader'], []][other % 3]
      return ['team.update', { ...members[number % members.length], roles }]
    }
    case 'place':
      return ['places.create', { name }]
    case 'room':
      return [
        'boarding.createRoom',
        { building: 'А', floor: 1, number: name, beds: 2, accessible: false, forWhom: 'any' },
      ]
    case 'setting':
      return ['settings.set', { horseRestMinutes: other, statementWarnDays: 20 + number }]
    case 'closedDay':
      return ['settings.closeDay', { date: `2025-11-${10 + number}`, name }]
    case 'openDay':
      return ['settings.openDay', { date: nth(dates, number) }]
    case 'import': {
      const text = `ФИО;Дата рождения\nАсанова ${name};01.02.2015`
      const contentBase64 = Buffer.from(text).toString('base64')
      return ['people.importCommit', { fileName: 'a.csv', contentBase64, kind: 'clients' }]
    }
    case 'merge':
      return ['people.merge', { keptId: personId, mergedId: nth(ids('person'), other) }]
    case 'group':
      return [
        'studio.createGroup',
        {
          ...{ studio: 'art', name, teacherId: null, placeId: centre.field, capacity: 2 },
          ...{ from: monday, until: '2025-11-30', times: [{ day: 'tu', start, minutes: 60 }] },
        },
      ]
    case 'join':
      return ['studio.join', { groupId: nth(ids('studio_group'), other), personId, from: day }]
    case 'course':
      return [
        'boarding.createCourse',
        { name, from: '2025-10-13', until: '2025-10-19', capacity: 3 },
      ]
    default:
      return ['boarding.enrol', { courseId: nth(ids('course'), other), personId }]
  }
}

test('commands of every kind are taken back whole, the last one first, and made again', async () => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
      const states = [stateOf(service)]
      const changes: string[] = []
      for (const one of steps) {
        const [method, input] = await requestOf(one)
        const reply = await service.raw(method as string, input)
        if (!reply.ok) {
          if (reply.code === 'internal') throw service.bugs.at(-1)?.error
          continue
        }
        const { changeId } = reply.value as { changeId: string | null }
        if (changeId === null) continue
        done.set(one.kind, (done.get(one.kind) ?? 0) + 1)
        changes.push(changeId)
        states.push(stateOf(service))
      }
      for (const [index, changeId] of [...changes.entries()].reverse()) {
        await service.call('changes.undo', { changeId })
        expect(stateOf(service)).toEqual(states[index])
      }
      for (const [index, changeId] of changes.entries()) {
        await service.call('changes.redo', { changeId })
        expect(stateOf(service)).toEqual(states[index + 1])
      }
    }),
    { seed: 20251006, numRuns: 12, endOnFailure: true },
  )
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  // The property is worth nothing if a kind was never done.
  expect(kinds.filter((kind) => !done.has(kind))).toEqual([])
}, 120_000)
