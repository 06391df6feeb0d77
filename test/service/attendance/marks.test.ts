import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump } from '#test/support/tables.ts'

let service: TestService
let centre: SmallCentre
let sessionId: string

beforeEach(async () => {
  service = await testService({ clock: '2025-10-06T10:35' })
  centre = await smallCentre(service)
  sessionId = (await service.call('hippotherapy.book', centre.ride())).sessionId
})
afterEach(() => service.remove())

const mark = (code: string | null, more: { remark?: string } = {}, actor?: string) =>
  service.call('attendance.mark', { sessionId, personId: centre.aliya, mark: code, ...more }, actor)
const lines = async () => (await service.call('attendance.day', { date: monday })).lines
const trail = async () =>
  (await service.call('attendance.trail', { sessionId, personId: centre.aliya })).changes

describe('a mark', () => {
  test('is put with a remark, stands on the list and on the board', async () => {
    expect(await mark('late', { remark: 'пробки' })).toMatchObject({ mark: 'late', before: null })
    expect(await lines()).toMatchObject([
      { clientName: 'Соколова Әлия', mark: 'late', remark: 'пробки', corrections: 0 },
    ])
    expect(await service.call('hippotherapy.session', { sessionId })).toMatchObject({
      state: 'done',
      mark: 'late',
    })
    expect(service.changes.at(-1)?.topics).toContain('marks')
  })

  test('is corrected, and the trail says who, when, and what stood before', async () => {
    await mark('present', {}, centre.instructor)
    expect(await mark('absent', { remark: 'не приехали' }, centre.coordinator)).toMatchObject({
      mark: 'absent',
      before: 'present',
    })
    expect(await trail()).toEqual([
      {
        at: '2025-10-06T10:35',
        byName: 'Кузнецов Ғани',
        before: null,
        after: 'present',
        remark: null,
      },
      {
        at: '2025-10-06T10:35',
        byName: 'Әбдірова Ғани',
        before: 'present',
        after: 'absent',
        remark: 'не приехали',
      },
    ])
    expect((await lines())[0]?.corrections).toBe(1)
  })

  test('of nothing takes the mark back and leaves its trail', async () => {
    await mark('present')
    expect(await mark(null)).toMatchObject({ mark: null, before: 'present', remark: null })
    expect((await lines())[0]?.mark).toBeNull()
    expect(await trail()).toMatchObject([{ after: 'present' }, { before: 'present', after: null }])
    expect(await service.call('hippotherapy.session', { sessionId })).toMatchObject({
      state: 'planned',
    })
  })

  test('put twice the same leaves one trace', async () => {
    await mark('present')
    await mark('present')
    expect(await trail()).toHaveLength(1)
  })

  test('of nothing where nothing stood leaves no trace, whatever is remarked', async () => {
    await mark(null, { remark: 'ничего' })
    expect(await trail()).toEqual([])
  })

  test('loses its remark to an empty one', async () => {
    await mark('absent', { remark: 'не приехали' })
    expect(await mark('absent', { remark: '' })).toMatchObject({ remark: null })
  })

  describe('takes its remark along to another mark:', () => {
    const corrected = async (from: string, remark: string, to: string) => {
      await mark(from, { remark })
      return (await mark(to)).remark
    }
    test('the reason of an absence, to another kind of absence', async () => {
      expect(await corrected('absent', 'болезнь', 'excused')).toBe('болезнь')
      expect(await corrected('excused', 'ангина', 'absent')).toBe('ангина')
    })
    test('but not to somebody who came after all', async () => {
      expect(await corrected('absent', 'болезнь', 'present')).toBeNull()
      expect(await corrected('excused', 'болезнь', 'present')).toBeNull()
      expect(await corrected('absent', 'болезнь', 'late')).toBeNull()
    })
    test('what made somebody late, nowhere', async () => {
      expect(await corrected('late', 'пробки', 'absent')).toBeNull()
      expect(await corrected('late', 'пробки', 'excused')).toBeNull()
      expect(await corrected('late', 'пробки', 'present')).toBeNull()
    })
    test('a word about whoever came, also when they came late, but not when they did not come', async () => {
      expect(await corrected('present', 'без седла', 'late')).toBe('без седла')
      expect(await corrected('present', 'без седла', 'absent')).toBeNull()
    })
    test('and a new one replaces it in any case', async () => {
      await mark('absent', { remark: 'болезнь' })
      expect(await mark('present', { remark: 'к концу' })).toMatchObject({ remark: 'к концу' })
    })
    test('what was announced is said of an absence, and of nothing else', async () => {
      const away = { personId: centre.aliya, from: monday, until: monday, reason: 'санаторий' }
      await service.call('attendance.announceAbsence', away)
      expect(await mark('absent')).toMatchObject({ before: 'excused', remark: 'санаторий' })
      expect(await mark('present')).toMatchObject({ remark: null })
    })
  })

  test('may be entered ahead', async () => {
    const later = await service.call('hippotherapy.book', centre.ride({ date: '2025-10-13' }))
    await service.call('attendance.mark', {
      sessionId: later.sessionId,
      personId: centre.aliya,
      mark: 'excused',
    })
    const { total } = await service.call('attendance.unmarked', { until: '2025-10-13' })
    expect(total).toBe(1)
  })
})

