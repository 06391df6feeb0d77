import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
let centre: SmallCentre

beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

const nextMonday = '2025-10-13'
type Asked = Record<string, unknown>
const propose = (at: Asked, clientId: string | null = centre.aliya) =>
  service.call('hippotherapy.usual', { clientId, date: nextMonday, at } as never)
const book = (ride: Asked) => service.call('hippotherapy.book', ride as never)

describe('a booking form begins', () => {
  beforeEach(() => book(centre.ride({ sidewalkerIds: [centre.sidewalker] })))

  test('as the client has ridden before, where everybody is free', async () => {
    expect(await propose({ start: '10:00' })).toMatchObject({
      cast: {
        horseId: centre.zhuldyz,
        placeId: centre.arena,
        instructorId: centre.instructor,
        leaderId: centre.leader,
        sidewalkerIds: [centre.sidewalker],
      },
      lastRideOn: monday,
      minutes: 30,
      replaced: [],
    })
  })

  test('with others in place of those who are taken, and says so', async () => {
    await book(
      centre.ride({
        date: nextMonday,
        clientId: centre.baurzhan,
        sidewalkerIds: [centre.sidewalker],
      }),
    )
    const proposed = await propose({ start: '10:10' })
    expect(proposed.cast).toMatchObject({
      horseId: centre.aqboz,
      placeId: centre.field,
      instructorId: centre.instructor2,
      leaderId: centre.leader2,
      sidewalkerIds: [centre.sidewalker2],
    })
    expect(proposed.replaced).toMatchObject([
      { name: 'Манеж', insteadName: 'Открытая площадка' },
      { name: 'Жұлдыз', insteadName: 'Ақбоз' },
      { name: 'Кузнецов Ғани', insteadName: 'Ахметов Ғани' },
      { name: 'Есенова Ғани', insteadName: 'Серіков Ғани' },
      { name: 'Байжанов Ғани', insteadName: 'Дүйсенова Ғани' },
    ])
    // What it proposes is booked as it stands.
    await book({ ...centre.ride({ date: nextMonday, start: '10:10' }), ...proposed.cast })
  })

  test('and says by whom and when each of those is taken', async () => {
    await book(centre.ride({ date: nextMonday, clientId: centre.baurzhan }))
    const { replaced } = await propose({ start: '10:10' })
    expect(replaced.map(({ name, findings: [why] }) => [name, why?.code, why?.params])).toEqual(
      ['Манеж', 'Жұлдыз', 'Кузнецов Ғани', 'Есенова Ғани'].map((name) => [
        name,
        'overlap',
        expect.objectContaining({ from: '10:00', until: '10:30', clientName: 'Оспанов Бауыржан' }),
      ]),
    )
  })

  test('without a horse where none is free, rather than with one that is refused', async () => {
    await book(centre.otherRide({ date: nextMonday }))
    const proposed = await propose({ start: '10:00', wanted: { horseId: centre.aqboz } })
    expect(proposed.cast?.horseId).toBe(centre.zhuldyz)
    const third = await centre.person({ givenName: 'Дана' })
    const team = { instructorId: null, leaderId: null, placeId: await centre.place('Үшінші') }
    await book(centre.ride({ date: nextMonday, clientId: third, ...team }))
    const none = await propose({ start: '10:00', wanted: { horseId: centre.aqboz } })
    expect(none.cast).not.toHaveProperty('horseId')
    expect(none.replaced).toMatchObject([{ name: 'Ақбоз', insteadName: null }])
  })

  test('with the horse’s rest kept: right after a ride it is another horse', async () => {
    await book(centre.otherRide({ date: nextMonday, horseId: centre.zhuldyz, start: '09:30' }))
    expect((await propose({ start: '10:05' })).replaced).toMatchObject([
      { name: 'Жұлдыз', insteadName: 'Ақбоз' },
    ])
    expect((await propose({ start: '10:10' })).replaced).toEqual([])
  })

  test('with what was chosen by hand, free or not', async () => {
    await book(centre.otherRide({ date: nextMonday, horseId: centre.zhuldyz }))
    const proposed = await propose({ start: '10:00', chosen: { horseId: centre.zhuldyz } })
    expect(proposed.replaced).toEqual([])
    expect(proposed.cast?.placeId).toBe(centre.arena)
  })

  test('with a free place before anybody has said who is to ride', async () => {
    await book(centre.ride({ date: nextMonday }))
    const { cast, replaced } = await propose(
      { start: '10:00', wanted: { placeId: centre.arena } },
      null,
    )
    expect(cast).toEqual({ placeId: centre.field })
    expect(replaced).toMatchObject([{ name: 'Манеж', insteadName: 'Открытая площадка' }])
  })
})

test('no hour is offered at which no instructor is free, where nobody is chosen to lead', async () => {
  const both = { minutes: 480, leaderId: null }
  // All day from 09:00 to 17:00 both instructors are elsewhere.
  await book(centre.ride({ start: '10:00', clientId: centre.baurzhan }))
  for (const instructorId of [centre.instructor, centre.instructor2]) {
    const horseId = await centre.horse(`Ат ${instructorId.slice(-4)}`, {
      dailyBlockMinutes: 1440,
    })
    const clientId = await centre.person({ givenName: instructorId.slice(-4) })
    const placeId = await centre.place(`Орын ${instructorId.slice(-4)}`)
    const start = instructorId === centre.instructor ? '10:30' : '09:00'
    const minutes = instructorId === centre.instructor ? 390 : both.minutes
    await service.call('settings.set', { horseConsecutiveMinutes: 1440 })
    await book(
      centre.ride({ start, minutes, leaderId: null, instructorId, horseId, clientId, placeId }),
    )
  }
  const asked = (instructorId: string | null) =>
    service.call('hippotherapy.check', centre.ride({ instructorId, leaderId: null }) as never)
  const hours = ({ alternatives }: Awaited<ReturnType<typeof asked>>) =>
    alternatives.filter(({ date }) => date === monday).map(({ start }) => start)
  const offered = hours(await asked(null))
  expect(offered.length).toBeGreaterThan(0)
  for (const start of offered) expect(start >= '17:00' || start <= '09:30').toBe(true)
})
