/** Sessions that did not take place: what stands in the register, and what is given for them. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio, wrongClasses } from '#test/support/studio.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string
let aidos: string
let gulim: string
/** Classes of the first group in October: 6, 8, 13, 15, 20, 22, 29; of the second: 7, 8, 14, 15, … */
let own: string[]
let others: string[]

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  ;[sara, aidos, gulim] = studio.people as [string, string, string]
  await studio.join(studio.groupA, sara)
  await studio.join(studio.groupA, aidos)
  own = await studio.plan(studio.groupA)
  others = await studio.plan(studio.groupB)
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(wrongClasses(service.databaseFile)).toEqual([])
  await service.remove()
})

/** The same centre at another minute. */
async function at(clock: string): Promise<void> {
  await service.close()
  service = await testService({ clock, dataDir: service.dataDir })
  call = service.call
}
const mark = (personId: string, sessionId: string | undefined, code: string | null) =>
  service.mark({ sessionId: sessionId as string, personId, mark: code })
const cancel = (sessionId: string | undefined, reason: string, actor?: string) =>
  call('studio.cancel', { sessionId: sessionId as string, reason } as never, actor)
const restore = (sessionId: string | undefined) =>
  call('studio.restore', { sessionId: sessionId as string })
const register = () => call('attendance.register', { groupId: studio.groupA, month: '2025-10' })
const lettersOf = async (personId: string) =>
  (await register()).people.find((one) => one.personId === personId)?.cells.join('')
const credits = async (personId = sara) => (await call('studio.credits', { personId })).credits
const list = async (sessionId: string | undefined) =>
  (await call('studio.session', { sessionId: sessionId as string })).list.map((one) => [
    ...[one.personId, one.part, one.mark],
  ])

describe('a cancelled class stands in the register', () => {
  test.each([
    ['centre', 'Ц'],
    ['weather', 'Ц'],
    ['horse', 'Ц'],
    ['staff', 'Ц'],
    ['family', 'У'],
  ])('%s: as %s for everybody on its list', async (reason, letter) => {
    await cancel(own[1], reason)
    expect([await lettersOf(sara), await lettersOf(aidos)]).toEqual([
      `·${letter}·····`,
      `·${letter}·····`,
    ])
    const { totals, days } = await register()
    expect(totals).toMatchObject({ sessions: 14, excused: 2, unmarked: 12 })
    expect(days[7]?.totals).toMatchObject({ sessions: 2, excused: 2, unmarked: 0 })
  })

  test('and takes its letters back when it is restored', async () => {
    await cancel(own[1], 'weather')
    await restore(own[1])
    expect(await lettersOf(sara)).toBe('·······')
  })

  test('with the mark of whoever had one of their own, and of nobody who came', async () => {
    await mark(sara, own[1], 'excused')
    await mark(aidos, own[2], 'present')
    await doUndoRedo(service, () => cancel(own[1], 'staff'))
    expect([await lettersOf(sara), await lettersOf(aidos)]).toEqual(['·У·····', '·Ц✓····'])
    const held = { sessionId: own[2] as string, reason: 'staff' }
    expect(await service.refusal('studio.cancel', held)).toBe('session_marked')
    await restore(own[1])
    expect([await lettersOf(sara), await lettersOf(aidos)]).toEqual(['·У·····', '··✓····'])
  })

  test('and what was announced before stays said', async () => {
    await call('attendance.announceAbsence', { personId: sara, from: monday, until: '2025-10-08' })
    await cancel(own[1], 'staff')
    expect(await lettersOf(sara)).toBe('УУ·····')
  })

  test('in the year too, with the same totals', async () => {
    await cancel(own[1], 'centre')
    await mark(sara, own[0], 'present')
    const { people } = await call('attendance.grid', {
      ...{ from: monday, until: '2025-10-10', groupId: studio.groupA },
    })
    expect(people.map(({ days }) => days)).toEqual(['✓ Ц  ', '· Ц  '])
    expect(people[0]?.totals).toMatchObject({ sessions: 2, present: 1, excused: 1, unmarked: 0 })
  })

  test('on its own list, and the trail says who cancelled it and who restored it', async () => {
    const centre = await smallCentre(service)
    await mark(sara, own[1], 'excused')
    await cancel(own[1], 'staff', centre.coordinator)
    const { lines } = await call('attendance.session', { sessionId: own[1] as string })
    expect(lines.map(({ mark: put, standing }) => [put, standing])).toEqual([
      ['excused', 'excused'],
      [null, 'cancelled'],
    ])
    await call('studio.restore', { sessionId: own[1] as string }, centre.administrator)
    const trail = { sessionId: own[1] as string, personId: aidos }
    expect((await call('attendance.trail', trail)).changes).toMatchObject([
      { byName: 'Әбдірова Ғани', before: null, after: 'cancelled' },
      { byName: 'Ермеков Ғани', before: 'cancelled', after: null },
    ])
  })
})

