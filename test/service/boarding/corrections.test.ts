/** What was said by mistake is said anew; what is only expected is a plan; who is away for some nights comes back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closeSound,
  refusalsOf,
  type SmallHouse,
  smallHouse,
  week,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService({ clock: '2025-10-15T09:00' })
  call = service.call
  house = await smallHouse(service)
  const { aisha, bolat } = house.people
  for (const one of [aisha, bolat]) await house.enrol(one)
  await house.sleep(aisha, house.bed('101', 1))
  await house.sleep(bolat, house.bed('102', 1))
})
afterEach(() => closeSound(service))

const who = (personId: string) => ({ courseId: house.courseId, personId })
const day = (date: string) => service.turnClock(`${date}T09:00`)
const standing = async (personId: string) => {
  const one = await house.enrolment(personId)
  return [one?.state, one?.from.slice(8), one?.until.slice(8)]
}
/** How many eat on a day of the week. */
const eating = async (date: string) =>
  (await call('boarding.meals', { from: date, until: date })).days[0]?.total
const refused = async (method: string, input: object) => {
  const reply = await service.raw(`boarding.${method}`, input)
  return reply.ok ? null : { code: reply.code, params: reply.params }
}
/** What a refusal offers instead. */
const bedsIn = (reply: Awaited<ReturnType<typeof refused>>) =>
  (reply?.params.beds ?? []) as { bedId: string; roomName: string }[]
/** Somebody has taken the bed of Болат, from a night on. */
async function takeBedOfBolat(from: string) {
  const { gani } = house.people
  const next = await house.course({ name: 'Келесі', from, until: '2025-10-25' })
  await house.enrol(gani, { courseId: next, wheelchair: false })
  await house.sleep(gani, house.bed('102', 1), { courseId: next, from, to: '2025-10-25' })
}

describe('facts', () => {
  test('nobody arrives before the course begins, after it, or on a day to come', async () => {
    const { bolat } = house.people
    const arrive = async (on: string) =>
      (await refused('arrive', { ...who(bolat), on }))?.code ?? null
    expect(await arrive('2025-09-03')).toBe('arrival_outside_course')
    expect(await arrive('2025-10-12')).toBe('arrival_outside_course')
    expect(await arrive('2025-10-16')).toBe('arrival_ahead')
    day('2025-10-21')
    expect(await arrive('2025-10-20')).toBe('arrival_outside_course')
    expect(await standing(bolat)).toEqual(['expected', '13', '19'])
    expect(await arrive('2025-10-14')).toBe(null)
  })

  test('nobody leaves on a day to come, or before they came', async () => {
    const { bolat, zhanar } = house.people
    await house.enrol(zhanar, { reserve: true })
    await call('boarding.arrive', { ...who(bolat), on: '2025-10-14' })
    expect(await refused('depart', { ...who(bolat), on: '2025-10-16' })).toMatchObject({
      code: 'departure_ahead',
    })
    expect(await refused('depart', { ...who(bolat), on: week.from })).toEqual({
      code: 'departure_before_arrival',
      params: { from: '2025-10-14' },
    })
    // Nor by giving the place to somebody else.
    const replacing = { ...who(bolat), byPersonId: zhanar, on: '2025-10-17' }
    expect(await refused('replace', replacing)).toMatchObject({ code: 'departure_ahead' })
  })
})

