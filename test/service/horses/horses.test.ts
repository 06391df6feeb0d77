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

const horse = async (id: string = centre.zhuldyz) => {
  const { horses } = await call('horses.list', { withRetired: true })
  const found = horses.find((one) => one.id === id)
  if (!found) throw new Error('no such horse')
  return found
}
const names = async (withRetired = false) =>
  (await call('horses.list', { withRetired })).horses.map((one) => one.name)

test('a horse has its new mass, limits and days away, and everything else as before', async () => {
  const before = await horse()
  const changed = {
    ...before,
    ...{ massKg: 480, dailyBlockMinutes: 120, temper: 'жуас' },
    absences: [
      { from: '2025-10-13', until: '2025-10-19', reason: 'мал дәрігері', because: 'other' },
    ],
  }
  await call('horses.update', changed)
  expect(await horse()).toEqual({ ...changed, version: expect.any(Number) })
  expect(await horse(centre.aqboz)).toMatchObject({ massKg: 460, absences: [] })
})

test('a day away that is taken out is a day of work again', async () => {
  const absence = { from: '2025-10-06', until: '2025-10-06', reason: null }
  await call('horses.update', { ...(await horse()), absences: [absence] })
  expect(await service.refusal('hippotherapy.book', centre.ride())).toBe('rules_refused')
  await call('horses.update', { ...(await horse()), absences: [] })
  expect(await service.refusal('hippotherapy.book', centre.ride())).toBe(null)
})

test('a horse that works no more is listed only when asked for, and its rides stay', async () => {
  const { sessionId } = await call('hippotherapy.book', centre.ride())
  await call('horses.update', { ...(await horse()), active: false })
  expect(await names()).toEqual(['Ақбоз'])
  expect(await names(true)).toEqual(['Ақбоз', 'Жұлдыз'])
  const ride = await call('hippotherapy.session', { sessionId })
  expect(ride.horseId).toBe(centre.zhuldyz)
})

test('a name that another horse has, and a horse that there is not, are refused', async () => {
  const before = dump(service.databaseFile)
  const own = await horse()
  expect(await service.refusal('horses.update', { ...own, name: 'Ақбоз' })).toBe('in_use')
  const none = { ...own, id: centre.aliya, name: 'Дос' }
  expect(await service.refusal('horses.update', none)).toBe('not_found')
  expect(dump(service.databaseFile)).toEqual(before)
})
