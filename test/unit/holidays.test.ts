import { expect, test } from 'vitest'
import { weekdayOf } from '#contract/time.ts'
import { publicHolidays } from '#service/features/settings/holidays.ts'

const datesOf = (year: number) => publicHolidays(year).map((one) => one.date as string)

test('of 2025: days on a weekend move to the next working day', () => {
  expect(datesOf(2025)).toEqual([
    '2025-01-01',
    '2025-01-02',
    '2025-01-07',
    '2025-03-08', // Saturday: Monday is free for it
    '2025-03-10',
    '2025-03-21',
    '2025-03-22', // Saturday and Sunday: Monday and Tuesday
    '2025-03-23',
    '2025-03-24',
    '2025-03-25',
    '2025-05-01',
    '2025-05-07',
    '2025-05-09',
    '2025-06-06', // Құрбан айт
    '2025-07-06', // Sunday: Monday
    '2025-07-07',
    '2025-08-30', // Saturday: Monday
    '2025-09-01',
    '2025-10-25', // Saturday: Monday
    '2025-10-27',
    '2025-12-16',
  ])
})

test('of 2026: no 30 August any more, Құрбан айт on 27 May', () => {
  expect(datesOf(2026)).toEqual([
    '2026-01-01',
    '2026-01-02',
    '2026-01-07',
    '2026-03-08', // Sunday
    '2026-03-09',
    '2026-03-21', // Saturday, Sunday and Monday: the two days after
    '2026-03-22',
    '2026-03-23',
    '2026-03-24',
    '2026-03-25',
    '2026-05-01',
    '2026-05-07',
    '2026-05-09', // Saturday
    '2026-05-11',
    '2026-05-27',
    '2026-07-06',
    '2026-10-25', // Sunday
    '2026-10-26',
    '2026-12-16',
  ])
})

test('of 2027: 15 March for the first time; Құрбан айт on a Sunday does not move', () => {
  const dates = datesOf(2027)
  expect(dates).toContain('2027-03-15')
  expect(datesOf(2026)).not.toContain('2026-03-15')
  expect(weekdayOf('2027-05-16' as never)).toBe('su')
  expect(dates).toContain('2027-05-16')
  expect(dates).not.toContain('2027-05-17')
  expect(dates).not.toContain('2027-08-30')
})

test('7 January never moves', () => {
  // A Sunday in 2024.
  expect(datesOf(2024)).toContain('2024-01-07')
  expect(datesOf(2024)).not.toContain('2024-01-08')
})

test('every day is named once, in order, in Kazakh first', () => {
  for (const year of [2024, 2025, 2026, 2027, 2030]) {
    const days = publicHolidays(year)
    expect(new Set(days.map((one) => one.date)).size).toBe(days.length)
    expect(days.map((one) => one.date).toSorted()).toEqual(days.map((one) => one.date))
    expect(days.every((one) => one.name !== '')).toBe(true)
  }
})
