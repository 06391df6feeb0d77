import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { markEverybody, monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, dump, rows } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
/** Classes of the first three weeks of the first group: Mondays and Wednesdays at ten. */
let planned: string[]

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  sara = studio.people[0] as string
  await studio.join(studio.groupA, sara)
  const stretch = { from: monday, until: '2025-10-26' }
  const { outcomes } = await call('studio.commitTerm', { groupId: studio.groupA, ...stretch })
  planned = outcomes.map((one) => one.sessionId as string)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const state = () => {
  const { session, template, claim, attendance, participant, studio_group } = dump(
    service.databaseFile,
  )
  return { session, template, claim, attendance, participant, studio_group }
}
const standing = () =>
  rows(
    service.databaseFile,
    `SELECT date, start FROM session WHERE roster_id = ? AND cancel_reason IS NULL ORDER BY date, start`,
    studio.groupA,
  ).map(({ date, start }) => `${String(date).slice(5)} ${start}`)
/** Who teaches each class of the first group. */
const teachers = () =>
  rows(
    service.databaseFile,
    `SELECT date, family_name FROM session LEFT JOIN member ON member.id = led_by_id
     WHERE roster_id = ? AND cancel_reason IS NULL ORDER BY date`,
    studio.groupA,
  ).map((row) => `${String(row.date).slice(5)} ${row.family_name ?? '—'}`)
const nth = (index: number) => planned[index] as string
const move = (change: object) => call('studio.move', { sessionId: nth(2), ...change } as never)
const takeRoom = (date: string, start: string) =>
  call('studio.book', {
    ...{ groupId: studio.groupB, date, start, minutes: 60 },
    ...{ teacherId: studio.teacherB, placeId: studio.roomA },
  })

describe('the week', () => {
  test('has the classes of all groups in order of time, with place, teacher, people and days', async () => {
    await studio.plan(studio.groupB)
    await call('settings.closeDay', { date: '2025-10-10', name: 'Санитарлық күн' })
    const week = await call('studio.week', { from: monday })
    expect(week.classes.map((one) => `${one.date.slice(8)} ${one.start} ${one.groupName}`)).toEqual(
      ['06 10:00 ИЗ-1', '07 15:00 ИЗ-2', '08 10:00 ИЗ-1', '08 10:30 ИЗ-2'],
    )
    expect(week.classes[0]).toMatchObject({
      ...{ end: '11:30', teacherName: 'Мұратова Сәуле', placeName: 'Изостудия' },
      ...{ people: 1, capacity: 3, unmarked: 1, state: 'planned', byHand: false },
    })
    expect(week.places.map((one) => one.name)).toEqual(['Зал', 'Изостудия'])
    expect(week.teachers.map((one) => one.name)).toEqual(['Мұратова Сәуле', 'Нұрғалиева Сәуле'])
    expect(week.days.map((one) => [one.closedDay, one.openingHours.length])).toEqual([
      ...[1, 1, 1, 1].map((hours) => [null, hours]),
      ['Санитарлық күн', 0],
      ...[1, 0].map((hours) => [null, hours]),
    ])
  })

  test('shows as done what is marked whole, and a cancelled class with its reason', async () => {
    await markEverybody(service, nth(0))
    await call('studio.cancel', { sessionId: nth(1), reason: 'staff', note: 'ауырып қалды' })
    const { classes } = await call('studio.week', { from: monday })
    expect(classes).toMatchObject([
      { state: 'done', unmarked: 0, cancelReason: null },
      { state: 'cancelled', cancelReason: 'staff', cancelNote: 'ауырып қалды' },
    ])
  })
})

