/** Which findings ask for something to be done about a session that is planned already. */
import type { Finding, RuleCode } from '../findings.ts'

/**
 * Warnings that come of a change after the booking and that another member, day or hour mends: somebody is missing,
 * a day or an hour is off, a term is shorter.
 *
 * Not among them: `facts_missing` is mended by asking the family, not by changing the plan, and would list every
 * ride of the child; `session_length` is a physician's limit that no other horse, hour or place changes; `horse_age`
 * is a horse that the centre has decided to work with. Each is said by the rules wherever they are asked of the ride.
 */
const unsettling: readonly RuleCode[] = [
  'team_incomplete',
  'closed_day',
  'staff_hours',
  'group_dates',
]

/**
 * Whether a finding is to be settled: a block that nobody has overridden, or a warning that comes of a change.
 * `overrideReason` is that of the session.
 */
export const asksToBeSettled = (
  { severity, overridable, code }: Pick<Finding, 'severity' | 'overridable' | 'code'>,
  overrideReason: string | null,
): boolean =>
  severity === 'block' ? !(overridable && overrideReason !== null) : unsettling.includes(code)
