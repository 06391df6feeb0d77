/**
 * What everything that is scheduled has in common: rides, classes, consultations stand in one table,
 * under one set of claims, made by one kind of series.
 */
import { z } from 'zod'
import { LocalDate, LocalTime, Minutes, PlaceId, SessionId, ShortText } from './values.ts'

export const sessionKinds = ['ride', 'class', 'consultation', 'course'] as const
/** A hippotherapy session, a class of a studio group, a psychologist's appointment, a session of a course. */
export const SessionKind = z.enum(sessionKinds)
export type SessionKind = z.infer<typeof SessionKind>

/**
 * Why a person is on the list of a session: the client of a ride or consultation, a member of the
 * group or participant of the course, somebody who walked in, somebody who makes up for an absence elsewhere.
 */
export const Part = z.enum(['client', 'member', 'walk_in', 'make_up'])
export type Part = z.infer<typeof Part>

export const ruleCodes = [
  'overlap',
  'past_midnight',
  'horse_unavailable',
  'horse_daily_limit',
  'horse_consecutive',
  'horse_rest',
  'horse_week',
  'weight_limit',
  'medical_expired',
  'contraindication_open',
  'team_incomplete',
  'not_qualified',
  'staff_hours',
  'closed_day',
  'session_length',
  'horse_age',
  'group_full',
  'already_member',
  'group_dates',
  'room_sex',
  'room_access',
  'room_closed',
  'companion_apart',
  'course_full',
  'course_dates',
] as const
export const RuleCode = z.enum(ruleCodes)
export type RuleCode = z.infer<typeof RuleCode>

export const seatNames = [
  'client',
  'horse',
  'instructor',
  'therapist',
  'leader',
  'sidewalker',
  'teacher',
  'psychologist',
  'course_leader',
  'place',
  'bed',
  'group',
] as const
/** The part that a resource plays in a session. */
export const Seat = z.enum(seatNames)
export type Seat = z.infer<typeof Seat>

/**
 * What a rule says. `params` are for the sentence, by code:
 * - overlap: `seat`, `name`, `from`, `until`, `clientName` (who holds it; null when it is this very
 *   session that names one member twice), `date` when several days were looked at
 * - horse_unavailable: `name`, `from`, `until`, `reason`
 * - horse_daily_limit: `name`, `minutes`, `limit` · horse_consecutive: `name`, `minutes`, `limit`, `rest`
 * - horse_rest: `name`, `gap`, `rest` · horse_week: `name`, `days`, `limit`
 * - weight_limit: `name`, `loadKg`, `limitKg` (one decimal)
 * - medical_expired: `name`, `state` (missing, expired, not_yet, expiring), `until`, `days`
 * - contraindication_open: `name`
 * - team_incomplete: `missing`: list of `instructor`, `leader`, `sidewalker`, `teacher`; `sidewalkersNeeded`
 * - not_qualified, staff_hours: `name`, `seat`; staff_hours also `from`, `until` or null on a day off
 * - closed_day: `name` of the closed day, or null when it is outside opening hours `from`, `until`
 * - session_length: `minutes`, `limit` · horse_age: `name`, `years`, `limit`
 * - group_full: `name` of the group, `capacity`, `members` · already_member: `name`, `group`
 * - group_dates: `group`, `from`, `until`: the group does not run on that day
 * Of the boarding house, where `from` and `until` are days:
 * - overlap with the seat `bed`: `name` of the bed, `clientName`, `from`, `until`; `notLeft` when the
 *   day has passed and nobody has said that they left · with the seat `client`: `name` has another bed
 *   (`place`) in those nights
 * - room_sex: `name` of the room, `forWhom`, or `clientName` of somebody of the other sex who sleeps
 *   there; `sexUnknown` of the person · room_access: `name` of the room · both, of a room that is to be
 *   another one: `name`, `stays` for which it would not do any more, and of the first of them `sleeper`,
 *   `from`, and `until` the day of departure
 * - room_closed: `name` of the room, `from`, `until`, `reason`
 * - companion_apart: `name`, `clientName` whom they accompany, `place` where that person sleeps
 * - course_full: `name` of the course, `capacity`
 * - course_dates: `name` of the course, `from`, `until`: not within these days
 */
