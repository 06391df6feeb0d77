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
const ask = (personId: string, bedId: string, change: object = {}) => ({
  ...who(personId),
  bedId,
  from: week.from,
  to: week.until,
  ...change,
})
const refusals = (personId: string, bedId: string, change: object = {}) =>
  refusalsOf(service, 'boarding.place', ask(personId, bedId, change), house.team.coordinator)
const findings = async (personId: string, bedId: string, change: object = {}) =>
  (await call('boarding.check', ask(personId, bedId, change))).findings
const override = { reason: 'ерлі-зайыптылар' }

describe('the rules of a bed', () => {
  test('one person a bed a night; the day of departure is free again', async () => {
    const { bolat, gani } = house.people
    for (const one of [bolat, gani]) await house.enrol(one, { wheelchair: false })
    await house.sleep(bolat, house.bed('102'), { to: '2025-10-16' })
    const [first, ...others] = await findings(gani, house.bed('102'), { from: '2025-10-15' })
    expect(others).toEqual([])
    expect(first).toMatchObject({
      code: 'overlap',
      severity: 'block',
      overridable: false,
      params: { seat: 'bed', name: 'Ақ Бастау, 102 · 1', clientName: 'Байжанов Болат' },
    })
    const late = { from: '2025-10-15', override }
    expect(await refusals(gani, house.bed('102'), late)).toEqual(['overlap bed'])
    expect(await refusals(gani, house.bed('102'), { from: '2025-10-16' })).toEqual([])
    expect(await house.nights(gani)).toEqual(['102/1 16–19'])
  })

  test('nobody has two beds a night, in another course neither', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102', 1))
    // A second bed for the same nights takes the place of the first.
    await house.sleep(bolat, house.bed('102', 2), { from: '2025-10-15', to: '2025-10-17' })
    expect(await house.nights(bolat)).toEqual(['102/1 13–15', '102/2 15–17', '102/1 17–19'])
    const next = await house.course({ name: 'Келесі', from: '2025-10-18', until: '2025-10-24' })
    await house.enrol(bolat, { courseId: next })
    const other = (from: string) =>
      refusals(bolat, house.bed('202'), { courseId: next, from, to: '2025-10-24' })
    expect(await other('2025-10-18')).toEqual(['overlap client'])
    expect(await other('2025-10-19')).toEqual([])
  })

  test('sexes are not mixed but in a room for families', async () => {
    const { aisha, bolat, sasha } = house.people
    for (const one of [aisha, bolat, sasha]) await house.enrol(one)
    expect(await refusals(bolat, house.bed('101'))).toEqual(['room_sex'])
    expect(await refusals(aisha, house.bed('102'))).toEqual(['room_sex'])
    await house.sleep(aisha, house.bed('201'))
    expect((await findings(bolat, house.bed('201', 2)))[0]).toMatchObject({
      code: 'room_sex',
      overridable: true,
      params: { name: 'Ақ Бастау, 201', clientName: 'Абенова Айша' },
    })
    await house.sleep(aisha, house.bed('103'))
    expect(await refusals(bolat, house.bed('103', 2))).toEqual([])
  })

  test('whose sex is not written down sleeps among family, elsewhere by a reasoned word alone', async () => {
    const { aisha, dana, sasha } = house.people
    for (const one of [aisha, dana, sasha]) await house.enrol(one)
    const unknown = (name: string, forWhom: string) => [
      {
        code: 'room_sex',
        severity: 'block',
        overridable: true,
        params: { name: `Ақ Бастау, ${name}`, sexUnknown: 'Ким Саша', forWhom },
      },
    ]
    expect(await findings(sasha, house.bed('101'))).toEqual(unknown('101', 'women'))
    // An empty room may be the wrong one too.
    expect(await findings(sasha, house.bed('201'))).toEqual(unknown('201', 'any'))
    expect(await refusals(sasha, house.bed('103'))).toEqual([])
    expect(await refusals(aisha, house.bed('103', 2))).toEqual([])
    const override = { reason: 'Анасы растады' }
    const { coordinator } = house.team
    await house.sleep(sasha, house.bed('201'), { override }, coordinator)
    expect(await findings(aisha, house.bed('201', 2))).toMatchObject([
      {
        code: 'room_sex',
        overridable: true,
        params: { clientName: 'Ким Саша', sexUnknown: 'Ким Саша' },
      },
    ])
    const { left } = await call('boarding.propose', {
      courseId: house.courseId,
      fixed: [{ personId: aisha, bedId: house.bed('103') }],
    })
    expect(left).toEqual([])
  })

  test('a bed that is kept empty mixes nobody', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    await call('boarding.takeRoom', {
      ...{ ...who(aisha), roomId: house.rooms['201'] },
      ...{ from: week.from, to: week.until },
    })
    await house.sleep(aisha, house.bed('101'), { from: '2025-10-15' })
    expect(await house.nights(aisha)).toEqual(['201/1 13–15', '201/2 13–15 kept', '101/1 15–19'])
    expect(await refusals(bolat, house.bed('201', 2), { from: '2025-10-15' })).toEqual([])
    expect(await refusals(bolat, house.bed('201', 2))).toEqual(['overlap bed', 'room_sex'])
  })

  test('a wheelchair needs a room where it can be used', async () => {
    const { gani } = house.people
    await house.enrol(gani)
    expect((await house.enrolment(gani))?.wheelchair).toBe(true)
    expect(await refusals(gani, house.bed('102'))).toEqual(['room_access'])
    expect(await refusals(gani, house.bed('201'))).toEqual([])
    await house.enrol(gani, { wheelchair: false })
    expect(await refusals(gani, house.bed('102'))).toEqual([])
  })

  test('who accompanies somebody sleeps in the same room, else it is said', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('101'))
    const { warnings } = await house.sleep(dana, house.bed('201'))
    expect(warnings).toMatchObject([
      {
        code: 'companion_apart',
        severity: 'warn',
        params: { name: 'Дүйсенова Дана', clientName: 'Абенова Айша', place: 'Ақ Бастау, 101' },
      },
    ])
    expect((await house.sleep(dana, house.bed('101', 2))).warnings).toEqual([])
  })

  test('nights outside somebody’s days are said', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    const { warnings } = await house.sleep(bolat, house.bed('102'), { from: '2025-10-12' })
    expect(warnings.map((one) => [one.code, one.severity])).toEqual([['course_dates', 'warn']])
    expect(await refusals(bolat, house.bed('102'), { to: week.from })).toEqual(['bad_request'])
  })

  test('a year at most, and whoever sleeps there the whole year is seen on every day of it', async () => {
    const { bolat, gani } = house.people
    for (const one of [bolat, gani]) await house.enrol(one, { wheelchair: false })
    const bedId = house.bed('202')
    const year = { from: '2025-10-13', to: '2026-10-14' }
    expect(
      await service.refusal('boarding.place', ask(bolat, bedId, { ...year, to: '2026-10-15' })),
    ).toBe('bad_request')
    await call('boarding.place', ask(bolat, bedId, year))
    const lastNight = { from: '2026-10-13', to: '2026-10-14' }
    const rack = await call('boarding.rack', { from: lastNight.from, days: 1 })
    expect(rack.stays.map((one) => one.bedId)).toEqual([bedId])
    expect(await refusals(gani, bedId, lastNight)).toEqual(['overlap bed'])
  })

  test('only whoever is in the course has a bed of it', async () => {
    const { aisha, bolat } = house.people
    await house.enrol(aisha, { reserve: true })
    expect(await refusals(aisha, house.bed('101'))).toEqual(['not_found'])
    expect(await refusals(bolat, house.bed('102'))).toEqual(['not_found'])
  })
})

