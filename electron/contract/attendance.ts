/** Who came: marks, their trail, and what is still unmarked. */
import { z } from 'zod'
import { methods, read, write } from './envelope.ts'
import {
  LocalDate,
  LocalDateTime,
  LocalTime,
  LongText,
  MemberId,
  PersonId,
  SessionId,
} from './values.ts'

/** Code of a mark, as `attendance.marks` lists them: `present`, `late`, `absent`, … */
export const MarkCode = z.string().regex(/^[a-z_]{1,40}$/, { error: 'mark' })

export const MarkKind = z.object({
  code: MarkCode,
  /** What stands on paper: ✓ О Н У Ц В. */
  letter: z.string(),
  name: z.object({ kk: z.string(), ru: z.string(), en: z.string() }),
  countsAsPresent: z.boolean(),
  excused: z.boolean(),
})
export type MarkKind = z.infer<typeof MarkKind>

/** One line of the instructor's list: a client and a session. */
export const AttendanceLine = z.object({
  sessionId: SessionId,
  personId: PersonId,
  date: LocalDate,
  start: LocalTime,
  end: LocalTime,
  clientName: z.string(),
  horseName: z.string(),
  placeName: z.string(),
  instructorId: MemberId.nullable(),
  instructorName: z.string().nullable(),
  mark: MarkCode.nullable(),
  remark: z.string().nullable(),
  /** How often the mark was changed after it was first put. */
  corrections: z.int(),
})
export type AttendanceLine = z.infer<typeof AttendanceLine>

export const marks = read('attendance.marks', {
  input: z.object({}),
  output: z.object({ marks: z.array(MarkKind) }),
})
/** The list of a day in order of time; cancelled sessions are not on it. */
export const day = read('attendance.day', {
  input: z.object({ date: LocalDate, instructorId: MemberId.optional() }),
  output: z.object({ lines: z.array(AttendanceLine) }),
})

const OneMark = z.object({
  sessionId: SessionId,
  personId: PersonId,
  /** Null takes the mark back. */
  mark: MarkCode.nullable(),
  remark: LongText.max(500).optional(),
})
const Marked = z.object({
  sessionId: SessionId,
  personId: PersonId,
  mark: MarkCode.nullable(),
  remark: z.string().nullable(),
  /** The mark before this one. */
  before: MarkCode.nullable(),
})
/** Refuses `not_found` for a person who is not in that session, `session_cancelled`. */
export const mark = write('attendance.mark', { input: OneMark, output: Marked })
/** Several marks in one transaction: all present, and its undo. */
export const markMany = write('attendance.markMany', {
  input: z.object({ marks: z.array(OneMark).min(1).max(500) }),
  output: z.object({ marked: z.array(Marked) }),
})
/** Who marked what and when, the oldest first. */
export const trail = read('attendance.trail', {
  input: z.object({ sessionId: SessionId, personId: PersonId }),
  output: z.object({
    changes: z.array(
      z.object({
        at: z.string(),
        byName: z.string().nullable(),
        before: MarkCode.nullable(),
        after: MarkCode.nullable(),
        remark: z.string().nullable(),
      }),
    ),
  }),
})
/** Sessions that ended by then (a day stands for its end) and have no mark; the newest first. */
export const unmarked = read('attendance.unmarked', {
  input: z.object({
    until: z.union([LocalDate, LocalDateTime]),
    limit: z.int().min(1).max(500).default(200),
  }),
  output: z.object({ lines: z.array(AttendanceLine), total: z.int() }),
})

export const attendance = methods(marks, day, mark, markMany, trail, unmarked)
