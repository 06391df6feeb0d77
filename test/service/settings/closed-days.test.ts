import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { publicHolidays } from '#service/features/settings/holidays.ts'
import { smallCentre } from '#test/support/centre.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { smallStudio } from '#test/support/studio.ts'
import { dump } from '#test/support/tables.ts'
import { doUndoRedo } from '#test/support/undo.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(async () => {
  expect(service.bugs).toEqual([])
  await service.remove()
})
const call: TestService['call'] = (...asked) => service.call(...asked)

const ofYear = (year: number) => call('settings.closedDays', { year })
const on = async (date: string) =>
  (await call('settings.closedDays', { from: date, until: date })).days
const close = (date: string, name: string) => call('settings.closeDay', { date, name })
const open = (date: string) => call('settings.openDay', { date })
const feast = 'qurban_ait' as const
const feastOn = (date: string) => call('settings.closeDay', { date, name: 'Құрбан айт', feast })
const missingOf = async (year: number) => (await ofYear(year)).missing
const summary = async () => (await call('changes.recent', { limit: 1 })).changes[0]?.summary

test('every year has its public holidays, also one that nobody has planned in', async () => {
  for (const year of [1950, 2025, 2027, 2028, 2043, 2150]) {
    const { days, opened } = await ofYear(year)
    expect(days.map(({ date, name, by }) => ({ date, name, by }))).toEqual(
      publicHolidays(year).map(({ date, name }) => ({ date, name, by: 'holiday' })),
    )
    expect(opened).toEqual([])
  }
})

test('a period has the days of all years that it touches', async () => {
  const { days } = await call('settings.closedDays', { from: '2027-12-10', until: '2028-01-10' })
  expect(days.map((one) => one.date)).toEqual([
    '2027-12-16',
    '2028-01-01', // Saturday and Sunday: the Monday and the Tuesday after
    '2028-01-02',
    '2028-01-03',
    '2028-01-04',
    '2028-01-07',
  ])
})

test('nothing is written for a year that is looked at', async () => {
  const before = dump(service.databaseFile)
  await ofYear(2028)
  await call('hippotherapy.day', { date: '2028-01-03' })
  expect(dump(service.databaseFile)).toEqual(before)
})

test('a year or days are asked for, and nothing else', async () => {
  for (const asked of [
    {},
    { year: 1899 },
    { year: 2200 },
    { year: 2028.5 },
    { year: '2028' },
    { year: null },
    { year: 2028, from: '2028-01-01', until: '2028-12-31' },
    { from: '2028-01-01' },
    { from: '2028-12-31', until: '2028-01-01' },
    { from: '2028-02-30', until: '2028-03-01' },
  ]) {
    expect(await service.refusal('settings.closedDays', asked)).toBe('bad_request')
  }
})

test('a term over New Year 2028 has no class on a holiday', async () => {
  const studio = await smallStudio(service)
  const days = ['mo', 'tu', 'fr', 'sa'] as const
  const groupId = await studio.group({
    ...{ name: 'ИЗ-9', from: '2027-12-27', until: '2028-01-14' },
    times: days.map((day) => ({ day, start: '10:00', minutes: 60 })),
  })
  const { outcomes } = await call('studio.planTerm', {
    ...{ groupId, from: '2027-12-27', until: '2028-01-14' },
  })
  const by = (outcome: string) =>
    outcomes.filter((one) => one.outcome === outcome).map((one) => one.date.slice(5))
  expect(by('closed')).toEqual(['01-01', '01-03', '01-04', '01-07'])
  expect(by('made')).toEqual(['12-27', '12-28', '12-31', '01-08', '01-10', '01-11', '01-14'])
})

test('every timetable knows a holiday of a year that nobody has filled', async () => {
  const date = '2028-01-03'
  const name = 'Жаңа жыл · Новый год'
  expect((await call('hippotherapy.day', { date })).closedDay).toBe(name)
  const strip = await call('hippotherapy.week', { from: date })
  const closed = [true, true, false, false, true, false, false] // Monday, Tuesday, and 7 January
  expect(strip.days.map((one) => one.closedDay !== null)).toEqual(closed)
  const week = await call('studio.week', { from: date })
  expect(week.days.map((one) => one.closedDay !== null)).toEqual(closed)
})

