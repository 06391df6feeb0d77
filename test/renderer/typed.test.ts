import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { timeAt } from '#renderer/lib/dates.ts'
import { plainPhone, typedDate, typedTime } from '#renderer/lib/typed.ts'

describe('dates as people type them', () => {
  test.each([
    ['6.10.2025', '2025-10-06'],
    ['06/10/25', '2025-10-06'],
    ['06102025', '2025-10-06'],
    [' 2025-10-06 ', '2025-10-06'],
    ['29.02.2024', '2024-02-29'],
  ])('%s', (text, date) => expect(typedDate(text)).toBe(date))

  test.each(['', '6.10', '31.02.2025', '6.13.2025', 'ертең', '6102025'])('%s is no day', (text) =>
    expect(typedDate(text)).toBeNull(),
  )
})

describe('times as people type them', () => {
  test.each([
    ['9', '09:00'],
    ['930', '09:30'],
    ['9.30', '09:30'],
    ['0930', '09:30'],
    ['17-05', '17:05'],
  ])('%s', (text, time) => expect(typedTime(text)).toBe(time))

  test.each(['', '24:00', '9:60', 'түс'])('%s is no time', (text) =>
    expect(typedTime(text)).toBeNull(),
  )

  test('every minute of the day is read back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        expect(typedTime(timeAt(minutes))).toBe(timeAt(minutes))
      }),
    )
  })
})

test('phones are kept as +7 and ten digits', () => {
  expect(plainPhone('8 (701) 234-56-78')).toBe('+77012345678')
  expect(plainPhone('7012345678')).toBe('+77012345678')
  expect(plainPhone('12-34')).toBe('12-34')
  expect(plainPhone('  ')).toBeNull()
})
