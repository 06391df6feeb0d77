import type { AwayKind, Stretch, Unavailability } from '#contract/availability.ts'
import type { LocalDate, LocalDateTime, PersonId, ResourceId } from '#contract/values.ts'
import type { CommandContext, ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { always, momentsOf, unavailableBetween } from '../../schedule/availability.ts'
import { sessionMarked } from '../../schedule/marks.ts'

/** What it is that cannot be used. Refuses `not_found {what: 'resource'}` for anything that is never out of use. */
export async function awayKindOf(db: Reader, id: ResourceId): Promise<AwayKind> {
  const row = await db.selectFrom('resource').select('kind').where('id', '=', id).executeTakeFirst()
  const kind = row?.kind
  if (kind === 'horse' || kind === 'member' || kind === 'place') return kind
  throw new DomainError('not_found', { what: 'resource' })
}

/** Refuses `session_marked {who, date, start}` where somebody was marked as having come to a session with it then. */
export async function refuseMarked(
  context: CommandContext,
  id: ResourceId,
  stretch: Stretch,
): Promise<void> {
  const { begins, ends } = momentsOf(stretch)
  const marked = await context.tx
    .selectFrom('claim')
    .innerJoin('attendance', 'attendance.session_id', 'claim.session_id')
    .innerJoin('mark_kind', 'mark_kind.code', 'attendance.mark')
    .select(['attendance.session_id', 'attendance.person_id'])
    .where('claim.resource_id', '=', id)
    .where('claim.starts_at', '<', ends as LocalDateTime)
    .where('claim.ends_at', '>', begins as LocalDateTime)
    .where('mark_kind.counts_as_present', '=', 1)
    .limit(1)
    .executeTakeFirst()
  if (marked) throw await sessionMarked(context, marked.session_id, marked.person_id as PersonId)
}

/** What cannot be used on any of these days, with its name; in order of beginning. */
export async function readUnavailable(
  { db, directory }: ReadContext,
  asked: {
    resourceId?: ResourceId | undefined
    from?: LocalDate | undefined
    until?: LocalDate | undefined
  },
): Promise<(Unavailability & { kind: AwayKind; name: string })[]> {
  const [first, last] = always
  const all = await unavailableBetween(db, asked.from ?? first, asked.until ?? last)
  const found = []
  for (const [resourceId, of] of all) {
    if (asked.resourceId !== undefined && asked.resourceId !== resourceId) continue
    const kind = await awayKindOf(db, resourceId)
    const name = await directory.nameOf(kind, resourceId)
    for (const one of of) {
      found.push({ ...one, kind, name, resourceId: resourceId as Unavailability['resourceId'] })
    }
  }
  const beginning = (one: Stretch) => momentsOf(one).begins
  return found.sort((one, other) => (beginning(one) < beginning(other) ? -1 : 1))
}
