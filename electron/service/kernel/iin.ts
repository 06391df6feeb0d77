/** The individual identification number (ЖСН / ИИН): YYMMDD, century and sex, four digits, check digit. */
import type { PersonWarning, Sex } from '#contract/people.ts'
import { isLocalDate, type LocalDate } from '#contract/values.ts'

const firstPass = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]
const secondPass = [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2]

const remainder = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * (digits[index] ?? 0), 0) % 11

/**
 * True for twelve digits with the right check digit: k = Σ dᵢ·i mod 11; when that gives 10, the
 * same with the weights of the second pass; a second 10 is never given out.
 */
export function isIin(text: string): boolean {
  if (!/^\d{12}$/.test(text)) return false
  const digits = Array.from(text, Number)
  let check = remainder(digits, firstPass)
  if (check === 10) check = remainder(digits, secondPass)
  return check !== 10 && check === digits[11]
}

const centuryOf: Readonly<Record<string, number>> = {
  1: 1800,
  2: 1800,
  3: 1900,
  4: 1900,
  5: 2000,
  6: 2000,
}

/** The day of birth that the number names, or null when it names none (a foreigner's has 0). */
export function birthDateInIin(iin: string): LocalDate | null {
  const century = centuryOf[iin.charAt(6)]
  if (century === undefined) return null
  const date = `${century + Number(iin.slice(0, 2))}-${iin.slice(2, 4)}-${iin.slice(4, 6)}`
  return /^18\d\d-/.test(date) || isLocalDate(date) ? (date as LocalDate) : null
}

/** The sex that the seventh digit names: odd for men, even for women, 0 for neither. */
export function sexInIin(iin: string): Sex | null {
  const digit = Number(iin.charAt(6))
  if (centuryOf[iin.charAt(6)] === undefined) return null
  return digit % 2 === 1 ? 'male' : 'female'
}

/** What of the number does not fit the person. It warns and forbids nothing: papers have errors. */
export function iinWarnings(
  iin: string,
  birthDate: LocalDate | null,
  sex: Sex | null,
): Extract<PersonWarning, 'iin_birth_date' | 'iin_sex'>[] {
  const warnings: Extract<PersonWarning, 'iin_birth_date' | 'iin_sex'>[] = []
  const named = birthDateInIin(iin)
  // Without a century only the six digits can be compared.
  const fits = named ? named === birthDate : birthDate && iinDay(birthDate) === iin.slice(0, 6)
  if (birthDate && !fits) warnings.push('iin_birth_date')
  const namedSex = sexInIin(iin)
  if (sex && namedSex && sex !== namedSex) warnings.push('iin_sex')
  return warnings
}

const iinDay = (date: LocalDate) => date.slice(2, 4) + date.slice(5, 7) + date.slice(8, 10)

/** `061211600012` as lists and logs show it: `0612••••••12`. */
export function maskIin(iin: string): string {
  return `${iin.slice(0, 4)}••••••${iin.slice(-2)}`
}

/**
 * The number as a spreadsheet left it. Excel takes an IIN for a number and drops the zeros that
 * the years 2000 to 2009 begin with; they are put back when the result is a right IIN of the
 * given day of birth, and never otherwise.
 * @returns twelve digits with a right check digit, or null
 */
export function readIin(text: string, birthDate: LocalDate | null): string | null {
  const digits = text.replace(/[\s\u00a0-]/g, '')
  if (isIin(digits)) return digits
  if (!/^\d{8,11}$/.test(digits)) return null
  const padded = digits.padStart(12, '0')
  const named = birthDateInIin(padded)
  return isIin(padded) && named !== null && named === birthDate ? padded : null
}
