/** What the rules of hippotherapy are given to look at. */
import type { Ride } from '#contract/hippotherapy.ts'
import type { Mobility } from '#contract/people.ts'
import type { SafetyFacts } from '#contract/rules/clients.ts'
import { addDays, type MinuteRange } from '#contract/time.ts'
import type { HorseId, LocalDate, MemberId, PersonId, SessionId } from '#contract/values.ts'
import { usesOf } from '../../schedule/kind.ts'
import { newSession, type ResourceUse, type SessionOf } from '../../schedule/session.ts'
import type { CommonFacts } from '../../schedule/situation.ts'

/** A ride that may still miss parts; rules that need a missing part are silent. */
export type RideDraft = Partial<Ride> & Pick<Ride, 'date' | 'start' | 'minutes'>

export interface ClientFacts extends SafetyFacts {
  name: string
  mobility: Mobility | null
  sidewalkersNeeded: number
  sessionLimitMinutes: number | null
  statementFrom: LocalDate | null
  statementUntil: LocalDate | null
  /** A flagged contraindication without the physician's written decision. */
  contraindicationOpen: boolean
}

export interface HorseFacts {
  name: string
  birthYear: number
  massKg: number
  active: boolean
  dailyWarnMinutes: number | null
  dailyBlockMinutes: number | null
  restMinutes: number | null
  loadPercent: number | null
  tackKg: number | null
  /** Six days before to six days after at least. */
  work: HorseWork
}

/** The sessions of a horse on a day. */
export type DayOfWork = readonly (MinuteRange & { sessionId: SessionId })[]
export type HorseWork = ReadonlyMap<LocalDate, DayOfWork>

/** Everything that the rules look at. */
export interface Facts extends CommonFacts {
  clients: ReadonlyMap<PersonId, ClientFacts>
  horses: ReadonlyMap<HorseId, HorseFacts>
}

/** Horse and team: what a ride has and other sessions have not. */
export interface RideTeam {
  horseId: HorseId
  therapistId: MemberId | null
  leaderId: MemberId | null
  sidewalkerIds: MemberId[]
  /** Mass of a rider behind the client, kilograms. */
  riderBehindKg: number
}

/** What a horse and team are used as, as far as they are known. */
export function teamUses(team: Partial<RideTeam>): ResourceUse[] {
  const { horseId, therapistId, leaderId, sidewalkerIds = [] } = team
  const uses: ResourceUse[] = []
  if (horseId) uses.push({ role: 'horse', id: horseId })
  if (therapistId) uses.push({ role: 'therapist', id: therapistId })
  if (leaderId) uses.push({ role: 'leader', id: leaderId })
  for (const id of sidewalkerIds) uses.push({ role: 'sidewalker', id })
  return uses
}

/** Who and what a ride uses, as far as it is filled in. */
export function usesOfRide(ride: RideDraft): ResourceUse[] {
  const { clientId, instructorId = null, placeId } = ride
  return usesOf(
    { leader: 'instructor', uses: () => teamUses(ride) },
    {
      people: clientId ? [{ personId: clientId }] : [],
      ledById: instructorId,
      ...(placeId && { placeId }),
    },
  )
}

/** Days around a date whose work the rules of a horse look at. */
export const workWindow = (date: LocalDate) => ({
  from: addDays(date, -6),
  until: addDays(date, 6),
})

/** The ride that a session is. */
export function rideOf(session: SessionOf<'ride'>): Ride {
  const { date, start, minutes, placeId, ledById, own } = session
  const [client] = session.people
  if (!client) throw new Error('a ride of nobody')
  return {
    ...{ date, start, minutes, placeId },
    clientId: client.personId,
    instructorId: ledById,
    ...own,
  }
}

/** A ride as a session made by hand. */
export const sessionOf = (
  id: SessionId,
  { clientId, instructorId, placeId, date, start, minutes, ...own }: Ride,
): SessionOf<'ride'> =>
  newSession({
    ...{ id, date, start, minutes, placeId, own },
    kind: 'ride',
    ledById: instructorId,
    rosterId: null,
    title: null,
    people: [{ personId: clientId, part: 'client' }],
  })
