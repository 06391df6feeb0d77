/** Hippotherapy: the day board, booking under the rules, weekly templates, undo. */
import { z } from 'zod'
import { methods, type OutputOf, read, rehearse, write } from './envelope.ts'
import {
  ChangeId,
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  Minutes,
  PersonId,
  PlaceId,
  SessionId,
  ShortText,
  TemplateId,
  Weekday,
} from './values.ts'

/** Who takes part in a session and where: everything in it that can be taken. */
export const Cast = z.object({
  clientId: PersonId,
  horseId: HorseId,
  /** Null while nobody has been found: the session then is not ready. */
  instructorId: MemberId.nullable(),
  therapistId: MemberId.nullable().default(null),
  leaderId: MemberId.nullable().default(null),
  sidewalkerIds: z.array(MemberId).max(2),
  placeId: PlaceId,
  /** Mass of a rider behind the client, kilograms. */
  riderBehindKg: z.number().min(0).max(150).default(0),
})
export type Cast = z.infer<typeof Cast>

/** A session as it is planned. `start` and `minutes` stay within one calendar day. */
export const Ride = Cast.extend({ date: LocalDate, start: LocalTime, minutes: Minutes })
export type Ride = z.infer<typeof Ride>

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
  'place',
] as const
/** The part that a resource plays in a session. */
export const Seat = z.enum(seatNames)
export type Seat = z.infer<typeof Seat>

/**
 * What a rule says. `params` are for the sentence, by code:
 * - overlap: `seat`, `name`, `from`, `until`, `clientName` (who holds it; null when it is this very
 *   session that names one member twice)
 * - horse_unavailable: `name`, `from`, `until`, `reason`
 * - horse_daily_limit: `name`, `minutes`, `limit` · horse_consecutive: `name`, `minutes`, `limit`, `rest`
 * - horse_rest: `name`, `gap`, `rest` · horse_week: `name`, `days`, `limit`
 * - weight_limit: `name`, `loadKg`, `limitKg` (one decimal)
 * - medical_expired: `name`, `state` (missing, expired, not_yet, expiring), `until`, `days`
 * - contraindication_open: `name`
 * - team_incomplete: `missing`: list of `instructor`, `leader`, `sidewalker`; `sidewalkersNeeded`
 * - not_qualified, staff_hours: `name`, `seat`; staff_hours also `from`, `until` or null on a day off
 * - closed_day: `name` of the closed day, or null when it is outside opening hours `from`, `until`
 * - session_length: `minutes`, `limit` · horse_age: `name`, `years`, `limit`
 */
export const Finding = z.object({
  code: RuleCode,
  severity: z.enum(['block', 'warn']),
  /** A block that a coordinator may override with a written reason. */
  overridable: z.boolean(),
  params: z.record(z.string(), z.unknown()),
})
export type Finding = z.infer<typeof Finding>

/** A free place near the one that was refused; everything else of the ride stays as it was. */
export const Alternative = z.object({
  date: LocalDate,
  start: LocalTime,
  horseId: HorseId,
  placeId: PlaceId,
})
export type Alternative = z.infer<typeof Alternative>

export const Override = z.object({ reason: ShortText })

export const SessionState = z.enum(['planned', 'not_ready', 'done', 'cancelled'])
export type SessionState = z.infer<typeof SessionState>
export const CancelReason = z.enum(['family', 'centre', 'weather', 'horse'])
export type CancelReason = z.infer<typeof CancelReason>

/** A session as the board and the lists show it. */
export const SessionView = Ride.extend({
  id: SessionId,
  end: LocalTime,
  state: SessionState,
  /** What keeps it from being ready. */
  missing: z.array(z.enum(['instructor', 'leader', 'sidewalker'])),
  clientName: z.string(),
  clientGivenName: z.string(),
  clientFamilyName: z.string(),
  sidewalkersNeeded: z.int(),
  cancelReason: CancelReason.nullable(),
  cancelNote: z.string().nullable(),
  overrideReason: z.string().nullable(),
  templateId: TemplateId.nullable(),
  /** Made from a template and then changed by a person. */
  byHand: z.boolean(),
  /** The client's attendance mark; null while unmarked. */
  mark: z.string().nullable(),
})
export type SessionView = z.infer<typeof SessionView>

