import { afterEach, beforeEach, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'

let service: TestService
let centre: SmallCentre

beforeEach(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

test('a ride that nothing forbids is booked and stands on the board', async () => {
  const { sessionId, warnings } = await service.call('hippotherapy.book', centre.ride())
  expect(warnings).toEqual([])
  const day = await service.call('hippotherapy.day', { date: monday })
  expect(day.sessions).toMatchObject([
    { id: sessionId, start: '10:00', end: '10:30', state: 'planned', clientName: 'Соколова Әлия' },
  ])
  expect(service.changes.at(-1)).toEqual({ event: 'changed', topics: ['sessions'] })
})

test('a taken horse is refused, the holder is named, and what is offered can be booked', async () => {
  await service.call('hippotherapy.book', centre.ride())
  const wish = centre.otherRide({ horseId: centre.zhuldyz })
  const reply = await service.raw('hippotherapy.book', wish)
  expect(reply).toMatchObject({
    ok: false,
    code: 'rules_refused',
    params: {
      refusals: [
        {
          code: 'overlap',
          severity: 'block',
          params: { seat: 'horse', name: 'Жұлдыз', clientName: 'Соколова Әлия', from: '10:00' },
        },
      ],
    },
  })
  if (reply.ok) throw new Error('booked twice')
  const alternatives = reply.params.alternatives as Record<string, unknown>[]
  expect(alternatives.length).toBeGreaterThan(0)
  const { sessionId } = await service.call('hippotherapy.book', { ...wish, ...alternatives[0] })
  expect(sessionId).toBeTruthy()
})

test('every seat of a ride is kept apart', async () => {
  await service.call(
    'hippotherapy.book',
    centre.ride({ therapistId: centre.therapist, sidewalkerIds: [centre.sidewalker] }),
  )
  for (const [seat, change] of Object.entries({
    client: { clientId: centre.aliya },
    horse: { horseId: centre.zhuldyz },
    instructor: { instructorId: centre.instructor },
    therapist: { therapistId: centre.therapist },
    leader: { leaderId: centre.leader },
    sidewalker: { sidewalkerIds: [centre.sidewalker] },
    place: { placeId: centre.arena },
  })) {
    const { findings } = await service.call('hippotherapy.check', centre.otherRide(change))
    expect(findings.filter((one) => one.severity === 'block')).toMatchObject([
      { code: 'overlap', params: { seat } },
    ])
  }
})

test('a booking is taken back and put again', async () => {
  const { changeId, sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.call('changes.undo', { changeId })
  expect((await service.call('hippotherapy.day', { date: monday })).sessions).toEqual([])
  expect(await service.refusal('changes.undo', { changeId })).toBe('nothing_to_undo')
  await service.call('changes.redo', { changeId })
  expect((await service.call('hippotherapy.day', { date: monday })).sessions).toMatchObject([
    { id: sessionId },
  ])
})

test('a move is taken back only while its old place is free', async () => {
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  const { changeId } = await service.call('hippotherapy.move', { sessionId, start: '15:00' })
  await service.call('hippotherapy.book', centre.otherRide({ placeId: centre.arena }))
  expect(await service.refusal('changes.undo', { changeId })).toBe('rules_refused')
  const day = await service.call('hippotherapy.day', { date: monday })
  expect(day.sessions.find((one) => one.id === sessionId)?.start).toBe('15:00')
})

test('a move to another hour leaves horse, team and rider as they are', async () => {
  const ride = centre.ride({
    therapistId: centre.therapist,
    sidewalkerIds: [centre.sidewalker, centre.sidewalker2].toSorted(),
    riderBehindKg: 20,
  })
  const { sessionId } = await service.call('hippotherapy.book', ride)
  await service.call('hippotherapy.move', { sessionId, start: '11:00' })
  const { sessions } = await service.call('hippotherapy.day', { date: monday })
  expect(sessions).toMatchObject([{ ...ride, start: '11:00' }])
})

test('a cancelled session frees everything, and comes back only when it is still free', async () => {
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.call('hippotherapy.cancel', { sessionId, reason: 'weather' })
  await service.call('hippotherapy.book', centre.otherRide({ horseId: centre.zhuldyz }))
  expect(await service.refusal('hippotherapy.restore', { sessionId })).toBe('rules_refused')
  expect(await service.refusal('hippotherapy.move', { sessionId, start: '12:00' })).toBe(
    'session_cancelled',
  )
})

test('a marked session stays where it is until the mark is taken back', async () => {
  const { sessionId } = await service.call('hippotherapy.book', centre.ride())
  await service.mark({ sessionId, personId: centre.aliya, mark: 'present' })
  expect(await service.refusal('hippotherapy.move', { sessionId, start: '12:00' })).toBe(
    'session_marked',
  )
  await service.mark({ sessionId, personId: centre.aliya, mark: null })
  await service.call('hippotherapy.move', { sessionId, start: '12:00' })
})

test('a coordinator overrides a missing statement with a reason that is kept, a receptionist does not', async () => {
  const clientId = await centre.person({
    givenName: 'Дина',
    statementFrom: null,
    statementUntil: null,
  })
  const wish = centre.ride({ clientId })
  expect(await service.refusal('hippotherapy.book', wish)).toBe('rules_refused')
  const override = { reason: 'Справка у врача, принесут завтра' }
  expect(
    await service.refusal('hippotherapy.book', { ...wish, override }, centre.administrator),
  ).toBe('override_not_allowed')
  const { sessionId } = await service.call(
    'hippotherapy.book',
    { ...wish, override },
    centre.coordinator,
  )
  const session = await service.call('hippotherapy.session', { sessionId })
  expect(session.overrideReason).toBe(override.reason)
})

test('nobody sets a rule aside without a name: whoever runs a script says for whom', async () => {
  const { personId } = await service.call('people.update', {
    ...(await service.call('people.get', { personId: centre.aliya })),
    statementUntil: '2025-10-01',
  })
  const wish = centre.ride({ clientId: personId, override: { reason: 'Справка будет завтра' } })
  expect(await service.refusal('hippotherapy.book', wish)).toBe('override_not_allowed')
  expect(await service.refusal('hippotherapy.book', wish, centre.coordinator)).toBeNull()
})

test('what is taken is never overridden', async () => {
  await service.call('hippotherapy.book', centre.ride())
  const wish = centre.otherRide({ horseId: centre.zhuldyz, override: { reason: 'очень надо' } })
  expect(await service.refusal('hippotherapy.book', wish, centre.coordinator)).toBe('rules_refused')
})

test('a copied day leaves out what clashes and says so', async () => {
  await service.call('hippotherapy.book', centre.ride())
  await service.call('hippotherapy.book', centre.otherRide())
  await service.call('hippotherapy.book', centre.ride({ date: '2025-10-07', start: '10:10' }))
  const plan = { from: monday, to: '2025-10-07', days: 1 } as const
  const { outcomes } = await service.call('hippotherapy.tryCopy', plan)
  expect(outcomes.map((one) => one.outcome).sort()).toEqual(['clash', 'made'])
  expect((await service.call('hippotherapy.day', { date: '2025-10-07' })).sessions).toHaveLength(1)
  const { changeId } = await service.call('hippotherapy.copy', plan)
  expect((await service.call('hippotherapy.day', { date: '2025-10-07' })).sessions).toHaveLength(2)
  await service.call('changes.undo', { changeId: changeId as string })
  expect((await service.call('hippotherapy.day', { date: '2025-10-07' })).sessions).toHaveLength(1)
})

test('the form proposes the horse and team of the last ride', async () => {
  await service.call('hippotherapy.book', centre.ride())
  const { cast } = await service.call('hippotherapy.usual', {
    clientId: centre.aliya,
    date: '2025-10-13',
  })
  expect(cast).toMatchObject({
    horseId: centre.zhuldyz,
    instructorId: centre.instructor,
    leaderId: centre.leader,
    placeId: centre.arena,
  })
})

test('a ride of a series that is copied stands by itself on the other day', async () => {
  const { start: _, date: __, ...cast } = centre.ride()
  await service.call('hippotherapy.commitSeries', {
    ...{ ...cast, start: '10:00', days: ['mo'], validFrom: monday, validUntil: monday },
  } as never)
  const to = '2025-10-08'
  const { outcomes } = await service.call('hippotherapy.copy', { from: monday, to, days: 1 })
  expect(outcomes).toMatchObject([{ outcome: 'made', date: to }])
  const day = await service.call('hippotherapy.day', { date: to })
  expect(day.sessions).toMatchObject([{ start: '10:00', templateId: null }])
})