describe('«has left» by mistake', () => {
  beforeEach(async () => {
    const { bolat } = house.people
    await call('boarding.arrive', { ...who(bolat), on: week.from })
  })

  test('is taken back: the bed, the meals and the lists are theirs again', async () => {
    const { bolat } = house.people
    const lesson = await house.book({ date: '2025-10-17' })
    await call('boarding.depart', { ...who(bolat), on: '2025-10-15' })
    expect([await eating('2025-10-17'), house.listed(lesson)]).toEqual([1, ['Айша']])
    await doUndoRedo(service, () => call('boarding.correctDeparture', { ...who(bolat), on: null }))
    expect(await standing(bolat)).toEqual(['here', '13', '19'])
    expect(await house.nights(bolat)).toEqual(['102/1 13–19'])
    expect([await eating('2025-10-17'), house.listed(lesson)]).toEqual([2, ['Айша', 'Болат']])
    const [change] = (await call('changes.recent', { personId: bolat, limit: 1 })).changes
    expect(change).toMatchObject({ kind: 'boarding.correctDeparture', canUndo: true })
  })

  test('was another day: earlier frees the bed, later keeps it until then', async () => {
    const { bolat } = house.people
    day('2025-10-17')
    await call('boarding.depart', { ...who(bolat), on: '2025-10-16' })
    const correct = (on: string) => () => call('boarding.correctDeparture', { ...who(bolat), on })
    await doUndoRedo(service, correct('2025-10-14'))
    expect(await house.nights(bolat)).toEqual(['102/1 13–14'])
    await doUndoRedo(service, correct('2025-10-17'))
    expect(await house.nights(bolat)).toEqual(['102/1 13–17'])
    expect(await standing(bolat)).toEqual(['left', '13', '17'])
    const wrong = async (on: string) =>
      (await refused('correctDeparture', { ...who(bolat), on }))?.code
    expect(await wrong('2025-10-18')).toBe('departure_ahead')
    expect(await wrong('2025-10-12')).toBe('departure_before_arrival')
  })

  test('when somebody has the bed by now, it is said who, and another is offered and given', async () => {
    const { bolat } = house.people
    await call('boarding.depart', { ...who(bolat), on: '2025-10-15' })
    await takeBedOfBolat('2025-10-16')
    const back = { ...who(bolat), on: null }
    const reply = await refused('correctDeparture', back)
    expect(reply).toMatchObject({
      code: 'rules_refused',
      params: {
        refusals: [{ code: 'overlap', params: { seat: 'bed', clientName: 'Ғалиев Ғани' } }],
      },
    })
    const [other] = bedsIn(reply)
    expect(other?.roomName).toBe('Ақ Бастау, 102')
    const bedId = other?.bedId as string
    await doUndoRedo(service, () => call('boarding.correctDeparture', { ...back, bedId }))
    expect(await house.nights(bolat)).toEqual(['102/1 13–15', '102/2 15–19'])
  })

  test('of the whole room that they had: the beds that were kept are kept again', async () => {
    const { bolat } = house.people
    await call('boarding.takeRoom', {
      ...{ ...who(bolat), roomId: house.rooms['102'], from: week.from, to: week.until },
    })
    await call('boarding.depart', { ...who(bolat), on: '2025-10-15' })
    await call('boarding.correctDeparture', { ...who(bolat), on: null })
    expect(await house.nights(bolat)).toEqual(['102/1 13–19', '102/2 13–19 kept'])
  })

  test('does not give back a place in the course that somebody else has', async () => {
    const { aisha, bolat, zhanar } = house.people
    const full = { courseId: house.courseId, name: 'Қазан', ...week, capacity: 2 }
    await call('boarding.updateCourse', full)
    await house.enrol(zhanar, { reserve: true })
    await call('boarding.replace', { ...who(bolat), byPersonId: zhanar, on: '2025-10-15' })
    const counted = async () =>
      (await call('boarding.course', { courseId: house.courseId })).participants
    expect(await counted()).toBe(2)
    const back = { ...who(bolat), on: null }
    expect(await refusalsOf(service, 'boarding.correctDeparture', back)).toEqual(['course_full'])
    // As soon as there is a place again, all three are in it, and all three count.
    await call('boarding.withdraw', who(aisha))
    await call('boarding.correctDeparture', back)
    expect(await counted()).toBe(2)
  })

  test('is nothing to correct of somebody who is here', async () => {
    const back = { ...who(house.people.bolat), on: null }
    expect(await refused('correctDeparture', back)).toMatchObject({ code: 'not_left' })
  })
})

describe('«has arrived» by mistake', () => {
  test('is taken back, to what was planned', async () => {
    const { bolat } = house.people
    await call('boarding.plan', { ...who(bolat), from: '2025-10-15', until: '2025-10-18' })
    await call('boarding.arrive', { ...who(bolat), on: '2025-10-14' })
    expect(await house.nights(bolat)).toEqual(['102/1 14–18'])
    await doUndoRedo(service, () => call('boarding.correctArrival', { ...who(bolat), on: null }))
    expect(await standing(bolat)).toEqual(['expected', '15', '18'])
    expect(await house.nights(bolat)).toEqual(['102/1 15–18'])
  })

  test('was another day: the nights before it are theirs too, or are free', async () => {
    const { bolat } = house.people
    await call('boarding.arrive', { ...who(bolat), on: '2025-10-15' })
    const correct = (on: string) => () => call('boarding.correctArrival', { ...who(bolat), on })
    await doUndoRedo(service, correct(week.from))
    expect(await house.nights(bolat)).toEqual(['102/1 13–19'])
    await doUndoRedo(service, correct('2025-10-14'))
    expect(await house.nights(bolat)).toEqual(['102/1 14–19'])
    const wrong = async (on: string) =>
      (await refused('correctArrival', { ...who(bolat), on }))?.code
    expect(await wrong('2025-10-16')).toBe('arrival_ahead')
    expect(await wrong('2025-10-12')).toBe('arrival_outside_course')
    const notCome = { ...who(house.people.aisha), on: null }
    expect(await refused('correctArrival', notCome)).toMatchObject({ code: 'not_arrived' })
  })
})

