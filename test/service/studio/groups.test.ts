import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { markEverybody, monday, type SmallStudio, smallStudio, term } from '#test/support/studio.ts'
import { bookedTwice, dump, rows } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

/** The fields of the first group as it was made, with what a test changes. */
const fields = (change: Record<string, unknown> = {}) =>
  ({
    groupId: studio.groupA,
    studio: 'art',
    name: 'ИЗ-1',
    teacherId: studio.teacherA,
    placeId: studio.roomA,
    capacity: 3,
    times: [
      { day: 'mo', start: '10:00', minutes: 90 },
      { day: 'we', start: '10:00', minutes: 90 },
    ],
    ...term,
    ...change,
  }) as const
const update = (change: Record<string, unknown>) =>
  call('studio.updateGroup', fields(change) as never)
const group = (on?: string) => call('studio.group', { groupId: studio.groupA, ...(on && { on }) })
/** Classes of the first group that are not cancelled: `2025-10-06 10:00`. */
const standing = () =>
  rows(
    service.databaseFile,
    'SELECT date, start FROM session WHERE roster_id = ? AND cancel_reason IS NULL ORDER BY date, start',
    studio.groupA,
  ).map(({ date, start }) => `${date} ${start}`)

test('a term that ends earlier says how many classes are after it', async () => {
  await studio.plan(studio.groupA)
  const after = standing().filter((one) => one > '2025-10-17').length
  const { unsettled } = await update({ until: '2025-10-17' })
  expect(unsettled).toMatchObject({ count: after })
  const list = await call('schedule.unsettled', {
    from: '2025-10-06',
    until: '2026-06-30',
  } as never)
  expect(list.sessions).toHaveLength(after)
  expect(after).toBeGreaterThan(0)
})

