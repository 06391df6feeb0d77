/** The world changes after the booking: what is hit, and how it is settled. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { minuteOf } from '#contract/time.ts'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { bookedTwice, dump } from '#test/support/tables.ts'
import { stateOf } from '#test/support/undo.ts'

const tuesday = '2025-10-07'
const friday = '2025-10-10'
const week = { from: monday, until: '2025-10-12' }

let service: TestService
let centre: SmallCentre
let call: TestService['call']

beforeEach(async () => {
  service = await testService()
  call = service.call
  centre = await smallCentre(service)
})
afterEach(() => service.remove())

/** As it was read, sent without having been looked at since. */
const unversioned = (file: object | undefined) => {
  const { version: _, ...fields } = { version: 0, ...file }
  return fields
}
const book = async (change: Record<string, unknown> = {}) =>
  (await call('hippotherapy.book', centre.ride(change) as never)).sessionId
const unsettled = async () => (await call('schedule.unsettled', week)).sessions
const codes = async () =>
  (await unsettled()).map((one) => [one.sessionId, one.findings.map(({ code }) => code)])
const ride = (sessionId: string) => call('hippotherapy.session', { sessionId })
const lame = (change: object = {}) =>
  call('availability.set', {
    resourceId: centre.zhuldyz,
    from: tuesday,
    until: friday,
    reason: 'vet',
    ...change,
  } as never)