describe('a plan', () => {
  test('to come later and to leave earlier: bed, meals, lists and sheets follow', async () => {
    const { bolat } = house.people
    day('2025-10-06')
    const lesson = await house.book({ date: '2025-10-14' })
    await doUndoRedo(service, () =>
      call('boarding.plan', { ...who(bolat), from: '2025-10-15', until: '2025-10-17' }),
    )
    expect(await standing(bolat)).toEqual(['expected', '15', '17'])
    expect(await house.nights(bolat)).toEqual(['102/1 15–17'])
    expect(house.listed(lesson)).toEqual(['Айша'])
    const days = ['2025-10-14', '2025-10-15', '2025-10-17', '2025-10-18']
    expect(await Promise.all(days.map(eating))).toEqual([1, 2, 2, 1])
    const { days: sums } = await call('boarding.rack', { from: '2025-10-13', days: 5 })
    expect(sums.map(({ arriving, leaving }) => [arriving, leaving])).toEqual([
      [1, 0],
      [0, 0],
      [1, 0],
      [0, 0],
      [0, 1],
    ])
    const sheet = await call('sheets.roomingList', { courseId: house.courseId })
    expect(sheet.byName.map(({ name, from, to }) => [name, from, to])).toContainEqual([
      ...['Байжанов Болат', '2025-10-15', '2025-10-17'],
    ])
    await call('boarding.plan', { ...who(bolat), ...week })
    expect(await house.nights(bolat)).toEqual(['102/1 13–19'])
  })

  test('stays within the course, and is not about days that are over', async () => {
    const { bolat } = house.people
    const plan = async (from: string, until: string) =>
      (await refused('plan', { ...who(bolat), from, until }))?.code ?? null
    expect(await plan('2025-10-12', week.until)).toBe('plan_outside_course')
    expect(await plan(week.from, '2025-10-20')).toBe('plan_outside_course')
    expect(await plan('2025-10-16', '2025-10-16')).toBe('plan_outside_course')
    expect(await plan('2025-10-14', week.until)).toBe('plan_passed')
    await call('boarding.arrive', { ...who(bolat), on: week.from })
    expect(await plan('2025-10-16', week.until)).toBe('course_started')
    expect(await plan(week.from, '2025-10-17')).toBe(null)
    expect(await house.nights(bolat)).toEqual(['102/1 13–17'])
  })

  test('goes with the course to other days', async () => {
    const { bolat } = house.people
    day('2025-10-06')
    await call('boarding.plan', { ...who(bolat), from: '2025-10-15', until: '2025-10-18' })
    const later = { name: 'Қазан', from: '2025-10-20', until: '2025-10-26', capacity: 4 }
    await call('boarding.updateCourse', { courseId: house.courseId, ...later })
    expect((await house.enrolment(bolat))?.planned).toEqual({
      ...{ from: '2025-10-22', until: '2025-10-25' },
    })
  })
})

