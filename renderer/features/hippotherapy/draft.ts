/** A ride while it is being filled in, what is asked of the rules about it, and what is saved. */
import type {
  BookInput,
  DayView,
  MoveInput,
  RideAlternative,
  Seats,
  SessionView,
} from '#contract/hippotherapy.ts'
import type { CallInput } from '#contract/index.ts'
import type { Finding } from '#contract/schedule.ts'
import type {
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  SessionId,
} from '#contract/values.ts'
import { overlaps, rangeOf } from '../../lib/dates.ts'
import { givenFirst } from '../../lib/format.ts'
import { isActive } from './dayColumns.ts'

export interface RideDraft {
  readonly clientId: PersonId | null
  readonly horseId: HorseId | null
  readonly placeId: PlaceId | null
  readonly instructorId: MemberId | null
  readonly therapistId: MemberId | null
  readonly leaderId: MemberId | null
  readonly sidewalkerIds: readonly MemberId[]
  readonly riderBehindKg: number
  readonly date: LocalDate
  readonly start: LocalTime
  readonly minutes: number
}

/** A form that stands open beside the board, and how the board changes it. */
export interface OpenForm {
  readonly draft: RideDraft
  readonly change: (change: Partial<RideDraft>) => void
}

/** The seats of a ride among some parts of it. */
export const seatsOf = (draft: Partial<RideDraft>): Seats => {
  const { horseId, placeId, instructorId, therapistId, leaderId, sidewalkerIds } = draft
  return {
    ...(horseId && { horseId }),
    ...(placeId && { placeId }),
    ...(instructorId !== undefined && { instructorId }),
    ...(therapistId !== undefined && { therapistId }),
    ...(leaderId !== undefined && { leaderId }),
    ...(sidewalkerIds !== undefined && { sidewalkerIds: [...sidewalkerIds] }),
  }
}

/** The parts of the form beside which a rule may speak. */
export const rideFields = [
  'client',
  'time',
  'horse',
  'place',
  'instructor',
  'therapist',
  'leader',
  'sidewalker',
] as const
export type RideField = (typeof rideFields)[number]

export const draftOf = (session: SessionView): RideDraft => ({
  clientId: session.clientId,
  horseId: session.horseId,
  placeId: session.placeId,
  instructorId: session.instructorId,
  therapistId: session.therapistId,
  leaderId: session.leaderId,
  sidewalkerIds: session.sidewalkerIds,
  riderBehindKg: session.riderBehindKg,
  date: session.date,
  start: session.start,
  minutes: session.minutes,
})

/** Parts without which nothing can be saved, that are still empty. */
export function emptyFields(draft: RideDraft): ('client' | 'horse' | 'place')[] {
  return [
    ...(draft.clientId ? [] : (['client'] as const)),
    ...(draft.horseId ? [] : (['horse'] as const)),
    ...(draft.placeId ? [] : (['place'] as const)),
  ]
}

/** The question to the rules: what is filled in so far. */
export const questionOf = (
  draft: RideDraft,
  sessionId?: SessionId,
): CallInput<'hippotherapy.check'> => ({
  date: draft.date,
  start: draft.start,
  minutes: draft.minutes,
  ...(draft.clientId && { clientId: draft.clientId }),
  ...(draft.horseId && { horseId: draft.horseId }),
  ...(draft.placeId && { placeId: draft.placeId }),
  instructorId: draft.instructorId,
  therapistId: draft.therapistId,
  leaderId: draft.leaderId,
  sidewalkerIds: [...draft.sidewalkerIds],
  riderBehindKg: draft.riderBehindKg,
  ...(sessionId && { sessionId }),
})

/** What is booked, or null while something needed is empty. */
export function bookingOf(draft: RideDraft): Omit<BookInput, 'override'> | null {
  const { clientId, horseId, placeId } = draft
  if (!clientId || !horseId || !placeId) return null
  return { ...draft, clientId, horseId, placeId, sidewalkerIds: [...draft.sidewalkerIds] }
}

type Changes = Omit<MoveInput, 'sessionId' | 'scope' | 'leaveClashes' | 'override'>

