import { describe, expect, test } from 'vitest'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { LocalDate, MemberId } from '#contract/values.ts'
import {
  blocksOf,
  heldOf,
  instructorsOf,
  linesOf,
  tallyOf,
  toneOf,
} from '#renderer/features/attendance/list.ts'
import { placeOf } from '#renderer/features/attendance/place.ts'

const ghani = '0199b79a-0000-7000-8000-000000000001' as MemberId
const saule = '0199b79a-0000-7000-8000-000000000002' as MemberId
const session = '0199b79a-0000-7000-8000-00000000000a'

const line = (change: Partial<AttendanceLine>) =>
  ({ ledById: null, ledByName: null, mark: null, ...change }) as AttendanceLine
const lines = [
  line({ ledById: ghani, ledByName: 'Кузнецов Ғани', mark: 'present' }),
  line({ mark: 'excused' }),
  line({ ledById: saule, ledByName: 'Әбдірова Сәуле', mark: 'late' }),
  line({ ledById: ghani, ledByName: 'Кузнецов Ғани' }),
]
const kind = (code: string, countsAsPresent: boolean, excused: boolean): MarkKind => ({
  code,
  letter: '',
  name: { kk: '', ru: '', en: '' },
  countsAsPresent,
  excused,
})
const marks = [
  kind('present', true, false),
  kind('late', true, false),
  kind('absent', false, false),
  kind('excused', false, true),
]

describe('the instructor’s list', () => {
  test('counts and marks only what takes place', () => {
    const gone = line({ cancelled: true })
    expect(heldOf([...lines, gone])).toEqual(lines)
  })

  test('has the sessions of one, of nobody, or of all', () => {
    expect(linesOf(lines, ghani)).toEqual([lines[0], lines[3]])
    expect(linesOf(lines, 'nobody')).toEqual([lines[1]])
    expect(linesOf(lines, 'all')).toEqual(lines)
  })

  test('has one kind alone when asked', () => {
    const mixed = [line({ kind: 'ride' }), line({ kind: 'class' })]
    expect(linesOf(mixed, 'all', 'class')).toEqual([mixed[1]])
    expect(linesOf(mixed, 'all', null)).toEqual(mixed)
  })

  test('keeps the people of a class or of a course together, and single sessions in rows between', () => {
    const of = (kind: AttendanceLine['kind'], sessionId: string, personId: string) =>
      line({ kind, sessionId, personId } as Partial<AttendanceLine>)
    const mixed = [
      of('ride', 'r1', 'a'),
      of('consultation', 'c1', 'b'),
      of('class', 'k1', 'a'),
      of('class', 'k1', 'b'),
      of('class', 'k2', 'c'),
      of('ride', 'r2', 'd'),
      of('course', 's1', 'e'),
      of('course', 's1', 'f'),
    ]
    expect(blocksOf(mixed).map(({ head, lines: all }) => [head?.sessionId, all.length])).toEqual([
      [undefined, 2],
      ['k1', 2],
      ['k2', 1],
      [undefined, 1],
      ['s1', 2],
    ])
  })

  test('offers everybody who leads that day, once', () => {
    expect(instructorsOf(lines)).toEqual([
      { id: ghani, name: 'Кузнецов Ғани' },
      { id: null, name: null },
      { id: saule, name: 'Әбдірова Сәуле' },
    ])
  })

  test('counts who is marked, and who of these came', () => {
    expect(tallyOf(lines, marks)).toEqual({ total: 4, marked: 3, came: 2 })
    expect(tallyOf([], marks)).toEqual({ total: 0, marked: 0, came: 0 })
  })

  test('tells an absence from an excused one', () => {
    expect([...marks, undefined].map(toneOf)).toEqual(['came', 'came', 'absent', 'excused', 'none'])
  })
})

describe('the address of the list', () => {
  const today = '2025-10-06' as LocalDate

  test('says the day, the instructor and the open line', () => {
    const search = `date=2025-10-03&instructor=${ghani}&session=${session}&kind=class&person=${saule}`
    expect(placeOf(search, today)).toEqual({
      date: '2025-10-03',
      chosen: ghani,
      kind: 'class',
      session,
      person: saule,
    })
    expect(placeOf('instructor=all', today).chosen).toBe('all')
  })

  test('falls back to today and to nobody’s choice when it says nothing of use', () => {
    for (const search of ['', 'date=2025-02-30&instructor=anybody&session=first', 'date=']) {
      expect(placeOf(search, today)).toEqual({
        date: today,
        chosen: null,
        kind: null,
        session: null,
        person: null,
      })
    }
  })
})
