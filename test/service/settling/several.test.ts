/** Many sessions are changed at once: what is asked wrongly, line by line, and nothing half done. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDays, weekdayOf } from '#contract/time.ts'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { dump } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

const tuesday = '2025-10-07'

let service: TestService
let centre: SmallCentre
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

const book = async (change: Record<string, unknown> = {}) =>
  (await call('hippotherapy.book', centre.ride({ date: tuesday, ...change }) as never)).sessionId
const ride = (sessionId: string) => call('hippotherapy.session', { sessionId } as never)
/** What became of each line: its outcome, or the code that it was refused with. */
const outcomes = async (method: string, input: object) => {
  const { outcomes } = (await call(method as never, input as never)) as unknown as {
    outcomes: { outcome: string; code: string | null; findings: { code: string }[] }[]
  }
  return outcomes.map((one) => one.findings[0]?.code ?? one.code ?? one.outcome)
}
const nobody = '01980000-0000-7000-8000-000000000000'

describe('what cannot be done is said line by line, and the rest is done', () => {
  test('one that is cancelled, one that is marked, one that there is not', async () => {
    const cancelled = await book({ start: '09:00' })
    await call('hippotherapy.cancel', { sessionId: cancelled, reason: 'family' } as never)
    const marked = await book({ date: monday, start: '10:00' })
    await service.mark({
      ...{ sessionId: marked, personId: centre.aliya, mark: 'present' },
    } as never)
    const planned = await book({ start: '12:00' })
    const sessionIds = [cancelled, marked, nobody, planned]
    expect(await outcomes('schedule.cancelMany', { sessionIds, reason: 'weather' })).toEqual([
      'session_cancelled',
      'session_marked',
      'not_found',
      'done',
    ])
    expect(await ride(cancelled)).toMatchObject({ cancelReason: 'family' })
    expect(await ride(marked)).toMatchObject({ cancelReason: null })
  })

  test('one that would go over midnight or off the calendar', async () => {
    const [noon, evening] = [await book({ start: '12:00' }), await book({ start: '17:00' })]
    const sessionIds = [noon, evening]
    const over = { sessionIds, minutes: 480 }
    expect((await outcomes('schedule.tryShiftMany', over))[1]).toBe('past_midnight')
    const under = { sessionIds, minutes: -780 }
    expect((await outcomes('schedule.tryShiftMany', under))[0]).toBe('past_midnight')
  })

  test('somebody or something that a session does not have, or that is of another kind', async () => {
    const sessionIds = [await book()]
    const replaced = (...by: object[]) => outcomes('schedule.replaceMany', { sessionIds, with: by })
    const before = dump(service.databaseFile)
    expect(await replaced({ instead: centre.aqboz, id: centre.zhuldyz })).toEqual([
      'not_in_session',
    ])
    expect(await replaced({ role: 'teacher', id: centre.instructor2 })).toEqual(['not_in_session'])
    expect(await replaced({ role: 'horse', id: null })).toEqual(['not_in_session'])
    expect(await replaced({ role: 'horse', id: centre.instructor2 })).toEqual(['not_found'])
    expect(await replaced({ role: 'instructor', id: centre.aqboz })).toEqual(['not_found'])
    expect(await replaced({ role: 'place', id: centre.aliya })).toEqual(['not_found'])
    expect(await replaced({ id: centre.aqboz })).toEqual(['bad_request'])
    expect(dump(service.databaseFile)).toEqual(before)
  })
})

