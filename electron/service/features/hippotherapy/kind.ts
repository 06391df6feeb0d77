/** Rides under the schedule: what they have of their own, and how they are judged. */
import type { Selectable } from 'kysely'
import type { Checked, Ride, RideAlternative } from '#contract/hippotherapy.ts'
import type { SessionId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { RideTable } from '../../db/schema.ts'
import type { SessionDefinition } from '../../schedule/kind.ts'
import type { SessionOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { alternativesTo, canBeMended } from './alternatives.ts'
import { gatherFacts, gatherSurroundings } from './facts.ts'
import { findingsOf } from './rules.ts'
import { type RideDraft, type RideTeam, rideOf, teamUses } from './situation.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    ride: { rosterId: null; title: null; own: RideTeam }
  }
}

const isWhole = (ride: RideDraft): ride is Ride => !!(ride.clientId && ride.horseId && ride.placeId)

/** What the rules say to a ride, with free places near it when it is refused. */
export async function checkRide(
  look: Lookup,
  ride: RideDraft,
  except?: SessionId,
): Promise<Checked> {
  const facts = await gatherFacts(look, ride, except)
  const findings = findingsOf(ride, facts)
  const refusals = findings.filter(isBlock)
  if (refusals.length === 0 || !isWhole(ride) || !canBeMended(refusals)) {
    return { findings, alternatives: [] }
  }
  const alternatives = await alternativesTo(ride, facts.settings, (days) =>
    gatherSurroundings(look, ride, facts, { ...days, except }),
  )
  return { findings, alternatives }
}

export const rideKind: SessionDefinition<SessionOf<'ride'>, RideAlternative> = {
  kind: 'ride',
  leader: 'instructor',
  uses: ({ own }) => teamUses(own),
  rows: {
    table: 'ride',
    templateTable: 'ride_template',
    of(row) {
      const ride = row as unknown as Selectable<RideTable>
      return {
        horseId: ride.horse_id,
        therapistId: ride.therapist_id,
        leaderId: ride.leader_id,
        sidewalkerIds: [ride.sidewalker_1_id, ride.sidewalker_2_id].filter((id) => id !== null),
        riderBehindKg: ride.rider_behind_kg,
      }
    },
    columns: (team) => ({
      horse_id: team.horseId,
      therapist_id: team.therapistId,
      leader_id: team.leaderId,
      sidewalker_1_id: team.sidewalkerIds[0] ?? null,
      sidewalker_2_id: team.sidewalkerIds[1] ?? null,
      rider_behind_kg: team.riderBehindKg,
    }),
  },
  check: (look, session) => checkRide(look, rideOf(session), session.id),
}

/** Whether no rule is in the way of a ride. */
export const fits = async (look: Lookup, ride: Ride): Promise<boolean> =>
  !findingsOf(ride, await gatherFacts(look, ride)).some(isBlock)
