import type { AwayKind, Stretch, Unavailability } from '#contract/availability.ts'
import type { LocalDate, ResourceId } from '#contract/values.ts'
import type { ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { DomainError } from '../../kernel/errors.ts'
import { always, momentsOf, unavailableBetween } from '../../schedule/availability.ts'

/** What it is that cannot be used. Refuses `not_found {what: 'resource'}` for anything that is never out of use. */
export async function awayKindOf(db: Reader, id: ResourceId): Promise<AwayKind> {
  const row = await db.selectFrom('resource').select('kind').where('id', '=', id).executeTakeFirst()
  const kind = row?.kind
  if (kind === 'horse' || kind === 'member' || kind === 'place') return kind
  throw new DomainError('not_found', { what: 'resource' })
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
