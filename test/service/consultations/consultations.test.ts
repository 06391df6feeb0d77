import SqliteFile from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { monday, smallCentre } from '#test/support/centre.ts'
import { Refused, type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, dump } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
let centre: Awaited<ReturnType<typeof withCabinet>>
let call: TestService['call']

/** The small centre with two psychologists and one cabinet. */
async function withCabinet() {
  const small = await smallCentre(service)
  const hours = (from: string, until: string) =>
    (['mo', 'tu', 'we', 'th', 'fr'] as const).map((day) => ({ day, from, until }))
  const psychologist = async (familyName: string, from: string, until: string) =>
    (
      await call('team.create', {
        familyName,
        givenName: 'Айгүл',
        roles: ['psychologist'],
        hours: hours(from, until),
      })
    ).memberId
  return {
    ...small,
    morning: await psychologist('Абенова', '09:00', '13:00'),
    noon: await psychologist('Ермекова', '11:00', '15:00'),
    cabinet: (await call('places.create', { name: 'Кабинет психолога', use: 'cabinet' })).placeId,
  }
}

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await withCabinet()
})
afterEach(() => service.remove())

const appointment = (change: Record<string, unknown> = {}) => ({
  personId: centre.aliya as string,
  psychologistId: centre.morning as string,
  placeId: centre.cabinet as string,
  date: monday,
  start: '10:00',
  minutes: 50,
  ...change,
})
const list = async () =>
  (await call('consultations.list', { from: monday, until: '2025-10-19' })).consultations
const refusals = (input: Parameters<typeof appointment>[0]) =>
  call('consultations.book', appointment(input)).then(
    () => [],
    (error: unknown) => (error as Refused).params.refusals as { code: string; params: object }[],
  )

describe('free times', () => {
  test('begin now and end after two weeks, in hours when psychologist and house are there', async () => {
    const { slots } = await call('consultations.freeSlots', { personId: centre.aliya })
    expect(slots[0]).toMatchObject({
      date: monday,
      start: '09:00',
      end: '09:50',
      psychologistName: 'Абенова Айгүл',
      placeName: 'Кабинет психолога',
    })
    expect(slots.at(-1)).toMatchObject({ date: '2025-10-17', start: '14:00' })
    expect(new Set(slots.map((one) => one.date)).size).toBe(10)
    const thisMonday = slots.filter((one) => one.date === monday)
    expect(thisMonday.map((one) => `${one.start} ${one.psychologistName.slice(0, 1)}`)).toEqual([
      ...['09:00 А', '09:30 А', '10:00 А', '10:30 А', '11:00 А', '11:00 Е', '11:30 А', '11:30 Е'],
      ...['12:00 А', '12:00 Е', '12:30 Е', '13:00 Е', '13:30 Е', '14:00 Е'],
    ])
  })

  test('leave out a closed day, what is past, and hours when client or cabinet are taken', async () => {
    await call('settings.closeDay', { date: '2025-10-07', name: 'Учёба' })
    await call('hippotherapy.book', centre.ride({ start: '10:00' }))
    await call(
      'consultations.book',
      appointment({ personId: centre.baurzhan, psychologistId: centre.noon, start: '12:00' }),
    )
    const { slots } = await call('consultations.freeSlots', { personId: centre.aliya, days: 2 })
    expect(slots.map((one) => one.start)).toEqual([
      ...['09:00', '10:30', '11:00', '11:00', '13:00', '13:30', '14:00'],
    ])
  })

  test('of the appointment that is being moved are free for it', async () => {
    const { sessionId } = await call('consultations.book', appointment())
    const ask = { personId: centre.aliya, psychologistId: centre.morning, days: 1 }
    const starts = async (input: object) =>
      (await call('consultations.freeSlots', { ...ask, ...input })).slots.map((one) => one.start)
    expect(await starts({})).toEqual(['09:00', '11:00', '11:30', '12:00'])
    expect(await starts({ sessionId })).toEqual([
      ...['09:00', '09:30', '10:00', '10:30', '11:00', '11:30', '12:00'],
    ])
  })

  test('are none without a cabinet or a psychologist', async () => {
    await call('places.update', {
      id: centre.cabinet,
      name: 'Кабинет психолога',
      use: 'cabinet',
      active: false,
    })
    expect((await call('consultations.freeSlots', { personId: centre.aliya })).slots).toEqual([])
  })
})

