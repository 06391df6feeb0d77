import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, dump } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
/** Classes of the two groups, in order of time. */
let own: string[]
let others: string[]

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  sara = studio.people[0] as string
  await studio.join(studio.groupA, sara)
  own = await studio.plan(studio.groupA)
  others = await studio.plan(studio.groupB)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const mark = (sessionId: string | undefined, code: string | null) =>
  service.mark({ sessionId: sessionId as string, personId: sara, mark: code })
const credits = async (of: object = {}) => (await call('studio.credits', of)).credits
/** The credit that the first class gives when its absence is excused. */
async function earn(): Promise<string> {
  await mark(own[0], 'excused')
  return (await credits())[0]?.creditId as string
}
const spend = (creditId: string, sessionId = others[0] as string) =>
  call('studio.makeUp', { creditId, sessionId })
const list = async (sessionId = others[0] as string) =>
  (await call('studio.session', { sessionId })).list
const refused = async (creditId: string, sessionId = others[0] as string) => {
  const reply = await service.raw('studio.makeUp', { creditId, sessionId })
  if (reply.ok) return null
  const refusals = reply.params.refusals as { code: string }[] | undefined
  return refusals ? refusals.map((one) => one.code).join(' ') : reply.code
}

describe('a credit', () => {
  test('comes of an excused absence, for as many days as the centre gives', async () => {
    await call('settings.set', { makeUpDays: 10 })
    await mark(own[0], 'excused')
    expect(await credits()).toMatchObject([
      {
        ...{ personId: sara, name: 'Абенова Әлия', groupName: 'ИЗ-1', studio: 'art' },
        ...{ sessionId: own[0], missedOn: monday, expiresOn: '2025-10-16', usedIn: null },
      },
    ])
  })

  test('comes of no other mark, and goes with the mark', async () => {
    for (const code of ['present', 'late', 'absent', null]) {
      await mark(own[0], 'excused')
      expect(await credits()).toHaveLength(1)
      await mark(own[0], code)
      expect(await credits()).toEqual([])
    }
  })

  test('comes once, however often the same mark is put', async () => {
    await mark(own[0], 'excused')
    await mark(own[0], 'excused')
    expect(await credits()).toHaveLength(1)
  })

  test('comes of an announced absence too', async () => {
    await call('attendance.announceAbsence', { personId: sara, from: monday, until: monday })
    expect(await credits()).toMatchObject([{ missedOn: monday }])
  })

  test('is open to its last day; later it is in the person’s file alone', async () => {
    await earn()
    expect(await credits({ on: '2025-11-05' })).toHaveLength(1)
    expect(await credits({ on: '2025-11-06' })).toEqual([])
    expect(await credits({ personId: sara, on: '2025-11-06' })).toHaveLength(1)
    expect(await credits({ personId: studio.people[1] })).toEqual([])
  })

  test('that ends first stands first', async () => {
    await mark(own[1], 'excused')
    await mark(own[0], 'excused')
    expect((await credits()).map((one) => one.missedOn)).toEqual([monday, '2025-10-08'])
  })
})

describe('places to make up', () => {
  test('are in other groups of the studio, within the time, when the person is free, nearest first', async () => {
    await call('settings.set', { makeUpDays: 9 })
    const { classes } = await call('studio.makeUpPlaces', { creditId: await earn() })
    // On Wednesdays both groups meet at one hour; after the 15th the credit has expired.
    expect(classes.map((one) => [one.groupName, one.date])).toEqual([
      ['ИЗ-2', '2025-10-07'],
      ['ИЗ-2', '2025-10-14'],
    ])
  })

  test('are not in full or cancelled classes', async () => {
    await call('settings.set', { makeUpDays: 14 })
    const creditId = await earn()
    for (const personId of studio.people.slice(1, 4)) {
      await call('attendance.walkIn', { sessionId: others[0] as string, person: { personId } })
    }
    await call('studio.cancel', { sessionId: others[2] as string, reason: 'staff' })
    const { classes } = await call('studio.makeUpPlaces', { creditId })
    expect(classes).toEqual([])
  })

  test('are none for a credit that is spent', async () => {
    const creditId = await earn()
    await spend(creditId)
    expect((await call('studio.makeUpPlaces', { creditId })).classes).toEqual([])
  })
})

