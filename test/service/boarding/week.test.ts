import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closeSound,
  refusalsOf,
  type SmallHouse,
  smallHouse,
  week,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { doUndoRedo, stateOf } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  house = await smallHouse(service)
})
afterEach(() => closeSound(service))

const who = (personId: string) => ({ courseId: house.courseId, personId })
const day = (date: string) => service.turnClock(`${date}T09:00`)
/** Said on the day itself. */
const arrive = (personId: string, on: string = week.from) => {
  day(on)
  return call('boarding.arrive', { ...who(personId), on })
}
const depart = (personId: string, on: string = week.until, note?: string) => {
  day(on)
  return call('boarding.depart', { ...who(personId), on, ...(note && { note }) })
}
const days = async (personId: string) => {
  const one = await house.enrolment(personId)
  return [one?.state, one?.from, one?.until]
}
const rackOf = (from: string, length = 1) => call('boarding.rack', { from, days: length })

beforeEach(async () => {
  const { aisha, dana, bolat } = house.people
  for (const one of [aisha, dana, bolat]) await house.enrol(one)
  await house.sleep(aisha, house.bed('101', 1))
  await house.sleep(dana, house.bed('101', 2))
  await house.sleep(bolat, house.bed('102', 1))
})

describe('somebody comes', () => {
  test('on the day, and it can be taken back', async () => {
    await doUndoRedo(service, () => arrive(house.people.aisha))
    expect(await days(house.people.aisha)).toEqual(['here', week.from, week.until])
    const again = { ...who(house.people.aisha), on: week.from }
    expect(await service.refusal('boarding.arrive', again)).toBe('course_started')
  })

  test('late: the bed is theirs from that night, the lists from that day', async () => {
    const { bolat } = house.people
    const lesson = await house.book({ date: '2025-10-14' })
    await doUndoRedo(service, () => arrive(bolat, '2025-10-15'))
    expect(await house.nights(bolat)).toEqual(['102/1 15–19'])
    expect(house.listed(lesson)).toEqual(['Айша', 'Дана'])
  })

  test('after all: not when the place has been given away', async () => {
    const { aisha, zhanar, gani } = house.people
    await call('boarding.noShow', who(aisha))
    for (const one of [zhanar, gani]) await house.enrol(one)
    const late = { ...who(aisha), on: '2025-10-14' }
    day('2025-10-14')
    expect(await refusalsOf(service, 'boarding.arrive', late)).toEqual(['course_full'])
    await call('boarding.withdraw', who(zhanar))
    await arrive(aisha, '2025-10-14')
    expect(await days(aisha)).toEqual(['here', '2025-10-14', week.until])
  })
})

describe('somebody does not come', () => {
  test('bed and lists are free of them and of whoever would come along', async () => {
    const { dana, aisha } = house.people
    await house.enrol(dana, { companionOfId: aisha })
    const lesson = await house.book()
    await doUndoRedo(service, () => call('boarding.noShow', who(aisha)))
    expect([await days(aisha), await days(dana)].map(([state]) => state)).toEqual([
      'no_show',
      'no_show',
    ])
    expect([...(await house.nights(aisha)), ...(await house.nights(dana))]).toEqual([])
    expect(house.listed(lesson)).toEqual(['Болат'])
  })
})

describe('somebody leaves', () => {
  test('early: history stays, the bed is free from that night, later lists are without them', async () => {
    const { aisha } = house.people
    const lessons = [await house.book(), await house.book({ date: '2025-10-17' })]
    await arrive(aisha)
    await doUndoRedo(service, () => depart(aisha, '2025-10-16', 'отбасы жағдайы'))
    expect(await days(aisha)).toEqual(['left', week.from, '2025-10-16'])
    expect((await house.enrolment(aisha))?.note).toBe('отбасы жағдайы')
    expect(await house.nights(aisha)).toEqual(['101/1 13–16'])
    expect(lessons.map(house.listed)).toEqual([
      ['Айша', 'Болат', 'Дана'],
      ['Болат', 'Дана'],
    ])
    const before = { ...who(house.people.bolat), on: '2025-10-12' }
    expect(await service.refusal('boarding.depart', before)).toBe('departure_before_arrival')
  })

  test('late: the bed is not free until they have, and was theirs until then', async () => {
    const { bolat, gani } = house.people
    const next = await house.course({ name: 'Келесі', from: week.until, until: '2025-10-25' })
    await house.enrol(gani, { courseId: next, wheelchair: false })
    const bed = { courseId: next, from: week.until, to: '2025-10-25' }
    await arrive(bolat)
    // Whether they will have left by then nobody knows yet.
    await house.sleep(gani, house.bed('102', 1), bed)
    await call('boarding.unplace', { courseId: next, personId: gani })
    day('2025-10-21')
    const asked = { ...bed, personId: gani, bedId: house.bed('102', 1), from: '2025-10-21' }
    expect(await call('boarding.check', asked)).toMatchObject({
      findings: [{ code: 'overlap', params: { seat: 'bed', notLeft: true } }],
    })
    const rack = await rackOf('2025-10-21', 2)
    expect(rack.stays).toMatchObject([{ personId: bolat, overdue: true, to: week.until }])
    expect(rack.days.map((one) => [one.asleep, one.free])).toEqual([
      [1, 9],
      [0, 10],
    ])
    await depart(bolat, '2025-10-21')
    expect(await house.nights(bolat)).toEqual(['102/1 13–21'])
    expect((await call('boarding.check', asked)).findings).toEqual([])
    expect((await rackOf('2025-10-21')).stays).toMatchObject([{ overdue: false }])
  })

  test('one leaves and the next one comes on one day, in that order', async () => {
    const { bolat, gani } = house.people
    const next = await house.course({ name: 'Келесі', from: week.until, until: '2025-10-25' })
    await house.enrol(gani, { courseId: next, wheelchair: false })
    const bed = { courseId: next, from: week.until, to: '2025-10-25' }
    await house.sleep(gani, house.bed('102', 1), bed)
    await arrive(bolat)
    day(week.until)
    const comes = { courseId: next, personId: gani, on: week.until }
    expect(await refusalsOf(service, 'boarding.arrive', comes)).toEqual(['overlap bed'])
    await depart(bolat)
    await call('boarding.arrive', comes)
    const [sums] = (await rackOf(week.until)).days
    expect(sums).toMatchObject({ asleep: 1, arriving: 1, free: 9 })
  })

  test('who is late to leave mixes no room', async () => {
    const { bolat, dana } = house.people
    const next = await house.course({ name: 'Келесі', from: week.until, until: '2025-10-25' })
    await house.enrol(dana, { courseId: next })
    await house.sleep(bolat, house.bed('201', 1))
    await arrive(bolat)
    day(week.until)
    const asked = { courseId: next, personId: dana, bedId: house.bed('201', 2) }
    const refusals = () =>
      refusalsOf(service, 'boarding.place', { ...asked, from: week.until, to: '2025-10-25' })
    expect(await refusals()).toEqual(['room_sex'])
    await depart(bolat)
    expect(await refusals()).toEqual([])
  })

  test('a room that is closed hits whoever is late to leave it', async () => {
    const { bolat } = house.people
    await arrive(bolat)
    day('2025-10-20')
    const room = { roomId: house.rooms['102'], until: '2025-10-25' }
    const hit = async (from: string) =>
      (await call('boarding.tryCloseRoom', { ...room, from })).unsettled.count
    expect(await hit('2025-10-20')).toBe(1)
    expect(await hit('2025-10-21')).toBe(0)
    await depart(bolat, '2025-10-20')
    expect(await hit('2025-10-20')).toBe(0)
  })

  test('a bed that was given up before the last night is free', async () => {
    const { bolat } = house.people
    await arrive(bolat)
    await call('boarding.unplace', { ...who(bolat), from: '2025-10-17' })
    day('2025-10-20')
    expect((await rackOf('2025-10-16', 10)).stays.some((one) => one.overdue)).toBe(false)
  })
})

