/** One-to-one appointments with the psychologist. */
import { z } from 'zod'
import { command, methods, preview, read } from './envelope.ts'
import {
  AlsoSaid,
  Alternative,
  Booked,
  bookingRefuses,
  Cancelled,
  Cancelling,
  CancelReason,
  Checked,
  cancellingRefuses,
  EndingSeries,
  Interval,
  Moved,
  Moving,
  movingRefuses,
  Outcome,
  Override,
  Restoring,
  restoringRefuses,
  SessionState,
  ToSettle,
} from './schedule.ts'
import { seen } from './sights.ts'
import {
  LocalDate,
  LocalTime,
  LongText,
  MemberId,
  Minutes,
  PersonId,
  PlaceId,
  SessionId,
  TemplateId,
  Weekday,
} from './values.ts'

export const FreeSlot = z.object({
  date: LocalDate,
  start: LocalTime,
  end: LocalTime,
  minutes: z.int(),
  psychologistId: MemberId,
  psychologistName: z.string(),
  placeId: PlaceId,
  placeName: z.string(),
})
export type FreeSlot = z.infer<typeof FreeSlot>
/**
 * Times at which the client, a psychologist in working hours and a cabinet are free, within opening
 * hours, from now on, in order of time; between two sessions a psychologist has the `pauseMinutes` of the
 * settings. Length by default: the setting `consultationMinutes`.
 */
export const freeSlots = read('consultations.freeSlots', {
  may: 'advising',
  input: z.object({
    personId: PersonId,
    from: LocalDate.exactOptional(),
    days: z.int().min(1).max(60).default(14),
    minutes: Minutes.exactOptional(),
    psychologistId: MemberId.exactOptional(),
    /** The appointment that is being moved: its own hour is free. */
    sessionId: SessionId.exactOptional(),
  }),
  output: z.object({ slots: z.array(FreeSlot) }),
})

export const ConsultationView = z.object({
  sessionId: SessionId,
  personId: PersonId,
  clientName: z.string(),
  phone: seen('contacts', z.string().nullable()),
  psychologistId: MemberId,
  psychologistName: z.string(),
  placeId: PlaceId,
  placeName: z.string(),
  date: LocalDate,
  start: LocalTime,
  end: LocalTime,
  minutes: z.int(),
  state: SessionState,
  cancelReason: CancelReason.nullable(),
  cancelNote: z.string().nullable(),
  /** `absent` is a no-show. */
  mark: z.string().nullable(),
  templateId: TemplateId.nullable(),
  /** Made from a series and then changed by a person. */
  byHand: z.boolean(),
  findings: ToSettle,
  warnings: AlsoSaid,
})
export type ConsultationView = z.infer<typeof ConsultationView>
/** Appointments of some days, or of a person, in order of time. */
export const list = read('consultations.list', {
  may: 'advising',
  input: z.object({ from: LocalDate, until: LocalDate, personId: PersonId.exactOptional() }),
  output: z.object({ consultations: z.array(ConsultationView) }),
})