export const DayView = z.object({
  date: LocalDate,
  /** Name of the closed day; null on an ordinary one. */
  closedDay: z.string().nullable(),
  /** Opening hours of the day, empty when the house is shut. */
  openingHours: z.array(z.object({ from: LocalTime, until: LocalTime })),
  horses: z.array(
    z.object({
      id: HorseId,
      name: z.string(),
      /** Away the whole day. */
      away: z.object({ reason: z.string().nullable(), until: LocalDate }).nullable(),
      restMinutes: z.int(),
      workMinutes: z.int(),
      limitMinutes: z.int(),
    }),
  ),
  members: z.array(
    z.object({
      id: MemberId,
      name: z.string(),
      familyName: z.string(),
      givenName: z.string(),
      roles: z.array(z.string()),
      /** Working hours of the day; empty on a day off. */
      hours: z.array(z.object({ from: LocalTime, until: LocalTime })),
    }),
  ),
  places: z.array(z.object({ id: PlaceId, name: z.string() })),
  sessions: z.array(SessionView),
  /** Usual beginnings of sessions on this weekday. */
  slots: z.array(z.object({ start: LocalTime, minutes: z.int(), placeId: PlaceId })),
})
export type DayView = z.infer<typeof DayView>

export const day = read('hippotherapy.day', {
  input: z.object({ date: LocalDate }),
  output: DayView,
})
/** Sessions and marks of each day of the seven from a date: the week strip. */
export const week = read('hippotherapy.week', {
  input: z.object({ from: LocalDate }),
  output: z.object({
    days: z.array(
      z.object({
        date: LocalDate,
        sessions: z.int(),
        unmarked: z.int(),
        closedDay: z.string().nullable(),
      }),
    ),
  }),
})
export const session = read('hippotherapy.session', {
  input: z.object({ sessionId: SessionId }),
  output: SessionView,
})
/** Horse and team that the client rode with lately, for the booking form. */
export const usual = read('hippotherapy.usual', {
  input: z.object({ clientId: PersonId, date: LocalDate }),
  output: z.object({ cast: Cast.omit({ clientId: true }).partial().nullable(), minutes: z.int() }),
})
const Checked = z.object({ findings: z.array(Finding), alternatives: z.array(Alternative) })
/**
 * What the rules say to a ride, whole or half filled in (rules that need a missing part are silent).
 * `sessionId` leaves that session out: it is the one being moved.
 */
export const check = read('hippotherapy.check', {
  input: Ride.partial().extend({
    date: LocalDate,
    start: LocalTime,
    minutes: Minutes,
    sessionId: SessionId.optional(),
  }),
  output: Checked,
})
export type Checked = z.infer<typeof Checked>

/** Refuses `rules_refused {refusals: Finding[], alternatives: Alternative[]}`. */
export const book = write('hippotherapy.book', {
  input: Ride.extend({ override: Override.optional() }),
  output: z.object({ sessionId: SessionId, warnings: z.array(Finding), changeId: ChangeId }),
})

/** How far a change of a session made from a template goes. */
export const Scope = z.enum(['this', 'later', 'all'])
export type Scope = z.infer<typeof Scope>

const Outcome = z.object({
  sessionId: SessionId.nullable(),
  date: LocalDate,
  start: LocalTime,
  clientName: z.string(),
  /** `kept` was left alone because it was changed by hand or has a mark; `closed` is a closed day. */
  outcome: z.enum(['made', 'changed', 'kept', 'clash', 'closed', 'exists', 'skipped']),
  findings: z.array(Finding),
  alternatives: z.array(Alternative),
})
export type Outcome = z.infer<typeof Outcome>

const Move = z.object({
  sessionId: SessionId,
  date: LocalDate.optional(),
  start: LocalTime.optional(),
  minutes: Minutes.optional(),
  ...Cast.omit({ clientId: true }).partial().shape,
  /** For a session of a template; a date then moves the weekday. */
  scope: Scope.default('this'),
  /** In a series, sessions that clash stay as they are instead of refusing the whole. */
  leaveClashes: z.boolean().default(false),
  override: Override.optional(),
})
const Moved = z.object({
  sessionId: SessionId,
  warnings: z.array(Finding),
  outcomes: z.array(Outcome),
  changeId: ChangeId,
})
/**
 * Moves, lengthens, or gives another horse, team or place. Refuses `rules_refused`,
 * `session_marked` (take the mark back first), `session_cancelled`.
 */
