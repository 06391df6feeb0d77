/** Stays that a change has hit are settled: another bed, an exchange, no bed; many as one change. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { closeSound, type SmallHouse, smallHouse, week } from '#test/support/boarding.ts'
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

const lines = async () =>
  (await call('schedule.unsettled', { from: week.from, until: week.until })).stays
type Line = Awaited<ReturnType<typeof lines>>[number]
/** What is decided of a line: what is proposed first. */
const best = ({ stayId, version, proposals: [first] }: Line) => {
  const { names: _, ...decided } = first ?? { do: 'leave', names: [] }
  return { stayId, version, ...decided } as never
}
const close = (number: string, from: string = week.from, until = '2025-10-30') =>
  call('boarding.closeRoom', { roomId: house.rooms[number as '101'], from, until })

describe('a room is closed', () => {
  test('each goes to the nearest bed that fits, before anybody has come for the whole stay', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    await close('102', '2025-10-16')
    const [line] = await lines()
    expect(line?.proposals[0]).toMatchObject({ do: 'bed', from: week.from })
    expect(line?.proposals.at(-1)).toEqual({ do: 'end', from: week.from, names: [] })
    await call('schedule.settle', { stays: [best(line as Line)] })
    expect(await lines()).toEqual([])
    const nights = await house.nights(bolat)
    expect(nights).toHaveLength(1)
    expect(nights[0]).toMatch(/ 13–19$/)
    expect(nights[0]).not.toMatch(/^102/)
  })

  test('who has slept there moves from the first night on which it is closed', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    service.turnClock(`${week.from}T14:00`)
    await call('boarding.arrive', { courseId: house.courseId, personId: bolat, on: week.from })
    service.turnClock('2025-10-14T08:40')
    await close('102', '2025-10-16')
    const [line] = await lines()
    await call('schedule.settle', { stays: [best(line as Line)] })
    const [before, after] = await house.nights(bolat)
    expect(before).toBe('102/1 13–16')
    expect(after).toMatch(/ 16–19$/)
  })

  test('whoever came together is offered a room for both', async () => {
    const { aisha, dana } = house.people
    await house.enrol(aisha)
    await house.enrol(dana, { companionOfId: aisha })
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2))
    await close('101')
    const both = await lines()
    expect(both).toHaveLength(2)
    await call('schedule.settle', { stays: both.map(best) })
    expect(await lines()).toEqual([])
    const rooms = [...(await house.nights(aisha)), ...(await house.nights(dana))].map(
      (nights) => nights.split('/')[0],
    )
    expect(new Set(rooms).size).toBe(1)
  })

  test('all of them at once are one change, which one undo takes back and one redo makes again', async () => {
    const { aisha, dana, bolat } = house.people
    for (const one of [aisha, dana, bolat]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(dana, house.bed('101', 2))
    await house.sleep(bolat, house.bed('102'))
    await close('101')
    await close('102')
    const before = stateOf(service)
    const { changeId, done } = await call('schedule.settle', { stays: (await lines()).map(best) })
    expect(done).toBe(3)
    const after = stateOf(service)
    await call('changes.undo', { changeId })
    expect(stateOf(service)).toEqual(before)
    expect(await lines()).toHaveLength(3)
    await call('changes.redo', { changeId })
    expect(stateOf(service)).toEqual(after)
  })

  test('not into a room that has been closed meanwhile: the line says so, the others are done', async () => {
    const { aisha, bolat } = house.people
    for (const one of [aisha, bolat]) await house.enrol(one)
    await house.sleep(aisha, house.bed('101', 1))
    await house.sleep(bolat, house.bed('102'))
    await close('101')
    await close('102')
    const asked = (await lines()).map(best) as { stayId: string; bedId: string }[]
    const wanted = asked.find(({ bedId }) => bedId === house.bed('201', 1)) ?? asked[0]
    const shut = (await call('boarding.rooms', {})).rooms.find(({ beds }) =>
      beds.some(({ bedId }) => bedId === wanted?.bedId),
    )
    await close(shut?.number ?? '')
    const answer = await call('schedule.settle', { stays: asked as never })
    const refused = answer.stays.filter(({ outcome }) => outcome === 'refused')
    expect(refused).not.toEqual([])
    for (const one of refused) {
      expect(one).toMatchObject({ code: 'rules_refused', findings: [{ code: 'room_closed' }] })
    }
    expect((await lines()).map(({ stayId }) => stayId).sort()).toEqual(
      refused.map(({ stayId }) => stayId as string).sort(),
    )
  })

  test('a preview says the same and changes nothing', async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    await close('102')
    const before = stateOf(service)
    const stays = (await lines()).map(best)
    const said = await call('schedule.trySettle', { stays })
    expect(stateOf(service)).toEqual(before)
    expect(said).toMatchObject({ done: 1, refused: 0, stays: [{ name: 'Байжанов Болат', bed: 1 }] })
  })
})

