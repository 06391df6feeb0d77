/** What does not fit the rules any more since something has changed, and what is done about it. */
import { z } from 'zod'
import { command, ErrorCode, methods, type OutputOf, preview, read } from './envelope.ts'
import { Finding, ResourceRole } from './findings.ts'
import { Alternative, appointmentsApart, CancelReason, Interval, SessionKind } from './schedule.ts'
import { seenBy } from './sights.ts'
import {
  BedId,
  CourseId,
  GroupId,
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  SessionId,
  ShortText,
  StayId,
  TemplateId,
  Version,
  weekdays,
} from './values.ts'

const ResourceId = z.union([HorseId, MemberId, PlaceId, PersonId, GroupId, BedId])

/**
 * Another one, or nobody (null), in a role: named by the role, or by whom the session has now (`instead`),
 * in whatever roles they have.
 */
export const Replacement = z.object({
  role: ResourceRole.exactOptional(),
  instead: ResourceId.exactOptional(),
  id: ResourceId.nullable(),
})
export type Replacement = z.infer<typeof Replacement>

const ofSession = {
  sessionId: SessionId,
  /** How the session stood when it was looked at: `changed_since` is told of one that is another by now. */
  version: Version.exactOptional(),
}
const Replace = z.object({
  ...ofSession,
  do: z.literal('replace'),
  with: z.array(Replacement).min(1).max(6),
})
const MoveTo = z.object({
  ...ofSession,
  do: z.literal('move'),
  date: LocalDate.exactOptional(),
  start: LocalTime.exactOptional(),
  placeId: PlaceId.exactOptional(),
  horseId: HorseId.exactOptional(),
})
const Shift = z.object({
  ...ofSession,
  do: z.literal('shift'),
  /** Later; earlier for a negative number. */
  minutes: z.int().min(-1440).max(1440).default(0),
  days: z.int().min(-366).max(366).default(0),
})
const Cancel = z.object({
  ...ofSession,
  do: z.literal('cancel'),
  reason: CancelReason,
  note: ShortText.exactOptional(),
})
const Leave = z.object({ ...ofSession, do: z.literal('leave') })
/** What is done about one session. */
export const Decision = z.discriminatedUnion('do', [Replace, MoveTo, Shift, Cancel, Leave])
export type Decision = z.infer<typeof Decision>

/** A way of settling a session under which no rule is against it; the best first. `names` says whom and what it brings in. */
export const Proposal = z.intersection(
  z.discriminatedUnion('do', [
    Replace.omit({ sessionId: true, version: true }),
    MoveTo.omit({ sessionId: true, version: true }),
    Cancel.omit({ sessionId: true, version: true }),
  ]),
  z.object({ names: z.array(z.string()) }),
)
export type Proposal = z.infer<typeof Proposal>

/** A session of any kind in short: whose, when. */
const SessionInShort = z.object({
  sessionId: SessionId,
  version: Version,
  kind: SessionKind,
  /** The client of a ride or appointment, the group of a class, the title of a session of a course. */
  title: z.string(),
  date: LocalDate,
  start: LocalTime,
  minutes: z.int(),
})

/** A planned session that does not fit the rules any more. */
export const UnsettledSession = seenBy(
  SessionInShort.extend({
    placeName: z.string(),
    /** Who leads it; null while nobody does. */
    ledByName: z.string().nullable(),
    horseName: z.string().nullable(),
    /** Whose ride or appointment it is. */
    personId: PersonId.nullable(),
    /** The family of that person, as it is called: people with one guardian are one, by the guardian's name. */
    family: z.object({ key: z.string(), name: z.string() }).nullable(),
    /** What is to be settled: see `asksToBeSettled`. */
    findings: z.array(Finding),
    proposals: z.array(Proposal),
  }),
  appointmentsApart,
)
export type UnsettledSession = z.infer<typeof UnsettledSession>

const ofStay = {
  stayId: StayId,
  /** How the stay stood when it was looked at, as of a session. */
  version: Version.exactOptional(),
}
/** The first night that is another one: nights that are over stay as they were. */
const fromNight = { from: LocalDate }
const OtherBed = z.object({ ...ofStay, do: z.literal('bed'), bedId: BedId, ...fromNight })
const ExchangeBed = z.object({
  ...ofStay,
  do: z.literal('exchange'),
  withStayId: StayId,
  ...fromNight,
})
/** The bed is given up: whoever had it is without one from that night on. */
const EndStay = z.object({ ...ofStay, do: z.literal('end'), ...fromNight })
const LeaveStay = z.object({ ...ofStay, do: z.literal('leave') })
/** What is done about one stay; whoever moves does so until its end. */
export const StayDecision = z.discriminatedUnion('do', [OtherBed, ExchangeBed, EndStay, LeaveStay])
export type StayDecision = z.infer<typeof StayDecision>