describe('a day on which the centre is closed', () => {
  const closeWednesday = () =>
    call('settings.closeDay', { date: '2025-10-08', name: 'Санитарлық күн' })

  test('shows В for what was cancelled by the centre or left to stand, until the day is open again', async () => {
    await closeWednesday()
    expect(await lettersOf(sara)).toBe('·В·····')
    await cancel(own[1], 'centre')
    expect(await lettersOf(sara)).toBe('·В·····')
    await call('settings.openDay', { date: '2025-10-08' })
    expect(await lettersOf(sara)).toBe('·Ц·····')
  })

  test('shows what a person has marked, and what the family cancelled as theirs', async () => {
    await closeWednesday()
    await mark(sara, own[1], 'present')
    expect([await lettersOf(sara), await lettersOf(aidos)]).toEqual(['·✓·····', '·В·····'])
    await mark(sara, own[1], null)
    await cancel(own[1], 'family')
    expect(await lettersOf(aidos)).toBe('·У·····')
  })
})

describe('a class that the centre cancels', () => {
  test('is made up for as an excused absence is, and no more once it takes place after all', async () => {
    await doUndoRedo(service, () => cancel(own[0], 'weather'))
    expect(await credits()).toMatchObject([{ missedOn: monday, expiresOn: '2025-11-05' }])
    expect(await credits(aidos)).toHaveLength(1)
    await restore(own[0])
    expect([await credits(), await credits(aidos)]).toEqual([[], []])
  })

  test('gives nothing when the family cancelled, or when the centre has it so', async () => {
    await cancel(own[0], 'family')
    await call('settings.set', { creditForCancelled: false })
    await cancel(own[1], 'staff')
    expect(await credits()).toEqual([])
  })

  test('leaves what was given while it gave', async () => {
    await cancel(own[0], 'staff')
    await call('settings.set', { creditForCancelled: false })
    await cancel(own[1], 'staff')
    expect(await credits()).toMatchObject([{ missedOn: monday }])
  })

  test('leaves the place that was booked for an announced absence from it', async () => {
    await mark(sara, own[2], 'excused')
    const [credit] = await credits()
    await call('studio.makeUp', {
      ...{ creditId: credit?.creditId as string, sessionId: others[0] as string },
    })
    await cancel(own[2], 'staff')
    expect(await list(others[0])).toEqual([[sara, 'make_up', null]])
    expect(await credits()).toMatchObject([{ creditId: credit?.creditId }])
  })

  test('takes its credit along when the member leaves the group before its day', async () => {
    await cancel(own[2], 'staff')
    await doUndoRedo(service, () =>
      call('studio.leave', { groupId: studio.groupA, personId: sara, on: '2025-10-10' }),
    )
    expect(await credits()).toEqual([])
  })

  test('gives back a place that was spent on it with the days that were left, from today on', async () => {
    await call('settings.set', { makeUpDays: 10 })
    await mark(sara, own[0], 'excused')
    const [credit] = await credits()
    // Booked on the 6th, with ten days left, to the 16th.
    const creditId = credit?.creditId as string
    await call('studio.makeUp', { creditId, sessionId: others[2] as string })
    await at('2025-10-13T09:00')
    await doUndoRedo(service, () => cancel(others[2], 'staff'))
    expect(await credits()).toMatchObject([{ creditId, expiresOn: '2025-10-23', usedIn: null }])
  })

  test('never shortens what was left', async () => {
    await mark(sara, own[0], 'excused')
    const [credit] = await credits()
    const creditId = credit?.creditId as string
    await call('studio.makeUp', { creditId, sessionId: others[0] as string })
    await cancel(others[0], 'staff')
    expect((await credits())[0]?.expiresOn).toBe(credit?.expiresOn)
  })
})

