import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, daysBetween, weekdayOf } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { feastNear, feastsAbout } from '#service/features/settings/feast.ts'
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
  for (const year of [1950, 2024, 2025, 2026, 2027, 2030, 2150]) {
    const days = publicHolidays(year)
    expect(new Set(days.map((one) => one.date)).size).toBe(days.length)
    expect(days.map((one) => one.date).toSorted()).toEqual(days.map((one) => one.date))
    expect(days.every((one) => one.name !== '')).toBe(true)
  }
})

/**
 * The closed days of a year by walking through it: a free day is owed for each holiday that was lost on a
 * weekend, and given on the next day that would have been worked.
 */
function byWalking(year: number, feast: string | null): string[] {
  const moved = '01-01 01-02 03-08 03-21 03-22 03-23 05-01 05-07 05-09 07-06 10-25 12-16'.split(' ')
  if (year >= 2027) moved.push('03-15')
  if (year <= 2025) moved.push('08-30')
  const closed: string[] = []
  let owed = 0
  const day = new Date(Date.UTC(year, 0, 1))
  for (; day.getUTCFullYear() === year; day.setUTCDate(day.getUTCDate() + 1)) {
    const date = day.toISOString().slice(0, 10)
    const isWeekend = day.getUTCDay() === 0 || day.getUTCDay() === 6
    if (moved.includes(date.slice(5)) || date.endsWith('-01-07') || date === feast) {
      closed.push(date)
      if (isWeekend && moved.includes(date.slice(5))) owed++
    } else if (!isWeekend && owed > 0) {
      closed.push(date)
      owed--
    }
  }
  return closed
}

test('of every year from 1950 to 2150, whatever the day of Құрбан айт, a lost holiday is given on the next working day', () => {
  const years = fc.integer({ min: 1950, max: 2150 })
  // The moon may be up to three days off; near New Year that is another year.
  const moons = fc.integer({ min: -3, max: 3 })
  fc.assert(
    fc.property(years, moons, (year, moon) => {
      const feast = addDays(feastNear(`${year}-07-01` as LocalDate, []).proposed, moon)
      expect(publicHolidays(year, [feast]).map((one) => one.date)).toEqual(byWalking(year, feast))
    }),
    { numRuns: 1500 },
  )
  for (let year = 1950; year <= 2150; year++) {
    const known = publicHolidays(year).find((one) => one.isFeast)?.date ?? null
    expect(datesOf(year)).toEqual(byWalking(year, known))
  }
})

test('Құрбан айт is proposed for every year of the calendar, 354 or 355 days apart, as it was announced or a day off', () => {
  const proposed = Array.from({ length: 300 }, (_, index) => 1900 + index).flatMap((year) =>
    feastsAbout(year, []).flatMap((one) =>
      one.proposed.startsWith(`${year}`) ? [one.proposed as string] : [],
    ),
  )
  for (let year = 1900; year < 2200; year++) {
    expect(proposed.filter((date) => date.startsWith(`${year}`)).length).toBeGreaterThanOrEqual(1)
  }
  const gaps = proposed.slice(1).map((date, index) => daysBetween(proposed[index] ?? '', date))
  expect(gaps.every((gap) => gap >= 353 && gap <= 356)).toBe(true)
  // Announced in these years, and twice in one of them.
  for (const date of ['2006-01-10', '2006-12-31', '2019-08-11', '2023-06-28', '2025-06-06']) {
    expect(proposed).toContain(date)
  }
  expect(proposed.filter((date) => date.startsWith('2039'))).toHaveLength(2)
})

test('a proposed day is no closed day until somebody has entered it', () => {
  expect(datesOf(2028)).not.toContain('2028-05-05')
  const entered = publicHolidays(2028, ['2028-05-06' as LocalDate])
  expect(entered.filter((one) => one.isFeast).map((one) => one.date)).toEqual(['2028-05-06'])
})

test('a feast on Monday pushes the day off of a Sunday holiday to Tuesday', () => {
  // 7 May 2028 is a Sunday, and 9 May a holiday.
  expect(datesOf(2028)).toContain('2028-05-08')
  const dates = publicHolidays(2028, ['2028-05-08' as LocalDate]).map((one) => one.date as string)
  expect(dates.filter((date) => date > '2028-05-05' && date < '2028-05-15')).toEqual([
    '2028-05-07',
    '2028-05-08',
    '2028-05-09',
    '2028-05-10',
  ])
})
