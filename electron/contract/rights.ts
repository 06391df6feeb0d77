/**
 * Who may do and see what: the only place that says it, for the service, which decides by it, and for the
 * window, which offers nothing that would be refused.
 *
 * Where nobody has a PIN yet, whoever sits at the desk does the daily work, signed in or not: the centre
 * trusts its house. What a coordinator or the psychologist answers for needs their name even then.
 */
import type { ErrorCode } from './envelope.ts'
import { type Role, roles } from './team.ts'

interface Right {
  /** Members of any of these roles have it. */
  readonly roles: readonly Role[]
  /** Asked for also where nobody has a PIN yet; with this everybody else is refused. */
  readonly named?: ErrorCode
}

const desks = ['receptionist', 'coordinator'] as const
const offices = [...desks, 'administrator'] as const

export const rights = {
  /** What is planned, who and what is there for it, and the names on its lists. */
  viewing: { roles },
  /** Rides, studios and their groups: planned, moved, cancelled. */
  scheduling: { roles: desks },
  /** What does not fit the rules any more, and many sessions at once, of whatever kind. */
  settling: { roles: offices },
  /** Appointments with the psychologist: who has one, and when. */
  advising: { roles: [...desks, 'psychologist'] },
  /** Courses, who takes part, where they sleep and eat. */
  lodging: { roles: offices },
  /** Marks, absences, people who walk in. */
  marking: { roles: [...offices, 'instructor', 'therapist', 'teacher', 'psychologist'] },
  /** Whom families are told what by telephone, and what the centre prints for them. */
  telling: { roles: [...offices, 'psychologist'] },
  /** The files of people, and spreadsheets brought in. */
  filing: { roles: offices },
  /** Horses, members, places, rooms and days that are not there for a time. */
  closing: { roles: offices },
  /** Horses and their limits, team, places, rooms, settings. */
  managing: { roles: ['coordinator'] },
  /** Who signs in, with what, and what everybody has done. */
  guarding: { roles: ['coordinator'], named: 'coordinator_only' },
  /** By what the data file opens: its encryption, its recovery code and passphrase. */
  protecting: { roles: ['coordinator'] },
  /** Setting aside, with a reason, what a rule blocks. */
  overriding: { roles: ['coordinator'], named: 'override_not_allowed' },
  /** Putting back a copy of the whole file, and where copies go. */
  keeping: { roles: ['coordinator'], named: 'keeping_not_allowed' },
  /** What the psychologist writes of an appointment. */
  counselling: { roles: ['psychologist'], named: 'psychologist_only' },
} as const satisfies Record<string, Right>
export type RightName = keyof typeof rights
export const rightNames = Object.keys(rights) as [RightName, ...RightName[]]

/** Who asks: nobody in particular (null), or somebody of these roles. */
export interface Asking {
  readonly roles: readonly Role[] | null
  /** Whether people sign in here: somebody has a PIN. */
  readonly guarded: boolean
}

const holds = (right: Right, { roles }: Asking) =>
  roles?.some((role) => right.roles.includes(role)) ?? false

/** Why a right is refused: the code, and who has it. */
export interface RightRefusal {
  code: ErrorCode
  params: { right?: RightName; roles?: readonly Role[] }
}

/** With what somebody is refused; null when they may. */
export function refusalOf(name: RightName, asking: Asking): RightRefusal | null {
  const right: Right = rights[name]
  if (holds(right, asking)) return null
  if (asking.guarded && asking.roles === null) return { code: 'sign_in_required', params: {} }
  if (right.named) return { code: right.named, params: {} }
  if (!asking.guarded) return null
  return { code: 'not_allowed', params: { right: name, roles: right.roles } }
}

/** What somebody is told who has not the right to what a change did, and so not to taking it back. */
export const refusalsOfRights = [
  rights.overriding.named,
  rights.counselling.named,
  rights.guarding.named,
] as const satisfies readonly ErrorCode[]

/**
 * What of an answer only some may see, field by field: the schema of an answer says which field is which
 * (`seen` of sights.ts), the service leaves it out for everybody else.
 */
export const sightRoles = {
  /** Sessions that others lead. */
  everybodys: [...offices, 'psychologist'],
  /** Who somebody is to the state: IIN, categories, district. */
  identity: offices,
  /** Telephones, and whose they are. */
  contacts: [...offices, 'psychologist'],
  /** What is needed to ride safely, and no more: mass, balance, statement, what speaks against it. */
  health: [...desks, 'instructor', 'therapist', 'administrator'],
  /** Remarks in a file. */
  remarks: offices,
  /** Appointments with the psychologist. */
  appointments: rights.advising.roles,
} as const satisfies Record<string, readonly Role[]>
export type SightName = keyof typeof sightRoles
export const sightNames = Object.keys(sightRoles) as [SightName, ...SightName[]]

/** What somebody does not see. Nothing is hidden where nobody has a PIN. */
export function unseenBy({ roles, guarded }: Asking): SightName[] {
  if (!guarded) return []
  return sightNames.filter(
    (name) => !(roles ?? []).some((role) => (sightRoles[name] as readonly Role[]).includes(role)),
  )
}
