import { describe, expect, test } from 'vitest'
import {
  dayWithWeekday,
  duration,
  formatNumber,
  givenFirst,
  longDate,
  monthAndYear,
  period,
  phone,
  shortDate,
  surnameFirst,
} from '#renderer/lib/format.ts'

describe('dates', () => {
  test('a day with its weekday', () => {
    expect(dayWithWeekday('2025-10-06', 'kk')).toBe('6 қазан, дүйсенбі')
    expect(dayWithWeekday('2025-10-06', 'ru')).toBe('6 октября, понедельник')
    expect(dayWithWeekday('2025-10-06', 'en')).toBe('6 October, Monday')
  })
  test('the official form', () => {
    expect(longDate('2026-11-22', 'kk')).toBe('2026 жылғы 22 қараша')
    expect(longDate('2026-11-22', 'ru')).toBe('22 ноября 2026 г.')
    expect(longDate('2026-11-22', 'en')).toBe('22 November 2026')
  })
  test('a month by itself stands in the nominative', () => {
    expect(monthAndYear('2026-11-01', 'kk')).toBe('2026 жылғы қараша')
    expect(monthAndYear('2026-11-01', 'ru')).toBe('ноябрь 2026 г.')
  })
  test('days in a row say each word once', () => {
    expect(period('2025-10-06', '2025-10-12', 'kk')).toBe('2025 жылғы 6–12 қазан')
    expect(period('2025-10-06', '2025-10-12', 'ru')).toBe('6–12 октября 2025 г.')
    expect(period('2025-09-29', '2025-10-05', 'kk')).toBe('2025 жылғы 29 қыркүйек – 5 қазан')
    expect(period('2025-09-29', '2025-10-05', 'en')).toBe('29 September – 5 October 2025')
    expect(period('2025-12-29', '2026-01-04', 'ru')).toBe('29 декабря 2025 г. – 4 января 2026 г.')
  })
  test('for tables', () => {
    expect(shortDate('2026-01-02', 'kk')).toBe('02.01.2026')
    expect(shortDate('2026-01-02', 'en')).toBe('02/01/2026')
  })
})

test('numbers have a decimal comma in Kazakh and Russian', () => {
  expect(formatNumber(44.3, 'kk')).toBe('44,3')
  expect(formatNumber(44, 'ru', 1)).toBe('44,0')
  expect(formatNumber(8012, 'ru')).toBe('8012')
  expect(formatNumber(375800, 'kk')).toBe('375\u00a0800')
  expect(formatNumber(8012.5, 'en')).toBe('8,012.5')
  expect(formatNumber(-2, 'ru')).toBe('−2')
})

test('durations in hours and minutes', () => {
  expect(duration(80, 'kk')).toBe('1\u00a0сағ 20\u00a0мин')
  expect(duration(120, 'ru')).toBe('2\u00a0ч')
  expect(duration(0, 'en')).toBe('0\u00a0min')
})

test('names: surname first in lists, given name first on the board', () => {
  const person = { familyName: 'Соколов', givenName: 'Темірлан', patronymic: 'Маратович' }
  expect(surnameFirst(person)).toBe('Соколов Темірлан Маратович')
  expect(surnameFirst({ ...person, patronymic: null })).toBe('Соколов Темірлан')
  expect(givenFirst(person)).toBe('Темірлан С.')
})

test('phones in groups; what is no number of this country stays', () => {
  expect(phone('+77012345678')).toBe('+7 701 234 56 78')
  expect(phone('8 (701) 234-56-78')).toBe('+7 701 234 56 78')
  expect(phone('вахта, 12-34')).toBe('вахта, 12-34')
})
