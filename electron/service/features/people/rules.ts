/** Rules of a person's file. Pure: they know no SQL. */
import type { PersonFields, PersonWarning, StatementState } from '#contract/people.ts'
import { addDays, daysBetween } from '#contract/time.ts'
import { isLocalDate, type LocalDate } from '#contract/values.ts'
import { iinWarnings } from '../../kernel/iin.ts'

/**
 * The last day of a medical statement that was given without one: it is valid one year
 * (practice of the centre), and not beyond the end of the calendar.
 */
export function statementEnd(from: LocalDate): LocalDate {
  if (from >= '2199') return '2199-12-31' as LocalDate
  const sameDay = `${Number(from.slice(0, 4)) + 1}${from.slice(4)}`
  return isLocalDate(sameDay)
    ? addDays(sameDay as LocalDate, -1)
    : (`${sameDay.slice(0, 4)}-02-28` as LocalDate)
}

/**
 * How the medical statement stands on a day. Both its days are valid days.
 * @param warnDays on the last so many days it is called expiring
 */
export function statementState(
  statement: { statementFrom: LocalDate | null; statementUntil: LocalDate | null },
  on: LocalDate,
  warnDays: number,
): StatementState {
  const { statementFrom: from } = statement
  const until = statement.statementUntil ?? (from ? statementEnd(from) : null)
  if (!until) return 'missing'
  if (until < on) return 'expired'
  if (from && from > on) return 'not_yet'
  return daysBetween(on, until) <= warnDays ? 'expiring' : 'valid'
}

/** What the app notices in a file and does not forbid. */
export function personWarnings(
  person: Pick<PersonFields, 'iin' | 'iinMissingReason' | 'birthDate' | 'sex' | 'consentOn'>,
): PersonWarning[] {
  const warnings: PersonWarning[] = []
  if (person.iin) warnings.push(...iinWarnings(person.iin, person.birthDate, person.sex))
  else if (!person.iinMissingReason) warnings.push('iin_missing')
  if (!person.consentOn) warnings.push('consent_missing')
  return warnings
}
