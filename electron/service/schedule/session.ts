/**
 * Sessions and templates as they stand in the file, whatever kind they are: a ride, a class, a
 * consultation. This is what undo puts back.
 */
import type { CancelReason, Part, Seat, SessionKind, SessionState } from '#contract/schedule.ts'
import type {
  CourseId,
  GroupId,
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
  TemplateId,
  Weekday,
} from '#contract/values.ts'

/** Somebody on the list of a session. */
export interface Participant {
  personId: PersonId
  part: Part
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

/** When something is: on one day, from one minute on for so many minutes. */
export interface When {
  date: LocalDate
  start: LocalTime
  minutes: number
}

export interface Session extends When {
  id: SessionId
  kind: SessionKind
  placeId: PlaceId
  /** The instructor, teacher or psychologist. */
  ledById: MemberId | null
  /** Of a class. */
  groupId: GroupId | null
  /** Of a session of a course, with what it is called. */
  courseId: CourseId | null
  title: string | null
  /** In order of their ids. */
  people: Participant[]
  ride: RideTeam | null
  templateId: TemplateId | null
  /** The day for which the template made it, wherever it was moved since. */
  templateDate: LocalDate | null
  byHand: boolean
  overrideReason: string | null
  cancelReason: CancelReason | null
  cancelNote: string | null
}

export interface Template {
  id: TemplateId
  kind: 'ride' | 'class'
  days: Weekday[]
  start: LocalTime
  minutes: number
  validFrom: LocalDate
  validUntil: LocalDate
  /** Null for a group that has no place yet. */
  placeId: PlaceId | null
  ledById: MemberId | null
  /** Of a ride. */
  clientId: PersonId | null
  /** Of a class. */
  groupId: GroupId | null
  ride: RideTeam | null
}

/** What a move may give a session beside another day, laid over it or over its template. */
export interface SessionChanges {
  start?: LocalTime
  minutes?: number
  placeId?: PlaceId
  ledById?: MemberId | null
  ride?: Partial<RideTeam>
}

export function changedBy<Changed extends Session | Template>(
  one: Changed,
  { ride, ...changes }: SessionChanges,
): Changed {
  return { ...one, ...changes, ride: one.ride && { ...one.ride, ...ride } }
}

type Given = 'id' | 'kind' | 'placeId' | 'ledById' | 'people'
type Owned = 'groupId' | 'courseId' | 'title' | 'ride'

/** A new session without a template: of a group, a course or a horse as given. */
export const newSession = (
  session: Pick<Session, Given> & Partial<Pick<Session, Owned>> & When,
): Session => ({
  groupId: null,
  courseId: null,
  title: null,
  ride: null,
  ...session,
  templateId: null,
  templateDate: null,
  byHand: false,
  overrideReason: null,
  cancelReason: null,
  cancelNote: null,
})

export { rangeOf } from '../kernel/time.ts'

/** How it stands with a session that has a list: done when everybody is marked. */
export function stateOfList(session: {
  cancel_reason: CancelReason | null
  people: number
  unmarked: number
  led_by_id: MemberId | null
}): SessionState {
  if (session.cancel_reason !== null) return 'cancelled'
  if (session.people > 0 && session.unmarked === 0) return 'done'
  return session.led_by_id === null ? 'not_ready' : 'planned'
}

/** A resource and the part that it plays in a session. */
export interface Taker {
  seat: Seat
  id: ResourceId
}

const leadingSeat = {
  ride: 'instructor',
  class: 'teacher',
  consultation: 'psychologist',
  course: 'course_leader',
} as const satisfies Record<SessionKind, Seat>

/** What a session takes, half filled in or whole: its people, who leads, horse and team, the place. */
export function takersOf(session: {
  kind: SessionKind
  people: readonly Pick<Participant, 'personId'>[]
  ledById?: MemberId | null | undefined
  placeId?: PlaceId | undefined
  ride?: { [Key in keyof RideTeam]?: RideTeam[Key] | undefined } | null
}): Taker[] {
  const { ride } = session
  const takers: { seat: Seat; id: ResourceId | null | undefined }[] = [
    ...session.people.map(({ personId }) => ({ seat: 'client' as const, id: personId })),
    { seat: 'horse', id: ride?.horseId },
    { seat: leadingSeat[session.kind], id: session.ledById },
    { seat: 'therapist', id: ride?.therapistId },
    { seat: 'leader', id: ride?.leaderId },
    ...(ride?.sidewalkerIds ?? []).map((id) => ({ seat: 'sidewalker' as const, id })),
    { seat: 'place', id: session.placeId },
  ]
  return takers.filter((one): one is Taker => one.id != null)
}
