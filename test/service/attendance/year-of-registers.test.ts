/** A year in which anything is cancelled, restored, marked and closed: every session on a list has its one letter. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Totals } from '#contract/attendance.ts'
import { smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { bookedTwice, keptOpen, type Row, rows } from '#test/support/tables.ts'

let service: TestService
let group: string

const year = { from: '2025-01-01', until: '2025-12-31' }
const months = Array.from(
  { length: 12 },
  (_, month) => `2025-${String(month + 1).padStart(2, '0')}`,
)

beforeAll(async () => {
  service = await testService({ clock: '2024-12-30T08:40' })
  const { call } = service
  const studio = await smallStudio(service, 6)
  group = await studio.group({ ...year, name: 'ИЗ-9' })
  for (const personId of studio.people) await studio.join(group, personId, year.from)
  // Closed days are decided to be held here and there, so that the register has to say something of them.
  closed = await closedDays()
  const decisions = closed.map((date) => ({ date, start: '10:00', action: 'make' }))
  await call('studio.commitTerm', { groupId: group, ...year, decisions } as never)
  const centre = await smallCentre(service)
  const statement = { statementFrom: '2024-12-30', statementUntil: '2026-01-09' }
  const clientId = await centre.person({ familyName: 'Юсупова', ...statement })
  await call('hippotherapy.commitSeries', {
    ...{ ...centre.ride({ clientId }), start: '15:00', days: ['tu', 'fr'] },
    ...{ validFrom: year.from, validUntil: year.until },
  } as never)
  // Half of the year has been.
  service.turnClock('2025-07-01T08:40')
}, 120_000)
afterAll(() => service.remove())

/** The closed days of the year, as they are decided by now. */
let closed: string[] = []
const closedDays = async () =>
  (await service.call('settings.closedDays', year as never)).days.map(({ date }) => date)

const codes = ['present', 'late', 'absent', 'excused', 'cancelled', 'closed', null]
const reasons = ['family', 'centre', 'weather', 'horse', 'staff']
const step = fc.record({
  kind: fc.constantFrom(
    'cancel',
    'cancel',
    'restore',
    'mark',
    'mark',
    'mark',
    'away',
    'close',
    'undo',
  ),
  number: fc.nat(100_000),
  other: fc.nat(100_000),
})

const table = (query: string) => rows(service.databaseFile, query)
const nth = (list: readonly Row[], index: number) => list[index % Math.max(1, list.length)]

function requestOf({ kind, number, other }: { kind: string; number: number; other: number }) {
  const one = (where: string) =>
    nth(table(`SELECT id, kind, date FROM session WHERE ${where} ORDER BY date, id`), number)
  const feature = (session: Row | undefined) =>
    session?.kind === 'ride' ? 'hippotherapy' : 'studio'
  switch (kind) {
    case 'cancel': {
      const session = one('cancel_reason IS NULL')
      const reason = reasons[other % reasons.length]
      return [`${feature(session)}.cancel`, { sessionId: session?.id, reason }] as const
    }
    case 'restore': {
      const session = one('cancel_reason IS NOT NULL')
      return [`${feature(session)}.restore`, { sessionId: session?.id }] as const
    }
    case 'mark': {
      const line = nth(table('SELECT * FROM participant ORDER BY 1, 2'), number)
      const mark = codes[other % codes.length]
      const of = { sessionId: line?.session_id, personId: line?.person_id }
      return ['attendance.mark', { ...of, mark }] as const
    }
    case 'away': {
      const session = one('1')
      const personId = nth(table('SELECT id FROM person ORDER BY id'), other)?.id
      return [
        'attendance.announceAbsence',
        { personId, from: session?.date, until: session?.date },
      ] as const
    }
    case 'close':
      return ['settings.closeDay', { date: one('1')?.date, name: 'Санитарлық күн' }] as const
    default: {
      const changeId = nth(
        table('SELECT id FROM change WHERE of_id IS NULL ORDER BY id DESC LIMIT 9'),
        number,
      )?.id
      return ['changes.undo', { changeId }] as const
    }
  }
}