test('two who sleep in each other’s room exchange their beds', async () => {
  const { bolat, gani } = house.people
  await house.enrol(bolat)
  await house.enrol(gani, { wheelchair: false })
  await house.sleep(gani, house.bed('102'))
  // Every other bed that a wheelchair could get to is taken or closed.
  for (const number of ['101', '103']) await close(number)
  await house.sleep(bolat, house.bed('201'))
  await house.enrol(gani, { wheelchair: true })
  const [line] = await lines()
  const exchange = line?.proposals.find((one) => one.do === 'exchange')
  if (!line || exchange?.do !== 'exchange') throw new Error('no exchange is proposed')
  const { withStayId, from } = exchange
  await call('schedule.settle', {
    stays: [{ stayId: line.stayId, version: line.version, do: 'exchange', withStayId, from }],
  })
  expect(await lines()).toEqual([])
  expect([...(await house.nights(bolat)), ...(await house.nights(gani))]).toEqual([
    '102/1 13–19',
    '201/1 13–19',
  ])
})

describe('what is decided', () => {
  let line: Line
  beforeEach(async () => {
    const { bolat } = house.people
    await house.enrol(bolat)
    await house.sleep(bolat, house.bed('102'))
    await close('102')
    line = (await lines())[0] as Line
  })
  const decide = (decision: object) =>
    call('schedule.settle', { stays: [{ stayId: line.stayId, ...decision } as never] })

  test('may be to leave it as it is: then it stays on the list', async () => {
    expect(await decide({ do: 'leave' })).toMatchObject({ stays: [{ outcome: 'left' }] })
    expect(await lines()).toHaveLength(1)
  })

  test('may be to give the bed up: then he waits for one', async () => {
    expect(await decide({ do: 'end', from: week.from })).toMatchObject({ done: 1 })
    expect(await house.nights(house.people.bolat)).toEqual([])
    expect(await lines()).toEqual([])
  })

  test('of a stay that was changed since is refused, and nothing is half done', async () => {
    const { courseId } = house
    await call('boarding.unplace', {
      ...{ courseId, personId: house.people.bolat, from: '2025-10-17' },
    })
    const before = stateOf(service)
    const answer = await call('schedule.settle', { stays: [best(line)] })
    expect(answer).toMatchObject({ refused: 1, stays: [{ code: 'changed_since' }], changeId: null })
    expect(stateOf(service)).toEqual(before)
  })

  test.each([
    [
      'a bed that is none',
      { do: 'bed', bedId: '01900000-0000-7000-8000-000000000000' },
      'not_found',
    ],
    ['an exchange with himself', { do: 'exchange', withStayId: 'own' }, 'bad_request'],
    ['nights after the last one', { do: 'end', from: week.until }, 'bad_request'],
  ])('is refused in a sentence for %s', async (_, decision, code) => {
    const asked = { from: week.from, ...decision }
    const named = 'withStayId' in asked ? { ...asked, withStayId: line.stayId } : asked
    const reply = await service.raw('schedule.settle', {
      stays: [{ stayId: line.stayId, ...named }],
    })
    const said = reply.ok
      ? (reply.value as { stays: { code: string }[] }).stays[0]?.code
      : reply.code
    expect(said).toBe(code)
  })
})
