import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { personWarnings, statementEnd, statementState } from '#service/features/people/rules.ts'
import { foldedName, sameName } from '#service/kernel/names.ts'
import { readPhone, storedPhone } from '#service/kernel/phone.ts'

const day = (text: string) => text as LocalDate
const named = (familyName: string, givenName: string, patronymic: string | null = null) => ({
  familyName,
  givenName,
  patronymic,
})

test('the same name is the same without Kazakh letters, capitals or the patronymic', () => {
  const one = named('Сүлейменов', 'Қайрат', 'Маратович')
  expect(sameName(one, named('СУЛЕЙМЕНОВ', 'Кайрат', 'Маратович'))).toBe(true)
  expect(sameName(one, named('Сүлейменов', 'Қайрат'))).toBe(true)
  expect(sameName(one, named('Сүлейменов', 'Қайрат', 'Серікұлы'))).toBe(false)
  expect(sameName(one, named('Сүлейменов', 'Қайратбек', 'Маратович'))).toBe(false)
  expect(foldedName(one)).toBe('сулейменов кайрат маратович')
})

test('a statement is valid on its first and on its last day', () => {
  const statement = { statementFrom: day('2025-01-10'), statementUntil: day('2026-01-09') }
  const on = (date: string) => statementState(statement, day(date), 28)
  expect(on('2025-01-09')).toBe('not_yet')
  expect(on('2025-01-10')).toBe('valid')
  expect(on('2025-12-11')).toBe('valid')
  expect(on('2025-12-12')).toBe('expiring')
  expect(on('2026-01-09')).toBe('expiring')
  expect(on('2026-01-10')).toBe('expired')
  expect(statementState({ statementFrom: null, statementUntil: null }, day('2026-01-10'), 28)).toBe(
    'missing',
  )
})

test('a statement without an end is valid one year', () => {
  expect(statementEnd(day('2025-07-04'))).toBe('2026-07-03')
  expect(statementEnd(day('2024-03-01'))).toBe('2025-02-28')
  expect(statementEnd(day('2024-02-29'))).toBe('2025-02-28')
  expect(statementEnd(day('2023-03-01'))).toBe('2024-02-29')
  const open = { statementFrom: day('2025-07-04'), statementUntil: null }
  expect(statementState(open, day('2026-07-03'), 0)).toBe('expiring')
  expect(statementState(open, day('2026-07-04'), 0)).toBe('expired')
})

test('a missing IIN is asked about until a reason stands, a missing consent always', () => {
  const nobody = { iin: null, iinMissingReason: null, birthDate: null, sex: null, consentOn: null }
  expect(personWarnings(nobody)).toEqual(['iin_missing', 'consent_missing'])
  expect(
    personWarnings({ ...nobody, iinMissingReason: 'иностранец', consentOn: day('2025-01-01') }),
  ).toEqual([])
})

test.each([
  ['8 (701) 234-56-78', '+77012345678'],
  ['87012345678', '+77012345678'],
  ['+7 701 234 56 78', '+77012345678'],
  ['7 701 234 56 78', '+77012345678'],
  ['701 234 56 78', '+77012345678'],
  ['+7 (727) 258-12-34', '+77272581234'],
  ['8\u00a0701\u00a0234–56–78', '+77012345678'],
  ['258-12-34', null],
  ['+998 90 123 45 67', null],
  ['8701234567', null],
  ['870123456789', null],
  ['87012345678, 87012345679', null],
  ['нет', null],
  ['', null],
])('the phone %s is read as %s', (text, phone) => {
  expect(readPhone(text)).toBe(phone)
})

test('however a phone of ten digits is written, one form is stored, and it stays', () => {
  const ten = fc.stringMatching(/^7\d{9}$/)
  const sign = fc.constantFrom('', ' ', '-', ' (', ') ', '.')
  fc.assert(
    fc.property(ten, fc.constantFrom('8', '+7', '7', ''), sign, sign, (digits, start, a, b) => {
      const text = `${start}${a}${digits.slice(0, 3)}${b}${digits.slice(3)}`
      expect(readPhone(text)).toBe(`+7${digits}`)
      expect(storedPhone(storedPhone(text))).toBe(`+7${digits}`)
    }),
  )
  expect(storedPhone('+998 90 123 45 67')).toBe('+998 90 123 45 67')
  expect(storedPhone(null)).toBe(null)
})
