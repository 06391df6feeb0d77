import SqliteFile from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { monday, type SmallCentre, smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump, emptyTables, execute, rows } from '#test/support/tables.ts'

let service: TestService
let centre: SmallCentre

beforeAll(async () => {
  service = await testService()
  centre = await smallCentre(service)
})
afterAll(() => service.remove())
afterEach(() => {
  // Every test begins with an empty calendar and the settings of a new centre.
  const raw = new SqliteFile(service.databaseFile)
  emptyTables(raw, ['attendance', 'session', 'template', 'setting'])
  raw.close()
})

type Change = Record<string, unknown>
const block = (code: string) => ({ code, severity: 'block', overridable: false })
const overridable = (code: string) => ({ code, severity: 'block', overridable: true })
const warn = (code: string) => ({ code, severity: 'warn', overridable: false })
type Said = ReturnType<typeof block>

const check = async (change: Change): Promise<Said[]> => {
  const { findings } = await service.call('hippotherapy.check', centre.ride(change))
  return findings.map(({ code, severity, overridable }) => ({ code, severity, overridable }))
}
/** Books rides of the second client's team on the first client's horse. */
const horseWorks = async (...spans: [date: string, start: string, minutes: number][]) => {
  const sessions: string[] = []
  for (const [date, start, minutes] of spans) {
    const { sessionId } = await service.call(
      'hippotherapy.book',
      centre.otherRide({ horseId: centre.zhuldyz, date, start, minutes }),
    )
    sessions.push(sessionId)
  }
  return sessions
}

/**
 * Through the contract: on the limit it is said nothing of it and booked; one step beyond, `check`
 * and `book` say the same, a refusal leaves the file as it was, a warning comes with the booking.
 */
async function bothSides(onTheLimit: Change, beyond: Change, said: Said) {
  expect(await check(onTheLimit)).toEqual([])
  expect(await check(beyond)).toEqual([said])
  const before = dump(service.databaseFile)
  const reply = await service.raw('hippotherapy.book', centre.ride(beyond))
  if (said.severity === 'block') {
    expect(reply).toMatchObject({
      ok: false,
      code: 'rules_refused',
      params: { refusals: [said] },
    })
    expect(dump(service.databaseFile)).toEqual(before)
    const override = { reason: 'По решению врача' }
    const wish = centre.ride({ ...beyond, override })
    const overridden = await service.raw('hippotherapy.book', wish, centre.coordinator)
    expect(overridden.ok).toBe(said.overridable)
    if (overridden.ok) await clear()
  } else {
    expect(reply).toMatchObject({ ok: true, value: { warnings: [said] } })
    await clear()
  }
  await service.call('hippotherapy.book', centre.ride(onTheLimit))
  await clear()
}
const clear = async () => {
  const own = rows(
    service.databaseFile,
    'SELECT session_id AS id FROM participant WHERE person_id <> ?',
    centre.baurzhan,
  )
  for (const { id } of own)
    execute(
      service.databaseFile,
      `PRAGMA foreign_keys = ON; DELETE FROM session WHERE id = '${id}'`,
    )
}
const set = (change: Parameters<typeof service.call<'settings.set'>>[1]) =>
  service.call('settings.set', change)