/** Only what differs from the session as it stands. */
export function changesOf(session: SessionView, draft: RideDraft): Changes {
  const { horseId, placeId } = draft
  const sameSidewalkers =
    session.sidewalkerIds.length === draft.sidewalkerIds.length &&
    session.sidewalkerIds.every((id) => draft.sidewalkerIds.includes(id))
  return {
    ...(draft.date === session.date ? {} : { date: draft.date }),
    ...(draft.start === session.start ? {} : { start: draft.start }),
    ...(draft.minutes === session.minutes ? {} : { minutes: draft.minutes }),
    ...(horseId && horseId !== session.horseId ? { horseId } : {}),
    ...(placeId && placeId !== session.placeId ? { placeId } : {}),
    ...(draft.instructorId === session.instructorId ? {} : { instructorId: draft.instructorId }),
    ...(draft.therapistId === session.therapistId ? {} : { therapistId: draft.therapistId }),
    ...(draft.leaderId === session.leaderId ? {} : { leaderId: draft.leaderId }),
    ...(sameSidewalkers ? {} : { sidewalkerIds: [...draft.sidewalkerIds] }),
    ...(draft.riderBehindKg === session.riderBehindKg
      ? {}
      : { riderBehindKg: draft.riderBehindKg }),
  }
}

export const withAlternative = (draft: RideDraft, alternative: RideAlternative): RideDraft => ({
  ...draft,
  ...alternative,
})

/** The horse and the place of an offer. */
export const rideNames =
  ({ horses, places }: Pick<DayView, 'horses' | 'places'>) =>
  ({ horseId, placeId }: RideAlternative) => [
    horses.find(({ id }) => id === horseId)?.name,
    places.find(({ id }) => id === placeId)?.name,
  ]

/** The part of the form that a rule speaks of. */
export function fieldOf({ code, params }: Finding): RideField {
  switch (code) {
    case 'overlap':
    case 'not_qualified':
    case 'staff_hours':
    case 'staff_away':
      return rideFields.find((field) => field === params.seat) ?? 'time'
    case 'horse_unavailable':
    case 'horse_daily_limit':
    case 'horse_consecutive':
    case 'horse_rest':
    case 'horse_week':
    case 'horse_age':
    case 'weight_limit':
      return 'horse'
    case 'medical_expired':
    case 'contraindication_open':
    case 'facts_missing':
      return 'client'
    case 'team_incomplete': {
      const missing = new Set<string>(params.missing)
      return rideFields.find((field) => missing.has(field)) ?? 'instructor'
    }
    case 'place_closed':
      return 'place'
    case 'past_midnight':
    case 'closed_day':
    case 'session_length':
    case 'group_dates':
      return 'time'
    case 'group_full':
    case 'already_member':
      return 'client'
    case 'room_sex':
    case 'room_access':
    case 'room_closed':
    case 'bed_removed':
    case 'companion_apart':
    case 'course_full':
    case 'course_dates':
      // Of the boarding house: no ride ever has them.
      return 'time'
  }
}

/** Blocks first, each beside its field. */
export function byField(findings: readonly Finding[]): ReadonlyMap<RideField, Finding[]> {
  const fields = new Map<RideField, Finding[]>()
  const ordered = [...findings].sort((one, other) => weight(one) - weight(other))
  for (const finding of ordered) {
    const field = fieldOf(finding)
    fields.set(field, [...(fields.get(field) ?? []), finding])
  }
  return fields
}
const weight = ({ severity }: Finding): number => (severity === 'block' ? 0 : 1)

export const isBlocked = (findings: readonly Finding[]): boolean =>
  findings.some(({ severity }) => severity === 'block')

/** Whether a coordinator may book it all the same. */
export const isOverridable = (findings: readonly Finding[]): boolean =>
  findings.every(({ severity, overridable }) => severity === 'warn' || overridable)

/** Who and what is taken during a stretch of the day, when and by whom: `09:40–10:10, Кәусар А.`. */
export function takenDuring(
  day: DayView | undefined,
  draft: Pick<RideDraft, 'start' | 'minutes' | 'date'>,
  except: SessionId | null,
): ReadonlyMap<string, string> {
  const taken = new Map<string, string>()
  if (day?.date !== draft.date) return taken
  for (const session of day.sessions) {
    const isApart = !overlaps(rangeOf(session), rangeOf(draft))
    if (session.id === except || !isActive(session) || isApart) continue
    const client = { familyName: session.clientFamilyName, givenName: session.clientGivenName }
    const by = `${session.start}–${session.end}, ${givenFirst(client)}`
    const { horseId, placeId, instructorId, therapistId, leaderId, sidewalkerIds } = session
    for (const id of [horseId, placeId, instructorId, therapistId, leaderId, ...sidewalkerIds])
      if (id) taken.set(id, by)
  }
  return taken
}
