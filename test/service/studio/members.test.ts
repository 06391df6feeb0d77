import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Refused, type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, dump, rows } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
let aidos: string

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  ;[sara, aidos] = studio.people as [string, string]
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

/** Dates of the classes of a group on whose list a person is. */
const listedIn = (groupId: string, personId: string) =>
  rows(
    service.databaseFile,
    `SELECT date FROM participant JOIN session ON id = session_id
     WHERE roster_id = ? AND person_id = ? ORDER BY date`,
    groupId,
    personId,
  ).map((row) => row.date)
/** What a call is refused with: `group_full`, or `overlap 2025-10-08`. */
const refusals = (refused: Promise<unknown>) =>
  refused.then(
    () => [],
    (error: unknown) =>
      ((error as Refused).params.refusals as { code: string; params: { date?: string } }[]).map(
        ({ code, params }) => (params.date ? `${code} ${params.date}` : code),
      ),
  )
const group = (groupId: string, on?: string) => call('studio.group', { groupId, ...(on && { on }) })
/** Another child’s horse and place: only the client is asked for. */
async function ride(personId: string, date: string, start: string) {
  const horse = await call('horses.create', { name: 'Дос', birthYear: 2012, massKg: 460 })
  const place = await call('places.create', { name: 'Манеж' })
  return call('hippotherapy.book', {
    ...{ date, start, minutes: 30, clientId: personId, instructorId: null, sidewalkerIds: [] },
    ...{ horseId: horse.horseId, placeId: place.placeId },
  })
}

