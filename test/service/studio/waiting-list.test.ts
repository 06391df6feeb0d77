import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let members: string[]
let sara: string
let aidos: string
let zhanar: string

/** A full group of three, and three who would like to come. */
beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  members = studio.people.slice(0, 3)
  ;[sara, aidos, zhanar] = studio.people.slice(3) as [string, string, string]
  for (const personId of members) await studio.join(studio.groupA, personId)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})

const wait = (personId: string, since?: string) =>
  call('studio.wait', { groupId: studio.groupA, personId, ...(since && { since }) })
const queue = async (onlyNext = false) =>
  (await call('studio.waitingList', { groupId: studio.groupA, onlyNext })).waiting
const names = async () => (await queue()).map((one) => one.personId)
const leave = (on: string) =>
  call('studio.leave', { groupId: studio.groupA, personId: members[0] as string, on })

describe('the queue', () => {
  test('stands in order of date, and of being written down on the same day', async () => {
    expect((await wait(zhanar)).position).toBe(1)
    await service.close()
    service = await testService({ clock: '2025-10-06T09:00', dataDir: service.dataDir })
    call = service.call
    expect((await wait(aidos)).position).toBe(2)
    expect((await wait(sara, '2025-09-01')).position).toBe(1)
    expect(await names()).toEqual([sara, zhanar, aidos])
    expect((await queue()).map((one) => one.position)).toEqual([1, 2, 3])
  })

  test('keeps the place of somebody who is written down twice', async () => {
    await wait(zhanar, '2025-09-01')
    await wait(aidos, '2025-09-15')
    expect((await wait(zhanar)).position).toBe(1)
    expect((await queue()).map((one) => one.since)).toEqual(['2025-09-01', '2025-09-15'])
  })

  test('keeps the note and shows the telephone', async () => {
    const person = { familyName: 'Цой', givenName: 'Анна', phone: '87012345678' }
    const { personId } = await call('people.create', person)
    await call('studio.wait', { groupId: studio.groupA, personId, note: 'тек сәрсенбі' })
    expect(await queue()).toMatchObject([
      { name: 'Цой Анна', phone: '+77012345678', note: 'тек сәрсенбі', groupName: 'ИЗ-1' },
    ])
  })

  test('is not for members, nor for people or groups that there are not', async () => {
    const waiting = { groupId: studio.groupA, personId: members[0] }
    expect(await service.refusal('studio.wait', waiting)).toBe('rules_refused')
    for (const wrong of [{ personId: studio.groupA }, { groupId: sara, personId: sara }]) {
      expect(await service.refusal('studio.wait', { ...waiting, ...wrong })).toBe('not_found')
    }
  })

  test('is left and entered again, each taken back by undo', async () => {
    const { changeId } = await wait(sara)
    await call('changes.undo', { changeId })
    expect(await names()).toEqual([])
    await call('changes.redo', { changeId })
    const left = await call('studio.stopWaiting', { groupId: studio.groupA, personId: sara })
    expect(await names()).toEqual([])
    await call('changes.undo', { changeId: left.changeId })
    expect(await names()).toEqual([sara])
    const other = { groupId: studio.groupA, personId: aidos }
    expect(await service.refusal('studio.stopWaiting', other)).toBe('not_found')
  })

  test('of a person stands in their file with its place', async () => {
    await wait(aidos, '2025-09-01')
    await wait(sara)
    const { waiting } = await call('studio.ofPerson', { personId: sara })
    expect(waiting).toMatchObject([{ groupName: 'ИЗ-1', since: monday, position: 2 }])
  })
})

describe('the next in the queue', () => {
  beforeEach(async () => {
    await wait(sara, '2025-09-01')
    await wait(aidos, '2025-09-02')
  })

  test('is nobody while the group is full, and the first when there is a place', async () => {
    expect((await queue()).map((one) => [one.next, one.freePlaces])).toEqual([
      [false, 0],
      [false, 0],
    ])
    await leave(monday)
    expect((await queue()).map((one) => [one.personId, one.next, one.freePlaces])).toEqual([
      [sara, true, 1],
      [aidos, false, 1],
    ])
    expect((await queue(true)).map((one) => one.personId)).toEqual([sara])
  })

  test('is nobody while the free place is promised to somebody who comes later', async () => {
    await leave(monday)
    await studio.join(studio.groupA, zhanar, '2025-10-20')
    expect(await queue(true)).toEqual([])
  })

  test('is nobody when the term is over', async () => {
    await leave(monday)
    await service.close()
    service = await testService({ clock: '2025-12-08T09:00', dataDir: service.dataDir })
    call = service.call
    expect(await queue(true)).toEqual([])
  })

  test('says where they are at the hours of the next four weeks', async () => {
    await studio.plan(studio.groupA)
    await studio.plan(studio.groupB)
    await studio.join(studio.groupB, sara, '2025-10-29')
    await leave(monday)
    const [first] = await queue(true)
    expect(first?.findings).toMatchObject([
      {
        code: 'overlap',
        params: { date: '2025-10-29', clientName: 'ИЗ-2', from: '10:30' },
      },
    ])
  })

  test('who joins leaves the queue, and stands in it again when that is taken back', async () => {
    await leave(monday)
    const { changeId } = await studio.join(studio.groupA, sara)
    expect(await names()).toEqual([aidos])
    await call('changes.undo', { changeId })
    expect(await queue()).toMatchObject([{ personId: sara, since: '2025-09-01' }, {}])
  })

  test('who joins another group still waits for this one', async () => {
    await studio.join(studio.groupB, sara)
    expect(await names()).toEqual([sara, aidos])
  })
})

test('whoever waits is on no list of members: not in class, register, day, grid or sheet', async () => {
  await wait(sara)
  const [sessionId] = (await studio.plan(studio.groupA)) as [string]
  const { groupA: groupId } = studio
  const month = '2025-10'
  const session = await call('studio.session', { sessionId })
  const lists = [
    session.list,
    (await call('studio.group', { groupId })).memberList,
    (await call('attendance.session', { sessionId })).lines,
    (await call('attendance.day', { date: monday })).lines,
    (await call('attendance.register', { groupId, month })).people,
    (await call('sheets.register', { groupId, month })).people,
    (await call('attendance.grid', { from: monday, until: '2025-10-31', groupId })).people,
  ].map((list) => list.map((one) => one.personId).sort())
  for (const list of lists) expect(list).toEqual([...members].sort())
  expect(session.people).toBe(3)
})
