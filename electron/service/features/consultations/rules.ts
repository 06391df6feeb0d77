/** What the rules say to an appointment, pure. */
import type { Finding } from '#contract/schedule.ts'
import type { PersonId, PlaceId, ResourceId } from '#contract/values.ts'
import { dayRules, memberRules, overlapRule } from '../../schedule/rules.ts'
import { type Session, takersOf } from '../../schedule/session.ts'
import { type CommonFacts, inOrder } from '../../schedule/situation.ts'

export interface ConsultationFacts extends CommonFacts {
  clients: ReadonlyMap<PersonId, string>
  places: ReadonlyMap<PlaceId, string>
}

/** Every rule that speaks, refusals first. */
export function findingsOf(session: Session, facts: ConsultationFacts): Finding[] {
  const takers = takersOf(session)
  const nameOf = (id: ResourceId) =>
    facts.clients.get(id as PersonId) ??
    facts.places.get(id as PlaceId) ??
    facts.members.get(id as never)?.name ??
    ''
  return inOrder([
    ...overlapRule(session, takers, facts, nameOf),
    ...dayRules(session, facts),
    ...memberRules(session, takers, facts),
  ])
}