/** A way of settling a stay; the best first. `names` says which bed, or with whom and whose bed. */
export const StayProposal = z.intersection(
  z.discriminatedUnion('do', [
    OtherBed.omit({ stayId: true, version: true }),
    ExchangeBed.omit({ stayId: true, version: true }),
    EndStay.omit({ stayId: true, version: true }),
  ]),
  z.object({ names: z.array(z.string()) }),
)
export type StayProposal = z.infer<typeof StayProposal>

/** A stay that does not fit the rules any more. */
export const UnsettledStay = z.object({
  stayId: StayId,
  personId: PersonId,
  /** Surname first. */
  name: z.string(),
  courseId: CourseId,
  /** «Ақ Бастау, 101». */
  room: z.string(),
  /** Position of the bed in its room, from 1. */
  bed: z.int(),
  from: LocalDate,
  /** The day of departure: the bed is free again. */
  to: LocalDate,
  version: Version,
  findings: z.array(Finding),
  proposals: z.array(StayProposal),
})
export type UnsettledStay = z.infer<typeof UnsettledStay>

/** A series that goes on against the rules: see [Note: Series that go on] in the service. */
export const UnsettledSeries = seenBy(
  z.object({
    templateId: TemplateId,
    kind: SessionKind,
    /** The client of rides or appointments, the group of classes. */
    title: z.string(),
    /** Whose series it is, where it is somebody's. */
    personId: PersonId.nullable(),
    /** Of which group it is a weekly time. */
    groupId: GroupId.nullable(),
    days: z.array(z.enum(weekdays)),
    interval: Interval,
    start: LocalTime,
    minutes: z.int(),
    placeName: z.string(),
    /** Who leads it; null while nobody does. */
    ledByName: z.string().nullable(),
    horseName: z.string().nullable(),
    /** The first day of it that is to come and does not fit, and its last day. */
    next: LocalDate,
    validUntil: LocalDate,
    /** Its first session to come that a change "from here on" can begin at; null where none is made. */
    session: z.object({ sessionId: SessionId, date: LocalDate }).nullable(),
    /** What is against it, each once. */
    findings: z.array(Finding),
  }),
  appointmentsApart,
)
export type UnsettledSeries = z.infer<typeof UnsettledSeries>

/**
 * Planned sessions of these days that have not begun, and stays that have not ended, that no longer fit the
 * rules, in order of time; series that hold on any of these days and go on with somebody or something that is not
 * there any more. `sessionIds` and `stayIds` ask of these alone, wherever they are, and of the series that they are of.
 */
export const unsettled = read('schedule.unsettled', {
  may: 'settling',
  input: z.object({
    from: LocalDate,
    until: LocalDate,
    sessionIds: z.array(SessionId).max(2000).exactOptional(),
    stayIds: z.array(StayId).max(2000).exactOptional(),
  }),
  output: z.object({
    sessions: z.array(UnsettledSession),
    stays: z.array(UnsettledStay),
    series: z.array(UnsettledSeries),
  }),
})
export type Unsettled = OutputOf<typeof unsettled>

/** What became, or would become, of one session. */
export const Settled = z.object({
  sessionId: SessionId,
  title: z.string(),
  /** Where and when it is, or would be, after it; where it was, of one that is no more; null of one that there never was. */
  date: LocalDate.nullable(),
  start: LocalTime.nullable(),
  outcome: z.enum(['done', 'left', 'refused']),
  /** Why it is refused: `rules_refused` with the findings, or another code. */
  code: ErrorCode.nullable(),
  params: z.record(z.string(), z.unknown()),
  /** Refusals of one that is refused; what is still to be said of one that is done. */
  findings: z.array(Finding),
  /** Free places near one that the rules refuse. */
  alternatives: z.array(Alternative.extend({ horseId: HorseId.exactOptional() })),
})
export type Settled = z.infer<typeof Settled>

/** What became, or would become, of one stay. */
export const SettledStay = z.object({
  stayId: StayId,
  /** Surname first. */
  name: z.string(),
  /** Where it was when it was decided. */
  room: z.string(),
  bed: z.int().nullable(),
  ...Settled.pick({ outcome: true, code: true, params: true, findings: true }).shape,
})
export type SettledStay = z.infer<typeof SettledStay>
const Outcomes = z.object({
  outcomes: z.array(Settled),
  stays: z.array(SettledStay),
  /** Sessions and stays. */
  done: z.int(),
  refused: z.int(),
})

