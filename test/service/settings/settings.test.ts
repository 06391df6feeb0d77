import { afterEach, beforeEach, expect, test } from 'vitest'
import { publicHolidays } from '#service/features/settings/holidays.ts'
import { type TestService, testService } from '#test/support/service.ts'
import { dump } from '#test/support/tables.ts'

let service: TestService
beforeEach(async () => {
  service = await testService()
})
afterEach(() => service.remove())

test('a new centre begins with the limits of its sources', async () => {
  expect(await service.call('settings.get', {})).toMatchObject({
    horseDailyWarnMinutes: 180,
    horseDailyBlockMinutes: 360,
    horseConsecutiveMinutes: 120,
    horseConsecutiveRestMinutes: 30,
    horseRestMinutes: 10,
    horseWeekDays: 6,
    loadPercent: 20,
    unbalancedPercent: 10,
    statementWarnDays: 28,
    sessionLimitMinutes: 30,
    horseMinAgeYears: 5,
  })
})

test('what is set stays, also after the app was closed, and the rest keeps its default', async () => {
  const before = await service.call('settings.get', {})
  const { changeId: _, ...after } = await service.call('settings.set', { horseRestMinutes: 15 })
  expect(after).toEqual({ ...before, horseRestMinutes: 15 })
  expect(service.changes.at(-1)).toEqual({ event: 'changed', topics: ['settings'] })
  await service.close()
  const again = await testService({ dataDir: service.dataDir })
  expect(await again.call('settings.get', {})).toEqual(after)
  await again.close()
  service = await testService({ dataDir: service.dataDir })
})

test('a setting that there is not, or a value beyond measure, changes nothing', async () => {
  const before = dump(service.databaseFile)
  for (const change of [
    { horseRestMinuets: 15 },
    { horseRestMinutes: 15, horseWeekDays: 8 },
    { loadPercent: 0 },
    { horseRestMinutes: -1 },
    { horseRestMinutes: '10' },
    { openingHours: [{ day: 'monday', from: '09:00', until: '18:00' }] },
    { centreName: { kk: 'Ақ Бастау', ru: 'Ақ Бастау', en: '' } },
  ]) {
    expect(await service.refusal('settings.set', change)).toBe('bad_request')
  }
  expect(dump(service.databaseFile)).toEqual(before)
})

test('the public holidays are there from the start, in order', async () => {
  for (const year of [2025, 2026, 2027]) {
    const { days } = await service.call('settings.closedDays', {
      from: `${year}-01-01`,
      until: `${year}-12-31`,
    })
    expect(days).toEqual(publicHolidays(year))
  }
})

test('a day is closed, renamed and opened again; an opened holiday stays open for good', async () => {
  const date = '2025-12-30'
  const on = async (day: string) =>
    (await service.call('settings.closedDays', { from: day, until: day })).days
  await service.call('settings.closeDay', { date, name: 'Санитарлық күн' })
  await service.call('settings.closeDay', { date, name: 'Жаңа жылға дайындық' })
  expect(await on(date)).toEqual([{ date, name: 'Жаңа жылға дайындық' }])
  expect((await service.call('hippotherapy.day', { date })).closedDay).toBe('Жаңа жылға дайындық')
  await service.call('settings.openDay', { date })
  await service.call('settings.openDay', { date: '2025-12-16' })
  await service.close()
  service = await testService({ dataDir: service.dataDir })
  expect(await on(date)).toEqual([])
  expect(await on('2025-12-16')).toEqual([])
})

test('opening hours that end before they begin are refused', async () => {
  const openingHours = [{ day: 'mo', from: '18:00', until: '09:00' }]
  expect(await service.refusal('settings.set', { openingHours })).toBe('bad_request')
})