export const move = write('hippotherapy.move', { input: Move, output: Moved })
export const tryMove = rehearse('hippotherapy.tryMove', {
  input: Move,
  output: z.object({ outcomes: z.array(Outcome) }),
})
/** Cancels: the horse, the team and the place are free again. Refuses `session_marked`. */
export const cancel = write('hippotherapy.cancel', {
  input: z.object({
    sessionId: SessionId,
    reason: CancelReason,
    note: ShortText.optional(),
    scope: Scope.default('this'),
  }),
  output: z.object({ cancelled: z.int(), changeId: ChangeId }),
})
/** Takes a cancellation back, if everything is still free. */
export const restore = write('hippotherapy.restore', {
  input: z.object({ sessionId: SessionId, override: Override.optional() }),
  output: z.object({ sessionId: SessionId, warnings: z.array(Finding), changeId: ChangeId }),
})

const Copy = z.object({
  from: LocalDate,
  to: LocalDate,
  /** One day, or the seven days from `from`. */
  days: z.union([z.literal(1), z.literal(7)]),
})
const Copied = z.object({ outcomes: z.array(Outcome) })
/** Copies a day or a week; what clashes is left out and said. */
export const copy = write('hippotherapy.copy', {
  input: Copy,
  output: Copied.extend({ changeId: ChangeId.nullable() }),
})
export const tryCopy = rehearse('hippotherapy.tryCopy', { input: Copy, output: Copied })

/** A weekly template: on these days, at this time, with these, from a day until a day. */
export const TemplateFields = Cast.extend({
  days: z.array(Weekday).min(1).max(7),
  start: LocalTime,
  minutes: Minutes,
  validFrom: LocalDate,
  validUntil: LocalDate,
})
export type TemplateFields = z.infer<typeof TemplateFields>
export const Template = TemplateFields.extend({
  id: TemplateId,
  clientName: z.string(),
  horseName: z.string(),
  placeName: z.string(),
  /** Sessions made from it that have not been cancelled. */
  sessions: z.int(),
})
export type Template = z.infer<typeof Template>
export const templates = read('hippotherapy.templates', {
  input: z.object({ on: LocalDate.optional() }),
  output: z.object({ templates: z.array(Template) }),
})
const Series = TemplateFields.extend({
  /** Makes more sessions of a template that is there already. */
  templateId: TemplateId.optional(),
  /** What the person decided for single days; the others are made where nothing is in the way. */
  decisions: z
    .array(
      z.object({
        date: LocalDate,
        action: z.enum(['skip', 'make', 'move']),
        to: Alternative.optional(),
      }),
    )
    .max(400)
    .default([]),
})
/** What would be made, what clashes and why, what falls on a closed day; writes nothing. */
export const planSeries = rehearse('hippotherapy.planSeries', {
  input: Series,
  output: z.object({ outcomes: z.array(Outcome) }),
})
/** Writes the template and its sessions; clashes and closed days are left out unless decided. */
export const commitSeries = write('hippotherapy.commitSeries', {
  input: Series,
  output: z.object({ templateId: TemplateId, outcomes: z.array(Outcome), changeId: ChangeId }),
})
/** Ends a template on a day: its later sessions without mark or change by hand are cancelled. */
export const endSeries = write('hippotherapy.endSeries', {
  input: z.object({ templateId: TemplateId, lastDay: LocalDate }),
  output: z.object({ cancelled: z.int(), changeId: ChangeId }),
})

/** Takes one change back. Refuses `rules_refused` when the place is taken by now, `changed_since`. */
export const undo = write('hippotherapy.undo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({ changeId: ChangeId }),
})
export const redo = write('hippotherapy.redo', {
  input: z.object({ changeId: ChangeId }),
  output: z.object({ changeId: ChangeId }),
})

export const hippotherapy = methods(
  day,
  week,
  session,
  usual,
  check,
  book,
  move,
  tryMove,
  cancel,
  restore,
  copy,
  tryCopy,
  templates,
  planSeries,
  commitSeries,
  endSeries,
  undo,
  redo,
)
export type BookInput = z.infer<(typeof book)['input']>
export type MoveInput = z.infer<typeof Move>
export type SeriesInput = z.infer<typeof Series>
export type CopyInput = z.infer<typeof Copy>
export type Day = OutputOf<typeof day>