describe('a class is moved', () => {
  test('alone, and then stands as changed by hand', async () => {
    await doUndoRedo(service, () => move({ date: '2025-10-14', start: '12:00' }))
    expect(standing()[2]).toBe('10-14 12:00')
    expect(await call('studio.session', { sessionId: nth(2) })).toMatchObject({ byHand: true })
  })

  test('with all later ones of its weekday; those before and the other weekday stay', async () => {
    await doUndoRedo(service, () => move({ start: '12:00', scope: 'later' }))
    expect(standing()).toEqual([
      ...['10-06 10:00', '10-08 10:00', '10-13 12:00', '10-15 10:00', '10-20 12:00', '10-22 10:00'],
    ])
    const { times } = await call('studio.group', { groupId: studio.groupA, on: '2025-10-13' })
    expect(times.map((one) => `${one.day} ${one.start}`)).toEqual(['mo 12:00', 'we 10:00'])
  })

  test('with all of its weekday, to another day and studio', async () => {
    await doUndoRedo(service, () => move({ date: '2025-10-14', scope: 'all' }))
    expect(standing()).toEqual([
      ...['10-07 10:00', '10-08 10:00', '10-14 10:00', '10-15 10:00', '10-21 10:00', '10-22 10:00'],
    ])
  })

  test('to a day on which somebody is no member yet: they are not on its list', async () => {
    const aidos = studio.people[1] as string
    await studio.join(studio.groupA, aidos, '2025-10-13')
    await move({ date: '2025-10-11' })
    const { list } = await call('studio.session', { sessionId: nth(2) })
    expect(list.map((one) => one.personId)).toEqual([sara])
  })

  test('where the room is taken: refused, with the day and free hours, and nothing moves', async () => {
    await takeRoom('2025-10-20', '12:00')
    const before = state()
    const reply = await service.raw('studio.move', {
      ...{ sessionId: nth(2), start: '12:00', scope: 'later' },
    })
    expect(reply).toMatchObject({
      code: 'rules_refused',
      params: {
        refusals: [{ code: 'overlap', params: { seat: 'place', clientName: 'ИЗ-2' } }],
        outcomes: [{ date: '2025-10-20', outcome: 'clash' }],
      },
    })
    expect(state()).toEqual(before)
  })

  test('is tried first and shows every clash; those may stay where they are', async () => {
    await takeRoom('2025-10-20', '12:00')
    const before = dump(service.databaseFile)
    const asked = { sessionId: nth(2), start: '12:00', scope: 'later' } as const
    const { outcomes } = await call('studio.tryMove', asked)
    expect(outcomes.map((one) => [one.date, one.outcome])).toEqual([
      ['2025-10-13', 'changed'],
      ['2025-10-20', 'clash'],
    ])
    expect(dump(service.databaseFile)).toEqual(before)
    await doUndoRedo(service, () => move({ start: '12:00', scope: 'later', leaveClashes: true }))
    expect(standing().filter((one) => one.startsWith('10-20'))).toEqual(['10-20 10:00'])
  })

  test('never when it was marked or cancelled', async () => {
    await markEverybody(service, nth(2))
    const moving = { sessionId: nth(2), start: '12:00' }
    expect(await service.refusal('studio.move', moving)).toBe('session_marked')
    await call('studio.cancel', { sessionId: nth(3), reason: 'staff' })
    expect(await service.refusal('studio.move', { ...moving, sessionId: nth(3) })).toBe(
      'session_cancelled',
    )
  })
})

