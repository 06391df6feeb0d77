/** Before a session begins nobody has come to it: what can be marked ahead, and what waits. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { stateOf } from '#test/support/undo.ts'

const tuesday = '2025-10-07'

let service: TestService
let call: TestService['call']
let centre: SmallCentre
let today: string
let tomorrow: string

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
  today = (await call('hippotherapy.book', centre.ride())).sessionId
  tomorrow = (await call('hippotherapy.book', centre.ride({ date: tuesday }))).sessionId
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const asked = (sessionId: string, mark: string | null) => ({
  ...{ sessionId, personId: centre.aliya, mark },
})

describe('before it begins', () => {
  test.each(['present', 'late', 'absent'])(
    'nobody is %s, neither an hour ahead nor a day',
    async (mark) => {
      const before = stateOf(service)
      const reply = await service.raw('attendance.mark', asked(today, mark))
      expect(reply).toMatchObject({ code: 'not_begun', params: { date: monday, start: '10:00' } })
      expect(await service.refusal('attendance.mark', asked(tomorrow, mark))).toBe('not_begun')
      expect(stateOf(service)).toEqual(before)
    },
  )

  test.each(['excused', 'cancelled', 'closed'])('%s is known ahead', async (mark) => {
    await call('attendance.mark', asked(tomorrow, mark))
    await call('attendance.mark', asked(tomorrow, null))
  })

  test('one of several that is not begun leaves all unmarked', async () => {
    service.turnClock('2025-10-06T10:00')
    const before = stateOf(service)
    const marks = [asked(today, 'present'), asked(tomorrow, 'present')]
    expect(await service.refusal('attendance.markMany', { marks })).toBe('not_begun')
    expect(stateOf(service)).toEqual(before)
  })
})

test('from its first minute on everything can be marked', async () => {
  service.turnClock('2025-10-06T10:00')
  for (const mark of ['present', 'late', 'absent', 'excused']) {
    await call('attendance.mark', asked(today, mark))
  }
})

test('who came is not put back, by redo, on a ride that is for tomorrow by now', async () => {
  service.turnClock('2025-10-06T10:30')
  const { changeId } = await call('attendance.mark', asked(today, 'present'))
  await call('changes.undo', { changeId })
  await call('hippotherapy.move', { sessionId: today, date: tuesday, start: '12:00' })
  const reply = await service.raw('changes.redo', { changeId })
  expect(reply).toMatchObject({ code: 'not_begun', params: { date: tuesday, start: '12:00' } })
})