describe('what is hit', () => {
  test('a closed day: also the ride whose horse was ill already', async () => {
    const ill = await book({ date: tuesday })
    await lame()
    const closing = await call('settings.closeDay', { date: tuesday, name: 'Қала күні' } as never)
    expect(closing.unsettled).toMatchObject({ count: 1, sessionIds: [ill] })
  })

  test('a horse that goes lame: the answer names its rides of those days, and the list says why', async () => {
    const before = await book()
    const hit = await book({ date: tuesday })
    const { unsettled: answer } = await lame({ note: 'ақсайды' })
    expect(answer).toEqual({
      count: 1,
      until: tuesday,
      sessionIds: [hit],
      stayIds: [],
      templateIds: [],
    })
    expect(await unsettled()).toMatchObject([
      {
        sessionId: hit,
        title: 'Соколова Әлия',
        horseName: 'Жұлдыз',
        findings: [
          {
            code: 'horse_unavailable',
            params: { from: tuesday, until: friday, because: 'vet', reason: 'ақсайды' },
          },
        ],
      },
    ])
    expect(before).not.toBe(hit)
  })

  test('children of one guardian are one family, called by the guardian', async () => {
    const guardian = { guardianName: 'Соколова Вера', guardianPhone: '+77011112233' }
    const sisters = [
      await centre.person({ givenName: 'Дана', ...guardian }),
      await centre.person({ givenName: 'Аида', ...guardian }),
    ]
    for (const [place, clientId] of sisters.entries())
      await book({ date: tuesday, start: `1${place + 2}:00`, clientId })
    await book({ date: tuesday, start: '15:00' })
    await lame()
    const families = (await unsettled()).map(({ family }) => family?.name)
    expect(families).toEqual(['Соколова Вера', 'Соколова Вера', 'Соколова Әлия'])
  })

  test('stands on the board with the ride, until it is settled or over', async () => {
    const early = await book({ date: tuesday, start: '09:00' })
    const hit = await book({ date: tuesday, start: '12:00' })
    await lame({ fromTime: '11:00' })
    const board = async () => {
      const { sessions } = await call('hippotherapy.day', { date: tuesday } as never)
      return sessions.map((one) => [one.id, one.state, one.findings.map(({ code }) => code)])
    }
    expect(await board()).toEqual([
      [early, 'planned', []],
      [hit, 'planned', ['horse_unavailable']],
    ])
    expect((await ride(hit)).findings).toMatchObject([{ code: 'horse_unavailable' }])
    await call('hippotherapy.cancel', { sessionId: hit, reason: 'horse' } as never)
    expect(await board()).toEqual([
      [early, 'planned', []],
      [hit, 'cancelled', []],
    ])
  })

  test('what no other plan mends is said of the ride where it stands, and is not to be settled', async () => {
    const light = await call('people.get', { personId: centre.aliya } as never)
    const young = await centre.horse('Құлын', { birthYear: 2022 })
    const sessionId = await book({ date: tuesday, horseId: young, minutes: 40 })
    await call('people.update', { ...light, consentOn: null } as never)
    const said = { findings: [], warnings: ['horse_age', 'facts_missing', 'session_length'] }
    const codesOf = (one: { findings: { code: string }[]; warnings: { code: string }[] }) => ({
      findings: one.findings.map(({ code }) => code),
      warnings: one.warnings.map(({ code }) => code),
    })
    const { sessions } = await call('hippotherapy.day', { date: tuesday } as never)
    expect(sessions.map(codesOf)).toEqual([said])
    expect(codesOf(await ride(sessionId))).toEqual(said)
    expect(await unsettled()).toEqual([])
    service.turnClock(`${tuesday}T10:00`)
    expect(codesOf(await ride(sessionId)).warnings).toEqual([])
  })

  test('what a coordinator has let pass is still said of the ride, and is not to be settled', async () => {
    const file = await call('people.get', { personId: centre.aliya } as never)
    await call('people.update', { ...file, statementUntil: monday } as never)
    const override = { reason: 'анықтама жолда' }
    const { sessionId } = await call(
      'hippotherapy.book',
      centre.ride({ date: tuesday, override }) as never,
      centre.coordinator,
    )
    expect(await ride(sessionId)).toMatchObject({
      findings: [],
      warnings: [{ code: 'medical_expired', severity: 'block' }],
    })
  })

  test('an instructor who is ill for two hours: only the rides within them', async () => {
    const early = await book({ date: tuesday, start: '09:00' })
    const late = await book({ date: tuesday, start: '12:00' })
    await call('availability.set', {
      ...{ resourceId: centre.instructor, reason: 'sick', from: tuesday, until: tuesday },
      ...{ fromTime: '11:00', untilTime: '13:00' },
    } as never)
    expect(await codes()).toEqual([[late, ['staff_away']]])
    expect(early).not.toBe(late)
  })

  test('an arena that is flooded, one taken out of service, one that is a cabinet by now', async () => {
    const flooded = await book()
    await call('availability.set', {
      ...{ resourceId: centre.arena, reason: 'weather', from: monday, until: monday },
    } as never)
    expect(await codes()).toEqual([[flooded, ['place_closed']]])
    await call('availability.remove', { resourceId: centre.arena, from: monday } as never)
    expect(await codes()).toEqual([])
    const { places } = await call('places.list', {})
    const arena = places.find((one) => one.id === centre.arena)
    await call('places.update', { ...arena, active: false } as never)
    expect(await codes()).toEqual([[flooded, ['place_closed']]])
    await call('places.update', { ...unversioned(arena), use: 'cabinet' } as never)
    expect(await codes()).toEqual([[flooded, ['place_closed']]])
  })

  test('a holiday, a role taken away, a statement that ends, a child that weighs 140 kg', async () => {
    const sessionId = await book({ date: tuesday })
    await call('settings.closeDay', { date: tuesday, name: 'Қала күні' } as never)
    expect(await codes()).toEqual([[sessionId, ['closed_day']]])
    await call('settings.openDay', { date: tuesday } as never)
    const { members } = await call('team.list', {})
    const instructor = members.find((one) => one.id === centre.instructor)
    await call('team.update', { ...instructor, roles: ['teacher'] } as never)
    expect(await codes()).toEqual([[sessionId, ['not_qualified']]])
    await call('team.update', { ...unversioned(instructor) } as never)
    const aliya = await call('people.get', { personId: centre.aliya } as never)
    const weighed = await call('people.update', { ...aliya, weightKg: 140 } as never)
    expect(weighed.unsettled).toMatchObject({ count: 1, sessionIds: [sessionId] })
    expect(await codes()).toEqual([[sessionId, ['weight_limit']]])
    await call('people.update', {
      ...unversioned(aliya),
      statementUntil: monday,
    } as never)
    expect(await codes()).toEqual([[sessionId, ['medical_expired']]])
  })

  test('a day that is closed months ahead', async () => {
    const sessionId = await book({ date: '2025-12-29' })
    const closed = await call('settings.closeDay', { date: '2025-12-29', name: 'Демалыс' } as never)
    expect(closed.unsettled).toMatchObject({
      count: 1,
      until: '2025-12-29',
      sessionIds: [sessionId],
    })
  })

  test('what did not fit before is counted where there is something new against it', async () => {
    const sessionId = await book({ date: tuesday })
    await lame()
    const ill = await call('availability.set', {
      ...{ resourceId: centre.instructor, from: tuesday, until: tuesday, reason: 'sick' },
    } as never)
    expect(ill.unsettled).toMatchObject({ count: 1, until: tuesday, sessionIds: [sessionId] })
    const prolonged = await lame({ until: '2025-10-14', instead: { from: tuesday } })
    expect(prolonged.unsettled).toMatchObject({ count: 0 })
  })

  test('nothing that has begun, is cancelled, or was booked against the rule with a reason', async () => {
    await book({ start: '09:00' })
    await call('hippotherapy.cancel', {
      sessionId: await book({ start: '11:00' }),
      reason: 'family',
    })
    const aliya = await call('people.get', { personId: centre.aliya } as never)
    await call('people.update', { ...aliya, statementUntil: monday } as never)
    const overridden = { override: { reason: 'анықтама ертең' } }
    await call(
      'hippotherapy.book',
      centre.ride({ date: tuesday, ...overridden }) as never,
      centre.coordinator,
    )
    await lame({ from: monday, until: monday, fromTime: '08:00', untilTime: '08:30' })
    expect(await codes()).toEqual([])
  })
})

