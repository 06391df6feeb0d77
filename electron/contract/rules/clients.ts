/** What must be known of somebody before they ride. */
import type { ParamsOf } from '../findings.ts'
import type { Person } from '../people.ts'
import type { Settings } from '../settings.ts'
import type { LocalDate } from '../values.ts'

/** A person of this age is weighed from time to time: a child grows. */
const adultYears = 18

/** Full years from one day to another; negative before the first of them. */
export function fullYears(from: LocalDate, until: LocalDate): number {
  const years = Number(until.slice(0, 4)) - Number(from.slice(0, 4))
  return until.slice(4) < from.slice(4) ? years - 1 : years
}

type Weight = Pick<Person, 'weightKg' | 'weighedOn'>

/**
 * A file with the day of its weight: a weight that differs from what was known is of today, unless the file
 * says another day than was known.
 */
export function weighed<File extends Weight>(
  file: File,
  known: Weight | null,
  today: LocalDate,
): File {
  const isNew = file.weightKg !== null && file.weightKg !== (known?.weightKg ?? null)
  const isDated = file.weighedOn !== null && file.weighedOn !== (known?.weighedOn ?? null)
  return isNew && !isDated ? { ...file, weighedOn: today } : file
}

export type SafetyFacts = Pick<
  Person,
  'birthDate' | 'weightKg' | 'weighedOn' | 'keepsBalance' | 'consentOn'
>

/** What is missing for a ride on that day, with what its sentence needs; null when all is known. */
export function missingFacts(
  name: string,
  { birthDate, weightKg, weighedOn, keepsBalance, consentOn }: SafetyFacts,
  on: LocalDate,
  { childWeightMonths, clientMinAgeYears }: Settings,
): ParamsOf<'facts_missing'> | null {
  const years = birthDate && Math.max(0, fullYears(birthDate, on))
  const isChild = years !== null && years < adultYears
  const isYoung = years !== null && years < clientMinAgeYears
  const missing: ParamsOf<'facts_missing'>['missing'] = []
  if (weightKg === null) missing.push('weight')
  else if (isChild && !isWithin(weighedOn, childWeightMonths, on)) missing.push('weight_old')
  if (keepsBalance === null) missing.push('balance')
  if (isYoung) missing.push('young')
  if (consentOn === null) missing.push('consent')
  if (missing.length === 0) return null
  return { name, missing, weighedOn, years, limit: clientMinAgeYears }
}

/** Whether a day is known and no more than so many months before another: its own day is the last one. */
function isWithin(day: LocalDate | null, months: number, on: LocalDate): boolean {
  if (day === null) return false
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  const [years, rest] = [Math.floor(month / 12), (month % 12) + 1]
  // Compared as text, so that the 31st of a short month is its end.
  return on <= `${years}-${String(rest).padStart(2, '0')}${day.slice(7)}`
}
