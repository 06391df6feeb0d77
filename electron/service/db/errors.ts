/** What the file does not let stand, whoever writes it, out of the engine's words. */
import type { GroupId, LocalDate, LocalDateTime, PersonId, ResourceId } from '#contract/values.ts'
import { codeOf } from './trouble.ts'

/** A resource that is taken at a time. */
export interface ClaimConflict {
  kind: 'claim_overlap'
  resourceId: ResourceId
  startsAt: LocalDateTime
  endsAt: LocalDateTime
}
/** What the file does not let stand in the boarding house; a claim is that of a bed. */
export type BedConflict =
  | ClaimConflict
  | { kind: 'stay_overlap'; personId: PersonId; from: LocalDate; to: LocalDate }
/** What the file does not let stand, whoever writes it. */
export type Conflict =
  | BedConflict
  | { kind: 'membership_overlap'; groupId: GroupId; personId: PersonId }
  /** Two rows of one name: the columns, as in `room.building, room.number`. */
  | { kind: 'not_unique'; key: string }
  | { kind: 'missing_reference' }
  /** Two times at which something cannot be used meet. */
  | { kind: 'unavailability_overlap' }

/** What each trigger says, in order, when it refuses a row: see the tables. */
const said = {
  claim_overlap: ['resourceId', 'startsAt', 'endsAt'],
  stay_overlap: ['personId', 'from', 'to'],
  membership_overlap: ['groupId', 'personId'],
  unavailability_overlap: [],
} as const

function conflictOfTrigger([kind = '', ...values]: string[]): Conflict | undefined {
  if (!Object.hasOwn(said, kind)) return undefined
  const fields: readonly string[] = said[kind as keyof typeof said]
  const named = Object.fromEntries(fields.map((field, index) => [field, values[index]]))
  return { kind, ...named } as unknown as Conflict
}

/** What the file has refused to hold; undefined for any other error. */
export function conflictOf(error: unknown): Conflict | undefined {
  const message = error instanceof Error ? error.message : ''
  switch (codeOf(error)) {
    case 'SQLITE_CONSTRAINT_TRIGGER':
      return conflictOfTrigger(message.split(' '))
    case 'SQLITE_CONSTRAINT_UNIQUE':
    case 'SQLITE_CONSTRAINT_PRIMARYKEY':
      return { kind: 'not_unique', key: message.replace(/^UNIQUE constraint failed: /, '') }
    case 'SQLITE_CONSTRAINT_FOREIGNKEY':
      return { kind: 'missing_reference' }
    default:
      return undefined
  }
}