describe('what is asked wrongly as a whole changes nothing', () => {
  test('a session twice; two that are one; nothing chosen', async () => {
    const sessionId = await book()
    const before = dump(service.databaseFile)
    for (const [method, input] of [
      ['schedule.cancelMany', { sessionIds: [sessionId, sessionId], reason: 'weather' }],
      ['schedule.shiftMany', { sessionIds: [sessionId, sessionId], minutes: 20 }],
      ['schedule.exchange', { sessionId, withSessionId: sessionId, what: 'horse' }],
      ['schedule.cancelMany', { sessionIds: [], reason: 'weather' }],
      ['schedule.shiftMany', { sessionIds: [sessionId], days: 1000 }],
    ] as const) {
      expect(await service.refusal(method, input), method).toBe('bad_request')
    }
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('an exchange with one that is marked', async () => {
    const marked = await book({ date: monday, start: '10:00' })
    await service.mark({
      ...{ sessionId: marked, personId: centre.aliya, mark: 'present' },
    } as never)
    const other = (await call('hippotherapy.book', centre.otherRide({ date: tuesday }) as never))
      .sessionId
    const before = dump(service.databaseFile)
    const asked = { sessionId: other, withSessionId: marked, what: 'horse' }
    expect(await service.refusal('schedule.exchange', asked)).toBe('session_marked')
    expect(dump(service.databaseFile)).toEqual(before)
  })
})

describe('who takes over', () => {
  test('whoever leads one ride and holds the horse in another is replaced in both roles', async () => {
    const both = async (familyName: string) => {
      const hours = ['mo', 'tu', 'we'].map((day) => ({ day, from: '09:00', until: '18:00' }))
      const roles = ['instructor', 'leader']
      const member = { familyName, givenName: 'Сәуле', roles, hours }
      return (await call('team.create', member as never)).memberId
    }
    const [saule, gulnar] = [await both('Сәулеева'), await both('Гүлнарова')]
    const holding = await book({ start: '10:00', leaderId: saule })
    const leading = await book({ start: '12:00', instructorId: saule })
    const untouched = await book({ start: '15:00' })
    expect(
      await outcomes('schedule.replaceMany', {
        sessionIds: [holding, leading, untouched],
        with: [{ instead: saule, id: gulnar }],
      }),
    ).toEqual(['done', 'done', 'not_in_session'])
    expect(await ride(holding)).toMatchObject({
      ...{ instructorId: centre.instructor, leaderId: gulnar },
    })
    expect(await ride(leading)).toMatchObject({ instructorId: gulnar })
  })
})

test('a class whose member is elsewhere at the new hour stays, with who is in the way, and the others go', async () => {
  const { people, teacherA, roomA, groupA, join } = await smallStudio(service)
  const [member = ''] = people
  await join(groupA, member)
  const classAt = async (start: string) => {
    const lesson = { groupId: groupA, teacherId: teacherA, placeId: roomA, minutes: 60 }
    return (await call('studio.book', { ...lesson, date: tuesday, start } as never)).sessionId
  }
  const sessionIds = [await classAt('10:00'), await classAt('15:00')]
  await book({ clientId: member, start: '11:30' })
  expect(await outcomes('schedule.shiftMany', { sessionIds, minutes: 60 })).toEqual([
    'overlap',
    'done',
  ])
})

test('a class is proposed only for hours at which everybody on its list is free', async () => {
  const { people, teacherA, roomA, groupA, join } = await smallStudio(service)
  const [member = ''] = people
  await join(groupA, member)
  const lesson = { groupId: groupA, teacherId: teacherA, placeId: roomA, minutes: 60 }
  await call('studio.book', { ...lesson, date: tuesday, start: '10:00' } as never)
  await call('availability.set', {
    ...{ resourceId: teacherA, reason: 'sick', from: tuesday, until: tuesday },
    untilTime: '12:00',
  } as never)
  const proposed = async () => {
    const { sessions } = await call('schedule.unsettled', { from: tuesday, until: tuesday })
    return sessions[0]?.proposals.flatMap((one) => (one.do === 'move' ? one.start : []))
  }
  expect(await proposed()).toEqual(['12:00', '12:30', '13:00'])
  await book({ clientId: member, start: '12:10' })
  expect(await proposed()).toEqual(['13:00', '13:30', '14:00'])
})

test('a third sidewalker is refused, and nobody is held for a ride they are not in', async () => {
  const sessionId = await book({ sidewalkerIds: [centre.sidewalker, centre.sidewalker2] })
  const before = dump(service.databaseFile)
  const third = { sessionIds: [sessionId], with: [{ role: 'sidewalker', id: centre.leader2 }] }
  expect(await outcomes('schedule.replaceMany', third)).toEqual(['not_in_session'])
  expect(dump(service.databaseFile).claim).toEqual(before.claim)
})

describe('rides of a series that are cancelled together', () => {
  const series = async () => {
    const { date: _, ...weekly } = centre.ride({ start: '12:00' })
    await call('hippotherapy.commitSeries', {
      ...weekly,
      ...{ days: ['tu'], validFrom: tuesday, validUntil: '2025-10-28' },
    } as never)
    const { sessions } = await call('hippotherapy.day', { date: tuesday } as never)
    return sessions[0]?.id ?? ''
  }

  test('are there again with one undo, also where a child had been excused', async () => {
    const sessionId = await series()
    await call('attendance.mark', {
      ...{ sessionId, personId: centre.aliya, mark: 'excused' },
    } as never)
    const before = stateOf(service)
    const { changeId } = await call('schedule.cancelMany', {
      ...{ sessionIds: [sessionId], reason: 'staff' },
    } as never)
    await call('changes.undo', { changeId } as never)
    expect(stateOf(service)).toEqual(before)
  })

  test('are of the series again once they are restored', async () => {
    const sessionId = await series()
    await call('schedule.cancelMany', { sessionIds: [sessionId], reason: 'weather' } as never)
    await call('hippotherapy.restore', { sessionId } as never)
    expect(await ride(sessionId)).toMatchObject({ byHand: false, cancelReason: null })
  })
})

test('five hundred rides are cancelled as one change, and none of it is left after one undo', async () => {
  const sessionIds: string[] = []
  for (let week = 0; sessionIds.length < 500; week += 1) {
    for (const start of ['09:00', '10:00', '11:00', '12:00', '13:00', '14:00', '15:00', '16:00']) {
      const date = addDays('2025-10-07', week)
      if (weekdayOf(date) === 'su' || sessionIds.length === 500) continue
      const booked = await service.raw(
        'hippotherapy.book',
        centre.ride({ date, start, minutes: 20 }),
      )
      if (booked.ok) sessionIds.push((booked.value as { sessionId: string }).sessionId)
    }
    if (week > 400) break
  }
  const before = stateOf(service)
  const { done, changeId } = await call('schedule.cancelMany', {
    ...{ sessionIds, reason: 'weather' },
  } as never)
  expect(done).toBe(500)
  await call('changes.undo', { changeId } as never)
  expect(stateOf(service)).toEqual(before)
}, 60_000)

test('what is chosen is told with everybody in it by name, and what may still be changed', async () => {
  const sessionId = await book()
  const cancelled = await book({ start: '14:00' })
  await call('hippotherapy.cancel', { sessionId: cancelled, reason: 'family' } as never)
  const { sessions } = await call('schedule.sessions', {
    sessionIds: [cancelled, sessionId, nobody, sessionId],
  } as never)
  expect(sessions).toMatchObject([
    {
      ...{ sessionId, kind: 'ride', title: 'Соколова Әлия', date: tuesday, open: true },
      uses: expect.arrayContaining([
        expect.objectContaining({ role: 'horse', id: centre.zhuldyz, name: 'Жұлдыз' }),
        expect.objectContaining({ role: 'client', id: centre.aliya }),
        expect.objectContaining({ role: 'instructor', id: centre.instructor }),
      ]),
    },
    { sessionId: cancelled, open: false },
  ])
})

test('each line says whose session it is and when, also of one that was refused early or is no more', async () => {
  const changed = await book({ start: '09:00' })
  await call('hippotherapy.move', { sessionId: changed, start: '09:30' })
  const cancelled = await book({ start: '11:00' })
  await call('hippotherapy.cancel', { sessionId: cancelled, reason: 'family' })
  const { sessionId: gone, changeId } = await call(
    'hippotherapy.book',
    centre.ride({ date: tuesday, start: '13:00' }),
  )
  await call('changes.undo', { changeId })
  const decisions = [
    { sessionId: changed, version: 0, do: 'shift', minutes: 10 },
    { sessionId: cancelled, do: 'shift', minutes: 10 },
    { sessionId: gone, do: 'shift', minutes: 10 },
    { sessionId: nobody, do: 'shift', minutes: 10 },
  ]
  const { outcomes } = await call('schedule.trySettle', { decisions } as never)
  const name = 'Соколова Әлия'
  expect(outcomes.map(({ code, title, date, start }) => [code, title, date, start])).toEqual([
    ['changed_since', name, tuesday, '09:30'],
    ['session_cancelled', name, tuesday, '11:00'],
    ['not_found', name, tuesday, '13:00'],
    ['not_found', '', null, null],
  ])
})
