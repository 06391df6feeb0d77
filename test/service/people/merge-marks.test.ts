/** A child who is on the list twice: what two marks of one class become, with the credits that hang on them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { type SmallStudio, smallStudio } from '#test/support/studio.ts'
import { bookedTwice, soundness } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
const call: TestService['call'] = (...asked) => service.call(...asked)
let sara: string
/** Сара once more, added at the door. */
let twin: string
let own: string[]
let others: string[]

beforeEach(async () => {
  service = await testService({ clock: '2025-10-09T08:40' })
  studio = await smallStudio(service)
  sara = studio.people[0] as string
  await studio.join(studio.groupA, sara)
  own = await studio.plan(studio.groupA)
  others = await studio.plan(studio.groupB)
  const person = { familyName: 'Абенова', givenName: 'Сара' }
  twin = (await call('attendance.walkIn', { sessionId: nth(0), person })).personId
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  expect(soundness(service.databaseFile)).toEqual({ integrity: 'ok', brokenReferences: [] })
  await service.remove()
})

const nth = (index: number, of = own) => of[index] as string
const mark = (personId: string, code: string, sessionId = nth(0), remark?: string) =>
  call('attendance.mark', {
    ...{ sessionId, personId, mark: code },
    ...(remark !== undefined && { remark }),
  })
const merge = (more: object = {}) =>
  call('people.merge', { keptId: sara, mergedId: twin, ...more } as never)
const wouldMerge = async (more: object = {}) =>
  (await call('people.tryMerge', { keptId: sara, mergedId: twin, ...more } as never)).twoMarks
const list = async (sessionId = nth(0)) =>
  (await call('studio.session', { sessionId })).list.map((one) => [
    ...[one.personId, one.part, one.mark],
  ])
const trail = async (sessionId = nth(0)) =>
  (await call('attendance.trail', { sessionId, personId: sara })).changes.map((one) => one.after)
const credits = async () => (await call('studio.credits', { personId: sara })).credits

describe('two marks of one class', () => {
  beforeEach(async () => {
    await mark(sara, 'absent')
    await mark(twin, 'present')
  })

  test('are shown before, with who put them when, and nothing is changed by looking', async () => {
    expect(await wouldMerge()).toMatchObject([
      {
        ...{ sessionId: nth(0), groupName: 'ИЗ-1', date: '2025-10-06', start: '10:00' },
        kept: { mark: 'absent', remark: null, by: null },
        merged: { mark: 'present', remark: null, by: null },
        ...{ later: 'merged', makeUps: [] },
      },
    ])
    expect(await list()).toEqual([
      [sara, 'member', 'absent'],
      [twin, 'walk_in', 'present'],
    ])
  })

  test('become the one that was put later, and the trail ends with it', async () => {
    await merge()
    expect(await list()).toEqual([[sara, 'member', 'present']])
    expect(await trail()).toEqual(['absent', 'present'])
  })

  test('become the one that was corrected last', async () => {
    await mark(sara, 'late')
    await merge()
    expect(await list()).toEqual([[sara, 'member', 'late']])
    // The last thing told is the choice: the register shows it too.
    expect(await trail()).toEqual(['absent', 'present', 'late'])
  })

  test('become the one that was chosen, for all of them or for this class', async () => {
    await doUndoRedo(service, () => merge({ marks: 'kept' }))
    expect(await list()).toEqual([[sara, 'member', 'absent']])
    expect((await trail()).at(-1)).toBe('absent')
  })

  test('become what is said of this class, whatever holds for the others', async () => {
    await mark(sara, 'late', nth(1))
    await call('attendance.walkIn', { sessionId: nth(1), person: { personId: twin } })
    await mark(twin, 'absent', nth(1))
    await merge({ marks: 'merged', choices: [{ sessionId: nth(0), keep: 'kept' }] })
    expect([await list(), await list(nth(1))]).toEqual([
      [[sara, 'member', 'absent']],
      [[sara, 'member', 'absent']],
    ])
  })
})

test('the same mark twice is asked about no more, and keeps the remark of either', async () => {
  await mark(sara, 'excused')
  await mark(twin, 'excused', nth(0), 'ангина')
  expect(await wouldMerge()).toEqual([])
  await merge()
  const { lines } = await call('attendance.session', { sessionId: nth(0) })
  expect(lines).toMatchObject([{ personId: sara, mark: 'excused', remark: 'ангина' }])
  expect(await credits()).toHaveLength(1)
})

