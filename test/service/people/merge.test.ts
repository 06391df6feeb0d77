import { afterEach, beforeEach, expect, test } from 'vitest'
import { refusalsOf, smallHouse, wrongLists, wrongNights } from '#test/support/boarding.ts'
import { client, monday, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio, wrongClasses } from '#test/support/studio.ts'
import { soundness } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

let service: TestService
let centre: Awaited<ReturnType<typeof smallCentre>>
beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

const book = async (change: Record<string, unknown>) =>
  (await service.call('hippotherapy.book', centre.ride(change) as never)).sessionId
const again = (change: Record<string, unknown> = {}) =>
  service
    .call('people.create', { ...client(change), evenIfSame: true })
    .then(({ personId }) => personId)
const merge = (mergedId: string) => service.call('people.merge', { keptId: centre.aliya, mergedId })

test('two files of one child become one with the sessions and marks of both', async () => {
  const twin = await again({
    iin: '061211600012',
    phone: '87012345678',
    notes: 'из другого списка',
  })
  const first = await book({ start: '10:00' })
  const second = await book({ start: '11:00', clientId: twin })
  await service.mark({ sessionId: second, personId: twin, mark: 'present' })

  expect(await merge(twin)).toMatchObject({ personId: centre.aliya })

  const { sessions } = await service.call('hippotherapy.day', { date: monday })
  expect(sessions.map((one) => [one.id, one.clientId, one.mark])).toEqual([
    [first, centre.aliya, null],
    [second, centre.aliya, 'present'],
  ])
  expect(await service.refusal('people.get', { personId: twin })).toBe('not_found')
  expect(await service.call('people.get', { personId: centre.aliya })).toMatchObject({
    iin: '061211600012',
    phone: '+77012345678',
    notes: 'из другого списка',
  })
  const { people } = await service.call('people.search', { text: 'соколова алия' })
  expect(people.map((one) => one.id)).toEqual([centre.aliya])
  expect(await service.call('people.search', { text: '5678' })).toMatchObject({
    people: [{ id: centre.aliya }],
  })
})

test('the time of the merged one is taken for the kept one from now on', async () => {
  const twin = await again()
  await book({ start: '11:00', clientId: twin })
  await merge(twin)
  const clash = centre.ride({
    start: '11:00',
    horseId: centre.aqboz,
    placeId: centre.field,
    instructorId: centre.instructor2,
    leaderId: centre.leader2,
  })
  expect(await service.refusal('hippotherapy.book', clash)).toBe('rules_refused')
})

test('who sits on two horses at once is not one person: nothing changes', async () => {
  const twin = await again()
  await book({ start: '10:00' })
  await book({
    start: '10:15',
    clientId: twin,
    horseId: centre.aqboz,
    placeId: centre.field,
    instructorId: centre.instructor2,
    leaderId: centre.leader2,
  })
  const reply = await service.raw('people.merge', { keptId: centre.aliya, mergedId: twin })
  expect(reply).toMatchObject({
    ok: false,
    code: 'rules_refused',
    params: {
      refusals: [{ code: 'overlap', params: { date: monday, from: '10:15', until: '10:45' } }],
    },
  })
  expect(await service.call('people.get', { personId: twin })).toMatchObject({ id: twin })
})

test('what was done to the merged one can still be undone', async () => {
  const twin = await again()
  const { changeId, sessionId } = (await service.call(
    'hippotherapy.book',
    centre.ride({ start: '11:00', clientId: twin }) as never,
  )) as { changeId?: string; sessionId: string }
  await merge(twin)
  await service.call('changes.undo', (changeId ? { changeId } : {}) as never)
  const { sessions } = await service.call('hippotherapy.day', { date: monday })
  expect(sessions.map((one) => one.id)).not.toContain(sessionId)
  await service.call('changes.redo', (changeId ? { changeId } : {}) as never)
  const after = await service.call('hippotherapy.day', { date: monday })
  expect(after.sessions.map((one) => one.clientId)).toEqual([centre.aliya])
})

test('a contraindication that no physician has decided on stays open in the one file', async () => {
  const kept = await service.call('people.get', { personId: centre.aliya })
  await service.call('people.update', {
    ...kept,
    contraindication: 'сколиоз',
    physicianDecisionOn: '2025-02-01',
    physicianDecision: 'допущена шагом',
  })
  const twin = await again({
    contraindication: 'эпилепсия',
    categories: [{ category: 'orphan', from: null, until: null }],
  })
  await merge(twin)
  expect(await service.call('people.get', { personId: centre.aliya })).toMatchObject({
    contraindication: 'сколиоз\nэпилепсия',
    physicianDecisionOn: null,
    physicianDecision: null,
    notes: 'допущена шагом',
    categories: [{ category: 'orphan' }],
  })
})

test('of two weights the one that was taken later stays, with its day', async () => {
  const twin = await again({ weightKg: 41, weighedOn: '2026-01-15' })
  await merge(twin)
  expect(await service.call('people.get', { personId: centre.aliya })).toMatchObject({
    weightKg: 41,
    weighedOn: '2026-01-15',
  })
})

