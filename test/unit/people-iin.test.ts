import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import {
  birthDateInIin,
  iinWarnings,
  isIin,
  maskIin,
  readIin,
  sexInIin,
} from '#service/kernel/iin.ts'

const day = (text: string) => text as LocalDate

/** Every check digit that an IIN of these eleven digits could have. */
const completions = (eleven: string) =>
  Array.from({ length: 10 }, (_, digit) => `${eleven}${digit}`).filter(isIin)

test('an IIN is right by the first pass and by the second, and nothing else is', () => {
  expect(isIin('170317561547')).toBe(true)
  expect(isIin('061211600012')).toBe(true)
  expect(isIin('123456789012')).toBe(false)
  for (const text of ['', '17031756154', '1703175615470', '17031756154a', ' 170317561547']) {
    expect(isIin(text), text).toBe(false)
  }
})

test('eleven digits have one check digit or none, and no slip of one digit passes unseen', () => {
  const eleven = fc.stringMatching(/^\d{11}$/)
  fc.assert(
    fc.property(eleven, fc.nat(10), fc.integer({ min: 1, max: 9 }), (digits, place, by) => {
      const [iin, ...more] = completions(digits)
      expect(more).toEqual([])
      // With eleven weights modulo eleven a changed digit changes the sum of the same pass.
      if (!iin) return
      const changed = (Number(iin.charAt(place)) + by) % 10
      const slip = `${iin.slice(0, place)}${changed}${iin.slice(place + 1, 11)}`
      expect(completions(slip).length).toBeLessThanOrEqual(1)
      expect(isIin(iin.slice(0, 11) + ((Number(iin.charAt(11)) + by) % 10))).toBe(false)
    }),
  )
})

test('the seventh digit tells century and sex', () => {
  expect([birthDateInIin('170317561547'), sexInIin('170317561547')]).toEqual(['2017-03-17', 'male'])
  expect([birthDateInIin('840504434015'), sexInIin('840504434015')]).toEqual([
    '1984-05-04',
    'female',
  ])
  expect(birthDateInIin('991231100000')).toBe('1899-12-31')
  expect(sexInIin('991231200000')).toBe('female')
  expect([birthDateInIin('170317061547'), sexInIin('170317061547')]).toEqual([null, null])
  expect(birthDateInIin('170231561547')).toBe(null)
})

test('a day of birth or a sex that does not fit warns, and a right one does not', () => {
  const iin = '170317561547'
  expect(iinWarnings(iin, day('2017-03-17'), 'male')).toEqual([])
  expect(iinWarnings(iin, null, null)).toEqual([])
  expect(iinWarnings(iin, day('2017-03-18'), 'male')).toEqual(['iin_birth_date'])
  expect(iinWarnings(iin, day('1917-03-17'), 'male')).toEqual(['iin_birth_date'])
  expect(iinWarnings(iin, day('2017-03-17'), 'female')).toEqual(['iin_sex'])
  expect(iinWarnings(iin, day('2018-03-17'), 'female')).toEqual(['iin_birth_date', 'iin_sex'])
})

test('lists show the first four and the last two digits', () => {
  expect(maskIin('061211600012')).toBe('0612••••••12')
})

test('zeros that Excel dropped come back only when the day of birth agrees', () => {
  expect(readIin('61211600012', day('2006-12-11'))).toBe('061211600012')
  expect(readIin('61211600012', day('2006-12-12'))).toBe(null)
  expect(readIin('61211600012', null)).toBe(null)
  expect(readIin('110540496', day('2000-01-10'))).toBe('000110540496')
  expect(readIin(' 0612 1160 0012', null)).toBe('061211600012')
  expect(readIin('123456789012', null)).toBe(null)
})
