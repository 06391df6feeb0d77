/** An absence that is known ahead: what it sets free, and what becomes of it when the child comes after all. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { bookedTwice } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let call: TestService['call']
let centre: SmallCentre
let ride: string

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
  ride = (await call('hippotherapy.book', centre.ride())).sessionId
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const mark = (code: string | null, sessionId = ride) =>
  service.mark({ sessionId, personId: centre.aliya, mark: code })
/** Another child with the same horse, team and place at the same hour. */
const instead = (change: object = {}) =>
  call('hippotherapy.book', centre.ride({ clientId: centre.baurzhan, ...change }))
const refused = () =>
  service.refusal('hippotherapy.book', centre.ride({ clientId: centre.baurzhan }))
const board = async () => (await call('hippotherapy.day', { date: monday })).sessions
const taken = (findings: readonly { code: string; params: object }[]) =>
  findings.map(({ code, params }) => {
    const { seat, name, clientName } = params as Record<string, string>
    return [code, seat, name, clientName]
  })
const everything = [
  ['overlap', 'instructor', 'Кузнецов Ғани', 'Оспанов Бауыржан'],
  ['overlap', 'horse', 'Жұлдыз', 'Оспанов Бауыржан'],
  ['overlap', 'leader', 'Есенова Ғани', 'Оспанов Бауыржан'],
  ['overlap', 'place', 'Манеж', 'Оспанов Бауыржан'],
]

describe('a ride whose child will be away', () => {
  test.each(['excused', 'cancelled', 'closed'])(
    'marked %s gives horse, team and place to somebody else',
    async (code) => {
      expect(await refused()).toBe('rules_refused')
      await doUndoRedo(service, () => mark(code))
      expect((await mark(code)).findings).toEqual([])
      await instead()
      expect(
        (await board()).map(({ clientName, mark: put, givenFree }) => [clientName, put, givenFree]),
      ).toEqual([
        ['Соколова Әлия', code, true],
        ['Оспанов Бауыржан', null, false],
      ])
      const [horse] = (await call('hippotherapy.day', { date: monday })).horses.filter(
        ({ id }) => id === centre.zhuldyz,
      )
      expect(horse?.workMinutes).toBe(30)
    },
  )

  test.each(['present', 'late', 'absent'])('marked %s keeps them', async (code) => {
    await mark(code)
    expect(await refused()).toBe('rules_refused')
  })

  test('stays in the register with its letter', async () => {
    await mark('excused')
    const { people } = await call('attendance.register', { groupId: null, month: '2025-10' })
    expect(people[0]?.cells.join('')).toBe('У')
  })

  test('announced for some days gives free what is planned then, and takes it again', async () => {
    const away = { personId: centre.aliya, from: monday, until: monday }
    const { absenceId } = await call('attendance.announceAbsence', away)
    const booked = await instead()
    await call('hippotherapy.cancel', { sessionId: booked.sessionId, reason: 'family' })
    const back = await call('attendance.withdrawAbsence', { absenceId })
    expect(back).toMatchObject({ unmarked: 1, findings: [] })
    expect(await refused()).toBe('rules_refused')
  })

  test('can be cancelled and restored while somebody else has all of it', async () => {
    await mark('excused')
    await instead()
    await doUndoRedo(service, () =>
      call('hippotherapy.cancel', { sessionId: ride, reason: 'weather' }),
    )
    await doUndoRedo(service, () => call('hippotherapy.restore', { sessionId: ride }))
  })
})