describe('a make-up', () => {
  const earn = async () => {
    await mark(sara, own[0], 'excused')
    return (await credits())[0]?.creditId as string
  }
  const walkIn = (more: object = {}) =>
    call('attendance.walkIn', {
      ...{ sessionId: others[0] as string, person: { personId: sara }, ...more },
    })

  test('is asked about when somebody with an open credit in that studio walks in', async () => {
    const creditId = await earn()
    expect((await walkIn()).credits).toEqual([
      { creditId, groupName: 'ИЗ-1', missedOn: monday, expiresOn: '2025-11-05' },
    ])
    await doUndoRedo(service, () => walkIn({ creditId }))
    expect(await list(others[0])).toEqual([[sara, 'make_up', null]])
    expect((await credits())[0]?.usedIn?.sessionId).toBe(others[0])
  })

  test('is asked about neither in another studio, nor without a credit', async () => {
    await earn()
    const groupC = await studio.group({
      ...{ studio: 'dance', name: 'Т-1', times: [{ day: 'th', start: '15:00', minutes: 60 }] },
    })
    const [dance] = await studio.plan(groupC)
    expect((await walkIn({ sessionId: dance })).credits).toEqual([])
    expect((await walkIn({ person: { personId: gulim } })).credits).toEqual([])
  })

  test('is entered with whoever walks in, and not with a credit of somebody else', async () => {
    const creditId = await earn()
    const asked = { sessionId: others[0], person: { personId: gulim }, creditId }
    expect(await service.refusal('attendance.walkIn', asked)).toBe('not_found')
    expect(await list(others[0])).toEqual([])
    expect((await walkIn({ creditId })).credits).toEqual([])
    expect(await list(others[0])).toEqual([[sara, 'make_up', null]])
  })

  test('is entered for a day past, also after the credit has run out since', async () => {
    await call('settings.set', { makeUpDays: 10 })
    const creditId = await earn()
    await at('2025-10-20T09:00')
    const { classes } = await call('studio.makeUpPlaces', { creditId, from: monday })
    expect(classes.map((one) => one.date)).toEqual(['2025-10-07', '2025-10-14'])
    const spent = { creditId, sessionId: others[0] as string }
    await doUndoRedo(service, () => call('studio.makeUp', spent))
    expect(await list(others[0])).toEqual([[sara, 'make_up', null]])
  })

  test('takes the place that an announced absence leaves in a full class', async () => {
    const members = studio.people.slice(2, 5)
    for (const personId of members) await studio.join(studio.groupB, personId)
    const creditId = await earn()
    const spent = { creditId, sessionId: others[0] as string }
    expect(await service.refusal('studio.makeUp', spent)).toBe('rules_refused')
    await mark(members[0] as string, others[0], 'excused')
    const { classes } = await call('studio.makeUpPlaces', { creditId })
    expect(classes[0]).toMatchObject({ sessionId: others[0], people: 3, placesTaken: 2 })
    await call('studio.makeUp', spent)
    const { findings } = await mark(members[0] as string, others[0], 'present')
    expect(findings).toMatchObject([{ code: 'group_full', params: { capacity: 3, members: 3 } }])
  })
})
