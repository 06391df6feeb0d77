/**
 * Who may do what: the only place that says it, for the service, which decides by it, and for the
 * window, which offers nothing that would be refused.
 *
 * Whoever sits at a desk does the daily work, signed in or not: the centre trusts its house. What a
 * coordinator or the psychologist answers for needs their name, from a script as from the window.
 */
import type { ErrorCode } from './envelope.ts'
import type { Role } from './team.ts'

interface Right {
  /** Members of any of these roles have it; everybody where none is named. */
  readonly roles?: readonly Role[]
  /** What everybody else is told. */
  readonly refusal?: ErrorCode
}

export const rights = {
  /** Sessions, lists, groups, courses and beds: planned, moved, cancelled. */
  scheduling: {},
  /** Marks, absences, people who walk in. */
  marking: {},
  /** The files of people, and spreadsheets brought in. */
  filing: {},
  /** Horses, team, places, rooms, closed days, settings. */
  managing: {},
  /** Setting aside, with a reason, what a rule blocks. */
  overriding: { roles: ['coordinator'], refusal: 'override_not_allowed' },
  /** Putting back a copy of the whole file, and where copies go. */
  keeping: { roles: ['coordinator'], refusal: 'keeping_not_allowed' },
  /** What the psychologist writes of an appointment. */
  counselling: { roles: ['psychologist'], refusal: 'psychologist_only' },
} as const satisfies Record<string, Right>
export type RightName = keyof typeof rights

/** With what somebody of these roles, or nobody in particular (null), is refused; null when they may. */
export function refusalOf(right: RightName, roles: readonly Role[] | null): ErrorCode | null {
  const { roles: needed, refusal }: Right = rights[right]
  if (!needed || !refusal || roles?.some((role) => needed.includes(role))) return null
  return refusal
}

/** What somebody is told who has not the right to what a change did, and so not to taking it back. */
export const refusalsOfRights = [
  rights.overriding.refusal,
  rights.counselling.refusal,
] as const satisfies readonly ErrorCode[]