describe('a new group', () => {
  test('stands in its studio with teacher, place, hours, and nobody yet', async () => {
    const { groups } = await call('studio.groups', {})
    expect(groups.map((one) => one.name)).toEqual(['ИЗ-1', 'ИЗ-2'])
    expect(groups[0]).toMatchObject({
      ...fields(),
      teacherName: 'Мұратова Сәуле',
      placeName: 'Изостудия',
      members: 0,
      waiting: 0,
      classes: 0,
      lastClassOn: null,
    })
  })

  test('is made, taken back and made again', async () => {
    await doUndoRedo(service, () => call('studio.createGroup', fields({ name: 'ИЗ-3' }) as never))
  })

  test('under a name that the studio has is refused; another studio may have it too', async () => {
    expect(await service.refusal('studio.createGroup', fields())).toBe('in_use')
    expect(await service.refusal('studio.createGroup', fields({ studio: 'music' }))).toBe(null)
  })

  test('with a term that ends before it begins, or one hour written twice, is refused', async () => {
    const before = dump(service.databaseFile)
    const [one] = fields().times
    for (const wrong of [{ until: '2025-10-05' }, { times: [one, one] }]) {
      const refused = fields({ name: 'ИЗ-3', ...wrong })
      expect(await service.refusal('studio.createGroup', refused)).toBe('bad_request')
    }
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('with a teacher or a place that nobody knows is refused', async () => {
    const stranger = studio.people[0]
    for (const wrong of [{ teacherId: stranger }, { placeId: stranger }]) {
      const refused = fields({ name: 'ИЗ-3', ...wrong })
      expect(await service.refusal('studio.createGroup', refused)).toBe('not_found')
    }
  })
})

describe('a changed group', () => {
  test('has its new name, capacity and note; its classes stay as they are', async () => {
    await studio.plan(studio.groupA)
    const before = standing()
    await doUndoRedo(service, () => update({ name: 'ИЗ-1а', capacity: 5, note: 'мольберттер бар' }))
    expect(await group()).toMatchObject({ name: 'ИЗ-1а', capacity: 5, note: 'мольберттер бар' })
    expect(standing()).toEqual(before)
  })

  test('may keep its own name and not take another’s', async () => {
    expect(await service.refusal('studio.updateGroup', fields())).toBe(null)
    expect(await service.refusal('studio.updateGroup', fields({ name: 'ИЗ-2' }))).toBe('in_use')
    expect(await service.refusal('studio.updateGroup', fields({ until: '2025-10-01' }))).toBe(
      'bad_request',
    )
    const nobodys = fields({ groupId: studio.people[0] })
    expect(await service.refusal('studio.updateGroup', nobodys)).toBe('not_found')
  })

  const wednesdays = [{ day: 'we', start: '10:00', minutes: 90 }]
  const laterMondays = [
    { day: 'mo', start: '12:00', minutes: 60 },
    { day: 'we', start: '10:00', minutes: 90 },
  ]

  test('keeps all classes at an hour that is taken away, and is not planned for it any more', async () => {
    await studio.plan(studio.groupA)
    const before = standing()
    await doUndoRedo(service, () => update({ times: wednesdays }))
    expect(standing()).toEqual(before)
    const { outcomes } = await call('studio.planTerm', { groupId: studio.groupA, ...term })
    expect(outcomes.every((one) => one.outcome === 'exists' || one.outcome === 'closed')).toBe(true)
  })

  test('keeps its classes at the old hour of a weekday, and is planned at the new one where it has none', async () => {
    const planned = { groupId: studio.groupA, from: monday, until: '2025-10-19' }
    await call('studio.commitTerm', planned)
    await doUndoRedo(service, () => update({ times: laterMondays }))
    expect((await group()).times).toMatchObject(laterMondays)
    await studio.plan(studio.groupA)
    const mondays = standing().filter((one) => !one.endsWith('10:00') || one.includes('10-13'))
    expect(mondays.slice(0, 3)).toEqual([
      '2025-10-13 10:00',
      '2025-10-20 12:00',
      // The 27th is a closed day.
      '2025-11-03 12:00',
    ])
  })

  test('shows first what would become of the classes to come, and changes nothing by that', async () => {
    await studio.plan(studio.groupA)
    const before = dump(service.databaseFile)
    const asked = fields({ times: [{ day: 'mo', start: '12:00', minutes: 60 }] })
    const { outcomes } = await call('studio.tryUpdateGroup', {
      ...asked,
      classesToCome: 'change',
    } as never)
    const count = (outcome: string) => outcomes.filter((one) => one.outcome === outcome).length
    expect([count('changed'), count('removed')]).toEqual([7, 8])
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('loses the classes to come of an hour that is taken away when that is asked for, but no marked ones', async () => {
    await studio.join(studio.groupA, studio.people[0] as string)
    const [first] = await studio.plan(studio.groupA)
    await markEverybody(service, first as string)
    await doUndoRedo(service, () => update({ times: wednesdays, classesToCome: 'change' }))
    const left = standing()
    expect(left[0]).toBe('2025-10-06 10:00')
    expect(left).toHaveLength(9)
  })

  test('gives the classes to come of a weekday their new hour when that is asked for: they are the same ones', async () => {
    await studio.plan(studio.groupA)
    const [first] = (await call('studio.week', { from: monday })).classes
    const sessionId = first?.sessionId as string
    await doUndoRedo(service, () => update({ times: laterMondays, classesToCome: 'change' }))
    expect(standing().slice(0, 3)).toEqual([
      '2025-10-06 12:00',
      '2025-10-08 10:00',
      '2025-10-13 12:00',
    ])
    const moved = await call('studio.session', { sessionId })
    expect(moved).toMatchObject({ date: monday, start: '12:00', minutes: 60, byHand: false })
  })

  test('is refused new hours when a class can neither follow nor stay where another of the group comes', async () => {
    const twice = (first: string, second: string) => ({
      times: [first, second].map((start) => ({ day: 'mo', start, minutes: 60 })),
      classesToCome: 'change',
    })
    await update(twice('10:00', '12:00'))
    await studio.plan(studio.groupA)
    await call('studio.book', {
      ...{ groupId: studio.groupB, date: '2025-10-13', start: '14:00', minutes: 60 },
      ...{ teacherId: studio.teacherB, placeId: studio.roomA },
    })
    const before = dump(service.databaseFile)
    expect(
      await service.raw(
        'studio.updateGroup',
        fields({ ...twice('11:30', '14:00'), groupId: studio.groupA }),
      ),
    ).toMatchObject({ code: 'rules_refused', params: { refusals: [{ code: 'overlap' }] } })
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('leaves a class where it was when its new hour is taken, and says so', async () => {
    await studio.plan(studio.groupA)
    await call('studio.book', {
      ...{ groupId: studio.groupB, date: '2025-10-13', start: '12:00', minutes: 60 },
      ...{ teacherId: studio.teacherB, placeId: studio.roomA },
    })
    const { outcomes } = await update({ times: laterMondays, classesToCome: 'change' })
    expect(outcomes.find((one) => one.outcome === 'clash')).toMatchObject({ date: '2025-10-13' })
    expect(standing().filter((one) => one.includes('10-13'))).toEqual(['2025-10-13 10:00'])
  })

  test('has classes on a weekday that it had none on as far as it was planned, when that is asked for', async () => {
    await call('studio.commitTerm', { groupId: studio.groupA, from: monday, until: '2025-10-19' })
    const times = [...laterMondays.slice(1), { day: 'fr', start: '12:00', minutes: 60 }]
    await doUndoRedo(service, () => update({ times, classesToCome: 'change' }))
    expect(standing()).toEqual([...['2025-10-08 10:00', '2025-10-10 12:00', '2025-10-15 10:00']])
  })

  test('has the new hours and no old one, although somebody is marked on the first day', async () => {
    await studio.join(studio.groupA, studio.people[0] as string)
    const [first] = await studio.plan(studio.groupA)
    await markEverybody(service, first as string)
    const times = [{ day: 'tu' as const, start: '12:00', minutes: 60 }]
    await doUndoRedo(service, () => update({ times, classesToCome: 'change' }))
    expect((await group()).times).toMatchObject(times)
    expect((await group('2025-10-07')).times).toMatchObject(times)
  })

  test('is not planned on a day that was skipped or cancelled when its hour changes', async () => {
    const decisions = [{ date: monday, start: '10:00', action: 'skip' as const }]
    const planned = await call('studio.commitTerm', {
      ...{ groupId: studio.groupA, from: monday, until: '2025-10-19', decisions },
    })
    const sessionId = planned.outcomes.find((one) => one.date === '2025-10-13')?.sessionId
    await call('studio.cancel', { sessionId: sessionId as string, reason: 'staff' })
    await doUndoRedo(service, () => update({ times: laterMondays, classesToCome: 'change' }))
    await studio.plan(studio.groupA)
    expect(standing().slice(0, 3)).toEqual([
      ...['2025-10-08 10:00', '2025-10-15 10:00', '2025-10-20 12:00'],
    ])
  })

  test('of fewer places than members is saved, and says that it is over-full', async () => {
    for (const personId of studio.people.slice(0, 3)) await studio.join(studio.groupA, personId)
    const over = [{ code: 'group_full', severity: 'warn', params: { capacity: 2, members: 3 } }]
    const asked = fields({ capacity: 2 })
    expect((await call('studio.tryUpdateGroup', asked as never)).findings).toMatchObject(over)
    expect((await update({ capacity: 2 })).findings).toMatchObject(over)
    expect(await group()).toMatchObject({ capacity: 2, members: 3 })
    expect((await update({ capacity: 3 })).findings).toEqual([])
  })

  test('has its new teacher and place in classes planned from now on, the old ones in those there are', async () => {
    await call('studio.commitTerm', { groupId: studio.groupA, from: monday, until: '2025-10-12' })
    await doUndoRedo(service, () => update({ teacherId: studio.teacherB, placeId: studio.roomB }))
    await studio.plan(studio.groupA)
    const { classes } = await call('studio.week', { from: monday })
    expect(classes.map((one) => [one.teacherName, one.placeName])).toEqual([
      ['Мұратова Сәуле', 'Изостудия'],
      ['Мұратова Сәуле', 'Изостудия'],
    ])
    const next = (await call('studio.week', { from: '2025-10-13' })).classes
    expect(next.map((one) => [one.teacherName, one.placeName])).toEqual([
      ['Нұрғалиева Сәуле', 'Зал'],
      ['Нұрғалиева Сәуле', 'Зал'],
    ])
  })

  test('keeps its classes after a term that was made shorter, or has none of them when that is asked for', async () => {
    await studio.plan(studio.groupA)
    const before = standing()
    await doUndoRedo(service, () => update({ until: '2025-10-12' }))
    expect(standing()).toEqual(before)
    await update({ until: '2025-11-30' })
    await doUndoRedo(service, () => update({ until: '2025-10-12', classesToCome: 'change' }))
    expect(standing()).toEqual(['2025-10-06 10:00', '2025-10-08 10:00'])
    await update({ until: '2025-10-19' })
    await studio.plan(studio.groupA)
    expect(standing().slice(2)).toEqual(['2025-10-13 10:00', '2025-10-15 10:00'])
  })
})

describe('a closed group', () => {
  test('has from that day no members, no queue, no classes, and everything comes back with undo', async () => {
    const [one, two] = studio.people as [string, string]
    await studio.join(studio.groupA, one)
    await studio.plan(studio.groupA)
    await call('studio.wait', { groupId: studio.groupA, personId: two })
    await doUndoRedo(service, async () => {
      const closed = await call('studio.closeGroup', { groupId: studio.groupA, on: '2025-10-13' })
      // The 27th is a closed day: it was not planned.
      expect(closed).toMatchObject({ left: 1, removed: 13 })
      return closed
    })
    expect(standing()).toEqual(['2025-10-06 10:00', '2025-10-08 10:00'])
    const closed = await group('2025-10-13')
    expect(closed).toMatchObject({ until: '2025-10-12', waiting: 0, queue: [] })
    expect(closed.memberList).toEqual([])
    expect(closed.former).toMatchObject([{ personId: one, leftOn: '2025-10-13' }])
    const on = '2025-10-13'
    expect((await call('studio.groups', { on })).groups.map((its) => its.name)).toEqual(['ИЗ-2'])
    expect((await call('studio.groups', { on, withPast: true })).groups).toHaveLength(2)
  })

  test('keeps the classes in which somebody was marked', async () => {
    await studio.join(studio.groupA, studio.people[0] as string)
    const [, second] = await studio.plan(studio.groupA)
    await markEverybody(service, second as string)
    await call('studio.closeGroup', { groupId: studio.groupA, on: monday })
    expect(standing()).toEqual(['2025-10-08 10:00'])
  })

  test('on its very first day is not planned again', async () => {
    await studio.plan(studio.groupA)
    await doUndoRedo(service, () =>
      call('studio.closeGroup', { groupId: studio.groupA, on: monday }),
    )
    const plan = { groupId: studio.groupA, ...term }
    expect(await service.refusal('studio.commitTerm', plan)).toBe('group_unfinished')
    expect(standing()).toEqual([])
  })
})
