/**
 * What the file has refused, in the words of the rule that should have said it before.
 *
 * [Note: Behind the rules] Rules look before a command writes, in its own transaction, so the file has
 * nothing to add to them. Where it does all the same (a rule that is blind, a script that writes beside
 * the program) the person is told what is in the way, and not the number of a bug.
 */
import type { ErrorCode } from '#contract/envelope.ts'
import type { Finding, Seat } from '#contract/schedule.ts'
import type { BedId, GroupId, LocalDate } from '#contract/values.ts'
import type { ClaimConflict, Conflict } from '../db/errors.ts'
import type { Reader, ResourceTable } from '../db/schema.ts'
import { assertNever, DomainError } from '../kernel/errors.ts'
import { minuteOf, timeAt } from '../kernel/time.ts'
import { takenOf } from './facts.ts'
import { overlapRule } from './rules.ts'
import { block } from './situation.ts'
import { bedTaken, closuresOf, hasOtherBed, inTheWayOfClosure, staysIn } from './stays.ts'

type ResourceKind = ResourceTable['kind']

/** What the features know of what is theirs. */
export interface ConflictSources {
  /** What a resource is called, by its kind. */
  nameOf: Record<ResourceKind, (db: Reader, id: never) => Promise<string>>
  groupName(db: Reader, id: GroupId): Promise<string>
  /** With what a name or number that is taken already is refused, by the unique key that says so. */
  takenKeys: Readonly<Record<string, ErrorCode>>
}

/** As what a resource is known to take part; who is of the team may have had any part. */
const seatOf: Record<ResourceKind, Seat> = {
  person: 'client',
  horse: 'horse',
  member: 'instructor',
  place: 'place',
  bed: 'bed',
}

const rulesRefused = (refusals: readonly Finding[]) =>
  new DomainError('rules_refused', { refusals, alternatives: [] })

/** The refusal that a rule would have given. */
export const refusalOfConflict =
  (sources: ConflictSources) =>
  async (db: Reader, conflict: Conflict): Promise<DomainError> => {
    switch (conflict.kind) {
      case 'claim_overlap':
        return rulesRefused(await overlapOf(db, sources, conflict))
      case 'stay_overlap': {
        const { personId, from, to } = conflict
        const stays = await staysIn(db, { from, to }, { personId })
        const name = await sources.nameOf.person(db, personId as never)
        const unseen = block('overlap', { seat: 'client', name, from, until: to, clientName: null })
        return rulesRefused(orElse(stays.map(hasOtherBed), unseen))
      }
      case 'room_closed': {
        const { bedId, from, to } = conflict
        const closures = await closuresOf(db, bedId, { from, to })
        const name = await sources.nameOf.bed(db, bedId as never)
        const unseen = block('room_closed', { name, from, until: to, reason: null })
        return rulesRefused(orElse(closures, unseen))
      }
      case 'room_taken': {
        const { roomId, from, until } = conflict
        const closure = { room_id: roomId, from_date: from, until_date: until }
        const unseen = block('overlap', { seat: 'bed', name: '', from, until, clientName: null })
        return rulesRefused(orElse(await inTheWayOfClosure(db, closure), unseen))
      }
      case 'membership_overlap': {
        const name = await sources.nameOf.person(db, conflict.personId as never)
        const group = await sources.groupName(db, conflict.groupId)
        return rulesRefused([block('already_member', { name, group })])
      }
      case 'not_unique': {
        const code = sources.takenKeys[conflict.key]
        return code ? new DomainError(code) : changedSince()
      }
      case 'missing_reference':
        return changedSince()
      default:
        return assertNever(conflict)
    }
  }

/** Something stands otherwise than it did when it was looked at. */
const changedSince = () => new DomainError('changed_since', { by: null, at: null })

/** What was in the way may have been written by the very command that was refused. */
const orElse = (findings: readonly Finding[], unseen: Finding): readonly Finding[] =>
  findings.length > 0 ? findings : [unseen]

async function overlapOf(
  db: Reader,
  { nameOf }: ConflictSources,
  { resourceId: id, startsAt, endsAt }: ClaimConflict,
): Promise<readonly Finding[]> {
  const row = await db.selectFrom('resource').select('kind').where('id', '=', id).executeTakeFirst()
  const [from, until] = [startsAt, endsAt].map((at) => at.slice(0, 10) as LocalDate) as [
    LocalDate,
    LocalDate,
  ]
  const kind = row?.kind ?? 'person'
  const name = row ? await nameOf[kind](db, id as never) : ''
  if (kind === 'bed') {
    const stays = await staysIn(db, { from, to: until }, { bedIds: [id as BedId] })
    const unseen = block('overlap', { seat: 'bed', name, from, until, clientName: null })
    return orElse(stays.map(bedTaken), unseen)
  }
  const [first, last] = [minuteOf(startsAt.slice(11)), minuteOf(endsAt.slice(11))]
  const when = { date: from, start: timeAt(first), minutes: last - first }
  const taken = await takenOf(db, [id], when)
  const seat = seatOf[kind]
  const hours = { from: timeAt(first), until: timeAt(last) }
  return orElse(
    overlapRule(when, [{ seat, id }], { taken }, () => name),
    block('overlap', { seat, name, ...hours, clientName: null }),
  )
}
