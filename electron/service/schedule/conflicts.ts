/**
 * What the file has refused, in the words of the rule that should have said it before.
 *
 * [Note: Behind the rules] Rules look before a command writes, in its own transaction, so the file has
 * nothing to add to them. Where it does all the same (a rule that is blind, a script that writes beside
 * the program) the person is told what is in the way, and not the number of a bug.
 */
import type { ErrorCode } from '#contract/envelope.ts'
import type { Finding, ResourceRole } from '#contract/schedule.ts'
import { dateOf, minuteOf, timeOf } from '#contract/time.ts'
import type { GroupId } from '#contract/values.ts'
import type { HourlyKind, Lookup } from '../context.ts'
import type { BedConflict, ClaimConflict, Conflict } from '../db/errors.ts'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { busyIntervals } from './facts.ts'
import { overlapRule } from './rules.ts'
import { block, nobodyElse } from './situation.ts'

/** What the features know of what is theirs. */
export interface ConflictSources {
  groupName(db: Reader, id: GroupId): Promise<string>
  bedFindings(look: Lookup, conflict: BedConflict): Promise<Finding[]>
  /** With what a name or number that is taken already is refused, by the unique key that says so. */
  takenKeys: Readonly<Record<string, ErrorCode>>
}

/** As what a resource is known to take part; who is of the team may have had any part. */
const roleOf: Record<HourlyKind, ResourceRole> = {
  person: 'client',
  horse: 'horse',
  member: 'instructor',
  place: 'place',
  group: 'group',
}

const rulesRefused = (refusals: readonly Finding[]) =>
  new DomainError('rules_refused', { refusals, alternatives: [] })

/** Something stands otherwise than it did when it was looked at. */
const changedSince = () => new DomainError('changed_since', { by: null, at: null })

/** The refusal that a rule would have given. */
export const refusalOfConflict =
  (sources: ConflictSources) =>
  async (look: Lookup, conflict: Conflict): Promise<DomainError> => {
    const { db } = look
    switch (conflict.kind) {
      case 'claim_overlap':
        return rulesRefused(await claimFindings(look, sources, conflict))
      case 'membership_overlap': {
        const name = await look.directory.nameOf('person', conflict.personId)
        const group = await sources.groupName(db, conflict.groupId)
        return rulesRefused([block('already_member', { name, group })])
      }
      case 'not_unique': {
        const code = sources.takenKeys[conflict.key]
        return code ? new DomainError(code) : changedSince()
      }
      case 'missing_reference':
      case 'unavailability_overlap':
        return changedSince()
      case 'stay_overlap':
        return rulesRefused(await sources.bedFindings(look, conflict))
    }
  }

async function claimFindings(
  look: Lookup,
  { bedFindings }: ConflictSources,
  conflict: ClaimConflict,
): Promise<readonly Finding[]> {
  const { db } = look
  const { resourceId: id, startsAt, endsAt } = conflict
  const row = await db.selectFrom('resource').select('kind').where('id', '=', id).executeTakeFirst()
  if (row?.kind === 'bed') return bedFindings(look, conflict)
  const role = roleOf[row?.kind ?? 'person']
  const name = row ? await look.directory.nameOf(row.kind, id) : ''
  const hours = { from: timeOf(startsAt), until: timeOf(endsAt) }
  const minutes = minuteOf(hours.until) - minuteOf(hours.from)
  const when = { date: dateOf(startsAt), start: hours.from, minutes }
  const busy = await busyIntervals(look, [id], when)
  const names = new Map([[id, name]])
  const found = overlapRule(when, [{ role, id }], { busy, names, ...nobodyElse })
  if (found.length > 0) return found
  // What was in the way was written by the very command that was refused.
  return [block('overlap', { seat: role, name, ...hours, clientName: null })]
}