describe('a child who comes after all', () => {
  test('has everything again while it is free', async () => {
    await mark('excused')
    expect((await mark('present')).findings).toEqual([])
    expect(await refused()).toBe('rules_refused')
  })

  test.each(['present', 'late', null])(
    'corrected to %s is marked all the same, and it is said what others have',
    async (code) => {
      await mark('excused')
      await instead()
      const { findings } = await mark(code)
      expect(taken(findings)).toEqual(everything)
      expect((await board())[0]).toMatchObject({ mark: code, givenFree: false })
    },
  )

  test('has what nobody has taken: the horse is gone, the instructor is not', async () => {
    await mark('excused')
    const team = { instructorId: centre.instructor2, leaderId: centre.leader2 }
    await instead({ ...team, placeId: centre.field })
    expect(taken((await mark('present')).findings)).toEqual([everything[1]])
    const other = centre.otherRide({ clientId: await centre.person({ familyName: 'Юсупова' }) })
    const wanted = { ...other, instructorId: centre.instructor }
    expect(await service.refusal('hippotherapy.book', wanted)).toBe('rules_refused')
  })

  test('has the rest as soon as it is free again', async () => {
    await mark('excused')
    const { sessionId } = await instead()
    await mark('present')
    await call('hippotherapy.cancel', { sessionId, reason: 'family' })
    expect(await refused()).toBe('rules_refused')
    expect(await service.refusal('hippotherapy.restore', { sessionId })).toBe('rules_refused')
  })

  test('whose mark is taken back by undo is told the same', async () => {
    const { changeId } = await mark('excused')
    await instead()
    const { findings } = await call('changes.undo', { changeId })
    expect(taken(findings)).toEqual(everything)
    const again = await call('changes.redo', { changeId })
    expect(again.findings).toEqual([])
  })

  test('whose absence is withdrawn is told the same', async () => {
    const away = { personId: centre.aliya, from: monday, until: monday }
    const { absenceId } = await call('attendance.announceAbsence', away)
    await instead()
    const { findings } = await call('attendance.withdrawAbsence', { absenceId })
    expect(taken(findings)).toEqual(everything)
  })
})

test('who is excused from a class is free at that hour; the class goes on', async () => {
  const studio = await smallStudio(service)
  const [sara, aidos] = studio.people as [string, string]
  for (const personId of [sara, aidos]) await studio.join(studio.groupA, personId)
  const [first] = (await studio.plan(studio.groupA)) as [string]
  const wish = centre.otherRide({ clientId: sara, start: '10:30' })
  expect(await service.refusal('hippotherapy.book', wish)).toBe('rules_refused')
  await service.mark({ sessionId: first, personId: sara, mark: 'excused' })
  await call('hippotherapy.book', wish)
  const room = { groupId: studio.groupB, date: monday, start: '10:00', minutes: 60 }
  const { findings } = await call('studio.check', {
    ...{ ...room, teacherId: studio.teacherA, placeId: studio.roomA },
  })
  expect(findings.map(({ code }) => code)).toEqual(['overlap', 'overlap'])
  const back = await service.mark({ sessionId: first, personId: sara, mark: 'late' })
  expect(back.findings).toMatchObject([{ code: 'overlap', params: { clientName: 'Абенова Әлия' } }])
})

test('who rides after all while they were in a class is free for the ride once they leave the group', async () => {
  const studio = await smallStudio(service)
  await mark('excused')
  await studio.join(studio.groupA, centre.aliya)
  await studio.plan(studio.groupA)
  expect(taken((await mark(null)).findings)).toEqual([
    ['overlap', 'client', 'Соколова Әлия', 'ИЗ-1'],
  ])
  const { groupA: groupId } = studio
  await call('studio.leave', { groupId, personId: centre.aliya, on: monday })
  const { sessions } = await call('schedule.unsettled', { from: monday, until: monday })
  expect(sessions).toEqual([])
  expect(
    await service.refusal('studio.book', {
      ...{ groupId: studio.groupB, date: monday, start: '10:00', minutes: 60 },
      ...{ teacherId: studio.teacherB, placeId: studio.roomB },
    }),
  ).toBe(null)
})

test('an hour of the psychologist is free when the person will not come', async () => {
  const psychologist = await centre.member('Тоқтарова', ['psychologist'])
  const { placeId } = await call('places.create', { name: 'Кабинет', use: 'cabinet' })
  const appointment = {
    ...{ personId: centre.aliya, psychologistId: psychologist, placeId },
    ...{ date: monday, start: '14:00', minutes: 50 },
  }
  const { sessionId } = await call('consultations.book', appointment)
  const other = { ...appointment, personId: centre.baurzhan }
  expect(await service.refusal('consultations.book', other)).toBe('rules_refused')
  await mark('excused', sessionId)
  await call('consultations.book', other)
})