describe('a make-up place', () => {
  test('is one place on one list, and the credit says where', async () => {
    const creditId = await earn()
    await spend(creditId)
    expect(await list()).toEqual([
      { personId: sara, name: 'Абенова Әлия', part: 'make_up', mark: null },
    ])
    expect(await credits()).toEqual([])
    expect((await credits({ personId: sara }))[0]?.usedIn).toEqual({
      ...{ sessionId: others[0], groupName: 'ИЗ-2', date: '2025-10-07', start: '15:00' },
    })
    expect((await call('studio.group', { groupId: studio.groupB })).members).toBe(0)
  })

  test('is given once for one credit', async () => {
    const creditId = await earn()
    await spend(creditId)
    expect(await refused(creditId, others[2])).toBe('credit_spent')
  })

  test('is not given after the credit has expired', async () => {
    const creditId = await earn()
    await service.close()
    service = await testService({ clock: '2025-11-06T09:00', dataDir: service.dataDir })
    call = service.call
    expect(await refused(creditId, others.at(-1))).toBe('credit_spent')
  })

  test('is not given in a full class, nor at an hour when the person is elsewhere', async () => {
    const creditId = await earn()
    for (const personId of studio.people.slice(1, 4)) await studio.join(studio.groupB, personId)
    const before = dump(service.databaseFile)
    expect(await refused(creditId)).toBe('group_full')
    await call('studio.leave', {
      ...{ groupId: studio.groupB, personId: studio.people[1] as string, on: monday },
    })
    expect(await refused(creditId, others[1])).toBe('overlap')
    expect(await refused(creditId, own[2])).toBe('not_found')
    expect(dump(service.databaseFile).credit).toEqual(before.credit)
  })

  test('is given back: the credit is open again, and the place free', async () => {
    const creditId = await earn()
    await spend(creditId)
    await call('studio.cancelMakeUp', { creditId })
    expect(await list()).toEqual([])
    expect(await credits()).toMatchObject([{ creditId, usedIn: null }])
    expect(await service.refusal('studio.cancelMakeUp', { creditId })).toBe('not_found')
  })

  test('in which somebody was marked is not given back', async () => {
    const creditId = await earn()
    await spend(creditId)
    await mark(others[0], 'present')
    expect(await service.refusal('studio.cancelMakeUp', { creditId })).toBe('session_marked')
  })

  test('is taken and given back by undo and redo', async () => {
    const creditId = await earn()
    const { changeId } = await spend(creditId)
    await call('changes.undo', { changeId })
    expect([await list(), await credits()]).toMatchObject([[], [{ creditId }]])
    await call('changes.redo', { changeId })
    expect([await list(), await credits()]).toMatchObject([[{ part: 'make_up' }], []])
  })

  test('is lost when the absence turns out to be none', async () => {
    const creditId = await earn()
    await spend(creditId)
    await mark(own[0], 'present')
    expect(await list()).toEqual([])
    expect(await credits({ personId: sara })).toEqual([])
    expect(await refused(creditId, others[2])).toBe('not_found')
  })

  test('that was used before that stays, as of somebody who walked in', async () => {
    await spend(await earn())
    await mark(others[0], 'present')
    await mark(own[0], 'absent')
    expect(await list()).toMatchObject([{ personId: sara, part: 'walk_in', mark: 'present' }])
    expect(await credits({ personId: sara })).toEqual([])
  })

  test('in a class that is cancelled opens the credit again', async () => {
    const creditId = await earn()
    await spend(creditId)
    await call('studio.cancel', { sessionId: others[0] as string, reason: 'staff' })
    expect(await credits()).toMatchObject([{ creditId }])
  })

  test('in a class that moves past its last day is held to that day, and undo takes it back', async () => {
    await spend(await earn())
    const moved = { sessionId: others[0] as string, date: '2025-11-20' }
    await doUndoRedo(service, () => call('studio.move', moved))
    expect(await credits({ personId: sara })).toMatchObject([
      { expiresOn: '2025-11-20', usedIn: { date: '2025-11-20' } },
    ])
    expect((await list()).map((one) => one.part)).toEqual(['make_up'])
  })

  test('whose class has been moved gives back as many days as were left when it was booked', async () => {
    const creditId = await earn()
    await spend(creditId, others[4])
    service.turnClock('2025-10-16T08:40')
    await call('studio.move', { sessionId: others[4] as string, date: '2025-10-24' })
    await call('studio.cancelMakeUp', { creditId })
    // Thirty days were left of it on the day on which it was spent.
    expect(await credits()).toMatchObject([{ creditId, expiresOn: '2025-11-15' }])
  })

  test('of a group that is closed gives back as many days as were left when it was booked', async () => {
    const creditId = await earn()
    await spend(creditId, others[4])
    service.turnClock('2025-10-16T08:40')
    const { groupB: groupId } = studio
    await doUndoRedo(service, () => call('studio.closeGroup', { groupId, on: '2025-10-17' }))
    expect(await credits()).toMatchObject([{ creditId, expiresOn: '2025-11-15', usedIn: null }])
  })
})

describe('whoever joins a group with a guest in one of its classes', () => {
  let credit: string
  beforeEach(async () => {
    credit = await earn()
    await spend(credit)
    // Capacity 3: two members and the guest fill the first class.
    for (const personId of studio.people.slice(1, 3)) await studio.join(studio.groupB, personId)
  })
  const joining = (leaveClashes = false) => ({
    ...{ groupId: studio.groupB, personId: studio.people[3] as string, from: monday },
    leaveClashes,
  })

  test('is told which class is full, and may be left out of that one alone', async () => {
    const { findings } = await call('studio.tryJoin', joining())
    const [first] = (await call('studio.week', { from: monday })).classes.filter(
      (one) => one.groupId === studio.groupB,
    )
    expect(findings).toMatchObject([
      { code: 'group_full', params: { name: 'ИЗ-2', capacity: 3, members: 3, date: first?.date } },
    ])
    expect(await service.refusal('studio.join', joining())).toBe('rules_refused')
    await call('studio.join', joining(true))
    expect(await list()).toHaveLength(3)
    expect((await list(others[1])).map((one) => one.personId)).toContain(studio.people[3])
  })

  test('and left out stays left out when the joining is taken back and made again', async () => {
    await doUndoRedo(service, () => call('studio.join', joining(true)))
    expect(await list()).toHaveLength(3)
    expect((await list(others[1])).map((one) => one.personId)).toContain(studio.people[3])
  })

  test('finds the place taken also when a leaving is taken back', async () => {
    await call('studio.cancelMakeUp', { creditId: credit })
    await studio.join(studio.groupB, studio.people[3] as string)
    const left = { groupId: studio.groupB, personId: studio.people[3] as string, on: monday }
    const { changeId } = await call('studio.leave', left)
    await spend(credit)
    const before = dump(service.databaseFile)
    const reply = await service.raw('changes.undo', { changeId })
    expect(reply).toMatchObject({
      ...{ ok: false, code: 'rules_refused' },
      params: { refusals: [{ code: 'group_full', params: { members: 3, date: '2025-10-07' } }] },
    })
    expect(dump(service.databaseFile)).toEqual(before)
  })
})