describe('a rule set aside', () => {
  test('by a coordinator with a reason, which stays with the stay', async () => {
    const { aisha } = house.people
    const { administrator, coordinator } = house.team
    await house.enrol(aisha)
    const asked = ask(aisha, house.bed('102'), { override })
    expect(await service.refusal('boarding.place', asked, administrator)).toBe(
      'override_not_allowed',
    )
    await call('boarding.place', asked, coordinator)
    expect(stateOf(service).stay).toMatchObject([{ override_reason: override.reason }])
  })
})

test('free beds are offered nearest first, one of each room', async () => {
  const { aisha, bolat } = house.people
  for (const one of [aisha, bolat]) await house.enrol(one)
  await house.sleep(bolat, house.bed('102'))
  const { beds } = await call('boarding.check', ask(aisha, house.bed('102')))
  expect(beds.map((one) => [one.roomName, one.bed])).toEqual([
    ...[
      ['Ақ Бастау, 101', 1],
      ['Ақ Бастау, 103', 1],
      ['Ақ Бастау, 201', 1],
      ['Ақ Бастау, 202', 1],
    ],
  ])
  expect((await call('boarding.check', ask(aisha, house.bed('101')))).beds).toEqual([])
})

describe('a move', () => {
  test('within the stay keeps where they slept before', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    await doUndoRedo(service, () =>
      call('boarding.move', { ...who(bolat), bedId: house.bed('202'), from: '2025-10-16' }),
    )
    expect(await house.nights(bolat)).toEqual(['102/1 13–16', '202/1 16–19'])
    expect(
      await refusalsOf(service, 'boarding.move', {
        ...{ ...who(bolat), bedId: house.bed('202'), from: week.until },
      }),
    ).toEqual(['not_found'])
  })

  test('takes companions along for their own nights, within the room too', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2), { to: '2025-10-15' })
    await house.sleep(dana, house.bed('101', 3), { from: '2025-10-15', to: '2025-10-17' })
    const move = (bedId: string, from: string) => () =>
      call('boarding.move', { ...who(aisha), bedId, from, withCompanions: true })
    await doUndoRedo(service, move(house.bed('201'), '2025-10-14'))
    expect(await house.nights(aisha)).toEqual(['101/1 13–14', '201/1 14–19'])
    expect(await house.nights(dana)).toEqual(['101/2 13–14', '201/2 14–17'])
    await doUndoRedo(service, move(house.bed('201', 2), week.from))
    expect(await house.nights(aisha)).toEqual(['201/2 13–19'])
  })

  test('of a pair that a coordinator lets sleep together is one step', async () => {
    const { aisha, bolat } = house.people
    await house.enrol(aisha)
    await house.enrol(bolat, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('103', 1))
    await house.sleep(bolat, house.bed('103', 2))
    const move = { ...who(aisha), bedId: house.bed('201'), from: week.from, withCompanions: true }
    expect(await refusalsOf(service, 'boarding.move', move)).toEqual(['room_sex'])
    await call('boarding.move', { ...move, override }, house.team.coordinator)
    expect(await house.nights(bolat)).toEqual(['201/2 13–19'])
  })

  test('is refused whole when there is no bed for the companion', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2))
    const before = stateOf(service)
    const move = { ...who(aisha), bedId: house.bed('202'), from: week.from, withCompanions: true }
    expect(await refusalsOf(service, 'boarding.move', move)).toEqual(['overlap bed'])
    expect(stateOf(service)).toEqual(before)
  })
})

