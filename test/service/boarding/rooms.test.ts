import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closeSound,
  refusalsOf,
  type SmallHouse,
  smallHouse,
  week,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  house = await smallHouse(service)
})
afterEach(() => closeSound(service))

const room = (change: object = {}) => ({
  roomId: house.rooms['202'],
  building: house.building,
  floor: 2,
  number: '202',
  beds: 1,
  ...change,
})
const roomNamed = async (number: string) =>
  (await call('boarding.rooms', {})).rooms.find((one) => one.number === number)

describe('rooms', () => {
  test('stand in order of floor and number with their beds', async () => {
    await call('boarding.createRoom', { building: house.building, floor: 1, number: '9', beds: 1 })
    const { rooms } = await call('boarding.rooms', {})
    expect(rooms.map((one) => [one.number, one.beds.length])).toEqual([
      ...[
        ['9', 1],
        ['101', 3],
        ['102', 2],
        ['103', 2],
        ['201', 2],
        ['202', 1],
      ],
    ])
    expect(rooms[1]).toMatchObject({ forWhom: 'women', accessible: true, note: null, closures: [] })
  })

  test('a number is there once in a building, and again in another', async () => {
    const twin = { building: house.building, floor: 3, number: '101', beds: 2 }
    const reply = await service.raw('boarding.createRoom', twin)
    expect(reply).toMatchObject({
      code: 'in_use',
      params: { what: 'room', name: 'Ақ Бастау, 101' },
    })
    expect(await service.refusal('boarding.updateRoom', room({ number: '101' }))).toBe('in_use')
    await call('boarding.createRoom', { ...twin, building: 'Қонақүй' })
  })

  test('are changed whole, and keep their beds when they get more and less', async () => {
    const first = house.bed('202')
    await call('boarding.updateRoom', room({ beds: 3, forWhom: 'men', note: 'терезе шығысқа' }))
    const wide = await roomNamed('202')
    expect(wide).toMatchObject({ forWhom: 'men', note: 'терезе шығысқа', accessible: false })
    expect(wide?.beds.map((one) => one.position)).toEqual([1, 2, 3])
    await call('boarding.updateRoom', room())
    expect((await roomNamed('202'))?.beds).toEqual([{ bedId: first, position: 1 }])
    await call('boarding.updateRoom', room({ beds: 3 }))
    expect((await roomNamed('202'))?.beds).toEqual(wide?.beds)
  })

  test('a bed in which somebody will sleep does not go, one that is free does', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102', 2))
    const narrow = room({ roomId: house.rooms['102'], floor: 1, number: '102', beds: 1 })
    expect(await service.refusal('boarding.updateRoom', narrow)).toBe('in_use')
    const { changeId } = await call('boarding.unplace', {
      courseId: house.courseId,
      personId: bolat,
    })
    await call('boarding.updateRoom', narrow)
    expect((await roomNamed('102'))?.beds).toHaveLength(1)
    expect(
      await service.refusal('boarding.place', {
        ...{ courseId: house.courseId, personId: bolat, bedId: house.bed('102', 2) },
        ...{ from: week.from, to: week.until },
      }),
    ).toBe('not_found')
    // Nor does it come back with somebody in it.
    expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
  })

  test('do not become rooms in which those who sleep there may not be', async () => {
    const { bolat, gani } = house.people
    const mens = (change: object) =>
      room({ roomId: house.rooms['102'], floor: 1, number: '102', beds: 2, ...change })
    const family = (change: object) =>
      room({
        ...{ roomId: house.rooms['103'], floor: 1, number: '103', beds: 2, forWhom: 'family' },
        ...change,
      })
    await house.enrol(bolat)
    await house.enrol(gani, { wheelchair: true })
    await house.sleep(bolat, house.bed('102'))
    await call('boarding.updateRoom', family({ accessible: true }))
    await house.sleep(gani, house.bed('103'))

    const before = stateOf(service)
    const refused = (input: object) => refusalsOf(service, 'boarding.updateRoom', input)
    expect(await refused(mens({ forWhom: 'women' }))).toEqual(['room_sex'])
    expect(await refused(family({ accessible: false }))).toEqual(['room_access'])
    expect(await service.raw('boarding.updateRoom', mens({ forWhom: 'women' }))).toMatchObject({
      params: {
        refusals: [
          { params: { name: 'Ақ Бастау, 102', sleeper: 'Байжанов Болат', stays: 1, ...week } },
        ],
      },
    })
    expect(stateOf(service)).toEqual(before)
    await call('boarding.updateRoom', mens({ forWhom: 'any' }))
  })

  describe('with a woman and a man in it', () => {
    const shared = (change: object) =>
      room({
        ...{ roomId: house.rooms['201'], floor: 2, number: '201', beds: 2, accessible: true },
        ...change,
      })
    const refused = (change: object) =>
      refusalsOf(service, 'boarding.updateRoom', shared({ forWhom: 'any', ...change }))
    beforeEach(async () => {
      const { aisha, bolat } = house.people
      const reason = { override: { reason: 'туыстар' } }
      for (const personId of [aisha, bolat]) await house.enrol(personId)
      await house.sleep(aisha, house.bed('201'))
      await house.sleep(bolat, house.bed('201', 2), reason, house.team.coordinator)
    })

    test('does not become one for men, though they are together already', async () => {
      expect(await refused({ forWhom: 'men' })).toEqual(['room_sex'])
      expect(await refused({ forWhom: 'women' })).toEqual(['room_sex'])
      expect(await refused({ note: 'терезе шығысқа' })).toEqual([])
    })

    test('nor with whom should have left and has not', async () => {
      const { aisha, bolat } = house.people
      service.turnClock(`${week.from}T14:00`)
      for (const personId of [aisha, bolat]) {
        await call('boarding.arrive', { courseId: house.courseId, personId, on: week.from })
      }
      service.turnClock('2025-10-21T08:40')
      expect(await refused({ forWhom: 'men' })).toEqual(['room_sex'])
      expect(await service.refusal('boarding.updateRoom', shared({ beds: 1 }))).toBe('in_use')
    })
  })

  test('whom a coordinator let sleep beside others keeps the way to the room', async () => {
    const { gani, aisha } = house.people
    await house.enrol(aisha)
    await house.enrol(gani, { wheelchair: true })
    await house.sleep(aisha, house.bed('201'))
    const reason = { override: { reason: 'туыстар' } }
    await house.sleep(gani, house.bed('201', 2), reason, house.team.coordinator)
    const steps = room({ roomId: house.rooms['201'], number: '201', beds: 2, accessible: false })
    expect(await refusalsOf(service, 'boarding.updateRoom', steps)).toEqual(['room_access'])
  })

  test('a room that is not there is not found', async () => {
    const nowhere = '01900000-0000-7000-8000-000000000000'
    expect(
      await service.refusal('boarding.updateRoom', room({ roomId: nowhere, number: '77' })),
    ).toBe('not_found')
    const closure = { roomId: nowhere, from: week.from, until: week.until }
    expect(await service.refusal('boarding.closeRoom', closure)).toBe('not_found')
    expect(await service.refusal('boarding.reopenRoom', { closureId: nowhere })).toBe('not_found')
  })
})

