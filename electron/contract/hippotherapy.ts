/** Hippotherapy: the day board, booking under the rules, weekly templates, undo. */
import { z } from 'zod'
import { UnavailableOn, UnavailableReason } from './availability.ts'
import { command, methods, type OutputOf, preview, read } from './envelope.ts'
import { mostSidewalkers } from './people.ts'
import {
  AlsoSaid,
  Alternative,
  Booked,
  bookingRefuses,
  Cancelled,
  Cancelling,
  CancelReason,
  cancellingRefuses,
  checkedWith,
  EndingSeries,
  Finding,
  Interval,
  Moving,
  movedWith,
  movingRefuses,
  Override,
  outcomeOf,
  Restoring,
  restoringRefuses,
  SessionState,
  ToSettle,
} from './schedule.ts'
import { seenBy } from './sights.ts'
import {
  HorseId,
  LocalDate,
  LocalTime,
  MemberId,
  Minutes,
  PersonId,
  PlaceId,
  SessionId,
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
  sidewalkerIds: z.array(MemberId).max(mostSidewalkers),
  placeId: PlaceId,
  /** Mass of a rider behind the client, kilograms. */
  riderBehindKg: z.number().min(0).max(150).default(0),
})
export type Cast = z.infer<typeof Cast>

/** A session as it is planned. `start` and `minutes` stay within one calendar day. */
export const Ride = Cast.extend({ date: LocalDate, start: LocalTime, minutes: Minutes })
export type Ride = z.infer<typeof Ride>

/** A free place near the one that was refused, and a horse for it. */
export const RideAlternative = Alternative.extend({ horseId: HorseId })
export type RideAlternative = z.infer<typeof RideAlternative>

/** Rides are for those who lead them or help, and for those who see everybody's. */
const withTeam = ({
  instructorId,
  therapistId,
  leaderId,
  sidewalkerIds,
}: Pick<Ride, 'instructorId' | 'therapistId' | 'leaderId' | 'sidewalkerIds'>) => ({
  members: [instructorId, therapistId, leaderId, ...sidewalkerIds],
})

/** A session as the board and the lists show it. */
export const SessionView = seenBy(
  Ride.extend({
    id: SessionId,
    end: LocalTime,
    state: SessionState,
    /** What keeps it from being ready. */
    missing: z.array(z.enum(['instructor', 'leader', 'sidewalker'])),
    clientName: z.string(),
    clientGivenName: z.string(),
    clientFamilyName: z.string(),
    sidewalkersNeeded: z.int(),
    /** What to watch with the client. */
    precautions: z.string().nullable(),
    cancelReason: CancelReason.nullable(),
    cancelNote: z.string().nullable(),
    overrideReason: z.string().nullable(),
    templateId: TemplateId.nullable(),
    /** Made from a template and then changed by a person. */
    byHand: z.boolean(),
    /** The client's attendance mark; null while unmarked. */
    mark: z.string().nullable(),
    /** The client is excused: horse, team and place are free for somebody else, and it stands with its mark. */
    givenFree: z.boolean(),
    findings: ToSettle,
    warnings: AlsoSaid,
  }),
  withTeam,
)
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
      away: z
        .object({ reason: z.string().nullable(), because: UnavailableReason, until: LocalDate })
        .nullable(),
      unavailable: z.array(UnavailableOn),
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
      unavailable: z.array(UnavailableOn),
    }),
  ),
  places: z.array(z.object({ id: PlaceId, name: z.string(), unavailable: z.array(UnavailableOn) })),
  sessions: z.array(SessionView),
  /** Usual beginnings of sessions on this weekday. */
  slots: z.array(z.object({ start: LocalTime, minutes: z.int(), placeId: PlaceId })),
})
export type DayView = z.infer<typeof DayView>

