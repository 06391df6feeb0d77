/** What the rules of hippotherapy are given to look at. */
import type { Finding, Ride, RuleCode, Seat } from '#contract/hippotherapy.ts'
import type { Mobility } from '#contract/people.ts'
import type { Settings } from '#contract/settings.ts'
import type { Role } from '#contract/team.ts'
import type { HorseId, LocalDate, MemberId, PlaceId, ResourceId } from '#contract/values.ts'
import { addDays, type MinuteRange, minuteOf } from '../../kernel/time.ts'

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

export interface MemberFacts {
  name: string
  active: boolean
  roles: ReadonlySet<Role>
  hours: (MinuteRange & { day: string })[]
}

/** A stretch of a day for which a resource is taken, and by whom. */
export interface Taken extends MinuteRange {
  date: LocalDate
  clientName: string | null
}

/** Everything that the rules look at. */
export interface Facts {
  settings: Settings
  closedDays: ReadonlyMap<LocalDate, string>
  client: ClientFacts | null
  horses: ReadonlyMap<HorseId, HorseFacts>
  members: ReadonlyMap<MemberId, MemberFacts>
  places: ReadonlyMap<PlaceId, string>
  taken: ReadonlyMap<ResourceId, readonly Taken[]>
}

export const block = (code: RuleCode, params: Finding['params'], overridable = false): Finding => ({
  code,
  severity: 'block',
  overridable,
  params,
})
export const warn = (code: RuleCode, params: Finding['params']): Finding => ({
  code,
  severity: 'warn',
  overridable: false,
  params,
})

export const rangeOf = (ride: Pick<Ride, 'start' | 'minutes'>): MinuteRange => {
  const from = minuteOf(ride.start)
  return { from, until: from + ride.minutes }
}

/** Who and what a ride takes, seat by seat. */
export function seatsOf(ride: Draft): { seat: Seat; id: ResourceId }[] {
  const seats: { seat: Seat; id: ResourceId | null | undefined }[] = [
    { seat: 'client', id: ride.clientId },
    { seat: 'horse', id: ride.horseId },
    { seat: 'instructor', id: ride.instructorId },
    { seat: 'therapist', id: ride.therapistId },
    { seat: 'leader', id: ride.leaderId },
    ...(ride.sidewalkerIds ?? []).map((id) => ({ seat: 'sidewalker' as const, id })),
    { seat: 'place', id: ride.placeId },
  ]
  return seats.filter((one): one is { seat: Seat; id: ResourceId } => one.id != null)
}

export const isBlock = (finding: Finding) => finding.severity === 'block'

/** Days around a date whose work the rules of a horse look at. */
export const workWindow = (date: LocalDate) => ({
  from: addDays(date, -6),
  until: addDays(date, 6),
})
