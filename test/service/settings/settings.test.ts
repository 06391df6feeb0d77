import { afterEach, beforeEach, expect, test } from 'vitest'
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
  const {
    changeId: _,
    unsettled,
    ...after
  } = await service.call('settings.set', { horseRestMinutes: 15 })
  expect(after).toEqual({ ...before, horseRestMinutes: 15 })
  expect(unsettled).toMatchObject({ count: 0, until: null })
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

test('opening hours that end before they begin are refused', async () => {
  const openingHours = [{ day: 'mo', from: '18:00', until: '09:00' }]
  expect(await service.refusal('settings.set', { openingHours })).toBe('bad_request')
})
