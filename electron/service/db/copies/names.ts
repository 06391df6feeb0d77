/** What the name of a copy says: when it was made, and why. */
import { type CopyReason, copyReasons } from '#contract/copies.ts'
import { dateOf, millisecondsAt, wallClockAt } from '#contract/time.ts'
import type { LocalDate, LocalDateTime } from '#contract/values.ts'

/** The folder of the copies, beside the data file. */
export const copiesFolder = 'copies'
/** And in a second folder: it is made when that is chosen and never later, so that a stick that is not there is missed. */
export const secondCopiesFolder = 'bastau-copies'

/** A copy by its name. */
export interface NamedCopy {
  readonly name: string
  readonly at: LocalDateTime
  readonly reason: CopyReason
}

const pattern = new RegExp(
  `^bastau-(\\d{4}-\\d\\d-\\d\\dT\\d\\d)-(\\d\\d)-(\\d\\d-\\d{3})-(${copyReasons.join('|')})\\.db$`,
)

/** The name of a copy that is made so many milliseconds since 1970: in order of time where they are in order of names. */
export function nameOfCopy(milliseconds: number, reason: CopyReason): string {
  const minute = wallClockAt(milliseconds)
  const rest = milliseconds - millisecondsAt(minute)
  const seconds = String(Math.floor(rest / 1000)).padStart(2, '0')
  const thousandths = String(Math.floor(rest % 1000)).padStart(3, '0')
  return `bastau-${minute.replace(':', '-')}-${seconds}-${thousandths}-${reason}.db`
}

/** What a name says; null for a file that is no copy of ours. */
export function readName(name: string): NamedCopy | null {
  const [, hour, minute, , reason] = pattern.exec(name) ?? []
  if (!hour || !minute) return null
  return { name, at: `${hour}:${minute}` as LocalDateTime, reason: reason as CopyReason }
}

export const dayOf = ({ at }: NamedCopy): LocalDate => dateOf(at)
