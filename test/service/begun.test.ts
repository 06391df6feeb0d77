/** Nothing that has begun is taken out, moved or cancelled together with others. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, type SmallStudio, smallStudio, term } from '#test/support/studio.ts'
import { bookedTwice, rows } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService

beforeEach(async () => {
  service = await testService()
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  expect(bookedTwice(service.databaseFile)).toEqual([])
  await service.remove()
})

/** The same file at another hour. */
async function itIs(clock: string): Promise<void> {
  const { dataDir } = service
  await service.close()
  service = await testService({ dataDir, clock })
}
const standing = () =>
  rows(
    service.databaseFile,
    'SELECT date, start FROM session WHERE cancel_reason IS NULL ORDER BY date, start',
  ).map(({ date, start }) => `${String(date).slice(5)} ${start}`)

describe('of the classes of a group, that of this morning', () => {
  let studio: SmallStudio
  const [morning, to] = ['10-06 10:00', '2025-10-19']

  beforeEach(async () => {
    studio = await smallStudio(service)
    await studio.join(studio.groupA, studio.people[0] as string)
    await service.call('studio.commitTerm', { groupId: studio.groupA, from: monday, until: to })
    await itIs('2025-10-06T10:00')
  })

  const update = (change: object) =>
    service.call('studio.updateGroup', {
      ...{ groupId: studio.groupA, studio: 'art', name: 'ИЗ-1', capacity: 3, ...term },
      ...{ teacherId: studio.teacherA, placeId: studio.roomA },
      ...change,
    } as never)

  for (const [what, times] of [
    ['taken away', [{ day: 'we', start: '10:00', minutes: 90 }]],
    ['put later', [{ day: 'mo', start: '15:00', minutes: 90 }]],
  ] as const) {
    test(`stays where it was when its weekly hour is ${what}`, async () => {
      await doUndoRedo(service, () => update({ times, classesToCome: 'change' }))
      expect(standing()[0]).toBe(morning)
      expect(standing()).not.toContain('10-13 10:00')
    })
  }

  test('stays with its list when the group is closed as of some day before', async () => {
    await itIs('2025-10-13T12:00')
    const closing = { groupId: studio.groupA, on: monday }
    const tried = await service.call('studio.tryCloseGroup', closing)
    expect(tried).toMatchObject({ removed: 1, kept: 3 })
    await doUndoRedo(service, () => service.call('studio.closeGroup', closing))
    expect(standing()).toEqual([morning, '10-08 10:00', '10-13 10:00'])
    const [held] = (await service.call('studio.week', { from: monday })).classes
    const sessionId = held?.sessionId as string
    expect((await service.call('studio.session', { sessionId })).list).toHaveLength(1)
  })

  test('stays when a class to come is moved or cancelled with all of its weekday', async () => {
    const [next] = (await service.call('studio.week', { from: '2025-10-13' })).classes
    const sessionId = next?.sessionId as string
    const moved = await service.call('studio.move', { sessionId, start: '15:00', scope: 'all' })
    expect(moved.outcomes.map((one) => one.outcome)).toEqual(['kept', 'changed'])
    const cancelling = { sessionId, reason: 'staff', scope: 'all' } as const
    const counts = { cancelled: 1, kept: 1 }
    expect(await service.call('studio.tryCancel', cancelling)).toEqual(counts)
    expect(await service.call('studio.cancel', cancelling)).toMatchObject(counts)
    expect(standing()[0]).toBe(morning)
  })
})

describe('of a series of rides, those that were ridden and are not marked yet', () => {
  let centre: SmallCentre
  let templateId: string
  let rides: string[]

  beforeEach(async () => {
    centre = await smallCentre(service)
    const { date: _, ...ride } = centre.ride()
    const made = await service.call('hippotherapy.commitSeries', {
      ...ride,
      days: ['mo'],
      validFrom: monday,
      validUntil: '2025-10-20',
    } as never)
    templateId = made.templateId
    rides = made.outcomes.map((one) => one.sessionId as string)
    await itIs('2025-10-13T10:00')
  })

  test('stay when the series ends on a day in the past; it is said beforehand how many', async () => {
    const ending = { templateId, lastDay: '2025-09-30' }
    const counts = { cancelled: 1, kept: 2 }
    expect(await service.call('hippotherapy.tryEndSeries', ending)).toEqual(counts)
    await doUndoRedo(service, () => service.call('hippotherapy.endSeries', ending))
    expect(standing()).toEqual(['10-06 10:00', '10-13 10:00'])
  })

  for (const nth of [0, 2]) {
    test(`stay when all are cancelled from ride ${nth + 1}`, async () => {
      const asked = { sessionId: rides[nth] as string, reason: 'family', scope: 'all' } as const
      const counts = { cancelled: 1, kept: 2 }
      expect(await service.call('hippotherapy.tryCancel', asked)).toEqual(counts)
      await doUndoRedo(service, async () => {
        const done = await service.call('hippotherapy.cancel', asked)
        expect(done).toMatchObject(counts)
        return done
      })
      expect(standing()).toEqual(['10-06 10:00', '10-13 10:00'])
    })

    test(`stay when all are moved from ride ${nth + 1}`, async () => {
      const asked = { sessionId: rides[nth] as string, start: '12:00', scope: 'all' } as const
      await doUndoRedo(service, () => service.call('hippotherapy.move', asked))
      expect(standing()).toEqual(['10-06 10:00', '10-13 10:00', '10-20 12:00'])
    })
  }
})