interface Entry {
  personId: string
  date: string
  letter: string
  counted: Exclude<keyof Totals, 'sessions'>
}

/** What each person on each list is to have, reckoned from the tables alone and in words of their own. */
function entriesOf(where: string): Entry[] {
  return table(
    `SELECT p.person_id, s.date, coalesce(k.letter, CASE
         WHEN s.cancel_reason = 'family' THEN 'У'
         WHEN s.date IN (${closed.map((date) => `'${date}'`).join()}) THEN 'В'
         WHEN s.cancel_reason IS NOT NULL THEN 'Ц'
         ELSE '·' END) AS letter
     FROM participant p JOIN session s ON s.id = p.session_id
     LEFT JOIN attendance a ON a.session_id = p.session_id AND a.person_id = p.person_id
     LEFT JOIN mark_kind k ON k.code = a.mark
     WHERE ${where} ORDER BY s.date, s.start`,
  ).map(({ person_id, date, letter }) => ({
    ...{ personId: String(person_id), date: String(date), letter: String(letter) },
    counted: '✓О'.includes(String(letter))
      ? 'present'
      : letter === 'Н'
        ? 'absent'
        : letter === '·'
          ? 'unmarked'
          : 'excused',
  }))
}
const count = (entries: readonly Entry[]): Totals => {
  const of = (kind: Entry['counted']) => entries.filter(({ counted }) => counted === kind).length
  return {
    sessions: entries.length,
    present: of('present'),
    absent: of('absent'),
    excused: of('excused'),
    unmarked: of('unmarked'),
  }
}

/** The registers of every month and the whole year, against the same from the tables. */
async function expectTrueRegisters(groupId: string | null): Promise<void> {
  const whose = groupId === null ? `s.kind = 'ride'` : `s.roster_id = '${groupId}'`
  const sums: Totals[] = []
  for (const month of months) {
    const register = await service.call('attendance.register', { groupId, month })
    const entries = entriesOf(`${whose} AND s.date LIKE '${month}%'`)
    expect(register.totals).toEqual(count(entries))
    sums.push(register.totals)
    for (const [index, day] of register.days.entries()) {
      const ofDay = entries.filter(({ date }) => date === day.date)
      expect(day.totals, day.date).toEqual(count(ofDay))
      for (const person of register.people) {
        const letters = ofDay.filter(({ personId }) => personId === person.personId)
        expect(person.cells[index]).toBe(letters.map(({ letter }) => letter).join(''))
      }
    }
    for (const { personId, totals } of register.people) {
      expect(totals).toEqual(count(entries.filter((one) => one.personId === personId)))
    }
  }
  const filter = groupId === null ? { kind: 'ride' as const } : { groupId }
  const { people } = await service.call('attendance.grid', { ...year, ...filter })
  const entries = entriesOf(`${whose} AND s.date LIKE '2025%'`)
  for (const { personId, totals } of people) {
    expect(totals).toEqual(count(entries.filter((one) => one.personId === personId)))
  }
  expect(sums.reduce((sum, one) => sum + one.sessions, 0)).toBe(entries.length)
}

test('every session on a list gives exactly one letter or dot a person, and the totals are those of the tables', async () => {
  const stood = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60 }), async (steps) => {
      for (const one of steps) {
        const [method, input] = requestOf(one)
        const reply = await service.raw(method, input)
        if (!reply.ok && reply.code === 'internal') throw service.bugs.at(-1)?.error
      }
      closed = await closedDays()
      await keptOpen(service.databaseFile, async () => {
        await expectTrueRegisters(group)
        await expectTrueRegisters(null)
        expect(bookedTwice(service.databaseFile)).toEqual([])
        for (const { letter } of entriesOf('1')) stood.add(letter)
      })
    }),
    { numRuns: 12 },
  )
  // The property is worth nothing if nothing happens in the year.
  expect(entriesOf(`s.kind = 'ride'`).length).toBeGreaterThan(90)
  expect(entriesOf(`s.kind = 'class'`).length).toBeGreaterThan(500)
  expect([...stood].sort()).toEqual(['·', '✓', 'В', 'Н', 'О', 'У', 'Ц'].sort())
}, 120_000)