export const day = read('hippotherapy.day', {
  may: 'viewing',
  input: z.object({ date: LocalDate }),
  output: DayView,
})
/** Sessions and marks of each day of the seven from a date: the week strip. */
export const week = read('hippotherapy.week', {
  may: 'viewing',
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
  may: 'viewing',
  sessionsOf: ({ sessionId }) => [sessionId],
  input: z.object({ sessionId: SessionId }),
  output: SessionView,
})
/** Seats of a ride, as far as they are chosen. Written out: a default of `Cast` would fill in the others. */
const Seats = z
  .object({
    horseId: HorseId,
    placeId: PlaceId,
    instructorId: MemberId.nullable(),
    therapistId: MemberId.nullable(),
    leaderId: MemberId.nullable(),
    sidewalkerIds: Cast.shape.sidewalkerIds,
  })
  .exactPartial()
export type Seats = z.infer<typeof Seats>
/**
 * Horse and team that the client rode with lately, for the booking form. `at` an hour, whoever and whatever is
 * not free then is replaced by what is, and a free place is proposed.
 */
export const usual = read('hippotherapy.usual', {
  may: 'viewing',
  input: z.object({
    /** Null while nobody has said who is to ride. */
    clientId: PersonId.nullable(),
    date: LocalDate,
    at: z
      .object({
        start: LocalTime,
        /** The usual length without. */
        minutes: Minutes.exactOptional(),
        /** Rather these than the usual, where they are free. */
        wanted: Seats.exactOptional(),
        /** Chosen by hand: these stay, free or not. */
        chosen: Seats.exactOptional(),
      })
      .exactOptional(),
  }),
  output: z.object({
    cast: Cast.omit({ clientId: true }).exactPartial().nullable(),
    /** It is as the client has ridden before; null when there was no ride. */
    lastRideOn: LocalDate.nullable(),
    /** Who or what is not free, and why; and what is proposed instead, null where nothing is free. */
    replaced: z.array(
      z.object({
        name: z.string(),
        insteadName: z.string().nullable(),
        /** Empty where it has another seat of this ride. */
        findings: z.array(Finding),
      }),
    ),
    minutes: z.int(),
    /** What to watch with the client. */
    precautions: z.string().nullable(),
  }),
})
const Checked = checkedWith(RideAlternative)
/**
 * What the rules say to a ride, whole or half filled in (rules that need a missing part are silent).
 * `sessionId` leaves that session out: it is the one being moved.
 */
export const check = read('hippotherapy.check', {
  may: 'scheduling',
  input: Ride.exactPartial().extend({
    date: LocalDate,
    start: LocalTime,
    minutes: Minutes,
    sessionId: SessionId.exactOptional(),
  }),
  output: Checked,
})
export type Checked = z.infer<typeof Checked>

export const book = command('hippotherapy.book', {
  may: 'scheduling',
  refuses: bookingRefuses,
  input: Ride.extend({ override: Override.exactOptional() }),
  output: Booked,
})

const Outcome = outcomeOf(RideAlternative)
export type RideOutcome = z.infer<typeof Outcome>