describe('another teacher', () => {
  test('takes one class', async () => {
    await doUndoRedo(service, () => move({ teacherId: studio.teacherB }))
    expect(teachers().slice(1, 4)).toEqual(['10-08 Мұратова', '10-13 Нұрғалиева', '10-15 Мұратова'])
  })

  test('takes all classes of the group from a day on, whatever their weekday, and those planned later', async () => {
    await doUndoRedo(service, () => move({ teacherId: studio.teacherB, scope: 'later' }))
    await studio.plan(studio.groupA)
    const all = teachers()
    expect(all.slice(0, 2)).toEqual(['10-06 Мұратова', '10-08 Мұратова'])
    expect(all.slice(2).every((one) => one.endsWith('Нұрғалиева'))).toBe(true)
    expect(all).toHaveLength(15)
    expect(await call('studio.group', { groupId: studio.groupA })).toMatchObject({
      teacherName: 'Нұрғалиева Сәуле',
    })
  })

  test('from the last Wednesday on teaches the Mondays that are planned later too', async () => {
    await doUndoRedo(service, () =>
      call('studio.move', { sessionId: nth(5), teacherId: studio.teacherB, scope: 'later' }),
    )
    await studio.plan(studio.groupA)
    const since = teachers().slice(5)
    expect(since.slice(0, 2)).toEqual(['10-22 Нұрғалиева', '10-29 Нұрғалиева'])
    expect(since.filter((one) => one.endsWith('Мұратова'))).toEqual([])
  })

  test('leaves marked classes to who taught them', async () => {
    await markEverybody(service, nth(0))
    await move({ teacherId: studio.teacherB, scope: 'all' })
    expect(teachers().slice(0, 2)).toEqual(['10-06 Мұратова', '10-08 Нұрғалиева'])
  })

  test('who teaches elsewhere at that hour is refused', async () => {
    await studio.plan(studio.groupB)
    const asked = { sessionId: nth(1), teacherId: studio.teacherB }
    expect(await service.refusal('studio.move', asked)).toBe('rules_refused')
    expect(teachers()[1]).toBe('10-08 Мұратова')
  })
})

describe('a class is cancelled', () => {
  const cancel = (change: object = {}) =>
    call('studio.cancel', { sessionId: nth(2), reason: 'staff', ...change } as never)

  test('alone: its hour is free, its people are asked about no more', async () => {
    await doUndoRedo(service, () => cancel())
    expect(standing()).not.toContain('10-13 10:00')
    await takeRoom('2025-10-13', '10:00')
    const { sessions } = await call('attendance.unmarked', { until: '2025-10-14' })
    // Two of the first week, and the one that took the room has nobody.
    expect(sessions).toBe(2)
  })

  test('with later ones of its weekday, which then are planned no more', async () => {
    await doUndoRedo(service, () => cancel({ scope: 'later' }))
    await studio.plan(studio.groupA)
    expect(standing().filter((one) => one < '10-28')).toEqual([
      ...['10-06 10:00', '10-08 10:00', '10-15 10:00', '10-22 10:00'],
    ])
    expect(standing().filter((one) => one.startsWith('11-'))).toEqual([
      ...['11-05 10:00', '11-12 10:00', '11-19 10:00', '11-26 10:00'],
    ])
  })

  test('with all of its weekday: the group meets at that hour no more, and may again', async () => {
    await doUndoRedo(service, () => cancel({ scope: 'all' }))
    const group = await call('studio.group', { groupId: studio.groupA })
    const times = group.times.map((one) => `${one.day} ${one.start}`)
    expect(times).toEqual(['we 10:00'])
    const again = [...group.times, { day: 'mo', start: '10:00', minutes: 90 }]
    await call('studio.updateGroup', { ...group, times: again } as never)
    await studio.plan(studio.groupA)
    expect(standing().slice(0, 3)).toEqual(['10-06 10:00', '10-08 10:00', '10-13 10:00'])
  })

  test('and put back, unless its room was given away', async () => {
    await cancel()
    await doUndoRedo(service, () => call('studio.restore', { sessionId: nth(2) }))
    expect(standing()).toContain('10-13 10:00')
    await cancel()
    await takeRoom('2025-10-13', '10:00')
    expect(await service.refusal('studio.restore', { sessionId: nth(2) })).toBe('rules_refused')
  })

  test('with a mark never; and only a cancelled one is put back', async () => {
    await markEverybody(service, nth(2))
    const marked = { sessionId: nth(2), reason: 'staff' }
    expect(await service.refusal('studio.cancel', marked)).toBe('session_marked')
    expect(await service.refusal('studio.restore', { sessionId: nth(1) })).toBe('session_stands')
  })
})

test('a class that is moved to where it is goes on with its series, and nothing has changed', async () => {
  const [first] = (await call('studio.week', { from: monday })).classes
  const { sessionId, date, start } = first as { sessionId: string; date: string; start: string }
  expect((await call('studio.move', { sessionId, date, start })).changeId).toBeNull()
  expect(await call('studio.session', { sessionId })).toMatchObject({ byHand: false })
})
