import { afterEach, expect, test, vi } from 'vitest'
import {
  addDays,
  addMinutes,
  addYears,
  ageOn,
  daysBetween,
  mondayOf,
  nowTime,
  today,
  weekdayOf,
} from '#renderer/lib/dates.ts'

afterEach(() => void vi.useRealTimers())

test('it is already tomorrow in Almaty when the evening is late elsewhere', () => {
  vi.useFakeTimers({ now: new Date('2025-10-05T20:15:00Z') })
  expect(today()).toBe('2025-10-06')
  expect(nowTime()).toBe('01:15')
})

test('calendar days', () => {
  expect(addDays('2025-12-31', 1)).toBe('2026-01-01')
  expect(addYears('2024-02-29', 1)).toBe('2025-02-28')
  expect(daysBetween('2025-10-06', '2025-10-13')).toBe(7)
  expect(weekdayOf('2025-10-06')).toBe('mo')
  expect(mondayOf('2025-10-12')).toBe('2025-10-06')
})

test('age in full years', () => {
  expect(ageOn('2013-10-07', '2025-10-06')).toBe(11)
  expect(ageOn('2013-10-06', '2025-10-06')).toBe(12)
})

test('minutes of a day', () => expect(addMinutes('09:40', 30)).toBe('10:10'))