/** Somebody or something in a session, by the role. */
export const SessionUse = z.object({
  role: ResourceRole,
  id: ResourceId,
  name: z.string(),
  /** By which names stand in the order of the Kazakh alphabet, compared as texts. */
  sortKey: z.string(),
})
export type SessionUse = z.infer<typeof SessionUse>

/** One that somebody has chosen: with whom and with what, too. */
export const ChosenSession = seenBy(
  SessionInShort.extend({
    /** Whether something can be done about it: it is neither cancelled nor marked. */
    open: z.boolean(),
    /** Its one client, who leads it, its horse and helpers, its place. */
    uses: z.array(SessionUse),
  }),
  appointmentsApart,
)
export type ChosenSession = z.infer<typeof ChosenSession>
/** Sessions that somebody has chosen, in order of time; those that are gone by now are left out. */
export const sessions = read('schedule.sessions', {
  may: 'settling',
  input: z.object({ sessionIds: z.array(SessionId).max(2000) }),
  output: z.object({ sessions: z.array(ChosenSession) }),
})

const Decisions = z
  .object({
    decisions: z.array(Decision).max(500).default([]),
    stays: z.array(StayDecision).max(500).default([]),
  })
  .refine(({ decisions, stays }) => decisions.length + stays.length > 0, { path: ['decisions'] })
/**
 * Does what was decided about sessions and stays, as one change: lines that are refused stay as they were, the others are done. All
 * are taken out of the way first, so that two may exchange what they have. A line may leave what was against
 * the rules before, and bring nothing new against them.
 */
export const settle = command('schedule.settle', {
  may: 'settling',
  input: Decisions,
  output: Outcomes,
})
export const trySettle = preview('schedule.trySettle', {
  may: 'settling',
  input: Decisions,
  output: Outcomes,
})

const Selection = z.object({ sessionIds: z.array(SessionId).min(1).max(500) })
const CancelMany = Selection.extend({ reason: CancelReason, note: ShortText.exactOptional() })
/** Cancels several sessions, as `settle` does. */
export const cancelMany = command('schedule.cancelMany', {
  may: 'settling',
  input: CancelMany,
  output: Outcomes,
})
export const tryCancelMany = preview('schedule.tryCancelMany', {
  may: 'settling',
  input: CancelMany,
  output: Outcomes,
})
const ReplaceMany = Selection.extend({ with: z.array(Replacement).min(1).max(6) })
/** Gives several sessions another horse, member or place, as `settle` does. */
export const replaceMany = command('schedule.replaceMany', {
  may: 'settling',
  input: ReplaceMany,
  output: Outcomes,
})
export const tryReplaceMany = preview('schedule.tryReplaceMany', {
  may: 'settling',
  input: ReplaceMany,
  output: Outcomes,
})
const ShiftMany = Selection.extend({ minutes: Shift.shape.minutes, days: Shift.shape.days })
/** Moves several sessions by so many minutes and days, as `settle` does. Refuses `nothing_to_shift` by neither. */
export const shiftMany = command('schedule.shiftMany', {
  may: 'settling',
  refuses: ['nothing_to_shift'],
  input: ShiftMany,
  output: Outcomes,
})
export const tryShiftMany = preview('schedule.tryShiftMany', {
  may: 'settling',
  refuses: ['nothing_to_shift'],
  input: ShiftMany,
  output: Outcomes,
})
const Exchange = z.object({
  sessionId: SessionId,
  withSessionId: SessionId,
  /** Their horses, those who lead them, their places, or their days and hours. */
  what: z.enum(['horse', 'leader', 'place', 'hour']),
})
const exchangeRefuses = [
  'rules_refused',
  'session_marked',
  'session_cancelled',
  'not_in_session',
] as const
/**
 * Two sessions exchange something: both or neither. Refuses `rules_refused`, what a move does, and
 * `not_in_session` where one of them has no such thing.
 */
export const exchange = command('schedule.exchange', {
  may: 'settling',
  refuses: exchangeRefuses,
  input: Exchange,
  output: Outcomes,
})
export const tryExchange = preview('schedule.tryExchange', {
  may: 'settling',
  refuses: exchangeRefuses,
  input: Exchange,
  output: Outcomes,
})

export const settling = methods(
  unsettled,
  sessions,
  settle,
  trySettle,
  cancelMany,
  tryCancelMany,
  replaceMany,
  tryReplaceMany,
  shiftMany,
  tryShiftMany,
  exchange,
  tryExchange,
)
