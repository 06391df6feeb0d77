/** Two guests exchange their beds: both or neither. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  closeSound,
  refusalsOf,
  type SmallHouse,
  smallHouse,
  week,
} from '#test/support/boarding.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let house: SmallHouse
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  house = await smallHouse(service)
})
afterEach(() => closeSound(service))

/** Somebody of the course in a bed, from the first day to that day. */
const guest = async (personId: string, bedId: string, to: string = week.until) => {
  await house.enrol(personId, { wheelchair: false })
  return (await house.sleep(personId, bedId, { to })).stayId
}

describe('two guests', () => {
  test('change beds from a night on, each until their own departure, and back with one undo', async () => {
    const { aisha, dana } = house.people
    const stayId = await guest(aisha, house.bed('101', 1))
    const withStayId = await guest(dana, house.bed('201', 1), '2025-10-17')
    const asked = { stayId, withStayId, from: '2025-10-15' }
    const before = dump(service.databaseFile)
    expect(await call('boarding.tryExchangeBeds', asked as never)).toMatchObject({
      from: '2025-10-15',
    })
    expect(dump(service.databaseFile)).toEqual(before)
    await doUndoRedo(service, () => call('boarding.exchangeBeds', asked as never))
    expect(await house.nights(aisha)).toEqual(['101/1 13–15', '201/1 15–19'])
    expect(await house.nights(dana)).toEqual(['201/1 13–15', '101/1 15–17'])
  })

  test('exchange within one room as well', async () => {
    const { aisha, dana } = house.people
    const stayId = await guest(aisha, house.bed('101', 1))
    const withStayId = await guest(dana, house.bed('101', 2))
    await call('boarding.exchangeBeds', { stayId, withStayId } as never)
    expect(await house.nights(aisha)).toEqual(['101/2 13–19'])
    expect(await house.nights(dana)).toEqual(['101/1 13–19'])
  })

  test.each([
    ['a man would come into a room of women', 'room_sex'],
    ['the next guest has the bed already', 'overlap bed'],
  ])('neither moves when %s', async (_, code) => {
    const { aisha, bolat, dana, zhanar } = house.people
    const stayId = await guest(aisha, house.bed('101', 1), '2025-10-17')
    const withStayId =
      code === 'room_sex'
        ? await guest(bolat, house.bed('201', 1))
        : await guest(dana, house.bed('201', 1))
    await house.enrol(zhanar)
    if (code !== 'room_sex') {
      await house.sleep(zhanar, house.bed('101', 1), { from: '2025-10-17' })
    }
    const before = dump(service.databaseFile)
    const asked = { stayId, withStayId }
    expect(await refusalsOf(service, 'boarding.exchangeBeds', asked)).toContain(code)
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('a guest with themselves, with nobody, when no night is left', async () => {
    const { aisha, dana } = house.people
    const stayId = await guest(aisha, house.bed('101', 1))
    const withStayId = await guest(dana, house.bed('201', 1), '2025-10-15')
    const refusal = (asked: object) => service.refusal('boarding.exchangeBeds', asked)
    expect(await refusal({ stayId, withStayId: stayId })).toBe('bad_request')
    expect(await refusal({ stayId, withStayId: '01980000-0000-7000-8000-000000000000' })).toBe(
      'not_found',
    )
    expect(await refusal({ stayId, withStayId, from: '2025-10-15' })).toBe('bad_request')
  })
})
