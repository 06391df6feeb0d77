/** A second teacher or an assistant of a class is somebody of the team like any other: taken, away, replaced. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type TestService, testService } from '#test/support/service.ts'
import { monday, smallStudio } from '#test/support/studio.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let call: TestService['call']
let studio: Awaited<ReturnType<typeof smallStudio>>
let assistant: string

beforeEach(async () => {
  service = await testService()
  call = service.call
  studio = await smallStudio(service)
  const hours = (['mo', 'tu', 'we', 'th', 'fr'] as const).map((day) => ({
    ...{ day, from: '09:00', until: '18:00' },
  }))
  const member = { familyName: 'Жұмабаева', givenName: 'Гүлнар', roles: [], hours }
  assistant = (await call('team.create', member as never)).memberId
  const group = await call('studio.group', { groupId: studio.groupA } as never)
  await doUndoRedo(service, () =>
    call('studio.updateGroup', { ...group, assistantIds: [assistant] } as never),
  )
})
afterEach(() => service.remove())

test('classes of the term have the assistant of the group, who is taken then', async () => {
  const [first] = await studio.plan(studio.groupA)
  const lesson = await call('studio.session', { sessionId: first } as never)
  expect(lesson.assistantNames).toEqual(['Жұмабаева Гүлнар'])
  const other = {
    ...{ groupId: studio.groupB, date: monday, start: '10:30', minutes: 60 },
    ...{ teacherId: studio.teacherB, placeId: studio.roomB, assistantIds: [assistant] },
  }
  expect(await service.raw('studio.book', other)).toMatchObject({
    code: 'rules_refused',
    params: { refusals: [{ code: 'overlap', params: { seat: 'assistant', clientName: 'ИЗ-1' } }] },
  })
})

test('one who is away is said of each class, and somebody else is proposed', async () => {
  const [first] = await studio.plan(studio.groupA)
  await call('availability.set', {
    ...{ resourceId: assistant, from: monday, until: monday, reason: 'sick' },
  } as never)
  const { sessions } = await call('schedule.unsettled', { from: monday, until: monday } as never)
  expect(sessions).toMatchObject([
    { sessionId: first, findings: [{ code: 'staff_away', params: { seat: 'assistant' } }] },
  ])
  const [best] = sessions[0]?.proposals ?? []
  expect(best).toMatchObject({ do: 'replace', with: [{ role: 'assistant', instead: assistant }] })
})

test('one class goes without, or with somebody else from then on', async () => {
  const [first, second] = await studio.plan(studio.groupA)
  await call('studio.move', { sessionId: first, assistantIds: [] } as never)
  const named = async (sessionId: string | undefined) =>
    (await call('studio.session', { sessionId } as never)).assistantIds
  expect([await named(first), await named(second)]).toEqual([[], [assistant]])
  const later = { sessionId: second, assistantIds: [studio.teacherB], scope: 'later' }
  await doUndoRedo(service, () => call('studio.move', later as never))
  expect(await named(second)).toEqual([studio.teacherB])
  expect((await call('studio.group', { groupId: studio.groupA } as never)).assistantIds).toEqual([
    studio.teacherB,
  ])
})

test('nobody helps twice, nor whoever teaches, and an id of nobody is refused', async () => {
  const group = await call('studio.group', { groupId: studio.groupA } as never)
  const refusal = (assistantIds: string[]) =>
    service.refusal('studio.updateGroup', { ...group, assistantIds })
  expect(await refusal([assistant, assistant])).toBe('bad_request')
  expect(await refusal([studio.teacherA])).toBe('bad_request')
  expect(await refusal([studio.roomA])).toBe('not_found')
})