describe('the rack', () => {
  test('shows what reaches into its days, the day of departure included', async () => {
    const names = async (from: string, length: number) =>
      (await rackOf(from, length)).stays.map((one) => one.name).sort()
    const all = ['Айша Абенова', 'Болат Байжанов', 'Дана Дүйсенова']
    expect(await names('2025-10-12', 1)).toEqual([])
    expect(await names('2025-10-12', 2)).toEqual(all)
    expect(await names('2025-10-19', 1)).toEqual(all)
    expect(await names('2025-10-20', 5)).toEqual([])
  })

  test('counts by day as plain SQL does', async () => {
    const { aisha, dana, bolat } = house.people
    await call('boarding.takeRoom', {
      ...{ ...who(bolat), roomId: house.rooms['103'], from: '2025-10-15', to: week.until },
    })
    await arrive(aisha)
    await depart(aisha, '2025-10-17')
    await arrive(dana, '2025-10-14')
    const closure = { roomId: house.rooms['201'], from: '2025-10-16', until: '2025-10-17' }
    await call('boarding.closeRoom', closure)
    const { days: sums } = await rackOf('2025-10-12', 9)
    const { stay, enrolment } = stateOf(service)
    for (const { date, ...sum } of sums) {
      const tonight = (stay ?? []).filter(
        (one) => String(one.from_date) <= date && date < String(one.to_date),
      )
      const asleep = tonight.filter((one) => one.kept === 0).length
      const shut = date >= closure.from && date <= closure.until ? 2 : 0
      const came = (enrolment ?? []).filter((one) => one.from_date === date)
      const went = (enrolment ?? []).filter((one) => one.until_date === date)
      expect({ date, ...sum }).toEqual({
        ...{ date, asleep, free: 10 - tonight.length - shut },
        ...{ arriving: came.length, leaving: went.length },
      })
    }
  })
})

describe('meals', () => {
  test('count by day and diet, days of coming and going included', async () => {
    const { aisha, dana, bolat } = house.people
    await house.enrol(dana, { diet: 'диеталық', companionOfId: aisha })
    await house.enrol(bolat, { diet: 'диеталық' })
    await arrive(bolat)
    await depart(bolat, '2025-10-14')
    const asked = { from: '2025-10-12', until: '2025-10-15' }
    const meals = await call('boarding.meals', asked)
    expect(meals.diets).toEqual([null, 'диеталық'])
    expect(meals.days.map((one) => [...one.counts, one.total])).toEqual([
      [0, 0, 0],
      [1, 2, 3],
      [1, 2, 3],
      [1, 1, 2],
    ])
    const other = await house.course({ name: 'Бос', from: '2025-11-03', until: '2025-11-09' })
    expect((await call('boarding.meals', { ...asked, courseId: other })).diets).toEqual([])
    const backwards = { from: asked.until, until: asked.from }
    expect(await service.refusal('boarding.meals', backwards)).toBe('bad_request')
  })

  test('whoever goes from one course to the next eats once', async () => {
    const { bolat } = house.people
    const next = await house.course({ name: 'Келесі', from: week.until, until: '2025-10-25' })
    await house.enrol(bolat, { courseId: next })
    const { days: counted } = await call('boarding.meals', { from: week.until, until: week.until })
    expect(counted[0]?.total).toBe(3)
  })
})