describe('the horse', () => {
  test('is not booked while it is away', async () => {
    const horseId = await centre.horse('Тұлпар', {
      absences: [{ from: '2025-10-07', until: '2025-10-09', reason: 'ветеринар' }],
    })
    await bothSides({ horseId }, { horseId, date: '2025-10-07' }, block('horse_unavailable'))
    await bothSides(
      { horseId, date: '2025-10-10' },
      { horseId, date: '2025-10-09' },
      block('horse_unavailable'),
    )
  })

  test('works its minutes a day and no more, as the centre sets them', async () => {
    await set({ horseDailyWarnMinutes: 60, horseDailyBlockMinutes: 90 })
    await horseWorks([monday, '14:00', 30])
    await bothSides(
      { minutes: 30 },
      { minutes: 35, clientId: await longRider() },
      warn('horse_daily_limit'),
    )
    await horseWorks([monday, '16:00', 30])
    expect(await check({ start: '11:00' })).toEqual([warn('horse_daily_limit')])
    expect(await check({ start: '11:00', minutes: 31 })).toContainEqual(block('horse_daily_limit'))
  })

  test('works its own minutes where it has some', async () => {
    const horseId = await centre.horse('Боран', { dailyWarnMinutes: 20, dailyBlockMinutes: 25 })
    await bothSides({ horseId, minutes: 20 }, { horseId, minutes: 21 }, warn('horse_daily_limit'))
    expect(await check({ horseId, minutes: 26 })).toEqual([block('horse_daily_limit')])
  })

  test('rests half an hour after two hours of work', async () => {
    await horseWorks([monday, '11:00', 30], [monday, '11:40', 30], [monday, '12:20', 30])
    await horseWorks([monday, '13:00', 30])
    await bothSides({ start: '10:00' }, { start: '10:01' }, block('horse_consecutive'))
  })

  test('rests ten minutes between two sessions, or as long as it needs', async () => {
    await horseWorks([monday, '11:00', 30])
    await bothSides({ start: '10:20' }, { start: '10:21' }, block('horse_rest'))
    await bothSides({ start: '11:40' }, { start: '11:39' }, block('horse_rest'))
    await set({ horseRestMinutes: 20 })
    expect(await check({ start: '11:49', clientId: await longRider() })).toEqual([
      block('horse_rest'),
    ])
  })

  test('works six days of any seven', async () => {
    await set({
      openingHours: (['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const).map((day) => ({
        day,
        from: '09:00',
        until: '18:00',
      })),
    })
    await horseWorks(
      ['2025-10-08', '12:00', 30],
      ['2025-10-09', '12:00', 30],
      ['2025-10-10', '12:00', 30],
      ['2025-10-11', '12:00', 30],
      ['2025-10-13', '12:00', 30],
    )
    await horseWorks(['2025-10-14', '12:00', 30])
    // Wednesday to Tuesday: the Sunday between would be the seventh.
    expect(await check({ date: '2025-10-12' })).toContainEqual(block('horse_week'))
    expect(await check({ date: '2025-10-07' })).toEqual([])
    expect(await check({ date: '2025-10-15' })).toEqual([])
    await set({ horseWeekDays: 7 })
    expect(await check({ date: '2025-10-12' })).not.toContainEqual(block('horse_week'))
  })

  test('younger than five years is a warning, as old as the centre says', async () => {
    const horseId = await centre.horse('Құлын', { birthYear: 2021 })
    const grown = await centre.horse('Бес жасар', { birthYear: 2020 })
    await bothSides({ horseId: grown }, { horseId }, warn('horse_age'))
    await set({ horseMinAgeYears: 4 })
    expect(await check({ horseId })).toEqual([])
  })

  test('carries a fifth of its mass, with tack, the rider behind, and a tenth for lost balance', async () => {
    const rider = (weightKg: number, keepsBalance: boolean) =>
      centre.person({ givenName: `${weightKg} ${keepsBalance}`, weightKg, keepsBalance })
    // 460 kg × 20 % = 92 kg, of which 8 kg are tack.
    await bothSides(
      { clientId: await rider(84, true) },
      { clientId: await rider(84.1, true) },
      overridable('weight_limit'),
    )
    await bothSides(
      { clientId: await rider(76.3, false) },
      { clientId: await rider(76.4, false) },
      overridable('weight_limit'),
    )
    await bothSides({ riderBehindKg: 54 }, { riderBehindKg: 54.1 }, overridable('weight_limit'))
    await set({ loadPercent: 15 })
    expect(await check({ date: '2025-10-07', riderBehindKg: 32 })).toEqual([
      overridable('weight_limit'),
    ])
  })
})

let riders = 0
const longRider = () => centre.person({ givenName: `Ұзақ ${++riders}`, sessionLimitMinutes: 240 })

describe('the client', () => {
  test('rides with a warning when weight, balance or consent is missing, and it comes with the booking', async () => {
    const clientId = await centre.person({
      givenName: 'Дана',
      weightKg: null,
      keepsBalance: null,
      consentOn: null,
    })
    await bothSides({}, { clientId }, warn('facts_missing'))
  })

  test('rides with a valid statement, and the app says when it ends soon', async () => {
    const clientId = await centre.person({
      givenName: 'Дина',
      statementFrom: '2025-10-07',
      statementUntil: '2025-11-14',
    })
    await bothSides(
      { clientId, date: '2025-10-16' },
      { clientId, date: '2025-10-17' },
      warn('medical_expired'),
    )
    expect(await check({ clientId, date: '2025-11-14' })).toEqual([warn('medical_expired')])
    await bothSides(
      { clientId, date: '2025-10-07' },
      { clientId, date: '2025-11-15' },
      overridable('medical_expired'),
    )
    expect(await check({ clientId, date: monday })).toEqual([overridable('medical_expired')])
    await set({ statementWarnDays: 0 })
    expect(await check({ clientId, date: '2025-11-13' })).toEqual([])
  })

  test('with a contraindication rides after the physician’s written decision', async () => {
    const flagged = { contraindication: 'решение врача нужно' }
    const open = await centre.person({ givenName: 'Ерлан', ...flagged })
    const decided = await centre.person({
      givenName: 'Ерболат',
      ...flagged,
      physicianDecisionOn: '2025-09-01',
      physicianDecision: 'допущен',
    })
    await bothSides({ clientId: decided }, { clientId: open }, block('contraindication_open'))
  })

  test('rides half an hour, or as long as is written of them', async () => {
    await bothSides({ minutes: 30 }, { minutes: 31 }, warn('session_length'))
    const clientId = await centre.person({ givenName: 'Қысқа', sessionLimitMinutes: 15 })
    await bothSides({ clientId, minutes: 15 }, { clientId, minutes: 16 }, warn('session_length'))
    await set({ sessionLimitMinutes: 45 })
    expect(await check({ minutes: 45 })).toEqual([])
  })
})

