/** Which findings ask for something to be done about a session that is planned already. */
import type { Finding, RuleCode } from '../findings.ts'
import type { LocalDate } from '../values.ts'

/**
 * Warnings that come of a change after the booking and that another member, day or hour mends: somebody is missing,
 * a day or an hour is off, a term is shorter, a group has fewer places than members.
 *
 * Not among them: `facts_missing` is mended by asking the family, not by changing the plan, and would list every
 * ride of the child; `session_length` is a physician's limit that no other horse, hour or place changes; `horse_age`
 * is a horse that the centre has decided to work with. Each is said with the session itself, as its `warnings`.
 */
const unsettling: readonly RuleCode[] = [
  'team_incomplete',
  'closed_day',
  'staff_hours',
  'group_dates',
  'group_full',
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

/**
 * Whether what is against the next day of a series is against all that come after, up to its last one: somebody or
 * something is not there any more. What passes by itself (an absence that ends before, a holiday, a day that others
 * have taken) is a matter of the sessions of those days.
 */
export function outlasts(finding: Finding, lastDay: LocalDate): boolean {
  switch (finding.code) {
    case 'horse_unavailable':
    case 'staff_away':
    case 'place_closed': {
      const { params } = finding
      return !('until' in params) || params.until === null || params.until >= lastDay
    }
    // The hours of the house and of its people are the same every week; a holiday has a name.
    case 'closed_day':
      return finding.params.name === null
    case 'medical_expired':
      return finding.params.state !== 'not_yet'
    case 'staff_hours':
    case 'not_qualified':
    case 'team_incomplete':
    case 'contraindication_open':
    case 'weight_limit':
    case 'group_full':
      return true
    default:
      return false
  }
}