describe('beds are given and taken', () => {
  test('and both are taken back', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await doUndoRedo(service, () => house.sleep(bolat, house.bed('102')))
    await doUndoRedo(service, () => call('boarding.unplace', { ...who(bolat), from: '2025-10-17' }))
    expect(await house.nights(bolat)).toEqual(['102/1 13–17'])
    await doUndoRedo(service, () => call('boarding.unplace', who(bolat)))
    expect(await house.nights(bolat)).toEqual([])
    expect(await service.refusal('boarding.unplace', who(house.people.aisha))).toBe('not_found')
  })

  test('what is taken back meets whoever sleeps there by now', async () => {
    const { aisha, bolat, dana } = house.people
    for (const one of [aisha, bolat, dana]) await house.enrol(one)
    await house.sleep(aisha, house.bed('201', 1))
    const { changeId } = await call('boarding.unplace', who(aisha))
    await house.sleep(dana, house.bed('201', 1))
    expect(await refusalsOf(service, 'changes.undo', { changeId })).toEqual(['overlap bed'])
    await call('boarding.unplace', who(dana))
    await house.sleep(bolat, house.bed('201', 2))
    expect(await refusalsOf(service, 'changes.undo', { changeId })).toEqual(['room_sex'])
  })
})

describe('a whole room', () => {
  const take = (personId: string, number: '101' | '103' = '101') => ({
    ...{ ...who(personId), roomId: house.rooms[number] },
    ...{ from: week.from, to: week.until },
  })

  test('is a bed to sleep in and the others kept', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    await doUndoRedo(service, () => call('boarding.takeRoom', take(aisha)))
    expect(await house.nights(aisha)).toEqual([
      '101/1 13–19',
      '101/2 13–19 kept',
      '101/3 13–19 kept',
    ])
    expect(await refusals(dana, house.bed('101', 3))).toEqual(['overlap bed'])
    await doUndoRedo(service, () => call('boarding.unplace', who(aisha)))
  })

  test('leaves those who came together where they are', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(dana, house.bed('101', 1))
    await call('boarding.takeRoom', take(aisha))
    expect(await house.nights(dana)).toEqual(['101/1 13–19'])
    expect(await house.nights(aisha)).toEqual(['101/2 13–19', '101/3 13–19 kept'])
  })

  test('is not taken when a stranger sleeps there one night', async () => {
    const { aisha, dana } = house.people
    for (const one of [aisha, dana]) await house.enrol(one)
    await house.sleep(dana, house.bed('101', 3), { from: '2025-10-18' })
    const before = stateOf(service)
    expect(await refusalsOf(service, 'boarding.takeRoom', take(aisha))).toEqual(['overlap bed'])
    expect(stateOf(service)).toEqual(before)
  })
})
