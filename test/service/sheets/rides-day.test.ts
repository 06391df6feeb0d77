import { afterEach, beforeEach, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
let centre: SmallCentre

beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

test('the sheet of a day has each instructor’s rides in order of time, and nobody’s last', async () => {
  await service.call('hippotherapy.book', centre.ride({ start: '11:00' }))
  await service.call(
    'hippotherapy.book',
    centre.ride({ start: '10:00', clientId: centre.baurzhan, sidewalkerIds: [centre.sidewalker] }),
  )
  await service.call('hippotherapy.book', centre.otherRide({ start: '14:00', instructorId: null }))
  const { instructors, centreName } = await service.call('sheets.ridesDay', { date: monday })
  expect(centreName.kk).toBe('«Ақ Бастау» оңалту орталығы')
  expect(
    instructors.map(({ name, rides }) => [
      name,
      rides.map((ride) => [ride.start, ride.clientName]),
    ]),
  ).toEqual([
    [
      'Кузнецов Ғани',
      [
        ['10:00', 'Оспанов Бауыржан'],
        ['11:00', 'Соколова Әлия'],
      ],
    ],
    [null, [['14:00', 'Оспанов Бауыржан']]],
  ])
  expect(instructors[0]?.rides[0]).toMatchObject({
    horseName: 'Жұлдыз',
    leaderName: 'Есенова Ғани',
    sidewalkerNames: ['Байжанов Ғани'],
    markLetter: null,
  })
})

test('one instructor’s sheet has their rides alone; a mark is its letter, a cancelled ride is not there', async () => {
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.mark({ sessionId, personId: centre.aliya, mark: 'excused' })
  await service.call('hippotherapy.book', centre.otherRide())
  const cancelled = await service.call('hippotherapy.book', centre.ride({ start: '15:00' }))
  await service.call('hippotherapy.cancel', { sessionId: cancelled.sessionId, reason: 'family' })
  const { instructors } = await service.call('sheets.ridesDay', {
    date: monday,
    instructorId: centre.instructor,
  })
  expect(instructors).toHaveLength(1)
  expect(instructors[0]?.rides.map(({ start, markLetter }) => [start, markLetter])).toEqual([
    ['10:00', 'У'],
  ])
})

test('what to watch with a client stands in the form, in the session, on the instructor’s list and sheet; no diagnosis is on paper', async () => {
  const precautions = 'аллергия на сено'
  const clientId = await centre.person({
    givenName: 'Дана',
    precautions,
    contraindication: 'эпилепсия',
    physicianDecisionOn: '2025-02-01',
    physicianDecision: 'допущена шагом',
  })
  const asked = { clientId, date: monday }
  expect(await service.call('hippotherapy.usual', asked)).toMatchObject({ precautions })
  const { sessionId } = await service.call('hippotherapy.book', centre.ride({ clientId }))
  expect(await service.call('hippotherapy.usual', asked)).toMatchObject({ precautions })
  expect(await service.call('hippotherapy.session', { sessionId })).toMatchObject({ precautions })
  const { lines } = await service.call('attendance.day', { date: monday })
  expect(lines).toMatchObject([{ precautions }])
  const sheet = await service.call('sheets.ridesDay', { date: monday })
  expect(sheet.instructors[0]?.rides).toMatchObject([{ precautions }])
  expect(JSON.stringify(sheet)).not.toContain('эпилепсия')
})

test('the week strip counts sessions and what is unmarked, and names closed days', async () => {
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.call('hippotherapy.book', centre.otherRide())
  await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
  await service.call('settings.closeDay', { date: '2025-10-08', name: 'Санитарлық күн' })
  const { days } = await service.call('hippotherapy.week', { from: monday })
  expect(days).toHaveLength(7)
  expect(days[0]).toEqual({ date: monday, sessions: 2, unmarked: 1, closedDay: null })
  expect(days[2]).toEqual({
    date: '2025-10-08',
    sessions: 0,
    unmarked: 0,
    closedDay: 'Санитарлық күн',
  })
})
