/**
 * What everything that is scheduled has in common: rides, classes, consultations stand in one table,
 * under one set of claims, made by one kind of series.
 */
import { z } from 'zod'
import { Finding } from './findings.ts'
import {
  LocalDate,
  LocalTime,
  Minutes,
  PlaceId,
  SessionId,
  ShortText,
  TemplateId,
} from './values.ts'

export * from './findings.ts'

export const sessionKinds = ['ride', 'class', 'consultation', 'course'] as const
/** A hippotherapy session, a class of a studio group, a psychologist's appointment, a session of a course. */
export const SessionKind = z.enum(sessionKinds)
export type SessionKind = z.infer<typeof SessionKind>

/** For whom a row about a session of whatever kind is: appointments are not everybody's. */
export const appointmentsApart = ({ kind }: { kind: SessionKind }) => ({
  sight: kind === 'consultation' ? ('appointments' as const) : null,
})

/**
 * Why a person is on the list of a session: the client of a ride or consultation, a member of the
 * group or participant of the course, somebody who walked in, somebody who makes up for an absence elsewhere.
 */
export const Part = z.enum(['client', 'member', 'walk_in', 'make_up'])
export type Part = z.infer<typeof Part>

/** A free place near the one that was refused. */
export const Alternative = z.object({ date: LocalDate, start: LocalTime, placeId: PlaceId })
export type Alternative = z.infer<typeof Alternative>

export const Override = z.object({ reason: ShortText })
export type Override = z.infer<typeof Override>

/**
 * What is to be settled of a session that is to come (see `asksToBeSettled`), as the rules say it now; empty of
 * all others.
 */
export const ToSettle = z.array(Finding)

/**
 * What else the rules say of a session that is to come, and what is not to be settled by another plan: facts that
 * are missing, a ride longer than usual, a young horse, a statement that ends soon; what a coordinator has let pass.
 */
export const AlsoSaid = z.array(Finding)

export const SessionState = z.enum(['planned', 'not_ready', 'done', 'cancelled'])
export type SessionState = z.infer<typeof SessionState>
export const cancelReasons = ['family', 'centre', 'weather', 'horse', 'staff'] as const
export const CancelReason = z.enum(cancelReasons)
export type CancelReason = z.infer<typeof CancelReason>

/**
 * Every how many weeks something repeats: a weekly rule of RFC 5545, whose weeks begin on Monday and are
 * counted from that of its first day.
 */
export const Interval = z.int().min(1).max(12)

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
    /**
     * `kept` was left alone because it has begun, was changed by hand or has a mark; `closed` is a closed
     * day; `skipped` was left out, now or before; `removed` goes.
     */
    outcome: z.enum(['made', 'changed', 'kept', 'clash', 'closed', 'exists', 'skipped', 'removed']),
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

/**
 * Cancels: everybody and everything in it is free again. With a scope, sessions that have begun stay, marked
 * and hand-changed ones too: `kept` says how many.
 */
export const Cancelling = z.object({
  sessionId: SessionId,
  reason: CancelReason,
  note: ShortText.exactOptional(),
  scope: Scope.default('this'),
})
export const cancellingRefuses = ['session_marked', 'session_cancelled'] as const
export const Cancelled = z.object({ cancelled: z.int(), kept: z.int() })

/** Ends a weekly template: this is the last day on which it holds. */
export const EndingSeries = z.object({ templateId: TemplateId, lastDay: LocalDate })

/** Takes a cancellation back, if everything is still free. */
export const Restoring = z.object({ sessionId: SessionId, override: Override.exactOptional() })
/** `session_stands` for a session that takes place. */
export const restoringRefuses = [...bookingRefuses, 'session_stands'] as const
