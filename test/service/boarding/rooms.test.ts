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

  describe('that do not fit any more who sleeps there say so, and nobody new is let in:', () => {
    /** The answer of a change, and by which rules each stay does not fit now. */
    const hitBy = async (change: () => Promise<{ unsettled?: { count: number } }>) => {
      const { unsettled } = await change()
      const { stays } = await call('schedule.unsettled', { from: week.from, until: week.until })
      return {
        count: unsettled?.count,
        stays: stays.map(({ name, findings }) => [name, ...findings.map(({ code }) => code)]),
      }
    }
    const update = (input: object) => () => call('boarding.updateRoom', input as never)
    const mens = (change: object) =>
      room({ roomId: house.rooms['102'], floor: 1, number: '102', beds: 2, ...change })

    test('a bed that is taken out', async () => {
      const { bolat, gani } = house.people
      await house.enrol(bolat)
      await house.enrol(gani, { wheelchair: false })
      await house.sleep(bolat, house.bed('102', 2))
      const bedId = house.bed('102', 2)
      expect(await hitBy(update(mens({ beds: 1 })))).toEqual({
        count: 1,
        stays: [['Байжанов Болат', 'bed_removed']],
      })
      expect((await roomNamed('102'))?.beds).toHaveLength(1)
      const { courseId } = house
      const placing = { courseId, personId: gani, bedId, from: week.from, to: week.until }
      expect(await service.refusal('boarding.place', placing)).toBe('not_found')
      // The plan of rooms shows it as long as he has it.
      const shown = async () =>
        (await call('boarding.rack', { from: week.from, days: 6 })).rooms
          .find(({ number }) => number === '102')
          ?.beds.filter(({ gone }) => gone)
      expect(await shown()).toEqual([{ bedId, position: 2, gone: true }])
      const { changeId } = await call('boarding.unplace', { courseId, personId: bolat })
      expect(await shown()).toEqual([])
      // Taken back, he has it again, as he had it before.
      await call('changes.undo', { changeId })
      expect(await shown()).toHaveLength(1)
    })

    test('a room that is for women now', async () => {
      const { bolat, gani } = house.people
      await house.enrol(bolat)
      await house.enrol(gani, { wheelchair: false })
      await house.sleep(bolat, house.bed('102'))
      expect(await hitBy(update(mens({ forWhom: 'women' })))).toEqual({
        count: 1,
        stays: [['Байжанов Болат', 'room_sex']],
      })
      const placing = { courseId: house.courseId, personId: gani, bedId: house.bed('102', 2) }
      const nights = { from: week.from, to: week.until }
      expect(await refusalsOf(service, 'boarding.place', { ...placing, ...nights })).toEqual([
        'room_sex',
      ])
    })

    test('a room into which no wheelchair comes any more', async () => {
      const { gani } = house.people
      await house.enrol(gani, { wheelchair: true })
      await house.sleep(gani, house.bed('201', 2))
      const steps = room({ roomId: house.rooms['201'], number: '201', beds: 2, accessible: false })
      expect(await hitBy(update(steps))).toEqual({
        count: 1,
        stays: [[expect.any(String), 'room_access']],
      })
    })

    test('whoever should have left and has not, too', async () => {
      const { bolat } = house.people
      await house.enrol(bolat)
      await house.sleep(bolat, house.bed('102', 2))
      service.turnClock(`${week.from}T14:00`)
      await call('boarding.arrive', { courseId: house.courseId, personId: bolat, on: week.from })
      service.turnClock('2025-10-21T08:40')
      expect((await call('boarding.updateRoom', mens({ beds: 1 }))).unsettled).toMatchObject({
        count: 1,
      })
    })

    test('what is asked beforehand is what comes of it, and changes nothing', async () => {
      const { bolat } = house.people
      await house.enrol(bolat)
      const { stayId } = await house.sleep(bolat, house.bed('102', 2))
      const before = stateOf(service)
      const asked = mens({ beds: 1, forWhom: 'women' })
      const said = await call('boarding.tryUpdateRoom', asked)
      expect(said.unsettled).toMatchObject({ count: 1, stayIds: [stayId] })
      expect(stateOf(service)).toEqual(before)
      expect((await call('boarding.updateRoom', asked)).unsettled).toEqual(said.unsettled)
    })
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

  test('says whom it hits, who keep their beds until it is settled where they go', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    const { stayId } = await house.sleep(bolat, house.bed('102'))
    const repair = { roomId: house.rooms['102'], from: '2025-10-18', until: '2025-10-30' }
    const said = await call('boarding.tryCloseRoom', repair)
    expect(said.unsettled).toMatchObject({ count: 1, until: week.until, stayIds: [stayId] })
    const { unsettled } = await call('boarding.closeRoom', repair)
    expect(unsettled).toEqual(said.unsettled)
    const { stays } = await call('boarding.rack', { from: week.from, days: 6 })
    expect(stays).toMatchObject([
      { stayId, findings: [{ code: 'room_closed', params: { name: 'Ақ Бастау, 102' } }] },
    ])
  })

  test('hits nobody who leaves on its first day', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    const { unsettled } = await close('2025-10-19', '2025-10-30')
    expect(unsettled).toMatchObject({ count: 0 })
  })

  test('has not been on a night on which somebody has slept there', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    service.turnClock(`${week.from}T14:00`)
    await call('boarding.arrive', { courseId: house.courseId, personId: bolat, on: week.from })
    service.turnClock('2025-10-15T08:40')
    const repair = { roomId: house.rooms['102'], until: '2025-10-30' }
    const refusals = (from: string) =>
      refusalsOf(service, 'boarding.closeRoom', { ...repair, from })
    expect(await refusals('2025-10-14')).toEqual(['overlap bed'])
    expect(await refusals('2025-10-15')).toEqual([])
  })

  test('is written down once for a night', async () => {
    await close('2025-10-10', '2025-10-12')
    const again = { roomId: house.rooms['102'], from: '2025-10-12', until: '2025-10-20' }
    expect(await service.raw('boarding.closeRoom', again)).toMatchObject({
      code: 'already_away',
      params: { name: 'Ақ Бастау, 102', from: '2025-10-10', until: '2025-10-12' },
    })
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

  test('that was called off and is made again hits whoever has been put there since', async () => {
    const { bolat } = house.people
    const { closureId } = await close(week.from, week.until)
    const { changeId } = await call('boarding.reopenRoom', { closureId })
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    expect((await call('changes.undo', { changeId })).unsettled).toMatchObject({ count: 1 })
  })
})