test('whoever books, plans, looks for a free hour or prints in 2028 meets its holidays', async () => {
  const centre = await smallCentre(service)
  const date = '2028-01-03'
  const { findings } = await call('hippotherapy.check', centre.ride({ date }))
  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'closed_day',
      params: { name: 'Жаңа жыл · Новый год', from: null, until: null },
    }),
  )
  const { date: _, ...ride } = centre.ride()
  const { outcomes } = await call('hippotherapy.planSeries', {
    ...{ ...ride, days: ['mo', 'fr'], validFrom: '2027-12-31', validUntil: '2028-01-14' },
  })
  expect(outcomes.filter((one) => one.outcome === 'closed').map((one) => one.date)).toEqual([
    '2028-01-03',
    '2028-01-07',
  ])
  const { days } = await call('attendance.register', { groupId: null, month: '2028-01' })
  expect(days.flatMap((one) => (one.closedDay === null ? [] : [one.date.slice(8)]))).toEqual([
    ...['01', '02', '03', '04', '07'],
  ])
  const hours = [{ day: 'mo', from: '09:00', until: '14:00' }] as const
  await call('team.create', {
    ...{ familyName: 'Абенова', givenName: 'Айгүл', roles: ['psychologist'], hours: [...hours] },
  })
  await call('places.create', { name: 'Кабинет', use: 'cabinet' })
  const { slots } = await call('consultations.freeSlots', {
    ...{ personId: centre.aliya, from: '2028-01-01', days: 14 },
  })
  expect([...new Set(slots.map((one) => one.date))]).toEqual(['2028-01-10'])
})

test('the field that is wrong is named, also where an input may have two forms', async () => {
  for (const [asked, path] of [
    [{ year: '2028' }, 'year'],
    [{ from: '2028-01-01' }, 'until'],
    [{ from: '2028-01-01', until: '2028-02-30' }, 'until'],
  ] as const) {
    const reply = await service.raw('settings.closedDays', asked)
    expect(reply).toMatchObject({ code: 'bad_request', params: { problems: [{ path }] } })
  }
})

describe('what people decide', () => {
  test('a day is closed, renamed and opened again, and stays so when the app is started anew', async () => {
    const date = '2025-12-30'
    await close(date, 'Санитарлық күн')
    await close(date, 'Жаңа жылға дайындық')
    expect(await on(date)).toEqual([
      { date, name: 'Жаңа жылға дайындық', by: 'people', feast: null },
    ])
    expect((await call('hippotherapy.day', { date })).closedDay).toBe('Жаңа жылға дайындық')
    await open(date)
    await open('2028-12-16')
    await service.close()
    service = await testService({ dataDir: service.dataDir })
    expect(await on(date)).toEqual([])
    expect(await on('2028-12-16')).toEqual([])
  })

  test('an opened holiday is named among the opened, and closed again it is a holiday as before', async () => {
    const before = await ofYear(2028)
    const date = '2028-12-18' // the Monday after the 16th, a Saturday
    await open(date)
    const { days, opened } = await ofYear(2028)
    expect(days.map((one) => one.date)).not.toContain(date)
    expect(opened).toEqual([{ date, name: 'Тәуелсіздік күні · День Независимости' }])
    await close(date, 'Тәуелсіздік күні · День Независимости')
    expect(await ofYear(2028)).toEqual(before)
    expect(await summary()).toMatchObject({ code: 'closed_day', params: { date, put: true } })
  })

  test('a holiday under another name is a day that people entered', async () => {
    await close('2028-12-18', 'Мереке')
    expect(await on('2028-12-18')).toMatchObject([{ name: 'Мереке', by: 'people' }])
    await open('2028-12-18')
    expect(await on('2028-12-18')).toEqual([])
  })

  test('opening a day that is open changes nothing', async () => {
    expect(await open('2028-12-19')).toMatchObject({ changeId: null })
  })

  test('each is taken back and put again', async () => {
    await doUndoRedo(service, () => close('2028-11-03', 'Су жоқ'))
    await doUndoRedo(service, () => open('2028-11-03'))
    await doUndoRedo(service, () => open('2028-10-25'))
    await doUndoRedo(service, () => close('2028-10-25', 'Республика күні · День Республики'))
    await doUndoRedo(service, () => feastOn('2028-05-05'))
    await doUndoRedo(service, () => feastOn('2028-05-06'))
    await doUndoRedo(service, () => open('2028-05-06'))
  })
})