describe('refused, with nothing written', () => {
  test('for a person who is not in the session, a session or a mark that there is not', async () => {
    const before = dump(service.databaseFile)
    const put = { sessionId, personId: centre.aliya, mark: 'present' }
    expect(await service.refusal('attendance.mark', { ...put, personId: centre.baurzhan })).toBe(
      'not_found',
    )
    expect(await service.refusal('attendance.mark', { ...put, sessionId: centre.aliya })).toBe(
      'not_found',
    )
    expect(await service.refusal('attendance.mark', { ...put, mark: 'nonsense' })).toBe('not_found')
    expect(await service.refusal('attendance.mark', { ...put, mark: '✓' })).toBe('bad_request')
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('for a cancelled session', async () => {
    await service.call('hippotherapy.cancel', { sessionId, reason: 'weather' })
    expect(
      await service.refusal('attendance.mark', {
        sessionId,
        personId: centre.aliya,
        mark: 'present',
      }),
    ).toBe('session_cancelled')
  })

  test('for all of several when one of them is wrong', async () => {
    const other = await service.call('hippotherapy.book', centre.otherRide())
    const before = dump(service.databaseFile)
    expect(
      await service.refusal('attendance.markMany', {
        marks: [
          { sessionId, personId: centre.aliya, mark: 'present' },
          { sessionId: other.sessionId, personId: centre.aliya, mark: 'present' },
        ],
      }),
    ).toBe('not_found')
    expect(dump(service.databaseFile)).toEqual(before)
  })
})

test('all present in one tap, and all taken back in one', async () => {
  const other = await service.call('hippotherapy.book', centre.otherRide())
  const marks = [
    { sessionId, personId: centre.aliya, mark: 'present' as string | null },
    { sessionId: other.sessionId, personId: centre.baurzhan, mark: 'present' as string | null },
  ]
  const { marked } = await service.call('attendance.markMany', { marks })
  expect(marked.map((one) => one.before)).toEqual([null, null])
  expect((await lines()).map((one) => one.mark)).toEqual(['present', 'present'])
  await service.call('attendance.markMany', { marks: marks.map((one) => ({ ...one, mark: null })) })
  expect((await lines()).map((one) => one.mark)).toEqual([null, null])
})

test('the list of an instructor holds their own, in order of time, what was cancelled in its place', async () => {
  await service.call('hippotherapy.book', centre.otherRide({ start: '09:00' }))
  const gone = await service.call('hippotherapy.book', centre.ride({ start: '15:00' }))
  await service.call('hippotherapy.cancel', { sessionId: gone.sessionId, reason: 'family' })
  expect((await lines()).map((one) => [one.start, one.cancelled, one.standing])).toEqual([
    ['09:00', false, null],
    ['10:00', false, null],
    ['15:00', true, 'excused'],
  ])
  const own = await service.call('attendance.day', {
    date: monday,
    ledById: centre.instructor2,
  })
  expect(own.lines.map((one) => one.clientName)).toEqual(['Оспанов Бауыржан'])
})

describe('unmarked', () => {
  const unmarked = async (until: string, limit?: number) =>
    service.call('attendance.unmarked', { until, ...(limit ? { limit } : {}) })

  test('is what has ended: to the minute, or by the end of a day', async () => {
    expect((await unmarked('2025-10-06T10:29')).total).toBe(0)
    expect((await unmarked('2025-10-06T10:30')).total).toBe(1)
    expect((await unmarked('2025-10-05')).total).toBe(0)
    expect((await unmarked(monday)).lines).toMatchObject([{ sessionId, mark: null }])
  })

  test('comes newest first, as many as asked for, and says how many there are', async () => {
    for (const date of ['2025-10-01', '2025-10-02', '2025-10-03']) {
      await service.call('hippotherapy.book', centre.ride({ date }))
    }
    const { lines, total } = await unmarked(monday, 2)
    expect(lines.map((one) => one.date)).toEqual([monday, '2025-10-03'])
    expect(total).toBe(4)
  })

  test('is neither what was marked nor what was cancelled, and again what lost its mark', async () => {
    await mark('present')
    expect((await unmarked(monday)).total).toBe(0)
    await mark(null)
    expect((await unmarked(monday)).total).toBe(1)
    await service.call('hippotherapy.cancel', { sessionId, reason: 'horse' })
    expect((await unmarked(monday)).total).toBe(0)
  })
})

test('the marks are those of the centre, with their letters', async () => {
  const { marks } = await service.call('attendance.marks', {})
  expect(marks.map((one) => [one.code, one.letter, one.countsAsPresent, one.excused])).toEqual([
    ['present', '✓', true, false],
    ['late', 'О', true, false],
    ['absent', 'Н', false, false],
    ['excused', 'У', false, true],
    ['cancelled', 'Ц', false, true],
    ['closed', 'В', false, true],
  ])
})
