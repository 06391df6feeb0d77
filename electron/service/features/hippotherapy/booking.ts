/** Rides as the schedule knows them: how they are judged, and whose they are. */
import type { Checked, Ride, RideAlternative } from '#contract/hippotherapy.ts'
import type { SessionId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { Kind } from '../../schedule/kind.ts'
import { isBlock } from '../../schedule/situation.ts'
import { personNames } from '../../schedule/told.ts'
import { alternativesTo, canBeMended } from './alternatives.ts'
import { gatherFacts, gatherSurroundings } from './facts.ts'
import { findingsOf } from './rules.ts'
import { type Draft, rideOf } from './situation.ts'

const isWhole = (ride: Draft): ride is Ride => !!(ride.clientId && ride.horseId && ride.placeId)

/** What the rules say to a ride, with free places near it when it is refused. */
export async function checkRide(look: Lookup, ride: Draft, except?: SessionId): Promise<Checked> {
  const facts = await gatherFacts(look, ride, except)
  const findings = findingsOf(ride, facts)
  const refusals = findings.filter(isBlock)
  if (refusals.length === 0 || !isWhole(ride) || !canBeMended(refusals)) {
    return { findings, alternatives: [] }
  }
  const surroundings = await gatherSurroundings(look, ride, facts, except)
  return { findings, alternatives: alternativesTo(ride, surroundings) }
}

/** Hippotherapy under the schedule. */
export const rideKind: Kind<RideAlternative> = {
  check: (look, session) => checkRide(look, rideOf(session), session.id),
  title: (db, { people }) =>
    personNames(
      db,
      people.map((one) => one.personId),
    ),
}

/** Whether no rule is in the way of a ride. */
export const fits = async (look: Lookup, ride: Ride): Promise<boolean> =>
  !findingsOf(ride, await gatherFacts(look, ride)).some(isBlock)
