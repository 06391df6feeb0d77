import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { smallCentre } from '#test/support/centre.ts'
import { wholeCentre } from '#test/support/random-commands.ts'
import { type TestService, testService } from '#test/support/service.ts'

/** A year before the file was last written to: the battery of the computer's clock is empty. */
const yearBefore = '2024-10-06T08:40'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(async () => {
  await service.close()
  rmSync(service.dataDir, { recursive: true, force: true })
})

/** The program is closed, and opened on a computer whose clock stands otherwise. */
async function startedAt(clock: string): Promise<void> {
  await service.close()
  service = await testService({ dataDir: service.dataDir, clock })
}

for (const [how, turnBack] of [
  ['while it runs', async () => service.turnClock(yearBefore)],
  ['before it starts', () => startedAt(yearBefore)],
] as const) {
  test(`a clock that is turned back ${how} puts nobody before those who wait already`, async () => {
    const centre = await wholeCentre(service)
    const { groupA, groupB } = centre.studio
    const courseId = await centre.house.course()
    const first = await centre.person({ givenName: 'Бірінші' })
    const second = await centre.person({ givenName: 'Екінші' })
    const third = await centre.person({ givenName: 'Үшінші' })
    const enrol = (personId: string) =>
      service.call('boarding.enrol', {
        courseId,
        personId,
        reserve: true,
        shareWithIds: [],
      } as never)
    for (const personId of [first, second]) {
      await service.call('studio.wait', { groupId: groupA, personId })
      await enrol(personId)
    }
    await turnBack()
    await service.call('studio.wait', { groupId: groupA, personId: third })
    await enrol(third)
    // Of a queue in which nobody waits yet the clock is believed.
    await service.call('studio.wait', { groupId: groupB, personId: third })

    const { waiting: queue } = await service.call('studio.waitingList', { groupId: groupA })
    expect(queue.map((one) => one.personId)).toEqual([first, second, third])
    const course = await service.call('boarding.course', { courseId })
    const waiting = course.people.filter((one) => one.state === 'reserve')
    expect(waiting.map((one) => one.personId)).toEqual([first, second, third])
  })
}

test('a clock that has gone back is told, until it is right', async () => {
  await smallCentre(service)
  const said = async () => (await service.call('file.state', {})).clockBehind
  expect(await said()).toBeNull()
  await startedAt(yearBefore)
  const behind = { now: yearBefore, latest: '2025-10-06T08:40' }
  expect(await said()).toEqual(behind)
  // Entries that are made meanwhile do not make it right.
  await service.call('people.create', { familyName: 'Серікова', givenName: 'Әсел' })
  expect(await said()).toEqual(behind)
  await startedAt('2025-10-07T09:00')
  expect(await said()).toBeNull()
})