describe('a repair', () => {
  const close = (from: string, until: string) =>
    call('boarding.closeRoom', { roomId: house.rooms['102'], from, until, reason: 'ремонт' })

  test('closes a room for its nights, and is told with the room until it is over', async () => {
    const { closureId } = await close('2025-10-10', '2025-10-12')
    expect((await roomNamed('102'))?.closures).toEqual([
      {
        closureId,
        roomId: house.rooms['102'],
        from: '2025-10-10',
        until: '2025-10-12',
        reason: 'ремонт',
      },
    ])
    await close('2025-09-01', '2025-10-05')
    expect((await roomNamed('102'))?.closures).toHaveLength(1)
  })

  test('is in the way of whoever would sleep there on one of its nights', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await close('2025-10-18', '2025-10-20')
    const asked = { courseId: house.courseId, personId: bolat, bedId: house.bed('102') }
    const until = (to: string) =>
      refusalsOf(service, 'boarding.place', { ...asked, from: week.from, to })
    expect(await until('2025-10-19')).toEqual(['room_closed'])
    expect(await until('2025-10-18')).toEqual([])
  })

  test('waits for those who sleep there then, and names them', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    const reply = await service.raw('boarding.closeRoom', {
      roomId: house.rooms['102'],
      from: '2025-10-18',
      until: '2025-10-30',
    })
    expect(reply).toMatchObject({
      code: 'rules_refused',
      params: {
        refusals: [
          {
            code: 'overlap',
            params: { seat: 'bed', clientName: 'Байжанов Болат', ...{ from: week.from } },
          },
        ],
      },
    })
    // The day of departure is free again.
    await close('2025-10-19', '2025-10-30')
  })

  test('that ends before it begins is no repair', async () => {
    const closure = { roomId: house.rooms['102'], from: week.until, until: week.from }
    expect(await service.refusal('boarding.closeRoom', closure)).toBe('bad_request')
  })

  test('is taken back and made again, and so is the reopening', async () => {
    const before = stateOf(service)
    const { closureId, changeId } = await close(week.from, week.until)
    const closed = stateOf(service)
    await call('changes.undo', { changeId })
    expect(stateOf(service)).toEqual(before)
    await call('changes.redo', { changeId })
    expect(stateOf(service)).toEqual(closed)
    const reopened = await call('boarding.reopenRoom', { closureId })
    expect(stateOf(service)).toEqual(before)
    await call('changes.undo', { changeId: reopened.changeId })
    expect(stateOf(service)).toEqual(closed)
  })

  test('is not taken back into a room where somebody sleeps by now', async () => {
    const { bolat } = house.people
    const { closureId } = await close(week.from, week.until)
    const { changeId } = await call('boarding.reopenRoom', { closureId })
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    expect(await refusalsOf(service, 'changes.undo', { changeId })).toEqual(['overlap bed'])
  })
})
