/** Rides under the schedule: what they have of their own, and how they are judged. */
import type { Selectable } from 'kysely'
import type { Checked, Ride, RideAlternative } from '#contract/hippotherapy.ts'
import { mostSidewalkers } from '#contract/people.ts'
import type { Finding } from '#contract/schedule.ts'
import type { HorseId, MemberId } from '#contract/values.ts'
import type { Lookup } from '../../context.ts'
import type { RideTable } from '../../db/schema.ts'
import type { Where } from '../../schedule/free.ts'
import type { SessionDefinition } from '../../schedule/kind.ts'
import type { SessionOf } from '../../schedule/session.ts'
import { isBlock } from '../../schedule/situation.ts'
import { alternativesTo, canBeMended } from './alternatives.ts'
import { type AskedRide, assumeRide, gatherFacts, gatherSurroundings } from './facts.ts'
import { findingsOf } from './rules.ts'
import { type Facts, type RideDraft, type RideTeam, rideOf, teamUses } from './situation.ts'

declare module '../../schedule/session.ts' {
  interface OwnFields {
    ride: { rosterId: null; title: null; own: RideTeam }
  }
}

const isWhole = (ride: RideDraft): ride is Ride => !!(ride.clientId && ride.horseId && ride.placeId)

/** Free places near a ride; none where no other time, horse or place can mend what refuses it. */
async function offersNear(
  look: Lookup,
  ride: AskedRide,
  facts: Facts,
  { findings, settling }: { findings: readonly Finding[] } & Pick<Where, 'settling'>,
): Promise<RideAlternative[]> {
  if (!isWhole(ride) || !canBeMended(findings.filter(isBlock))) return []
  return alternativesTo(ride, { settings: facts.settings, settling }, (days) =>
    gatherSurroundings(look, ride, facts, days),
  )
}

/** What the rules say to a ride, whole or half filled in, with free places near it when it is refused. */
export async function checkRide(look: Lookup, ride: AskedRide): Promise<Checked> {
  const facts = await gatherFacts(look, [ride])
  const findings = findingsOf(ride, facts)
  const alternatives = findings.some(isBlock)
    ? await offersNear(look, ride, facts, { findings })
    : []
  return { findings, alternatives }
}

const askedOf = (session: SessionOf<'ride'>): AskedRide & Ride => ({
  ...rideOf(session),
  id: session.id,
})

export const rideKind: SessionDefinition<SessionOf<'ride'>, RideAlternative> = {
  kind: 'ride',
  right: 'scheduling',
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
  places: ['arena'],
  async judge(look, sessions, how) {
    const asked = new Map(sessions.map((session) => [session, askedOf(session)]))
    const facts = await gatherFacts(look, [...asked.values()], how)
    const findings = (session: SessionOf<'ride'>) =>
      findingsOf(asked.get(session) ?? askedOf(session), facts)
    return {
      findings,
      offers: (session, wish) =>
        offersNear(look, askedOf(session), facts, { ...wish, findings: findings(session) }),
      assume: (session) => assumeRide(facts, session),
    }
  },
  replaced(team, { role, id, instead }) {
    const memberId = id as MemberId | null
    switch (role) {
      case 'horse':
        return id === null ? undefined : { ...team, horseId: id as HorseId }
      case 'therapist':
        return { ...team, therapistId: memberId }
      case 'leader':
        return { ...team, leaderId: memberId }
      case 'sidewalker': {
        const others = team.sidewalkerIds.filter((one) => one !== instead)
        if (memberId === null) return { ...team, sidewalkerIds: others }
        if (others.length === mostSidewalkers) return undefined
        return { ...team, sidewalkerIds: [...others, memberId] }
      }
      default:
        return undefined
    }
  },
}

/** Whether no rule is in the way of a ride. */
export const fits = async (look: Lookup, ride: Ride): Promise<boolean> =>
  !findingsOf(ride, await gatherFacts(look, [ride])).some(isBlock)