const Move = Moving.extend({
  // Written out: a default of `Cast` would fill in what the move leaves alone.
  horseId: HorseId.exactOptional(),
  instructorId: MemberId.nullable().exactOptional(),
  therapistId: MemberId.nullable().exactOptional(),
  leaderId: MemberId.nullable().exactOptional(),
  sidewalkerIds: Cast.shape.sidewalkerIds.exactOptional(),
  riderBehindKg: z.number().min(0).max(150).exactOptional(),
})
const Moved = movedWith(RideAlternative)
/** Moves, lengthens, or gives another horse, team or place. */
export const move = command('hippotherapy.move', {
  may: 'scheduling',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const tryMove = preview('hippotherapy.tryMove', {
  may: 'scheduling',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const cancel = command('hippotherapy.cancel', {
  may: 'scheduling',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
/** How many would be cancelled, and how many stay. */
export const tryCancel = preview('hippotherapy.tryCancel', {
  may: 'scheduling',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
export const restore = command('hippotherapy.restore', {
  may: 'scheduling',
  refuses: restoringRefuses,
  input: Restoring,
  output: Booked,
})

const Copy = z.object({
  from: LocalDate,
  to: LocalDate,
  /** One day, or the seven days from `from`. */
  days: z.union([z.literal(1), z.literal(7)]),
  /** What the person decided for single rides, by the one that is copied. */
  decisions: z
    .array(
      z.object({
        sessionId: SessionId,
        action: z.enum(['skip', 'make', 'move']),
        to: RideAlternative.exactOptional(),
      }),
    )
    .max(2000)
    .default([]),
})
const CopyOutcome = Outcome.extend({
  /** The ride that is copied. */
  ofId: SessionId,
})
export type CopyOutcome = z.infer<typeof CopyOutcome>
const Copied = z.object({ outcomes: z.array(CopyOutcome) })
/** Copies a day or a week; what is there already, clashes or falls on a closed day is left out and said, unless decided. */
export const copy = command('hippotherapy.copy', { may: 'scheduling', input: Copy, output: Copied })
export const tryCopy = preview('hippotherapy.tryCopy', {
  may: 'scheduling',
  input: Copy,
  output: Copied,
})

/** A weekly template: on these days of every so manieth week, at this time, with these, from a day until a day. */
export const TemplateFields = Cast.extend({
  days: z.array(Weekday).min(1).max(7),
  interval: Interval.default(1),
  start: LocalTime,
  minutes: Minutes,
  validFrom: LocalDate,
  validUntil: LocalDate,
})
export type TemplateFields = z.infer<typeof TemplateFields>
export const Template = seenBy(
  TemplateFields.extend({
    id: TemplateId,
    clientName: z.string(),
    horseName: z.string(),
    placeName: z.string(),
    /** Sessions made from it that have not been cancelled. */
    sessions: z.int(),
  }),
  withTeam,
)
export type Template = z.infer<typeof Template>
export const templates = read('hippotherapy.templates', {
  may: 'viewing',
  input: z.object({ on: LocalDate.exactOptional() }),
  output: z.object({ templates: z.array(Template) }),
})
const Series = TemplateFields.extend({
  /** Makes more sessions of a template that is there already. */
  templateId: TemplateId.exactOptional(),
  /** What the person decided for single days; the others are made where nothing is in the way. */
  decisions: z
    .array(
      z.object({
        date: LocalDate,
        action: z.enum(['skip', 'make', 'move']),
        to: RideAlternative.exactOptional(),
      }),
    )
    .max(400)
    .default([]),
})
/** What would be made, what clashes and why, what falls on a closed day; writes nothing. */
export const planSeries = preview('hippotherapy.planSeries', {
  may: 'scheduling',
  input: Series,
  output: z.object({ outcomes: z.array(Outcome) }),
})
/** Writes the template and its sessions; clashes and closed days are left out unless decided. */
export const commitSeries = command('hippotherapy.commitSeries', {
  may: 'scheduling',
  input: Series,
  output: z.object({ templateId: TemplateId, outcomes: z.array(Outcome) }),
})
/** Ends a template on a day: its later sessions go; those that have begun, were marked or changed by hand stay. */
export const endSeries = command('hippotherapy.endSeries', {
  may: 'scheduling',
  input: EndingSeries,
  output: Cancelled,
})
/** How many would go, and how many stay. */
export const tryEndSeries = preview('hippotherapy.tryEndSeries', {
  may: 'scheduling',
  input: EndingSeries,
  output: Cancelled,
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
  tryCancel,
  restore,
  copy,
  tryCopy,
  templates,
  planSeries,
  commitSeries,
  endSeries,
  tryEndSeries,
)
export type BookInput = z.infer<(typeof book)['input']>
export type MoveInput = z.infer<typeof Move>
export type SeriesInput = z.infer<typeof Series>
export type CopyInput = z.infer<typeof Copy>
export type Day = OutputOf<typeof day>