const Appointment = z.object({
  personId: PersonId,
  psychologistId: MemberId,
  placeId: PlaceId,
  date: LocalDate,
  start: LocalTime,
  minutes: Minutes,
})
/** What the rules say; `sessionId` is the one being moved. */
export const check = read('consultations.check', {
  may: 'advising',
  input: Appointment.extend({ sessionId: SessionId.exactOptional() }),
  output: Checked,
})
export const book = command('consultations.book', {
  may: 'advising',
  refuses: bookingRefuses,
  input: Appointment.extend({ override: Override.exactOptional() }),
  output: Booked,
})
const Move = Moving.extend({ psychologistId: MemberId.exactOptional() })
export const move = command('consultations.move', {
  may: 'advising',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const tryMove = preview('consultations.tryMove', {
  may: 'advising',
  refuses: movingRefuses,
  input: Move,
  output: Moved,
})
export const cancel = command('consultations.cancel', {
  may: 'advising',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
/** How many would be cancelled, and how many stay. */
export const tryCancel = preview('consultations.tryCancel', {
  may: 'advising',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
export const restore = command('consultations.restore', {
  may: 'advising',
  refuses: restoringRefuses,
  input: Restoring,
  output: Booked,
})
/** Appointments of a client on these days of every so manieth week, from a day until a day. */
export const ConsultationTemplateFields = Appointment.omit({ date: true }).extend({
  days: z.array(Weekday).min(1).max(7),
  interval: Interval.default(1),
  validFrom: LocalDate,
  validUntil: LocalDate,
})
export const ConsultationTemplate = ConsultationTemplateFields.extend({
  id: TemplateId,
  clientName: z.string(),
  psychologistName: z.string(),
  placeName: z.string(),
  /** Appointments made from it that have not been cancelled. */
  sessions: z.int(),
})
export type ConsultationTemplate = z.infer<typeof ConsultationTemplate>
/** Series of a day (by default all), by weekday and hour. */
export const templates = read('consultations.templates', {
  may: 'advising',
  input: z.object({ on: LocalDate.exactOptional(), personId: PersonId.exactOptional() }),
  output: z.object({ templates: z.array(ConsultationTemplate) }),
})
const Series = ConsultationTemplateFields.extend({
  /** Makes more appointments of a series that is there already. */
  templateId: TemplateId.exactOptional(),
  /** What the person decided for single days; the others are made where nothing is in the way. */
  decisions: z
    .array(
      z.object({
        date: LocalDate,
        action: z.enum(['skip', 'make', 'move']),
        to: Alternative.exactOptional(),
      }),
    )
    .max(400)
    .default([]),
})
/** What would be made, what clashes and why, what falls on a closed day; writes nothing. */
export const planSeries = preview('consultations.planSeries', {
  may: 'advising',
  input: Series,
  output: z.object({ outcomes: z.array(Outcome) }),
})
/** Writes the series and its appointments; clashes and closed days are left out unless decided. */
export const commitSeries = command('consultations.commitSeries', {
  may: 'advising',
  input: Series,
  output: z.object({ templateId: TemplateId, outcomes: z.array(Outcome) }),
})
/** Ends a series on a day: its later appointments go; those that have begun, were marked or changed by hand stay. */
export const endSeries = command('consultations.endSeries', {
  may: 'advising',
  input: EndingSeries,
  output: Cancelled,
})
/** How many would go, and how many stay. */
export const tryEndSeries = preview('consultations.tryEndSeries', {
  may: 'advising',
  input: EndingSeries,
  output: Cancelled,
})
/**
 * The psychologist's note, which opens with her own PIN alone: for her, and for whom her notes were handed over to. Refuses
 * `psychologist_only` for anybody but these and the psychologist of the appointment, `note_closed {name}` for one
 * that somebody else has written, and `note_locked` while the key of her new PIN is still to be made.
 */
export const note = read('consultations.note', {
  may: 'counselling',
  refuses: ['psychologist_only', 'note_closed', 'note_locked'],
  input: z.object({ sessionId: SessionId }),
  output: z.object({ note: z.string() }),
})
/**
 * Writes the note; an empty one takes it away. Refuses as `consultations.note`, and `psychologist_only` for anybody but
 * the psychologist of the appointment.
 */
export const writeNote = command('consultations.writeNote', {
  may: 'counselling',
  refuses: ['psychologist_only', 'note_closed', 'note_locked'],
  input: z.object({ sessionId: SessionId, note: LongText }),
  output: z.object({ note: z.string() }),
})

export const consultations = methods(
  freeSlots,
  list,
  check,
  book,
  move,
  tryMove,
  cancel,
  tryCancel,
  restore,
  templates,
  planSeries,
  commitSeries,
  endSeries,
  tryEndSeries,
  note,
  writeNote,
)
export type ConsultationSeries = z.infer<typeof Series>
