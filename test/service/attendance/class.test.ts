import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'

let service: TestService
let studio: SmallStudio
let first: string
let second: string

beforeEach(async () => {
  service = await testService({ clock: '2025-10-08T10:05' })
  onTestFinished(() => service.remove())
  studio = await smallStudio(service)
  const [one, two] = studio.people as [string, string]
  for (const person of [one, two]) await studio.join(studio.groupA, person)
  const classes = (await studio.plan(studio.groupA)) as [string, string]
  first = classes[0]
  second = classes[1]
})

const credits = async () => (await service.call('studio.credits', {})).credits

describe('a whole class', () => {
  test('gets the mark where there is none yet, with its trace', async () => {
    const [one, two] = studio.people as [string, string]
    await service.call('attendance.mark', { sessionId: first, personId: one, mark: 'absent' })
    const all = { sessionId: first, mark: 'present' }
    expect((await service.call('attendance.markAll', all)).marked).toEqual([
      { sessionId: first, personId: two, mark: 'present', before: null, remark: null },
    ])
    expect((await service.call('attendance.markAll', all)).marked).toEqual([])
    const { lines } = await service.call('attendance.session', { sessionId: first })
    expect(lines.map(({ mark, corrections }) => [mark, corrections])).toEqual([
      ['absent', 0],
      ['present', 0],
    ])
    const { changes } = await service.call('attendance.trail', { sessionId: first, personId: two })
    expect(changes).toMatchObject([{ before: null, after: 'present', remark: null }])
    expect((await service.call('attendance.unmarked', { until: monday })).total).toBe(0)
  })

  test('that is excused gives everybody a credit', async () => {
    await service.call('attendance.markAll', { sessionId: first, mark: 'excused' })
    expect((await credits()).map((one) => one.personId).sort()).toEqual(
      studio.people.slice(0, 2).sort(),
    )
  })

  test('is refused a mark that nobody uses, and one that is cancelled any', async () => {
    const refusal = (mark: string) =>
      service.refusal('attendance.markAll', { sessionId: first, mark })
    expect(await refusal('asleep')).toBe('not_found')
    await service.call('studio.cancel', { sessionId: first, scope: 'this', reason: 'centre' })
    expect(await refusal('present')).toBe('session_cancelled')
  })
})

describe('the days of a longer time', () => {
  test('are one character each: a letter, a point without mark, a space without session', async () => {
    const [one] = studio.people as [string]
    await service.call('attendance.mark', { sessionId: first, personId: one, mark: 'late' })
    await service.call('attendance.markAll', { sessionId: second, mark: 'present' })
    const grid = (change: object = {}) =>
      service.call('attendance.grid', { from: monday, until: '2025-10-12', ...change })
    const { people } = await grid()
    expect(people.map(({ name, days }) => [name, days])).toEqual([
      ['Абенова Әлия', 'О ✓    '],
      ['Байжанов Әлия', '· ✓    '],
    ])
    expect(people.map(({ totals }) => totals)).toEqual([
      { sessions: 2, present: 2, absent: 0, excused: 0, unmarked: 0 },
      { sessions: 2, present: 1, absent: 0, excused: 0, unmarked: 1 },
    ])
    expect(await grid({ groupId: studio.groupA, kind: 'class' })).toEqual({ people })
    expect((await grid({ groupId: studio.groupB })).people).toEqual([])
    expect((await grid({ kind: 'ride' })).people).toEqual([])
  })

  test('are at least one and at most 400', async () => {
    const refusal = (from: string, until: string) =>
      service.refusal('attendance.grid', { from, until })
    expect(await refusal('2025-01-02', '2025-01-01')).toBe('bad_request')
    expect(await refusal('2025-01-01', '2026-02-04')).toBe(null)
    expect(await refusal('2025-01-01', '2026-02-05')).toBe('bad_request')
  })
})