describe('an appointment', () => {
  test('is booked, moved, cancelled, restored, and each is taken back', async () => {
    const booked = await call('consultations.book', appointment())
    const { sessionId } = booked
    const start = async () => (await list())[0]?.start
    const moved = await call('consultations.move', { sessionId, start: '11:30' })
    expect(await start()).toBe('11:30')
    await call('changes.undo', { changeId: moved.changeId })
    expect(await start()).toBe('10:00')

    const cancelled = await call('consultations.cancel', { sessionId, reason: 'family' })
    expect((await list())[0]).toMatchObject({ state: 'cancelled', cancelReason: 'family' })
    expect(await refusals({ personId: centre.baurzhan })).toEqual([])
    expect(await service.refusal('consultations.restore', { sessionId })).toBe('rules_refused')
    expect(await service.refusal('changes.undo', { changeId: cancelled.changeId })).toBe(
      'rules_refused',
    )
    const [, other] = (await list()).sort((one) => (one.state === 'cancelled' ? -1 : 1))
    await call('consultations.move', { sessionId: other?.sessionId ?? '', start: '11:30' })
    await call('consultations.restore', { sessionId })
    expect((await list()).map((one) => [one.start, one.state])).toEqual([
      ['10:00', 'planned'],
      ['11:30', 'planned'],
    ])
  })

  test.each([
    [
      'the client rides',
      () => call('hippotherapy.book', centre.ride({ start: '10:30' })),
      'client',
    ],
    [
      'the psychologist sees somebody else',
      () => call('consultations.book', appointment({ personId: centre.baurzhan, start: '10:30' })),
      'psychologist',
    ],
    [
      'the cabinet is taken',
      () =>
        call(
          'consultations.book',
          appointment({ personId: centre.baurzhan, psychologistId: centre.noon, start: '10:30' }),
        ),
      'place',
    ],
  ])('is refused when %s, with free hours near it', async (_, before, seat) => {
    await before()
    const refused = await call('consultations.book', appointment()).catch((error) => error)
    expect(refused).toBeInstanceOf(Refused)
    expect(refused.params.refusals).toContainEqual(
      expect.objectContaining({ code: 'overlap', params: expect.objectContaining({ seat }) }),
    )
    const [nearest] = refused.params.alternatives
    expect(nearest).toBeDefined()
    expect(await refusals(nearest)).toEqual([])
  })

  test('is refused with somebody who is no psychologist', async () => {
    expect((await refusals({ psychologistId: centre.instructor }))[0]?.code).toBe('not_qualified')
  })

  test('to which nobody came is a no-show, and can no more be moved', async () => {
    const { sessionId } = await call('consultations.book', appointment())
    await service.mark({ sessionId, personId: centre.aliya, mark: 'absent' })
    expect((await list())[0]).toMatchObject({ state: 'done', mark: 'absent' })
    expect(await service.refusal('consultations.move', { sessionId, start: '12:00' })).toBe(
      'session_marked',
    )
  })
})

describe('the note', () => {
  const secret = 'Тайна о семье 7391'

  test('is for the psychologist of the appointment alone', async () => {
    const { sessionId } = await call('consultations.book', appointment())
    await call('consultations.writeNote', { sessionId, note: secret }, centre.morning)
    expect(await call('consultations.note', { sessionId }, centre.morning)).toEqual({
      note: secret,
    })
    for (const actor of [centre.noon, centre.coordinator, centre.administrator, null]) {
      expect(await service.refusal('consultations.note', { sessionId }, actor)).toBe(
        'psychologist_only',
      )
      expect(
        await service.refusal('consultations.writeNote', { sessionId, note: 'x' }, actor),
      ).toBe('psychologist_only')
    }
    await call('consultations.writeNote', { sessionId, note: '' }, centre.morning)
    expect(await call('consultations.note', { sessionId }, centre.morning)).toEqual({ note: '' })
  })

  test('is in no other answer, and not in the history of changes', async () => {
    const booked = await call('consultations.book', appointment())
    const { sessionId } = booked
    await call('consultations.writeNote', { sessionId, note: secret }, centre.morning)
    const cancelled = await call('consultations.cancel', { sessionId, reason: 'family' })
    await call('changes.undo', { changeId: cancelled.changeId })
    const answers = await Promise.all([
      call('consultations.list', { from: monday, until: monday }),
      call('consultations.check', { ...appointment(), sessionId }),
      call('attendance.day', { date: monday }),
      call('attendance.session', { sessionId }),
      call('people.get', { personId: centre.aliya }),
      call('hippotherapy.day', { date: monday }),
    ])
    expect(JSON.stringify(answers)).not.toContain('7391')
    const file = new SqliteFile(service.databaseFile, { readonly: true })
    const steps = file.prepare('SELECT before, after FROM change_step').all()
    file.close()
    expect(steps.length).toBeGreaterThan(1)
    expect(JSON.stringify(steps)).not.toContain('7391')
    expect(await call('consultations.note', { sessionId }, centre.morning)).toEqual({
      note: secret,
    })
  })

  test('is not lost with the appointment: a booking with a note is not taken back', async () => {
    const booked = await call('consultations.book', appointment())
    const { sessionId, changeId } = booked
    await call('consultations.writeNote', { sessionId, note: secret }, centre.morning)
    expect(await service.refusal('changes.undo', { changeId })).toBe('changed_since')
    expect(await call('consultations.note', { sessionId }, centre.morning)).toEqual({
      note: secret,
    })
  })
})