describe('Құрбан айт', () => {
  test('is a holiday where it has been announced, and asked for where it has not', async () => {
    expect(await on('2026-05-27')).toMatchObject([{ by: 'holiday', feast }])
    expect(await missingOf(2026)).toEqual([])
    expect(await missingOf(2028)).toEqual([{ year: 2028, feast, proposed: '2028-05-05' }])
    expect(await on('2028-05-05')).toEqual([])
    const { missing } = await call('settings.closedDays', {
      ...{ from: '2027-09-01', until: '2029-01-31' },
    })
    expect(missing.map((one) => one.proposed)).toEqual(['2028-05-05', '2029-04-24'])
  })

  test('is asked for twice in a year that has it twice', async () => {
    expect((await missingOf(2039)).map((one) => one.proposed)).toEqual(['2039-01-05', '2039-12-26'])
    await feastOn('2039-12-27')
    expect((await missingOf(2039)).map((one) => one.proposed)).toEqual(['2039-01-05'])
  })

  test('is asked for no more when its day is entered, be it the proposed one or not', async () => {
    await feastOn('2028-05-06')
    expect(await missingOf(2028)).toEqual([])
    expect(await on('2028-05-06')).toEqual([
      { date: '2028-05-06', name: 'Құрбан айт', by: 'people', feast },
    ])
    expect(await summary()).toMatchObject({
      params: { date: '2028-05-06', name: 'Құрбан айт', put: true },
    })
  })

  test('has one day: another one takes its place', async () => {
    await feastOn('2028-05-06')
    await feastOn('2028-05-05')
    expect(await on('2028-05-06')).toEqual([])
    expect(await on('2028-05-05')).toHaveLength(1)
    expect(await summary()).toMatchObject({ params: { date: '2028-05-05', put: true } })
    // Also where it had been announced for another.
    await feastOn('2027-05-17')
    expect(await on('2027-05-16')).toEqual([])
    expect(await on('2027-05-17')).toHaveLength(1)
  })

  test('entered under its name like any other closed day, it is the answer too', async () => {
    await close('2028-05-05', 'Курбан айт')
    expect(await missingOf(2028)).toEqual([])
    // What follows it is a day like any other.
    await close('2028-05-06', 'Құрбан айт')
    expect(await on('2028-05-05')).toMatchObject([{ feast }])
    expect(await on('2028-05-06')).toMatchObject([{ feast: null }])
  })

  test('is not answered by another day that is closed about then', async () => {
    await close('2028-05-05', 'Санитарлық күн')
    expect(await missingOf(2028)).toHaveLength(1)
  })

  test('may be a working day of the centre without being asked for again', async () => {
    await feastOn('2028-05-05')
    await open('2028-05-05')
    expect(await on('2028-05-05')).toEqual([])
    const { missing, opened } = await ofYear(2028)
    expect({ missing, opened }).toEqual({
      missing: [],
      opened: [{ date: '2028-05-05', name: 'Құрбан айт' }],
    })
    await close('2028-05-05', 'Құрбан айт')
    expect(await on('2028-05-05')).toMatchObject([{ feast }])
  })

  test('cannot be on a day that is weeks away from the moon', async () => {
    const before = dump(service.databaseFile)
    const reply = await service.raw('settings.closeDay', {
      ...{ date: '2028-11-05', name: 'Құрбан айт', feast },
    })
    expect(reply).toMatchObject({
      code: 'feast_elsewhere',
      params: { feast, proposed: '2028-05-05' },
    })
    for (const day of [
      { date: '2028-05-05', name: 'Наурыз', feast: 'nauryz' },
      { date: '2028-05-05', name: '' },
      { date: '2028-05-05' },
      { date: '2028-13-01', name: 'Құрбан айт' },
    ]) {
      expect(await service.refusal('settings.closeDay', day)).toBe('bad_request')
    }
    expect(dump(service.databaseFile)).toEqual(before)
  })
})

test('whoever closes a day is told of what is still to come on it, not of what was held', async () => {
  const centre = await smallCentre(service)
  await call('hippotherapy.book', centre.ride({ start: '09:00' }))
  await call('hippotherapy.book', centre.otherRide({ start: '11:00' }))
  const date = centre.ride().date
  const told = async () => (await call('attendance.standing', { date })).kinds
  expect(await told()).toEqual([{ kind: 'ride', sessions: 2 }])
  service.turnClock(`${date}T10:05`)
  expect(await told()).toEqual([{ kind: 'ride', sessions: 1 }])
  service.turnClock(`${date}T11:00`)
  expect(await told()).toEqual([])
})