test('a mark that somebody put counts before one that merely follows from an absence', async () => {
  await mark(twin, 'present')
  const monday = { from: '2025-10-06', until: '2025-10-06' }
  await call('attendance.announceAbsence', { personId: sara, ...monday })
  expect(await wouldMerge()).toMatchObject([{ later: 'merged' }])
  await merge()
  expect(await list()).toEqual([[sara, 'member', 'present']])
  expect(await credits()).toEqual([])
})

test('an absence known ahead of one file excuses the classes of the other', async () => {
  const days = { from: '2025-10-08', until: '2025-10-13' }
  await call('attendance.announceAbsence', { personId: twin, ...days })
  await doUndoRedo(service, () => merge())
  expect([await list(nth(1)), await list(nth(2)), await list(nth(3))]).toEqual([
    [[sara, 'member', 'excused']],
    [[sara, 'member', 'excused']],
    [[sara, 'member', null]],
  ])
  expect(await credits()).toHaveLength(2)
})

describe('a credit of an excused mark', () => {
  beforeEach(() => mark(sara, 'excused'))
  const spend = async () => {
    const [credit] = await credits()
    const creditId = credit?.creditId as string
    await call('studio.makeUp', { creditId, sessionId: nth(0, others) })
  }

  test('that does not stay is taken back', async () => {
    await mark(twin, 'present')
    await doUndoRedo(service, () => merge())
    expect(await credits()).toEqual([])
  })

  test('that does not stay frees the place on which it was spent, and that is said before', async () => {
    await spend()
    await mark(twin, 'present')
    const place = { sessionId: nth(0, others), groupName: 'ИЗ-2', date: '2025-10-07' }
    expect(await wouldMerge()).toMatchObject([{ makeUps: [{ ...place, becomes: 'freed' }] }])
    expect(await wouldMerge({ marks: 'kept' })).toMatchObject([{ makeUps: [{ becomes: 'kept' }] }])
    await doUndoRedo(service, () => merge())
    expect(await list(nth(0, others))).toEqual([])
    expect(await credits()).toEqual([])
  })

  test('leaves whoever has been there as a walk-in, who can be taken off again', async () => {
    await spend()
    await mark(sara, 'present', nth(0, others))
    await mark(twin, 'present')
    expect(await wouldMerge()).toMatchObject([{ makeUps: [{ becomes: 'walk_in' }] }])
    await doUndoRedo(service, () => merge())
    expect(await list(nth(0, others))).toEqual([[sara, 'walk_in', 'present']])
  })

  test('stays with its place where the excused mark stays', async () => {
    await spend()
    await mark(twin, 'present')
    await doUndoRedo(service, () => merge({ marks: 'kept' }))
    expect(await list(nth(0, others))).toEqual([[sara, 'make_up', null]])
    expect(await credits()).toMatchObject([{ usedIn: { sessionId: nth(0, others) } }])
  })

  test('is open again when the other file has a place in that class anyway', async () => {
    const times = [{ day: 'fr', start: '12:00', minutes: 60 }]
    const groupC = await studio.group({ name: 'ИЗ-3', times })
    others = await studio.plan(groupC)
    await spend()
    await studio.join(groupC, twin)
    await doUndoRedo(service, () => merge())
    expect(await list(nth(0, others))).toEqual([[sara, 'member', null]])
    expect(await credits()).toMatchObject([{ usedIn: null }])
  })

  test('given to both is one, and one of two places that were booked with it is free', async () => {
    await spend()
    await mark(twin, 'excused')
    const [second] = (await call('studio.credits', { personId: twin })).credits
    await call('studio.makeUp', {
      ...{ creditId: second?.creditId as string, sessionId: nth(2, others) },
    })
    await doUndoRedo(service, () => merge())
    expect(await credits()).toMatchObject([{ usedIn: { sessionId: nth(0, others) } }])
    expect([await list(nth(0, others)), await list(nth(2, others))]).toEqual([
      [[sara, 'make_up', null]],
      [],
    ])
  })
})

test('who is a member in one file and walked in with the other is a member', async () => {
  await call('people.merge', { keptId: twin, mergedId: sara })
  expect(await list()).toEqual([[twin, 'member', null]])
})

test('what the merged one did before is among the recent changes of the kept one', async () => {
  await mark(twin, 'present')
  await merge()
  const { changes } = await call('changes.recent', { personId: sara })
  expect(changes.slice(0, 3).map((one) => one.kind)).toEqual([
    ...['people.merge', 'attendance.mark', 'attendance.walkIn'],
  ])
})
