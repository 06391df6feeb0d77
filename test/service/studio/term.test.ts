import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MethodOutput } from '#contract/index.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { markEverybody, monday, type SmallStudio, smallStudio, term } from '#test/support/studio.ts'
import { bookedTwice, dump, rows } from '#test/support/tables.ts'

let service: TestService
let studio: SmallStudio
let call: TestService['call']
let sara: string

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  sara = studio.people[0] as string
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

const fortnight = { from: monday, until: '2025-10-19' }
type Plan = Partial<Parameters<typeof plan>[0]>
const asked = (change: object = {}) => ({ groupId: studio.groupA, ...fortnight, ...change })
const plan = (change: object = {}) => call('studio.planTerm', asked(change))
const commit = (change: Plan = {}) => call('studio.commitTerm', asked(change))
const outcomesOf = ({ outcomes }: Pick<MethodOutput<'studio.planTerm'>, 'outcomes'>) =>
  outcomes.map(({ date, outcome }) => `${date} ${outcome}`)
const standing = () =>
  rows(service.databaseFile, 'SELECT date, start FROM session ORDER BY date, start').map(
    ({ date, start }) => `${date} ${start}`,
  )
/** Takes the studio of the first group for something else. */
const takeRoom = (date: string, start = '10:00') =>
  call('studio.book', {
    ...{ groupId: studio.groupB, date, start, minutes: 60 },
    ...{ teacherId: studio.teacherB, placeId: studio.roomA },
  })
/** A ride of a member at the hour of a class. */
async function ride(date: string) {
  const { horseId } = await call('horses.create', { name: 'Дос', birthYear: 2012, massKg: 460 })
  const { placeId } = await call('places.create', { name: 'Манеж' })
  const when = { date, start: '10:30', minutes: 30 }
  const team = { horseId, placeId, instructorId: null, sidewalkerIds: [] }
  return call('hippotherapy.book', { ...when, ...team, clientId: sara })
}

describe('the plan of a term', () => {
  test('shows the whole term: what is made, what clashes and with whom, what is closed; writes nothing', async () => {
    await takeRoom('2025-10-13')
    await takeRoom('2025-11-24')
    await studio.join(studio.groupA, sara)
    await ride('2025-11-12')
    const before = dump(service.databaseFile)
    const { outcomes } = await plan(term)
    expect(dump(service.databaseFile)).toEqual(before)
    const by = (outcome: string) =>
      outcomes.filter((one) => one.outcome === outcome).map((one) => one.date)
    expect(outcomes).toHaveLength(16)
    expect(by('clash')).toEqual(['2025-10-13', '2025-11-12', '2025-11-24'])
    // 25 October is a Saturday: its day off is the Monday after.
    expect(by('closed')).toEqual(['2025-10-27'])
    expect(by('made')).toHaveLength(12)
    const [room, child] = outcomes.filter((one) => one.outcome === 'clash')
    expect(room?.findings).toMatchObject([
      { code: 'overlap', params: { seat: 'place', name: 'Изостудия', clientName: 'ИЗ-2' } },
    ])
    expect(child?.findings).toMatchObject([
      { code: 'overlap', params: { seat: 'client', name: 'Абенова Әлия', from: '10:30' } },
    ])
    expect(room?.alternatives.length).toBeGreaterThan(0)
  })

  test('says the same as the making itself', async () => {
    await takeRoom('2025-10-13')
    const planned = await plan(term)
    const made = await commit(term)
    expect(outcomesOf(made)).toEqual(outcomesOf(planned))
  })

  test('of two groups with one teacher at one hour clashes on every day of it', async () => {
    await commit()
    const groupId = await studio.group({ name: 'ИЗ-3', placeId: studio.roomB })
    const { outcomes } = await plan({ groupId })
    expect(outcomes).toMatchObject(
      Array(4).fill({ outcome: 'clash', findings: [{ params: { seat: 'teacher' } }] }),
    )
  })

  test('has no class outside the term of the group', async () => {
    const wide = await plan({ from: '2025-09-01', until: '2025-12-31' })
    expect(outcomesOf(wide)).toEqual(outcomesOf(await plan(term)))
  })

  test('is refused for a group without hours or place, and for a stretch that is none', async () => {
    const noTimes = await studio.group({ name: 'ИЗ-3', times: [] })
    const noPlace = await studio.group({ name: 'ИЗ-4', placeId: null })
    for (const [groupId, missing] of [
      [noTimes, 'times'],
      [noPlace, 'place'],
    ]) {
      const reply = await service.raw('studio.planTerm', asked({ groupId }))
      expect(reply).toMatchObject({ code: 'group_unfinished', params: { missing } })
    }
    expect(await service.refusal('studio.commitTerm', asked({ until: '2025-10-05' }))).toBe(
      'bad_request',
    )
  })

  test('of a group without a teacher is made, and its classes are not ready', async () => {
    const groupId = await studio.group({ name: 'ИЗ-3', teacherId: null })
    const { outcomes } = await commit({ groupId })
    expect(outcomes[0]).toMatchObject({
      outcome: 'made',
      findings: [{ code: 'team_incomplete', params: { missing: ['teacher'] } }],
    })
    const { classes } = await call('studio.week', { from: monday })
    expect(classes[0]).toMatchObject({ state: 'not_ready', teacherName: null })
  })
})

