/** What is asked wrongly of absences, exchanges and many sessions at once: a code that says it, and nothing half done. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { stateOf } from '#test/support/undo.ts'

const tuesday = '2025-10-07'
const nobody = '01980000-0000-7000-8000-000000000000'

let service: TestService
let centre: SmallCentre
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const ride = async (change: object = {}) =>
  (await call('hippotherapy.book', centre.ride({ date: tuesday, ...change }))).sessionId
/** With what each is refused; the file stays as it is. */
async function refusals(asked: readonly (readonly [string, object])[]) {
  const before = stateOf(service)
  const codes: (string | null)[] = []
  for (const [method, input] of asked) codes.push(await service.refusal(method, input))
  expect(stateOf(service)).toEqual(before)
  return codes
}

describe('an absence', () => {
  const of = (change: object) =>
    ({
      ...{ resourceId: centre.zhuldyz, reason: 'vet', from: tuesday, until: tuesday },
      ...change,
    }) as never

  test('of no length, of days that there are not, centuries away', async () => {
    expect(
      await refusals(
        [
          { fromTime: '10:00', untilTime: '10:00' },
          { fromTime: '24:00' },
          { from: '2025-02-30', until: '2025-03-01' },
          { from: '0025-10-07', until: '0025-10-08' },
          { from: tuesday, until: '9025-10-07' },
        ].map((change) => ['availability.set', of(change)] as const),
      ),
    ).toEqual(Array(5).fill('bad_request'))
  })

  test('that meets another of the same, by an hour, by its first or last day', async () => {
    await call('availability.set', of({ until: '2025-10-09', untilTime: '12:00' }))
    expect(
      await refusals(
        [
          { from: '2025-10-09', until: '2025-10-09', fromTime: '11:59' },
          { from: monday, until: tuesday },
          { from: '2025-10-08', until: '2025-10-08' },
        ].map((change) => ['availability.set', of(change)] as const),
      ),
    ).toEqual(Array(3).fill('already_away'))
    await call(
      'availability.set',
      of({ from: '2025-10-09', until: '2025-10-09', fromTime: '12:00' }),
    )
  })

  test('of nobody, or instead of one that there is not', async () => {
    const instead = { from: '2025-10-20' }
    expect(
      await refusals([
        ['availability.set', of({ resourceId: nobody })],
        ['availability.set', of({ instead })],
        ['availability.remove', { resourceId: centre.zhuldyz, ...instead }],
        ['attendance.announceAbsence', { personId: nobody, from: tuesday, until: tuesday }],
        ['attendance.announceAbsence', { personId: centre.aliya, from: tuesday, until: monday }],
      ]),
    ).toEqual(['not_found', 'not_found', 'not_found', 'not_found', 'bad_request'])
  })
})

describe('an exchange', () => {
  test('with itself, with one that there is not, with a cancelled one', async () => {
    const sessionId = await ride()
    const cancelled = await ride({ start: '12:00' })
    await call('hippotherapy.cancel', { sessionId: cancelled, reason: 'family' })
    const exchanges = (withSessionId: string) =>
      (['horse', 'leader', 'place', 'hour'] as const).map(
        (what) => ['schedule.exchange', { sessionId, withSessionId, what }] as const,
      )
    expect(await refusals(exchanges(sessionId))).toEqual(Array(4).fill('bad_request'))
    expect(await refusals(exchanges(nobody))).toEqual(Array(4).fill('not_found'))
    expect(await refusals(exchanges(cancelled))).toEqual(Array(4).fill('session_cancelled'))
  })

  test('of sessions of different kinds says what one of them does not have, or may not', async () => {
    const studio = await smallStudio(service)
    const [, lesson] = (await studio.plan(studio.groupA)) as [string, string]
    const sessionId = await ride()
    const exchanges = (['horse', 'leader', 'place'] as const).map(
      (what) => ['schedule.exchange', { sessionId, withSessionId: lesson, what }] as const,
    )
    expect(await refusals(exchanges)).toEqual(['not_in_session', 'rules_refused', 'rules_refused'])
  })

  test('with one that nobody leads', async () => {
    const exchanged = {
      ...{ sessionId: await ride(), what: 'leader' as const },
      withSessionId: await ride({ start: '12:00', instructorId: null }),
    }
    expect(await refusals([['schedule.exchange', exchanged]])).toEqual(['not_in_session'])
  })
})

