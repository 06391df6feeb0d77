/** One-to-one appointments with the psychologist. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import {
  Booked,
  bookingRefuses,
  Cancelled,
  Cancelling,
  CancelReason,
  Checked,
  cancellingRefuses,
  Moved,
  Moving,
  movingRefuses,
  Override,
  Restoring,
  restoringRefuses,
  SessionState,
  ToSettle,
} from './schedule.ts'
import {
  LocalDate,
  LocalTime,
  LongText,
  MemberId,
  Minutes,
  PersonId,
  PlaceId,
  SessionId,
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
 * hours, from now on, in order of time. Length by default: the setting `consultationMinutes`.
 */
export const freeSlots = read('consultations.freeSlots', {
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
  phone: z.string().nullable(),
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
  findings: ToSettle,
})
export type ConsultationView = z.infer<typeof ConsultationView>
/** Appointments of some days, or of a person, in order of time. */
export const list = read('consultations.list', {
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
  input: Appointment.extend({ sessionId: SessionId.exactOptional() }),
  output: Checked,
})
export const book = command('consultations.book', {
  may: 'scheduling',
  refuses: bookingRefuses,
  input: Appointment.extend({ override: Override.exactOptional() }),
  output: Booked,
})
export const move = command('consultations.move', {
  may: 'scheduling',
  refuses: movingRefuses,
  input: Moving.extend({ psychologistId: MemberId.exactOptional() }),
  output: Moved,
})
export const cancel = command('consultations.cancel', {
  may: 'scheduling',
  refuses: cancellingRefuses,
  input: Cancelling,
  output: Cancelled,
})
export const restore = command('consultations.restore', {
  may: 'scheduling',
  refuses: restoringRefuses,
  input: Restoring,
  output: Booked,
})
/** The psychologist's note. Refuses `psychologist_only` for anybody but the psychologist of the appointment. */
export const note = read('consultations.note', {
  refuses: ['psychologist_only'],
  input: z.object({ sessionId: SessionId }),
  output: z.object({ note: z.string() }),
})
/** Writes the note; an empty one takes it away. Refuses as `consultations.note`. */
export const writeNote = command('consultations.writeNote', {
  may: 'counselling',
  refuses: ['psychologist_only'],
  input: z.object({ sessionId: SessionId, note: LongText }),
  output: z.object({ note: z.string() }),
})

export const consultations = methods(
  freeSlots,
  list,
  check,
  book,
  move,
  cancel,
  restore,
  note,
  writeNote,
)
