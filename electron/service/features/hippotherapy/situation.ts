/** What the rules of hippotherapy are given to look at. */
import type { Ride } from '#contract/hippotherapy.ts'
import type { Mobility } from '#contract/people.ts'
import type { HorseId, LocalDate, PlaceId } from '#contract/values.ts'
import { addDays, type MinuteRange } from '../../kernel/time.ts'
import { newSession, type Session, type Taker, takersOf } from '../../schedule/session.ts'
import type { CommonFacts } from '../../schedule/situation.ts'

/** A ride that may still miss parts; rules that need a missing part are silent. */
export type Draft = Partial<Ride> & Pick<Ride, 'date' | 'start' | 'minutes'>

export interface ClientFacts {
  name: string
  weightKg: number | null
  keepsBalance: boolean | null
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
  absences: { from: LocalDate; until: LocalDate; reason: string | null }[]
  /** Its other sessions, six days before to six days after at least. */
  work: (MinuteRange & { date: LocalDate })[]
}

/** Everything that the rules look at. */
export interface Facts extends CommonFacts {
  client: ClientFacts | null
  horses: ReadonlyMap<HorseId, HorseFacts>
  places: ReadonlyMap<PlaceId, string>
}

/** Who and what a ride takes, seat by seat. */
export const seatsOf = (ride: Draft): Taker[] =>
  takersOf({
    kind: 'ride',
    people: ride.clientId ? [{ personId: ride.clientId }] : [],
    ledById: ride.instructorId,
    placeId: ride.placeId,
    ride,
  })

/** Days around a date whose work the rules of a horse look at. */
export const workWindow = (date: LocalDate) => ({
  from: addDays(date, -6),
  until: addDays(date, 6),
})

/** The ride that a session is. Only sessions of the kind `ride` have a client and a horse. */
export function rideOf(
  session: Pick<Session, 'people' | 'ride' | 'placeId' | 'ledById' | 'date' | 'start' | 'minutes'>,
): Ride {
  const [client] = session.people
  if (!client || !session.ride) throw new Error('not a ride')
  const { date, start, minutes, placeId, ledById } = session
  return {
    date,
    start,
    minutes,
    clientId: client.personId,
    placeId,
    instructorId: ledById,
    ...session.ride,
  }
}

/** A ride as a session made by hand. */
export const sessionOf = (id: Session['id'], ride: Ride): Session =>
  newSession({
    id,
    kind: 'ride',
    date: ride.date,
    start: ride.start,
    minutes: ride.minutes,
    placeId: ride.placeId,
    ledById: ride.instructorId,
    groupId: null,
    people: [{ personId: ride.clientId, part: 'client' }],
    ride: {
      horseId: ride.horseId,
      therapistId: ride.therapistId,
      leaderId: ride.leaderId,
      sidewalkerIds: ride.sidewalkerIds,
      riderBehindKg: ride.riderBehindKg,
    },
  })