describe('a ride whose child comes after all, when the horse has been given to somebody else', () => {
  let sessionId: string
  beforeEach(async () => {
    const day = { from: tuesday, until: tuesday }
    sessionId = await book({ date: tuesday })
    const { absenceId } = await call('attendance.announceAbsence', {
      personId: centre.aliya,
      ...day,
    })
    await call(
      'hippotherapy.book',
      centre.otherRide({ date: tuesday, horseId: centre.zhuldyz }) as never,
    )
    await call('attendance.withdrawAbsence', { absenceId })
  })

  test('is to be settled: it is said who has the horse, and another is proposed', async () => {
    const [one] = await unsettled()
    expect(one).toMatchObject({
      sessionId,
      findings: [{ code: 'overlap', params: { seat: 'horse', clientName: 'Оспанов Бауыржан' } }],
    })
    expect(one?.proposals[0]).toMatchObject({ do: 'replace', names: ['Ақбоз'] })
    expect(one?.proposals.at(-1)).toMatchObject({ do: 'cancel', reason: 'horse' })
    const decisions = [{ sessionId, ...(one?.proposals[0] as { do: 'replace' }) }]
    await call('schedule.settle', { decisions } as never)
    expect(await codes()).toEqual([])
    expect(bookedTwice(service.databaseFile)).toEqual([])
  })

  test('is refused an hour at which the horse is taken too; the other lines are done', async () => {
    await call('hippotherapy.book', {
      ...centre.otherRide({ date: tuesday, horseId: centre.zhuldyz, start: '12:00' }),
    } as never)
    const other = await book({ date: friday })
    const { outcomes } = await call('schedule.settle', {
      decisions: [
        { sessionId, do: 'move', start: '12:00' },
        { sessionId: other, do: 'move', start: '11:00' },
      ],
    })
    expect(outcomes).toMatchObject([
      { outcome: 'refused', code: 'rules_refused', findings: [{ code: 'overlap' }] },
      { outcome: 'done', start: '11:00' },
    ])
    expect(bookedTwice(service.databaseFile)).toEqual([])
  })

  test('may have another leader, and is without the horse still', async () => {
    const decision = { sessionId, do: 'replace', with: [{ role: 'leader', id: null }] }
    const { done } = await call('schedule.settle', { decisions: [decision] } as never)
    expect(done).toBe(1)
    expect((await codes()).flat(2)).toContain('overlap')
    expect(bookedTwice(service.databaseFile)).toEqual([])
  })
})