describe('appointments that repeat', () => {
  const series = (change: Record<string, unknown> = {}) => {
    const { date: _, ...booking } = appointment()
    return {
      ...booking,
      ...{ days: ['mo'] as 'mo'[], interval: 2, validFrom: monday, validUntil: '2025-11-17' },
      ...change,
    }
  }
  const outcomesOf = ({ outcomes }: { outcomes: { date: string; outcome: string }[] }) =>
    outcomes.map(({ date, outcome }) => `${date} ${outcome}`)
  const standing = async () =>
    (await call('consultations.list', { from: monday, until: '2025-11-30' })).consultations
      .filter((one) => one.state !== 'cancelled')
      .map(({ date, start }) => `${date} ${start}`)

  test('are seen first, with whoever is in the way, and then made, taken back and made again', async () => {
    await call('consultations.book', appointment({ personId: centre.baurzhan, date: '2025-10-20' }))
    const before = dump(service.databaseFile)
    const plan = await call('consultations.planSeries', series())
    expect(outcomesOf(plan)).toEqual([
      ...['2025-10-06 made', '2025-10-20 clash', '2025-11-03 made', '2025-11-17 made'],
    ])
    expect(dump(service.databaseFile)).toEqual(before)
    await doUndoRedo(service, () => call('consultations.commitSeries', series()))
    expect(await standing()).toEqual([
      ...['2025-10-06 10:00', '2025-10-20 10:00', '2025-11-03 10:00', '2025-11-17 10:00'],
    ])
    const { templates } = await call('consultations.templates', { personId: centre.aliya })
    expect(templates).toMatchObject([
      { clientName: 'Соколова Әлия', psychologistName: 'Абенова Айгүл', interval: 2, sessions: 3 },
    ])
    expect(bookedTwice(service.databaseFile)).toEqual([])
  })

  test('leave out a closed day and one that was skipped, also when they go on longer', async () => {
    const weekly = { interval: 1, validUntil: '2025-10-27' }
    const decisions = [{ date: '2025-10-13', action: 'skip' as const }]
    const { templateId } = await call(
      'consultations.commitSeries',
      series({ ...weekly, decisions }),
    )
    const longer = series({ ...weekly, templateId, validUntil: '2025-11-03' })
    expect(outcomesOf(await call('consultations.commitSeries', longer))).toEqual([
      ...['2025-10-06 exists', '2025-10-13 skipped', '2025-10-20 exists', '2025-10-27 closed'],
      '2025-11-03 made',
    ])
  })

  test('move and are cancelled together, this one and later', async () => {
    const { outcomes } = await call('consultations.commitSeries', series())
    const sessionId = outcomes[1]?.sessionId as string
    const moving = { sessionId, start: '11:00', scope: 'later' } as const
    expect((await call('consultations.tryMove', moving)).outcomes).toHaveLength(3)
    await doUndoRedo(service, () => call('consultations.move', moving))
    expect((await standing()).slice(0, 2)).toEqual(['2025-10-06 10:00', '2025-10-20 11:00'])
    const cancelling = { sessionId, reason: 'family', scope: 'later' } as const
    expect(await call('consultations.tryCancel', cancelling)).toEqual({ cancelled: 3, kept: 0 })
    await doUndoRedo(service, () => call('consultations.cancel', cancelling))
    expect(await standing()).toEqual(['2025-10-06 10:00'])
  })

  test('end on a day, and it is said beforehand how many go', async () => {
    const { templateId } = await call('consultations.commitSeries', series())
    const ending = { templateId, lastDay: '2025-10-31' }
    expect(await call('consultations.tryEndSeries', ending)).toEqual({ cancelled: 2, kept: 0 })
    await doUndoRedo(service, () => call('consultations.endSeries', ending))
    expect(await standing()).toEqual(['2025-10-06 10:00', '2025-10-20 10:00'])
  })

  test('are not taken for a series of rides', async () => {
    const { templateId } = await call('consultations.commitSeries', series())
    const ending = { templateId, lastDay: monday }
    expect(await service.refusal('hippotherapy.endSeries', ending)).toBe('not_found')
  })
})

test('a psychologist has the pause of the settings before and after each appointment', async () => {
  await call('settings.set', { pauseMinutes: 15 })
  await call('consultations.book', appointment({ start: '10:00', minutes: 60 }))
  const { slots } = await call('consultations.freeSlots', {
    ...{ personId: centre.baurzhan, psychologistId: centre.morning, days: 1, minutes: 30 },
  })
  expect(slots.map((one) => one.start)).toEqual(['09:00', '11:30', '12:00', '12:30'])
})

test('an appointment is never left without its psychologist, whatever settles it', async () => {
  const { sessionId } = await call('consultations.book', appointment())
  const before = await list()
  for (const named of [{ role: 'psychologist' as const }, { instead: centre.morning }]) {
    const { outcomes } = await call('schedule.replaceMany', {
      sessionIds: [sessionId],
      with: [{ ...named, id: null }],
    })
    expect(outcomes).toMatchObject([{ outcome: 'refused', code: 'bad_request' }])
  }
  expect(await list()).toEqual(before)
})
