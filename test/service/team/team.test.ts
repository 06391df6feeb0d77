import { afterEach, beforeEach, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump } from '#test/support/tables.ts'

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

const member = async (id: string = centre.instructor) => {
  const { members } = await call('team.list', { withFormer: true })
  const found = members.find((one) => one.id === id)
  if (!found) throw new Error('no such member')
  return found
}
const update = async (change: object) =>
  call('team.update', { ...(await member()), ...change } as never)

test('a member has new roles, hours and telephone, and nobody else has', async () => {
  const other = await member(centre.instructor2)
  const changed = {
    ...(await member()),
    roles: ['instructor', 'leader'] as const,
    phone: '+77012345678',
    hours: [{ day: 'mo' as const, from: '09:00', until: '13:00' }],
  }
  await call('team.update', changed as never)
  const stored = await member()
  expect({ ...stored, roles: [...stored.roles].sort() }).toEqual({
    ...changed,
    version: expect.any(Number),
  })
  expect(await member(centre.instructor2)).toEqual(other)
})

test('a role that is taken away is not given in a session any more', async () => {
  await update({ roles: ['leader'] })
  const { findings } = await call('hippotherapy.check', centre.ride() as never)
  expect(findings).toMatchObject([{ code: 'not_qualified', params: { seat: 'instructor' } }])
})

test('somebody who has left is listed only when asked for, and their sessions stay', async () => {
  const { sessionId } = await call('hippotherapy.book', centre.ride())
  await update({ active: false })
  const ids = async (withFormer: boolean) =>
    (await call('team.list', { withFormer })).members.map((one) => one.id as string)
  expect(await ids(false)).not.toContain(centre.instructor)
  expect(await ids(true)).toContain(centre.instructor)
  const ride = await call('hippotherapy.session', { sessionId })
  expect(ride.instructorId).toBe(centre.instructor)
})

test('hours that end before they begin or meet each other, and nobody, are refused', async () => {
  const before = dump(service.databaseFile)
  const own = await member()
  const hours = (...stretches: [string, string][]) =>
    stretches.map(([from, until]) => ({ day: 'mo', from, until }))
  for (const wrong of [hours(['13:00', '09:00']), hours(['09:00', '13:00'], ['12:00', '18:00'])]) {
    expect(await service.refusal('team.update', { ...own, hours: wrong })).toBe('bad_request')
  }
  expect(await service.refusal('team.update', { ...own, id: centre.aliya })).toBe('not_found')
  expect(dump(service.databaseFile)).toEqual(before)
})