describe('what is refused', () => {
  test.each([
    ['an end before the beginning', { from: friday, until: tuesday }, 'bad_request'],
    [
      'an hour before the hour',
      { until: tuesday, fromTime: '12:00', untilTime: '11:00' },
      'bad_request',
    ],
    ['a reason of people for a horse', { reason: 'leave' }, 'bad_request'],
    ['an id of nobody', { resourceId: '01980000-0000-7000-8000-000000000000' }, 'not_found'],
  ])('%s', async (_, change, code) => {
    const before = dump(service.databaseFile)
    expect(
      await service.refusal('availability.set', {
        ...{ resourceId: centre.zhuldyz, from: tuesday, until: friday, reason: 'vet' },
        ...change,
      }),
    ).toBe(code)
    expect(dump(service.databaseFile)).toEqual(before)
  })

  test('one that meets another; instead of it, it is another', async () => {
    await lame()
    const later = { resourceId: centre.zhuldyz, from: friday, until: '2025-10-20', reason: 'rest' }
    expect(await service.raw('availability.set', later)).toMatchObject({
      code: 'already_away',
      params: { name: 'Жұлдыз', from: tuesday, until: friday },
    })
    await call('availability.set', { ...later, instead: { from: tuesday } } as never)
    expect((await call('availability.list', {})).unavailable).toMatchObject([
      { name: 'Жұлдыз', from: friday, until: '2025-10-20', reason: 'rest' },
    ])
  })

  test('one that covers what has been marked', async () => {
    const sessionId = await book()
    await service.mark({ sessionId, personId: centre.aliya, mark: 'present' } as never)
    expect(
      await service.raw('availability.set', {
        ...{ resourceId: centre.zhuldyz, from: monday, until: monday, reason: 'vet' },
      }),
    ).toMatchObject({ code: 'session_marked', params: { who: 'Соколова Әлия', date: monday } })
  })

  test('one that covers what has been marked, written in the file of the horse', async () => {
    const sessionId = await book()
    await service.mark({ sessionId, personId: centre.aliya, mark: 'present' } as never)
    const { horses } = await call('horses.list', {})
    const file = horses.find((one) => one.id === centre.zhuldyz)
    const away = { from: monday, until: tuesday, reason: null, because: 'vet' }
    expect(
      await service.raw('horses.update', { ...unversioned(file), absences: [away] }),
    ).toMatchObject({ code: 'session_marked', params: { who: 'Соколова Әлия', date: monday } })
    expect((await call('availability.list', {})).unavailable).toEqual([])
  })

  test('but one under which a ride was held all the same can be prolonged', async () => {
    const sessionId = await book({ date: tuesday })
    await lame()
    service.turnClock(`${friday}T12:00`)
    await service.mark({ sessionId, personId: centre.aliya, mark: 'present' } as never)
    await lame({ until: '2025-10-14', instead: { from: tuesday } })
    expect((await call('availability.list', {})).unavailable).toMatchObject([
      { from: tuesday, until: '2025-10-14' },
    ])
  })

  test('nothing of one that is written as from midnight on', async () => {
    await lame({ fromTime: '00:00' })
    await lame({ fromTime: '00:00', until: tuesday, instead: { from: tuesday, fromTime: '00:00' } })
    await call('availability.remove', {
      resourceId: centre.zhuldyz,
      from: tuesday,
      fromTime: '00:00',
    } as never)
    expect((await call('availability.list', {})).unavailable).toEqual([])
  })

  test('an undo brings the horse back, and nothing is unsettled', async () => {
    await book({ date: tuesday })
    const { changeId } = await lame()
    await call('changes.undo', { changeId } as never)
    expect(await codes()).toEqual([])
  })

  test('whoever is away is not booked', async () => {
    await lame()
    expect(await service.raw('hippotherapy.book', centre.ride({ date: tuesday }))).toMatchObject({
      code: 'rules_refused',
      params: { refusals: [{ code: 'horse_unavailable' }] },
    })
    await call('availability.set', {
      ...{ resourceId: centre.field, from: monday, until: friday, reason: 'repair' },
    } as never)
    const reply = await service.raw('hippotherapy.book', centre.otherRide({ date: tuesday }))
    expect(reply).toMatchObject({ params: { refusals: [{ code: 'place_closed' }] } })
    const offers = 'params' in reply ? (reply.params.alternatives as object[]) : []
    expect(offers[0]).toMatchObject({ placeId: centre.arena })
  })
})