describe('joining', () => {
  test('puts on the list of every class since that day, and on none before', async () => {
    await studio.plan(studio.groupA)
    await doUndoRedo(service, () => studio.join(studio.groupA, sara, '2025-11-17'))
    expect(listedIn(studio.groupA, sara)).toEqual([
      ...['2025-11-17', '2025-11-19', '2025-11-24', '2025-11-26'],
    ])
    expect((await group(studio.groupA, '2025-11-16')).members).toBe(0)
    expect(await group(studio.groupA, '2025-11-17')).toMatchObject({
      members: 1,
      memberList: [{ personId: sara, name: 'Абенова Әлия', joinedOn: '2025-11-17', leftOn: null }],
    })
  })

  test('a full group is refused, and a day on which somebody has left is not', async () => {
    const [one, two, three] = studio.people.slice(2) as [string, string, string]
    for (const personId of [one, two, three]) await studio.join(studio.groupA, personId)
    await call('studio.leave', { groupId: studio.groupA, personId: one, on: '2025-10-20' })
    expect(await refusals(studio.join(studio.groupA, sara))).toEqual(['group_full'])
    await studio.join(studio.groupA, sara, '2025-10-20')
    expect((await group(studio.groupA, '2025-10-20')).members).toBe(3)
  })

  test('a group that somebody else is to join is full for those who come before', async () => {
    const [one, two, three] = studio.people.slice(2) as [string, string, string]
    for (const personId of [one, two]) await studio.join(studio.groupA, personId)
    await studio.join(studio.groupA, three, '2025-11-03')
    expect(await refusals(studio.join(studio.groupA, sara))).toEqual(['group_full'])
  })

  test('twice is refused, from whatever day, and again after leaving it is not', async () => {
    await studio.join(studio.groupA, sara, '2025-10-13')
    for (const from of ['2025-10-06', '2025-10-13', '2025-11-03']) {
      expect(await refusals(studio.join(studio.groupA, sara, from))).toEqual(['already_member'])
    }
    await call('studio.leave', { groupId: studio.groupA, personId: sara, on: '2025-10-20' })
    await studio.join(studio.groupA, sara, '2025-11-03')
    const { memberships } = await call('studio.ofPerson', { personId: sara })
    expect(memberships.map((one) => [one.joinedOn, one.leftOn])).toEqual([
      ['2025-11-03', null],
      ['2025-10-13', '2025-10-20'],
    ])
  })

  test('after the end of the term is refused', async () => {
    expect(await refusals(studio.join(studio.groupA, sara, '2025-12-01'))).toEqual(['group_dates'])
  })

  test('a group of the same hour is refused for each class, and leaves out those when asked so', async () => {
    await studio.plan(studio.groupA)
    await studio.plan(studio.groupB)
    await studio.join(studio.groupA, sara, '2025-11-17')
    // On Wednesdays both meet; the second also on Tuesdays.
    expect(await refusals(studio.join(studio.groupB, sara, '2025-11-17'))).toEqual([
      ...['overlap 2025-11-19', 'overlap 2025-11-26'],
    ])
    await doUndoRedo(service, () =>
      call('studio.join', {
        ...{ groupId: studio.groupB, personId: sara, from: '2025-11-17', leaveClashes: true },
      }),
    )
    expect(listedIn(studio.groupB, sara)).toEqual(['2025-11-18', '2025-11-25'])
  })

  test('at the hour of a ride is refused and says whose hour it is; a trial says the same and writes nothing', async () => {
    await studio.plan(studio.groupA)
    await ride(sara, '2025-10-08', '11:00')
    const before = dump(service.databaseFile)
    const joining = { groupId: studio.groupA, personId: sara, from: monday }
    const tried = await call('studio.tryJoin', joining)
    expect(tried).toMatchObject({
      classes: 15,
      findings: [
        {
          code: 'overlap',
          params: { date: '2025-10-08', from: '11:00', until: '11:30', clientName: 'Абенова Әлия' },
        },
      ],
    })
    expect(await refusals(call('studio.join', joining))).toEqual(['overlap 2025-10-08'])
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('of a person or a group that there is not is refused', async () => {
    const nobody = studio.groupA
    for (const input of [
      { groupId: studio.groupA, personId: nobody, from: monday },
      { groupId: sara, personId: sara, from: monday },
    ]) {
      expect(await service.refusal('studio.join', input)).toBe('not_found')
      expect(await service.refusal('studio.tryJoin', input)).toBe('not_found')
    }
  })
})

describe('leaving', () => {
  test('takes off the lists from that day, where nobody has marked; old marks stay', async () => {
    await studio.join(studio.groupA, sara)
    const [first, second, third] = (await studio.plan(studio.groupA)) as [string, string, string]
    await service.mark({ sessionId: first, personId: sara, mark: 'present' })
    await service.mark({ sessionId: third, personId: sara, mark: 'excused' })
    await doUndoRedo(service, () =>
      call('studio.leave', { groupId: studio.groupA, personId: sara, on: '2025-10-09' }),
    )
    expect(listedIn(studio.groupA, sara)).toEqual([monday, '2025-10-08', '2025-10-13'])
    expect((await call('studio.session', { sessionId: second })).people).toBe(1)
    const left = await group(studio.groupA, '2025-10-09')
    expect(left).toMatchObject({ members: 0, memberList: [], former: [{ leftOn: '2025-10-09' }] })
  })

  test('frees the hour for something else', async () => {
    await studio.join(studio.groupA, sara)
    await studio.plan(studio.groupA)
    await call('studio.leave', { groupId: studio.groupA, personId: sara, on: '2025-10-08' })
    await ride(sara, '2025-10-08', '11:00')
    expect(listedIn(studio.groupA, sara)).toEqual([monday])
  })

  test('before the first day is as if nobody had joined', async () => {
    await studio.plan(studio.groupA)
    await studio.join(studio.groupA, sara, '2025-10-13')
    await doUndoRedo(service, () =>
      call('studio.leave', { groupId: studio.groupA, personId: sara, on: '2025-10-13' }),
    )
    expect(listedIn(studio.groupA, sara)).toEqual([])
    expect((await call('studio.ofPerson', { personId: sara })).memberships).toEqual([])
  })

  test('a group that one is not in is refused', async () => {
    const leaving = { groupId: studio.groupA, personId: sara, on: monday }
    expect(await service.refusal('studio.leave', leaving)).toBe('not_found')
  })
})

describe('a transfer', () => {
  beforeEach(async () => {
    await studio.join(studio.groupA, sara)
    await studio.join(studio.groupA, aidos)
    await studio.plan(studio.groupA)
    await studio.plan(studio.groupB)
  })
  const transfer = (change: object = {}) => ({
    personId: sara,
    fromGroupId: studio.groupA,
    toGroupId: studio.groupB,
    on: '2025-10-14',
    leaveClashes: false,
    ...change,
  })

  test('goes from one list to the other on that day, and each group says where to and where from', async () => {
    const [first] = (await call('studio.week', { from: monday })).classes
    const sessionId = first?.sessionId as string
    await service.mark({ sessionId, personId: sara, mark: 'late' })
    await doUndoRedo(service, () => call('studio.transfer', transfer()))
    expect(listedIn(studio.groupA, sara)).toEqual([monday, '2025-10-08', '2025-10-13'])
    expect(listedIn(studio.groupB, sara).slice(0, 2)).toEqual(['2025-10-14', '2025-10-15'])
    const { memberships } = await call('studio.ofPerson', { personId: sara })
    expect(memberships).toMatchObject([
      { groupName: 'ИЗ-2', joinedOn: '2025-10-14', leftOn: null, cameFrom: 'ИЗ-1', wentTo: null },
      { groupName: 'ИЗ-1', leftOn: '2025-10-14', cameFrom: null, wentTo: 'ИЗ-2' },
    ])
    expect((await group(studio.groupA, '2025-10-14')).former).toMatchObject([{ wentTo: 'ИЗ-2' }])
    expect((await call('attendance.session', { sessionId })).lines).toContainEqual(
      expect.objectContaining({ personId: sara, mark: 'late' }),
    )
  })

  test('into a full group, the same group, or out of one that one is not in is refused whole', async () => {
    for (const personId of studio.people.slice(3)) await studio.join(studio.groupB, personId)
    const before = dump(service.databaseFile)
    expect(await refusals(call('studio.transfer', transfer()))).toEqual(['group_full'])
    const same = transfer({ toGroupId: studio.groupA })
    expect(await service.refusal('studio.transfer', same)).toBe('bad_request')
    const stranger = transfer({ personId: studio.people[2] })
    expect(await service.refusal('studio.transfer', stranger)).toBe('not_found')
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('is tried first: the hour of the old group is free, that of a ride is not', async () => {
    await ride(sara, '2025-10-21', '15:30')
    const before = dump(service.databaseFile)
    const { findings } = await call('studio.tryTransfer', transfer())
    expect(findings).toMatchObject([{ code: 'overlap', params: { date: '2025-10-21' } }])
    expect(dump(service.databaseFile)).toEqual(before)
    expect(await refusals(call('studio.transfer', transfer()))).toEqual(['overlap 2025-10-21'])
    await call('studio.transfer', transfer({ leaveClashes: true }))
    expect(listedIn(studio.groupB, sara)).not.toContain('2025-10-21')
  })
})

describe('several transfers on one day', () => {
  const on = '2025-10-20'
  let groupC: string
  beforeEach(async () => {
    groupC = await studio.group({
      name: 'ИЗ-3',
      times: [{ day: 'fr', start: '12:00', minutes: 60 }],
    })
    await studio.join(studio.groupA, sara)
    await transfer(studio.groupA, studio.groupB)
  })
  const transfer = (fromGroupId: string, toGroupId: string) =>
    call('studio.transfer', { personId: sara, fromGroupId, toGroupId, on })
  const memberships = async () =>
    (await call('studio.ofPerson', { personId: sara })).memberships.map((one) => [
      ...[one.groupName, one.joinedOn, one.leftOn, one.cameFrom, one.wentTo],
    ])

  test('lead to where the last one led: nobody has been in the group between', async () => {
    await doUndoRedo(service, () => transfer(studio.groupB, groupC))
    expect(await memberships()).toEqual([
      ['ИЗ-3', on, null, 'ИЗ-1', null],
      ['ИЗ-1', monday, on, null, 'ИЗ-3'],
    ])
  })

  test('and back again leave everything as it was', async () => {
    await doUndoRedo(service, () => transfer(studio.groupB, studio.groupA))
    expect(await memberships()).toEqual([['ИЗ-1', monday, null, null, null]])
  })

  test('and out of the last group lead nowhere', async () => {
    await doUndoRedo(service, () =>
      call('studio.leave', { groupId: studio.groupB, personId: sara, on }),
    )
    expect(await memberships()).toEqual([['ИЗ-1', monday, on, null, null]])
  })
})