describe('the team', () => {
  test('is complete or the session is shown as not ready', async () => {
    const clientId = await centre.person({ givenName: 'Екі серікті', sidewalkersNeeded: 2 })
    const both = [centre.sidewalker, centre.sidewalker2]
    await bothSides(
      { clientId, sidewalkerIds: both },
      { clientId, sidewalkerIds: both.slice(0, 1) },
      warn('team_incomplete'),
    )
    const { sessionId } = await service.call(
      'hippotherapy.book',
      centre.otherRide({ instructorId: null, leaderId: null }),
    )
    expect(await service.call('hippotherapy.session', { sessionId })).toMatchObject({
      state: 'not_ready',
      missing: ['instructor', 'leader'],
    })
  })

  test('sits where it is qualified', async () => {
    await bothSides(
      { therapistId: centre.therapist },
      { therapistId: centre.leader2 },
      block('not_qualified'),
    )
  })

  test('works in its hours', async () => {
    const instructorId = await centre.member('Таңғы', ['instructor'], {
      hours: [
        { day: 'mo', from: '09:00', until: '10:15' },
        { day: 'mo', from: '10:15', until: '13:00' },
      ],
    })
    await bothSides(
      { instructorId, start: '12:30' },
      { instructorId, start: '12:31' },
      warn('staff_hours'),
    )
    expect(await check({ instructorId, start: '10:00' })).toEqual([])
    expect(await check({ instructorId, date: '2025-10-07' })).toEqual([warn('staff_hours')])
  })
})

describe('the day', () => {
  test('is an open one', async () => {
    await service.call('settings.closeDay', { date: '2025-10-08', name: 'Санитарлық күн' })
    await bothSides({ date: '2025-10-07' }, { date: '2025-10-08' }, warn('closed_day'))
    await service.call('settings.openDay', { date: '2025-10-08' })
    expect(await check({ date: '2025-10-08' })).toEqual([])
  })

  test('has hours, which the centre sets', async () => {
    await bothSides({ start: '17:30' }, { start: '09:00', date: '2025-10-27' }, warn('closed_day'))
    await set({ openingHours: [{ day: 'mo', from: '10:00', until: '12:00' }] })
    await bothSides({ start: '11:30' }, { start: '11:31' }, warn('closed_day'))
    await bothSides({ start: '10:00' }, { start: '09:59' }, warn('closed_day'))
    expect(await check({ date: '2025-10-07', start: '10:00' })).toEqual([warn('closed_day')])
  })

  test('ends before midnight', async () => {
    const reply = await service.raw('hippotherapy.book', centre.ride({ start: '23:30' }))
    expect(reply).toMatchObject({ ok: false, code: 'rules_refused' })
    expect(await check({ start: '23:30' })).toContainEqual(block('past_midnight'))
    expect(await check({ start: '23:29' })).not.toContainEqual(block('past_midnight'))
  })
})

describe('what is asked', () => {
  test('of days, hours and lengths that do not exist is refused in words', async () => {
    for (const [change, path] of [
      [{ date: '2025-02-30' }, 'date'],
      [{ date: '06.10.2025' }, 'date'],
      [{ start: '25:00' }, 'start'],
      [{ start: '9:00' }, 'start'],
      [{ minutes: -30 }, 'minutes'],
      [{ minutes: 0 }, 'minutes'],
      [{ minutes: 30.5 }, 'minutes'],
      [{ riderBehindKg: -1 }, 'riderBehindKg'],
      [{ clientId: 'Әлия' }, 'clientId'],
      [{ clientId: null }, 'clientId'],
      [{ sidewalkerIds: null }, 'sidewalkerIds'],
    ] as const) {
      const reply = await service.raw('hippotherapy.book', centre.ride(change))
      expect(reply).toMatchObject({ ok: false, code: 'bad_request' })
      expect(JSON.stringify(reply)).toContain(`"path":"${path}"`)
    }
  })

  test('with an id of nobody, or of something else, is not found', async () => {
    const strangers = [centre.aliya, centre.zhuldyz, centre.leader, centre.arena]
    for (const [field, own] of [
      ['clientId', centre.aliya],
      ['horseId', centre.zhuldyz],
      ['instructorId', centre.leader],
      ['placeId', centre.arena],
    ] as const) {
      for (const id of [
        ...strangers.filter((one) => one !== own),
        '01999999-9999-7999-8999-999999999999',
      ]) {
        const wish = centre.ride({ [field]: id })
        expect(await service.refusal('hippotherapy.book', wish)).toBe('not_found')
        expect(await service.refusal('hippotherapy.check', wish)).toBe('not_found')
      }
    }
  })
})
