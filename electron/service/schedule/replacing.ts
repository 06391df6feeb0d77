/** Another one in a role of a session, whatever its kind. */
import type { Replacement as Asked } from '#contract/settling.ts'
import { mostAssistants } from '#contract/team.ts'
import type { MemberId, PlaceId, ResourceId } from '#contract/values.ts'
import type { Lookup } from '../context.ts'
import { DomainError } from '../kernel/errors.ts'
import { kindOf, type Replacement, usesOf } from './kind.ts'
import { changedBy, type ResourceUse, resourceKindOf, type Session } from './session.ts'

const notInSession = () => new DomainError('not_in_session')

/** Who and what a session uses. */
export const usesOfSession = (look: Pick<Lookup, 'kinds'>, session: Session): ResourceUse[] =>
  usesOf(kindOf(look.kinds, session), session)

/**
 * A session with another one in a role. Refuses `not_in_session` for a role that such a session does not have or
 * that as many have as can, `bad_request` for nobody in one that is never empty.
 */
export function replacedIn(
  { kinds }: Pick<Lookup, 'kinds'>,
  session: Session,
  change: Replacement,
): Session {
  const kind = kindOf(kinds, session)
  const { role, id } = change
  if (role === kind.leader) {
    if (id === null && kind.alwaysLed) {
      throw new DomainError('bad_request', { problems: [{ path: 'with.id', problem: 'missing' }] })
    }
    return changedBy(session, { ledById: id as MemberId | null })
  }
  if (role === 'assistant') {
    const others = session.assistantIds.filter((one) => one !== change.instead)
    const assistantIds = id === null ? others : [...others, id as MemberId].sort()
    if (assistantIds.length > mostAssistants) throw notInSession()
    return changedBy(session, { assistantIds })
  }
  if (role === 'place' && id !== null) return changedBy(session, { placeId: id as PlaceId })
  const own = session.own && kind.replaced?.(session.own, change)
  if (!own) throw notInSession()
  return changedBy(session, { own })
}

/**
 * A session with others in their roles. Who is named by whom they replace takes over all roles that one has.
 * Refuses `not_in_session` for a role that such a session does not have and for whom it does not have, and
 * `bad_request` without either.
 */
export function replaced(
  look: Pick<Lookup, 'kinds'>,
  session: Session,
  asked: readonly Asked[],
): Session {
  return asked.reduce((changed, { role, instead, id }) => {
    if (instead === undefined) {
      if (role === undefined) {
        throw new DomainError('bad_request', { problems: [{ path: 'role', problem: 'missing' }] })
      }
      return replacedIn(look, changed, { role, id })
    }
    const uses = usesOfSession(look, changed).filter(
      (one) => one.id === instead && (role === undefined || one.role === role),
    )
    if (uses.length === 0) throw notInSession()
    return uses.reduce(
      (its, use) => replacedIn(look, its, { role: use.role, id, instead }),
      changed,
    )
  }, session)
}

/** Refuses `not_found {what}` for an id that is not of what the role is of. */
export async function refuseOfAnotherKind(
  { db }: Pick<Lookup, 'db'>,
  uses: readonly ResourceUse[],
): Promise<void> {
  const ids = [...new Set(uses.map((one) => one.id))]
  if (ids.length === 0) return
  const rows = await db.selectFrom('resource').selectAll().where('id', 'in', ids).execute()
  const kindById = new Map<ResourceId, string>(rows.map((row) => [row.id, row.kind]))
  const wrong = uses.find(({ role, id }) => kindById.get(id) !== resourceKindOf[role])
  if (wrong) throw new DomainError('not_found', { what: resourceKindOf[wrong.role] })
}