describe('deciding for single days', () => {
  test('a skipped class is not made when the term is planned again, but by a tap', async () => {
    const day = { date: '2025-10-08', start: '10:00' }
    await commit({ decisions: [{ ...day, action: 'skip' }] })
    const before = standing()
    expect(outcomesOf(await commit())).toContain('2025-10-08 skipped')
    expect(standing()).toEqual(before)
    expect(outcomesOf(await commit({ decisions: [{ ...day, action: 'make' }] }))).toContain(
      '2025-10-08 made',
    )
  })

  test('skips one, moves another to a free place, makes a third on a closed day', async () => {
    await takeRoom('2025-10-13')
    const { outcomes } = await plan({ until: '2025-10-27' })
    const to = outcomes.find((one) => one.date === '2025-10-13')?.alternatives[0]
    const made = await commit({
      until: '2025-10-27',
      decisions: [
        { date: '2025-10-08', start: '10:00', action: 'skip' },
        { date: '2025-10-13', start: '10:00', action: 'move', to },
        { date: '2025-10-27', start: '10:00', action: 'make' },
      ],
    } as never)
    const decided = made.outcomes.filter(({ date }) =>
      ['2025-10-08', to?.date, '2025-10-27'].includes(date),
    )
    expect(made.outcomes.find((one) => one.date === '2025-10-08')?.outcome).toBe('skipped')
    const moved = made.outcomes.find((one) => one.start === to?.start && one.date === to?.date)
    const session = await call('studio.session', { sessionId: moved?.sessionId as string })
    expect(session).toMatchObject({ ...to, byHand: true, state: 'planned' })
    expect(decided.at(-1)?.findings.map((one) => one.code)).toEqual(['closed_day'])
  })

  test('makes a class without those members who are elsewhere at its hour', async () => {
    const aidos = studio.people[1] as string
    await studio.join(studio.groupA, sara)
    await studio.join(studio.groupA, aidos)
    await ride('2025-10-08')
    const { outcomes } = await commit({
      decisions: [{ date: '2025-10-08', start: '10:00', action: 'without' }],
    } as never)
    const list = async (index: number) =>
      (await call('studio.session', { sessionId: outcomes[index]?.sessionId as string })).list.map(
        (one) => one.personId,
      )
    expect(await list(0)).toEqual([sara, aidos])
    expect(await list(1)).toEqual([aidos])
  })
})

describe('planning again', () => {
  test('makes nothing new and says what is there', async () => {
    await commit()
    const before = standing()
    expect(outcomesOf(await commit())).toEqual([
      ...['2025-10-06 exists', '2025-10-08 exists', '2025-10-13 exists', '2025-10-15 exists'],
    ])
    expect(standing()).toEqual(before)
  })

  test('keeps what a person has moved, marked or cancelled', async () => {
    await studio.join(studio.groupA, sara)
    const [first, second, third] = (await commit()).outcomes.map((one) => one.sessionId as string)
    await call('studio.move', { sessionId: first as string, start: '14:00' })
    await markEverybody(service, second as string)
    await call('studio.cancel', { sessionId: third as string, reason: 'staff' })
    const before = standing()
    expect(outcomesOf(await commit())).toEqual([
      ...['2025-10-06 kept', '2025-10-08 kept', '2025-10-13 exists', '2025-10-15 exists'],
    ])
    expect(standing()).toEqual(before)
  })

  test('goes on where the first plan ended', async () => {
    await commit({ until: '2025-10-12' } as never)
    expect(outcomesOf(await commit())).toEqual([
      ...['2025-10-06 exists', '2025-10-08 exists', '2025-10-13 made', '2025-10-15 made'],
    ])
  })
})