describe('settling', () => {
  test('the best proposals of all can be taken together, as one change with one undo', async () => {
    const rides = [
      await book({ date: tuesday, start: '10:00' }),
      await book({ date: tuesday, start: '11:00' }),
    ]
    await lame()
    const lines = await unsettled()
    const decisions = lines.map(({ sessionId, version, proposals }) => {
      const { names: _, ...best } = proposals[0] as { names: string[]; do: 'replace' }
      return { sessionId, version, ...best }
    })
    expect(lines.map((one) => one.proposals[0])).toMatchObject([
      { do: 'replace', names: ['Ақбоз'] },
      { do: 'replace', names: ['Ақбоз'] },
    ])
    const before = dump(service.databaseFile)
    const tried = await call('schedule.trySettle', { decisions } as never)
    expect(tried).toMatchObject({ done: 2, refused: 0 })
    expect(dump(service.databaseFile)).toEqual(before)
    const { changeId } = await call('schedule.settle', { decisions } as never)
    expect(await codes()).toEqual([])
    for (const id of rides) expect((await ride(id)).horseId).toBe(centre.aqboz)
    await call('changes.undo', { changeId } as never)
    expect(await codes()).toEqual(rides.map((id) => [id, ['horse_unavailable']]))
  })

  describe('rides of a horse that may work less by now', () => {
    const horseOf = async () =>
      (await call('horses.list', {})).horses.find((one) => one.id === centre.zhuldyz)
    const worksLess = async () =>
      call('horses.update', { ...(await horseOf()), dailyBlockMinutes: 50 } as never)
    const cancel = async (sessionId: string) =>
      (await call('schedule.cancelMany', { sessionIds: [sessionId], reason: 'horse' } as never))
        .changeId

    test('are taken back as they were, one settling after another', async () => {
      const rides: string[] = []
      for (const start of ['09:00', '11:00', '13:00']) rides.push(await book({ start }))
      await worksLess()
      const before = stateOf(service)
      const first = await cancel(rides[0] ?? '')
      const second = await cancel(rides[1] ?? '')
      for (const changeId of [second, first]) await call('changes.undo', { changeId } as never)
      expect(stateOf(service)).toEqual(before)
    })

    test('are refused where the horse has been given another ride since', async () => {
      const [early] = [await book({ start: '09:00' }), await book({ start: '11:00' })]
      await worksLess()
      const changeId = await cancel(early)
      await call('hippotherapy.move', {
        ...{
          sessionId: (await call('hippotherapy.day', { date: monday } as never)).sessions.at(-1)
            ?.id,
        },
        start: '12:00',
      } as never)
      expect(await service.refusal('changes.undo', { changeId })).toBe('rules_refused')
    })
  })

  test('two rides of one hour are not offered the same horse twice', async () => {
    await book({ date: tuesday })
    await call('hippotherapy.book', {
      ...centre.otherRide({ date: tuesday }),
      horseId: await centre.horse('Тұлпар'),
    } as never)
    const tulpar = (await call('horses.list', {})).horses.find((one) => one.name === 'Тұлпар')
    await lame()
    await lame({ resourceId: tulpar?.id })
    const best = (await unsettled()).map((one) => one.proposals[0])
    expect(best).toMatchObject([{ do: 'replace', names: ['Ақбоз'] }, { do: 'move' }])
  })

  /** What could be done about the only one: hours to which it could be moved apart from the rest. */
  const proposed = async () => {
    const [{ proposals = [] } = {}] = await unsettled()
    const moves = proposals.flatMap((one) =>
      one.do === 'move' && one.date && one.start ? [{ date: one.date, start: one.start }] : [],
    )
    const isApart = moves.every(({ date, start }, index) =>
      moves
        .slice(index + 1)
        .every((one) => one.date !== date || Math.abs(minuteOf(one.start) - minuteOf(start)) >= 30),
    )
    return { sorts: [...new Set(proposals.map((one) => one.do))], moves, isApart }
  }

  test('another horse, but also another hour of the day with one, and none twice', async () => {
    await book({ date: tuesday })
    await lame()
    const { sorts, moves, isApart } = await proposed()
    expect(sorts).toEqual(['replace', 'move', 'cancel'])
    expect(moves).toMatchObject(Array(3).fill({ date: tuesday }))
    expect(isApart).toBe(true)
  })

  test('of a day that is closed, hours of other days at which all who take part are there', async () => {
    await book({ date: tuesday })
    await call('settings.closeDay', { date: tuesday, name: 'Қала күні' } as never)
    const { sorts, moves, isApart } = await proposed()
    expect(sorts).toEqual(['cancel', 'move'])
    expect(moves).toHaveLength(3)
    expect(moves.filter(({ date }) => date <= tuesday)).toEqual([])
    expect(isApart).toBe(true)
    const [{ sessionId = '', proposals = [] } = {}] = await unsettled()
    await call('schedule.settle', {
      decisions: [{ sessionId, ...proposals.find((one) => one.do === 'move') }],
    } as never)
    expect(await codes()).toEqual([])
  })

  test('the rides of a day that is closed can all go to the first hour that each is proposed', async () => {
    for (const start of ['09:00', '10:00', '11:00', '12:00']) await book({ date: tuesday, start })
    await call('settings.closeDay', { date: tuesday, name: 'Қала күні' } as never)
    const decisions = (await unsettled()).map(({ sessionId, proposals }) => ({
      ...{ sessionId, ...proposals.find((one) => one.do === 'move') },
    }))
    expect(decisions).toMatchObject(Array(4).fill({ do: 'move' }))
    const { done } = await call('schedule.settle', { decisions } as never)
    expect(done).toBe(4)
    expect(await codes()).toEqual([])
  })

  test('whoever is missing is proposed: who may, is there, and works least', async () => {
    const sessionId = await book({ date: tuesday })
    await call('availability.set', {
      ...{ resourceId: centre.instructor, from: tuesday, until: tuesday, reason: 'sick' },
    } as never)
    expect((await unsettled())[0]?.proposals[0]).toEqual({
      do: 'replace',
      with: [{ role: 'instructor', instead: centre.instructor, id: centre.instructor2 }],
      names: ['Ахметов Ғани'],
    })
    expect(sessionId).toBeTruthy()
  })

  test('a child that needs two sidewalkers by now is proposed both', async () => {
    const sessionId = await book({ date: tuesday })
    const file = await call('people.get', { personId: centre.aliya } as never)
    await call('people.update', { ...unversioned(file), sidewalkersNeeded: 2 } as never)
    const [one] = await unsettled()
    expect(one?.proposals[0]).toMatchObject({ do: 'replace', names: { length: 2 } })
    const decisions = [{ sessionId, ...(one?.proposals[0] as { do: 'replace' }) }]
    await call('schedule.settle', { decisions } as never)
    expect((await ride(sessionId)).sidewalkerIds).toHaveLength(2)
    expect(await codes()).toEqual([])
  })

  test('an exchange that the rules refuse is refused beforehand with the same reason', async () => {
    const sessionId = await book({ date: tuesday })
    const withSessionId = (
      await call('hippotherapy.book', centre.otherRide({ date: friday }) as never)
    ).sessionId
    await lame({ resourceId: centre.aqboz })
    for (const method of ['schedule.tryExchange', 'schedule.exchange']) {
      expect(await service.raw(method, { sessionId, withSessionId, what: 'horse' })).toMatchObject({
        code: 'rules_refused',
        params: { refusals: [{ code: 'horse_unavailable' }] },
      })
    }
  })

  test('a line that the rules refuse stays as it was with the reason, the others are done', async () => {
    const one = await book({ date: tuesday, start: '10:00' })
    const other = await book({ date: tuesday, start: '12:00' })
    await call('hippotherapy.book', centre.otherRide({ date: tuesday, start: '10:00' }) as never)
    const answer = await call('schedule.replaceMany', {
      sessionIds: [one, other],
      with: [{ instead: centre.zhuldyz, id: centre.aqboz }],
    } as never)
    expect(answer).toMatchObject({
      done: 1,
      refused: 1,
      outcomes: [
        { sessionId: one, outcome: 'refused', findings: [{ code: 'overlap' }] },
        { sessionId: other, outcome: 'done' },
      ],
    })
    expect((await ride(one)).horseId).toBe(centre.zhuldyz)
    expect((await ride(other)).horseId).toBe(centre.aqboz)
  })

  test('a session that somebody has changed since is left alone, and it is said who', async () => {
    const sessionId = await book({ date: tuesday })
    await lame()
    const [line] = await unsettled()
    const changed = { sessionId, horseId: centre.aqboz }
    await call('hippotherapy.move', changed as never, centre.administrator)
    const decision = { sessionId, version: line?.version, do: 'cancel', reason: 'horse' }
    expect(await call('schedule.settle', { decisions: [decision] } as never)).toMatchObject({
      changeId: null,
      outcomes: [{ outcome: 'refused', code: 'changed_since', params: { by: 'Ермеков Ғани' } }],
    })
  })

  test('an afternoon goes half an hour later in one step, though each lands where the next one stood', async () => {
    const starts = ['14:00', '14:40', '15:20']
    const sessionIds = []
    for (const start of starts) sessionIds.push(await book({ date: tuesday, start }))
    expect(await call('schedule.shiftMany', { sessionIds, minutes: 40 } as never)).toMatchObject({
      done: 3,
      refused: 0,
    })
    const moved = []
    for (const id of sessionIds) moved.push((await ride(id)).start)
    expect(moved).toEqual(['14:40', '15:20', '16:00'])
  })

  test('two rides exchange their horses, instructors, places, hours; or neither does', async () => {
    const one = await book({ date: tuesday })
    const other = (await call('hippotherapy.book', centre.otherRide({ date: tuesday }) as never))
      .sessionId
    const exchange = (what: string) =>
      call('schedule.exchange', { sessionId: one, withSessionId: other, what } as never)
    for (const what of ['horse', 'leader', 'place']) await exchange(what)
    expect(await ride(one)).toMatchObject({
      ...{ horseId: centre.aqboz, instructorId: centre.instructor2, placeId: centre.field },
    })
    expect(await ride(other)).toMatchObject({
      ...{ horseId: centre.zhuldyz, instructorId: centre.instructor, placeId: centre.arena },
    })
    await lame({ from: friday, resourceId: centre.aqboz })
    const later = await book({ date: friday, horseId: centre.zhuldyz, start: '15:00' })
    expect(
      await service.refusal('schedule.exchange', {
        ...{ sessionId: later, withSessionId: one, what: 'horse' },
      }),
    ).toBe('rules_refused')
    expect((await ride(later)).horseId).toBe(centre.zhuldyz)
  })

  test('an afternoon is cancelled for the weather, and is there again with one undo', async () => {
    const sessionIds = [await book({ start: '14:00' }), await book({ start: '15:00' })]
    const { changeId, done } = await call('schedule.cancelMany', {
      sessionIds,
      reason: 'weather',
      note: 'боран',
    } as never)
    expect(done).toBe(2)
    expect(await ride(sessionIds[0] as string)).toMatchObject({
      ...{ state: 'cancelled', cancelReason: 'weather', cancelNote: 'боран' },
    })
    await call('changes.undo', { changeId } as never)
    expect((await ride(sessionIds[1] as string)).state).toBe('planned')
  })
})
