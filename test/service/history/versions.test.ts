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