test('a planned term is taken back and planned again as it was', async () => {
  await studio.join(studio.groupA, sara)
  const state = () => {
    const { session, participant, claim, template } = dump(service.databaseFile)
    return { session, participant, claim, template }
  }
  const before = state()
  const { changeId } = await commit()
  const after = state()
  await call('changes.undo', { changeId })
  expect(state()).toEqual(before)
  await call('changes.redo', { changeId })
  expect(state()).toEqual(after)
})

test('a class beside the weekly times has the members of its day, and is refused where the room is taken', async () => {
  await studio.join(studio.groupA, sara)
  await commit()
  const lesson = {
    ...{ groupId: studio.groupA, date: '2025-10-10', start: '12:00', minutes: 60 },
    ...{ teacherId: studio.teacherA, placeId: studio.roomA },
  }
  const { sessionId, changeId, warnings } = await call('studio.book', lesson)
  expect(warnings).toEqual([])
  expect(await call('studio.session', { sessionId })).toMatchObject({
    templateId: null,
    list: [{ personId: sara, part: 'member', mark: null }],
  })
  const again = { ...lesson, start: '12:30' }
  const checked = await call('studio.check', again)
  expect(checked.findings).toMatchObject(
    ['teacher', 'group', 'place'].map((seat) => ({ code: 'overlap', params: { seat } })),
  )
  expect(checked.alternatives[0]).toMatchObject({ date: '2025-10-10', start: '13:00' })
  expect(await service.refusal('studio.book', again)).toBe('rules_refused')
  expect((await call('studio.check', { ...again, sessionId })).findings).toEqual([])
  await call('changes.undo', { changeId })
  expect(await service.refusal('studio.session', { sessionId })).toBe('not_found')
})

test('a group without members is in one class at a time all the same, in any room and with any teacher', async () => {
  await commit()
  const lesson = {
    ...{ groupId: studio.groupA, date: '2025-10-10', start: '12:00', minutes: 60 },
    ...{ teacherId: studio.teacherA, placeId: studio.roomA },
  }
  const first = await call('studio.book', lesson)
  const beside = {
    ...{ ...lesson, start: '12:30' },
    ...{ teacherId: studio.teacherB, placeId: studio.roomB },
  }
  const overlap = [{ code: 'overlap', severity: 'block', params: { seat: 'group', name: 'ИЗ-1' } }]
  expect((await call('studio.check', beside)).findings).toMatchObject(overlap)
  expect(await service.refusal('studio.book', beside)).toBe('rules_refused')

  const { sessionId } = await call('studio.book', { ...beside, start: '14:00' })
  expect(await service.refusal('studio.move', { sessionId, start: '11:30' })).toBe('rules_refused')
  // A cancelled class has no hour: it comes back only where the group is free.
  await call('studio.cancel', { sessionId: first.sessionId, reason: 'staff' })
  await call('studio.move', { sessionId, start: '12:30' })
  const back = { sessionId: first.sessionId }
  expect(await service.refusal('studio.restore', back)).toBe('rules_refused')
})

test('a group that meets in turn at two hours has each in every second week', async () => {
  const hour = { day: 'th', minutes: 60, interval: 2 }
  const times = [
    { ...hour, start: '10:00', countedFrom: monday },
    { ...hour, start: '14:00', countedFrom: '2025-10-13' },
  ]
  const groupId = await studio.group({ name: 'ИЗ-3', times })
  expect((await call('studio.group', { groupId })).times).toEqual(times)
  await commit({ groupId, until: '2025-11-02' })
  expect(standing()).toEqual([
    ...['2025-10-09 10:00', '2025-10-16 14:00', '2025-10-23 10:00', '2025-10-30 14:00'],
  ])
})