export const Finding = z.object({
  code: RuleCode,
  severity: z.enum(['block', 'warn']),
  /** A block that a coordinator may override with a written reason. */
  overridable: z.boolean(),
  params: z.record(z.string(), z.unknown()),
})
export type Finding = z.infer<typeof Finding>

/** A free place near the one that was refused. */
export const Alternative = z.object({ date: LocalDate, start: LocalTime, placeId: PlaceId })
export type Alternative = z.infer<typeof Alternative>

export const Override = z.object({ reason: ShortText })
export type Override = z.infer<typeof Override>

export const SessionState = z.enum(['planned', 'not_ready', 'done', 'cancelled'])
export type SessionState = z.infer<typeof SessionState>
export const cancelReasons = ['family', 'centre', 'weather', 'horse', 'staff'] as const
export const CancelReason = z.enum(cancelReasons)
export type CancelReason = z.infer<typeof CancelReason>

/** How far a change of a session made from a template goes. */
export const Scope = z.enum(['this', 'later', 'all'])
export type Scope = z.infer<typeof Scope>

/** What became, or would become, of one day of a series. */
export const outcomeOf = <Offer extends typeof Alternative>(offer: Offer) =>
  z.object({
    sessionId: SessionId.nullable(),
    date: LocalDate,
    start: LocalTime,
    /** Whose session it is: the client's name, or the group's. */
    clientName: z.string(),
    /** `kept` was left alone because it was changed by hand or has a mark; `closed` is a closed day. */
    outcome: z.enum(['made', 'changed', 'kept', 'clash', 'closed', 'exists', 'skipped']),
    findings: z.array(Finding),
    alternatives: z.array(offer),
  })
export const Outcome = outcomeOf(Alternative)
export type Outcome = z.infer<typeof Outcome>

/** What the rules say to a session, and free places near one that they refuse. */
export const checkedWith = <Offer extends typeof Alternative>(offer: Offer) =>
  z.object({ findings: z.array(Finding), alternatives: z.array(offer) })
export const Checked = checkedWith(Alternative)

/** What a booking refuses, of whatever kind: `rules_refused {refusals, alternatives}`. */
export const bookingRefuses = ['rules_refused', 'override_not_allowed'] as const
export const Booked = z.object({ sessionId: SessionId, warnings: z.array(Finding) })

/** What every session can be moved by; each kind adds what is its own. */
export const Moving = z.object({
  sessionId: SessionId,
  date: LocalDate.exactOptional(),
  start: LocalTime.exactOptional(),
  minutes: Minutes.exactOptional(),
  placeId: PlaceId.exactOptional(),
  /** For a session of a template; a date then moves the weekday. */
  scope: Scope.default('this'),
  /** In a series, sessions that clash stay as they are instead of refusing the whole. */
  leaveClashes: z.boolean().default(false),
  override: Override.exactOptional(),
})
/** What a move refuses; a session with a mark is moved once the mark is taken back. */
export const movingRefuses = [...bookingRefuses, 'session_marked', 'session_cancelled'] as const
export const movedWith = <Offer extends typeof Alternative>(offer: Offer) =>
  z.object({
    sessionId: SessionId,
    warnings: z.array(Finding),
    /** Of each session of a series. */
    outcomes: z.array(outcomeOf(offer)),
  })
export const Moved = movedWith(Alternative)

/** Cancels: everybody and everything in it is free again. */
export const Cancelling = z.object({
  sessionId: SessionId,
  reason: CancelReason,
  note: ShortText.exactOptional(),
  scope: Scope.default('this'),
})
export const cancellingRefuses = ['session_marked', 'session_cancelled'] as const
export const Cancelled = z.object({ cancelled: z.int() })

/** Takes a cancellation back, if everything is still free. */
export const Restoring = z.object({ sessionId: SessionId, override: Override.exactOptional() })
/** `changed_since` for a session that takes place. */
export const restoringRefuses = [...bookingRefuses, 'changed_since'] as const