describe('many at once', () => {
  test('a hundred thousand decisions, none, one session twice', async () => {
    const sessionId = await ride()
    const leave = { sessionId, do: 'leave' }
    expect(
      await refusals([
        ['schedule.settle', { decisions: Array(100_000).fill(leave) }],
        ['schedule.settle', { decisions: [] }],
        ['schedule.settle', { decisions: [leave, { ...leave, do: 'cancel', reason: 'family' }] }],
        ['schedule.unsettled', { from: '1900-01-01', until: '2199-12-31' }],
        ['schedule.unsettled', { from: tuesday, until: monday }],
      ]),
    ).toEqual(Array(5).fill('bad_request'))
  })

  test('shifted over the end of the year, and back over it', async () => {
    const eve = await ride({ date: '2025-12-30' })
    const moved = { sessionIds: [eve], minutes: 0 }
    await call('schedule.shiftMany', { ...moved, days: 7 } as never)
    expect(await call('hippotherapy.session', { sessionId: eve })).toMatchObject({
      date: '2026-01-06',
    })
    await call('schedule.shiftMany', { ...moved, days: -7 } as never)
    expect(await call('hippotherapy.session', { sessionId: eve })).toMatchObject({
      date: '2025-12-30',
    })
  })

  test('shifted by nothing is no shift; what is given what it has is left', async () => {
    const sessionId = await ride()
    const nothing = { sessionIds: [sessionId], minutes: 0, days: 0 }
    expect(
      await refusals([
        ['schedule.shiftMany', nothing],
        ['schedule.tryShiftMany', nothing],
      ]),
    ).toEqual(['nothing_to_shift', 'nothing_to_shift'])
    const decided = async (decision: object) => {
      const decisions = [{ sessionId, ...decision }]
      const { outcomes, done } = await call('schedule.settle', { decisions } as never)
      return [done, outcomes.map(({ outcome, code }) => [outcome, code])]
    }
    expect(await decided({ do: 'shift' })).toEqual([0, [['refused', 'nothing_to_shift']]])
    expect(await decided({ do: 'move', start: '10:00' })).toEqual([0, [['left', null]]])
    const same = { do: 'replace', with: [{ role: 'horse', id: centre.zhuldyz }] }
    expect(await decided(same)).toEqual([0, [['left', null]]])
  })

  test('one of them named twice: the path is that of what was asked', async () => {
    const sessionId = await ride()
    const sessionIds = [sessionId, sessionId]
    const problems = async (method: string, input: object) => {
      const reply = await service.raw(method, input)
      return reply.ok ? null : reply.params.problems
    }
    const twice = [{ path: 'sessionIds', problem: 'not_unique' }]
    expect(await problems('schedule.shiftMany', { sessionIds, days: 1 })).toEqual(twice)
    expect(await problems('schedule.cancelMany', { sessionIds, reason: 'weather' })).toEqual(twice)
    const replacement = [{ role: 'horse', id: centre.aqboz }]
    expect(await problems('schedule.replaceMany', { sessionIds, with: replacement })).toEqual(twice)
    const decisions = sessionIds.map((id) => ({ sessionId: id, do: 'leave' }))
    expect(await problems('schedule.settle', { decisions })).toEqual([
      { path: 'decisions', problem: 'not_unique' },
    ])
  })

  test('unknown sessions alone change nothing, and each is said', async () => {
    const before = stateOf(service)
    const { outcomes, changeId } = await call('schedule.cancelMany', {
      ...{ sessionIds: [nobody], reason: 'weather' },
    } as never)
    expect(outcomes.map(({ code }) => code)).toEqual(['not_found'])
    expect(changeId).toBeNull()
    expect(stateOf(service)).toEqual(before)
  })
})
