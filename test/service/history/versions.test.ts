/** Two desks at one file: the second save does not erase what the first has written. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallHouse } from '#test/support/boarding.ts'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'

let service: TestService
let centre: SmallCentre
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())
const call: TestService['call'] = (...asked) => service.call(...asked)

describe('a file', () => {
  test('that another desk has written in is not written over: who, when and which fields are told', async () => {
    const opened = await call('people.get', { personId: centre.aliya })
    await call(
      'people.update',
      {
        ...opened,
        phone: '+77011112233',
        categories: [{ category: 'orphan', from: null, until: null }],
      },
      centre.administrator,
    )
    expect(await service.raw('people.update', { ...opened, notes: 'аллергия' })).toMatchObject({
      ok: false,
      code: 'changed_since',
      params: { by: 'Ермеков Ғани', at: '2025-10-06T08:40', fields: ['categories', 'phone'] },
    })
    const now = await call('people.get', { personId: centre.aliya })
    await call('people.update', { ...now, notes: 'аллергия' })
    expect(await call('people.get', { personId: centre.aliya })).toMatchObject({
      phone: '+77011112233',
      notes: 'аллергия',
    })
  })

  test('saved twice from one opening, with nothing new in between, is saved', async () => {
    const opened = await call('people.get', { personId: centre.aliya })
    await call('people.update', opened)
    expect(await call('people.update', { ...opened, notes: 'аллергия' })).toMatchObject({
      personId: centre.aliya,
    })
  })

  test('of a script that does not say what it has seen is written as it says', async () => {
    const { version: _, ...opened } = await call('people.get', { personId: centre.aliya })
    await call('people.update', { ...opened, phone: '+77011112233' })
    await call('people.update', { ...opened, notes: 'аллергия' })
    expect(await call('people.get', { personId: centre.aliya })).toMatchObject({ phone: null })
  })
})

test('and so is every other form: a horse, a member, a place, a room, a group, a course', async () => {
  const [horse] = (await call('horses.list', {})).horses
  const away = [{ from: monday, until: monday, reason: null }]
  await call('horses.update', { ...horse, absences: away } as never)
  const stale = async (method: string, input: object) => {
    const reply = await service.raw(method, input)
    return reply.ok ? null : reply.params.fields
  }
  expect(await stale('horses.update', { ...horse, massKg: 480 })).toEqual(['absences'])

  const [member] = (await call('team.list', {})).members
  await call('team.update', { ...member, roles: [] } as never)
  expect(await stale('team.update', { ...member, subject: 'ИЗО' })).toEqual(['roles'])

  const [place] = (await call('places.list', {})).places
  await call('places.update', { ...place, active: false } as never)
  expect(await stale('places.update', { ...place, use: 'studio' })).toEqual(['active'])
})

test('of studios and the boarding house too', async () => {
  const studio = await smallStudio(service)
  const {
    memberList: _,
    former: __,
    queue: ___,
    ...group
  } = await call('studio.group', {
    groupId: studio.groupA,
  })
  await call('studio.updateGroup', { ...group, until: '2025-12-14' })
  const refused = await service.raw('studio.updateGroup', { ...group, note: 'краски' })
  expect(refused).toMatchObject({ code: 'changed_since', params: { fields: ['until'] } })
})

test('of the boarding house: a room and a course', async () => {
  const house = await smallHouse(service)
  const [room] = (await call('boarding.rooms', {})).rooms
  const asked = { ...room, beds: room?.beds.length }
  await call('boarding.updateRoom', { ...asked, note: 'окно' } as never)
  expect(await service.raw('boarding.updateRoom', { ...asked, floor: 5 })).toMatchObject({
    code: 'changed_since',
    params: { fields: ['note'] },
  })
  const course = await call('boarding.course', { courseId: house.courseId })
  await call('boarding.updateCourse', { ...course, name: 'Күз' } as never)
  expect(await service.raw('boarding.updateCourse', { ...course, capacity: 9 })).toMatchObject({
    code: 'changed_since',
    params: { fields: ['name'] },
  })
})

describe('what is made of rows of its own is of the same version:', () => {
  const refused = async (method: string, input: object) => {
    const reply = await service.raw(method, input)
    return reply.ok ? null : { code: reply.code, by: reply.params.by, fields: reply.params.fields }
  }

  test('the beds of a room', async () => {
    await smallHouse(service)
    const [room] = (await call('boarding.rooms', {})).rooms
    const opened = { ...room, beds: 3 }
    await call('boarding.updateRoom', { ...opened, beds: 2 } as never, centre.administrator)
    const stale = { code: 'changed_since', by: 'Ермеков Ғани', fields: ['beds'] }
    expect(await refused('boarding.updateRoom', { ...opened, note: 'окно' })).toEqual(stale)
    const [now] = (await call('boarding.rooms', {})).rooms
    expect(now?.beds).toHaveLength(2)
    expect(await refused('boarding.updateRoom', { ...now, beds: 2, note: 'окно' })).toBeNull()
  })

  const openGroup = async (groupId: string) => {
    const {
      memberList: _,
      former: __,
      queue: ___,
      ...fields
    } = await call('studio.group', {
      groupId,
    })
    return fields
  }

  test('the weekly times of a group: one taken away, with its classes or without, one added', async () => {
    const studio = await smallStudio(service)
    const stale = { code: 'changed_since', by: 'Ермеков Ғани', fields: ['times'] }
    for (const planned of [false, true]) {
      if (planned) await studio.plan(studio.groupB)
      const opened = await openGroup(planned ? studio.groupB : studio.groupA)
      const times = opened.times.slice(1)
      await call('studio.updateGroup', { ...opened, times }, centre.administrator)
      expect(await refused('studio.updateGroup', { ...opened, note: 'краски' })).toEqual(stale)
      const between = await openGroup(opened.groupId)
      expect(between.times).toEqual(times)
      const more = [...times, { day: 'fr' as const, start: '12:00', minutes: 60 }]
      await call('studio.updateGroup', { ...between, times: more }, centre.administrator)
      expect(await refused('studio.updateGroup', { ...between, note: 'краски' })).toEqual(stale)
    }
  })

  test('a series that was moved on the timetable is told by the times of its group', async () => {
    const studio = await smallStudio(service)
    const [sessionId = ''] = await studio.plan(studio.groupA)
    const opened = await openGroup(studio.groupA)
    const moved = { sessionId, start: '14:00', scope: 'later' as const }
    await call('studio.move', moved, centre.administrator)
    expect(await refused('studio.updateGroup', { ...opened, note: 'краски' })).toMatchObject({
      fields: ['times'],
    })
  })
})