describe('somebody goes to hospital for two nights', () => {
  const away = { from: '2025-10-15', until: '2025-10-17', reason: 'аурухана' }

  beforeEach(async () => {
    await call('boarding.arrive', { ...who(house.people.bolat), on: week.from })
  })
  const goes = async (bedKept: boolean) =>
    (await call('boarding.goAway', { ...who(house.people.bolat), ...away, bedKept })).awayId

  test('and their bed waits for them; on the day between they neither eat nor stand on a list', async () => {
    const { bolat, gani } = house.people
    const lessons = [
      await house.book({ date: '2025-10-16' }),
      await house.book({ date: '2025-10-17' }),
    ]
    await doUndoRedo(service, () =>
      call('boarding.goAway', { ...who(bolat), ...away, bedKept: true }),
    )
    expect(await house.nights(bolat)).toEqual(['102/1 13–19'])
    const days = ['2025-10-15', '2025-10-16', '2025-10-17']
    expect(await Promise.all(days.map(eating))).toEqual([2, 1, 2])
    expect(lessons.map(house.listed)).toEqual([['Айша'], ['Айша', 'Болат']])
    await house.enrol(gani, { wheelchair: false })
    const bed = { ...who(gani), bedId: house.bed('102', 1), from: away.from, to: away.until }
    expect(await refusalsOf(service, 'boarding.place', bed)).toEqual(['overlap bed'])
    const rack = await call('boarding.rack', { from: '2025-10-15', days: 3 })
    expect(rack.away).toMatchObject([{ name: 'Болат Байжанов', ...away, bedKept: true }])
    expect(rack.days.map(({ asleep, free }) => [asleep, free])).toEqual([
      [1, 8],
      [1, 8],
      [2, 8],
    ])
  })

  test('and leaves the bed to somebody else, who has it for those nights alone', async () => {
    const { bolat, gani } = house.people
    await doUndoRedo(service, () =>
      call('boarding.goAway', { ...who(bolat), ...away, bedKept: false }),
    )
    expect(await house.nights(bolat)).toEqual(['102/1 13–15', '102/1 17–19'])
    await house.enrol(gani, { wheelchair: false })
    const bed = { bedId: house.bed('102', 1), from: away.from }
    const until = (to: string) =>
      refusalsOf(service, 'boarding.place', { ...who(gani), ...bed, to })
    expect(await until('2025-10-18')).toEqual(['overlap bed'])
    expect(await until(away.until)).toEqual([])
  })

  test('and comes back a day early: it is said who has the bed, and another is offered and given', async () => {
    const { bolat, gani } = house.people
    const awayId = await goes(false)
    await house.enrol(gani, { wheelchair: false })
    await house.sleep(gani, house.bed('102', 1), { from: away.from, to: away.until })
    day('2025-10-16')
    const back = { awayId, ...away, until: '2025-10-16', bedKept: false }
    const reply = await refused('changeAway', back)
    expect(reply).toMatchObject({
      code: 'rules_refused',
      params: { refusals: [{ code: 'overlap', params: { clientName: 'Ғалиев Ғани' } }] },
    })
    const [other] = bedsIn(reply)
    await doUndoRedo(service, () =>
      call('boarding.changeAway', { ...back, bedId: other?.bedId as string }),
    )
    expect(await house.nights(bolat)).toEqual(['102/1 13–15', '102/2 16–17', '102/1 17–19'])
    expect(await eating('2025-10-16')).toBe(3)
  })

  test('and comes back a day early to a bed that nobody has taken', async () => {
    const awayId = await goes(false)
    await call('boarding.changeAway', { awayId, ...away, until: '2025-10-16', bedKept: false })
    expect(await house.nights(house.people.bolat)).toEqual(['102/1 13–15', '102/1 16–19'])
  })

  test('or has not been away after all: one stay again', async () => {
    const { bolat } = house.people
    const awayId = await goes(false)
    await doUndoRedo(service, () => call('boarding.removeAway', { awayId }))
    expect(await house.nights(bolat)).toEqual(['102/1 13–19'])
    expect((await house.enrolment(bolat))?.away).toEqual([])
  })

  test('is moved to another bed without taking one for the nights in hospital', async () => {
    const { bolat } = house.people
    await goes(false)
    const to = house.bed('202')
    await call('boarding.move', { ...who(bolat), bedId: to, from: '2025-10-14' })
    expect(await house.nights(bolat)).toEqual(['102/1 13–14', '202/1 14–15', '202/1 17–19'])
    const inHospital = { ...who(bolat), bedId: to, from: away.from, to: away.until }
    expect(await refused('place', inHospital)).toMatchObject({ code: 'away_then' })
  })

  test('within their days, and only once at a time', async () => {
    const { bolat } = house.people
    await goes(true)
    const wrong = async (from: string, until: string) =>
      (await refused('goAway', { ...who(bolat), from, until, bedKept: true }))?.code ?? null
    expect(await wrong('2025-10-12', '2025-10-14')).toBe('away_outside_stay')
    expect(await wrong('2025-10-18', '2025-10-20')).toBe('away_outside_stay')
    expect(await wrong('2025-10-18', '2025-10-18')).toBe('away_outside_stay')
    expect(await wrong('2025-10-16', '2025-10-18')).toBe('away_twice')
    expect(await wrong('2025-10-17', '2025-10-18')).toBe(null)
  })

  test('who leaves from there and is said to be back stands as before they left', async () => {
    const { bolat } = house.people
    await goes(false)
    day('2025-10-16')
    await call('boarding.depart', { ...who(bolat), on: '2025-10-16' })
    expect(await house.nights(bolat)).toEqual(['102/1 13–15'])
    await call('boarding.correctDeparture', { ...who(bolat), on: null })
    expect(await standing(bolat)).toEqual(['here', '13', '19'])
    expect(await house.nights(bolat)).toEqual(['102/1 13–15', '102/1 17–19'])
    expect(await eating('2025-10-16')).toBe(1)
  })
})