test('nobody is merged with themselves or with nobody', async () => {
  const { aliya } = centre
  const nobody = '01900000-0000-7000-8000-000000000000'
  expect(await service.refusal('people.merge', { keptId: aliya, mergedId: aliya })).toBe(
    'bad_request',
  )
  expect(await service.refusal('people.merge', { keptId: aliya, mergedId: nobody })).toBe(
    'not_found',
  )
  expect(await service.refusal('people.merge', { keptId: nobody, mergedId: aliya })).toBe(
    'not_found',
  )
})

/** The same woman twice in a course of a week: with a bed and a companion, and as a name on a list. */
async function twiceInACourse() {
  const house = await smallHouse(service)
  const { aisha, dana, zhanar } = house.people
  const twin = await house.person('Абенова', 'Айша', 'female', { evenIfSame: true })
  return { house, aisha, dana, zhanar, twin }
}

test('courses, beds, wishes and companions of both are those of one', async () => {
  const { house, aisha, dana, zhanar, twin } = await twiceInACourse()
  await house.enrol(aisha, { reserve: true })
  await house.enrol(twin, { diet: 'диабеттік' })
  await house.enrol(dana, { companionOfId: twin })
  await house.enrol(zhanar, { shareWithIds: [aisha, twin] })
  await house.enrol(twin, { shareWithIds: [zhanar, aisha] })
  await house.sleep(twin, house.bed('101'))
  const lesson = await house.book()
  const next = await house.course({ name: 'Келесі', from: '2025-11-03', until: '2025-11-09' })
  await house.enrol(twin, { courseId: next })

  await service.call('people.merge', { keptId: aisha, mergedId: twin })

  const { people } = await service.call('boarding.course', { courseId: house.courseId })
  expect(people.map((one) => [one.personId, one.state, one.companionOfId])).toEqual([
    [aisha, 'expected', null],
    [dana, 'expected', aisha],
    [zhanar, 'expected', null],
  ])
  expect(people[0]).toMatchObject({ diet: 'диабеттік', shareWith: [{ personId: zhanar }] })
  expect(people[2]?.shareWith.map((one) => one.personId)).toEqual([aisha])
  expect(await house.nights(aisha)).toEqual(['101/1 13–19'])
  expect(house.listed(lesson)).toEqual(['Айша', 'Жанар'])
  expect(await house.enrolment(aisha, next)).toMatchObject({ state: 'expected' })
  expect(wrongNights(service.databaseFile)).toEqual([])
  expect(wrongLists(service.databaseFile)).toEqual([])
  expect(soundness(service.databaseFile).brokenReferences).toEqual([])
})

test('who sleeps in two beds in one night is not one person: nothing changes', async () => {
  const { house, aisha, twin } = await twiceInACourse()
  for (const one of [aisha, twin]) await house.enrol(one)
  await house.sleep(aisha, house.bed('101', 1))
  await house.sleep(twin, house.bed('101', 2), { from: '2025-10-18' })
  const before = stateOf(service)
  const merge = { keptId: aisha, mergedId: twin }
  expect(await refusalsOf(service, 'people.merge', merge)).toEqual(['overlap client'])
  expect(stateOf(service)).toEqual(before)
  await house.sleep(aisha, house.bed('101', 1), { to: '2025-10-18' })
  await service.call('boarding.unplace', {
    ...{ courseId: house.courseId, personId: aisha, from: '2025-10-18' },
  })
  await service.call('people.merge', merge)
  expect(await house.nights(aisha)).toEqual(['101/1 13–18', '101/2 18–19'])
})

test('a bed that the merged one was given can still be taken back', async () => {
  const { house, aisha, twin } = await twiceInACourse()
  await house.enrol(twin)
  const { changeId } = await house.sleep(twin, house.bed('101'))
  await service.call('people.merge', { keptId: aisha, mergedId: twin })
  await service.call('changes.undo', { changeId })
  expect(await house.nights(aisha)).toEqual([])
  await service.call('changes.redo', { changeId })
  expect(await house.nights(aisha)).toEqual(['101/1 13–19'])
})

test('classes planned since two were made one are the member’s again when they are two', async () => {
  const studio = await smallStudio(service)
  const [aisha, twin] = studio.people as [string, string]
  await studio.join(studio.groupA, twin)
  const { changeId } = await service.call('people.merge', { keptId: aisha, mergedId: twin })
  const [first] = await studio.plan(studio.groupA)
  await service.call('changes.undo', { changeId })
  const { list } = await service.call('studio.session', { sessionId: first as string })
  expect(list.map((one) => one.personId)).toEqual([twin])
  expect(wrongClasses(service.databaseFile)).toEqual([])
  await service.call('changes.redo', { changeId })
  expect(wrongClasses(service.databaseFile)).toEqual([])
})
