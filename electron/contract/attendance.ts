/** Who came: marks, their trail, what is still unmarked, absences known ahead, the monthly register. */
import { z } from 'zod'
import { command, type InputOf, methods, type OutputOf, read } from './envelope.ts'
import { appointmentsApart, Finding, Part, SessionKind } from './schedule.ts'
import { seen, seenBy } from './sights.ts'
import {
  AbsenceId,
  CourseId,
  CreditId,
  GroupId,
  LocalDate,
  LocalDateTime,
  LocalMonth,
  LocalTime,
  LongText,
  MemberId,
  PersonId,
  SessionId,
  ShortText,
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

/** One line of a list: a person in a session. */
export const AttendanceLine = seenBy(
  z.object({
    sessionId: SessionId,
    kind: SessionKind,
    personId: PersonId,
    part: Part,
    date: LocalDate,
    start: LocalTime,
    end: LocalTime,
    clientName: z.string(),
    /** Of a ride. */
    horseName: z.string().nullable(),
    /** Of a class. */
    groupId: GroupId.nullable(),
    /** Of a class; of a session of a course, what it is called. */
    groupName: z.string().nullable(),
    placeName: z.string(),
    /** What to watch with the person. */
    precautions: z.string().nullable(),
    /** The instructor, teacher or psychologist. */
    ledById: MemberId.nullable(),
    ledByName: z.string().nullable(),
    /** The session does not take place: nothing can be marked in it. */
    cancelled: z.boolean(),
    mark: MarkCode.nullable(),
    /**
     * What stands in the register: the mark; without one, what the cancellation or the closed day says. Null
     * for what is still to be marked.
     */
    standing: MarkCode.nullable(),
    remark: z.string().nullable(),
    /** How often the mark was changed after it was first put. */
    corrections: z.int(),
  }),
  (line) => ({ ...appointmentsApart(line), members: [line.ledById] }),
)
export type AttendanceLine = z.infer<typeof AttendanceLine>

export const marks = read('attendance.marks', {
  may: 'viewing',
  input: z.object({}),
  output: z.object({ marks: z.array(MarkKind) }),
})
/** The list of a day in order of time, session and name, what was cancelled in its place. */
export const day = read('attendance.day', {
  may: 'viewing',
  input: z.object({ date: LocalDate, ledById: MemberId.exactOptional() }),
  output: z.object({ lines: z.array(AttendanceLine) }),
})
/** How many sessions of each kind are still to come on a day, also those with nobody on their list; cancelled ones do not. */
export const standing = read('attendance.standing', {
  may: 'viewing',
  input: z.object({ date: LocalDate }),
  output: z.object({ kinds: z.array(z.object({ kind: SessionKind, sessions: z.int() })) }),
})
/** The list of one session, a cancelled one too. Refuses `not_found`. */
export const session = read('attendance.session', {
  may: 'viewing',
  sessionsOf: ({ sessionId }) => [sessionId],
  input: z.object({ sessionId: SessionId }),
  output: z.object({ lines: z.array(AttendanceLine) }),
})

const OneMark = z.object({
  sessionId: SessionId,
  personId: PersonId,
  /** Null takes the mark back. */
  mark: MarkCode.nullable(),
  remark: LongText.max(500).exactOptional(),
})
const Marked = z.object({
  sessionId: SessionId,
  personId: PersonId,
  mark: MarkCode.nullable(),
  remark: z.string().nullable(),
  /** The mark before this one. */
  before: MarkCode.nullable(),
})
/**
 * What somebody else has meanwhile of a session whose person was excused and comes after all: `overlap` with
 * who has it. The mark stands all the same.
 */
const TakenMeanwhile = z.array(Finding)
const MarkedAlone = Marked.extend({ findings: TakenMeanwhile })
/**
 * Refuses `not_found` for a person who is not in that session, `session_cancelled`, and `not_begun` for a mark
 * that says who came or stayed away before it begins (see `mayStand`). An excused absence
 * from a class gives a make-up credit; another mark in its place takes the credit back. Whoever is excused
 * takes nothing of the session: of a ride or consultation, all that it has is free for somebody else.
 */
export const mark = command('attendance.mark', {
  may: 'marking',
  changesFacts: true,
  sessionsOf: ({ sessionId }) => [sessionId],
  refuses: ['session_cancelled', 'not_begun'],
  input: OneMark,
  output: MarkedAlone,
})
/** Several marks in one transaction, or none of them: all present, and its undo. */
export const markMany = command('attendance.markMany', {
  may: 'marking',
  changesFacts: true,
  sessionsOf: ({ marks }) => marks.map(({ sessionId }) => sessionId),
  refuses: ['session_cancelled', 'not_begun'],
  input: z.object({ marks: z.array(OneMark).min(1).max(500) }),
  output: z.object({ marked: z.array(MarkedAlone) }),
})
/**
 * Marks everybody in some sessions who has no mark yet: one tap for all present. Answers whom. What has not
 * begun can be excused, but nobody has come to it or stayed away: `notBegun` people are left.
 */
export const markAll = command('attendance.markAll', {
  may: 'marking',
  changesFacts: true,
  sessionsOf: (of) => ('sessionIds' in of ? of.sessionIds : [of.sessionId]),
  refuses: ['session_cancelled'],
  input: z.union([
    z.object({ sessionId: SessionId, mark: MarkCode }),
    z.object({ sessionIds: z.array(SessionId).min(1).max(200), mark: MarkCode }),
  ]),
  output: z.object({ marked: z.array(Marked), notBegun: z.int() }),
})
/**
 * Who marked what and when, who cancelled the session and who restored it: what stood before and after. The
 * oldest first.
 */
export const trail = read('attendance.trail', {
  may: 'viewing',
  sessionsOf: ({ sessionId }) => [sessionId],
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
/**
 * People in sessions that ended by then (a day stands for its end) and have no mark; the newest first.
 * `sessions` and `total` count the sessions and the people.
 */
export const unmarked = read('attendance.unmarked', {
  may: 'viewing',
  input: z.object({
    until: z.union([LocalDate, LocalDateTime]),
    limit: z.int().min(1).max(500).default(200),
  }),
  output: z.object({ lines: z.array(AttendanceLine), total: z.int(), sessions: z.int() }),
})

/** A make-up credit that is not spent. */
export const OpenCredit = z.object({
  creditId: CreditId,
  /** The group and the day of the class that was missed. */
  groupName: z.string(),
  missedOn: LocalDate,
  /** The last day on which it can be made up for. */
  expiresOn: LocalDate,
})
export type OpenCredit = z.infer<typeof OpenCredit>
/**
 * Puts somebody who came without being on the list of a class there: a person of the files, or a new
 * one in a few fields, to be merged later. Refuses `rules_refused` with `overlap` when they are elsewhere
 * at that hour, `session_cancelled`. With a `creditId` they make up for the absence that it is of, also when
 * they are on the list already as somebody who walked in; refuses `credit_spent` then.
 */
export const walkIn = command('attendance.walkIn', {
  may: 'marking',
  changesFacts: true,
  sessionsOf: ({ sessionId }) => [sessionId],
  refuses: ['rules_refused', 'session_cancelled', 'credit_spent'],
  input: z.object({
    sessionId: SessionId,
    creditId: CreditId.exactOptional(),
    person: z.union([
      z.object({ personId: PersonId }),
      z.object({
        familyName: ShortText,
        givenName: ShortText,
        birthDate: LocalDate.nullable().default(null),
        phone: ShortText.nullable().default(null),
      }),
    ]),
  }),
  output: z.object({
    sessionId: SessionId,
    personId: PersonId,
    /** Open credits of whoever walked in that could be spent here: to be asked whether it is a make-up. */
    credits: z.array(OpenCredit),
  }),
})
/** Takes a walk-in off the list again. Refuses `session_marked` for one who has a mark. */
export const removeWalkIn = command('attendance.removeWalkIn', {
  may: 'marking',
  changesFacts: true,
  sessionsOf: ({ sessionId }) => [sessionId],
  refuses: ['session_marked'],
  input: z.object({ sessionId: SessionId, personId: PersonId }),
  output: z.object({ sessionId: SessionId, personId: PersonId }),
})

export const Absence = z.object({
  absenceId: AbsenceId,
  personId: PersonId,
  name: z.string(),
  from: LocalDate,
  until: LocalDate,
  /** Often what ails them. */
  reason: seen('everybodys', z.string().nullable()),
})
export type Absence = z.infer<typeof Absence>
/**
 * Says ahead that a person will be away, both days included: their sessions of that time that have no
 * mark get the mark `excused`, and so do those that are planned later. Answers how many it marked. Whoever sees their
 * own sessions alone is refused where others lead any of them.
 */
export const announceAbsence = command('attendance.announceAbsence', {
  may: 'marking',
  changesFacts: true,
  input: z.object({
    personId: PersonId,
    from: LocalDate,
    until: LocalDate,
    reason: ShortText.exactOptional(),
  }),
  output: z.object({ absenceId: AbsenceId, marked: z.int() }),
})
/**
 * Takes an absence back, with the marks that it put and nobody has changed since. Answers how many, and what
 * others have meanwhile of the sessions.
 */
export const withdrawAbsence = command('attendance.withdrawAbsence', {
  may: 'marking',
  changesFacts: true,
  input: z.object({ absenceId: AbsenceId }),
  output: z.object({ unmarked: z.int(), findings: TakenMeanwhile }),
})
/** Absences that reach into some days, or all of a person. */
export const absences = read('attendance.absences', {
  may: 'viewing',
  input: z.object({
    personId: PersonId.exactOptional(),
    from: LocalDate.exactOptional(),
    until: LocalDate.exactOptional(),
  }),
  output: z.object({ absences: z.array(Absence) }),
})

/**
 * How often each kind of mark stands, also where it comes of a cancellation or a closed day. `unmarked`
 * sessions have ended or not: nothing stands in them.
 */
export const Totals = z.object({
  /** On whose list the person is. */
  sessions: z.int(),
  present: z.int(),
  absent: z.int(),
  excused: z.int(),
  unmarked: z.int(),
})
export type Totals = z.infer<typeof Totals>
/**
 * The register of a group or of hippotherapy (`groupId` null) for a month, or of a whole course: people
 * by name, every day of that time. A cell holds the letter of each session of the day; `·` stands for one without a mark,
 * nothing for a day without a session of that person. What was cancelled stands there with the letter of
 * its reason, what falls on a closed day with that of closed days, unless a person has marked it. People on the waiting list are never in it.
 */
export const register = read('attendance.register', {
  may: 'viewing',
  input: z.union([
    z.object({ groupId: GroupId.nullable(), month: LocalMonth }),
    z.object({ courseId: CourseId }),
  ]),
  output: z.object({
    /** Null for a course, which has its own days. */
    month: LocalMonth.nullable(),
    from: LocalDate,
    until: LocalDate,
    /** Of the group or course. */
    groupName: z.string().nullable(),
    teacherName: z.string().nullable(),
    days: z.array(
      z.object({
        date: LocalDate,
        /** With somebody on their lists, cancelled ones too. */
        sessions: z.int(),
        closedDay: z.string().nullable(),
        totals: Totals,
      }),
    ),
    people: z.array(
      z.object({
        personId: PersonId,
        name: z.string(),
        part: Part,
        /** Each membership, or the time in the course, that began or ended within these days, in order. */
        periods: z.array(
          z.object({
            joinedOn: LocalDate.nullable(),
            /** The first day without. */
            leftOn: LocalDate.nullable(),
          }),
        ),
        /** One for each of `days`. */
        cells: z.array(z.string()),
        totals: Totals,
      }),
    ),
    totals: Totals,
    marks: z.array(MarkKind),
  }),
})
export type Register = OutputOf<typeof register>
export type RegisterInput = InputOf<typeof register>
/**
 * Everybody's days of a longer time: for each person one character a day from `from` to `until`, the
 * letter of what stands, as in the register, `·` where nothing does, a space without session. Of one group, one kind, or all.
 */
export const grid = read('attendance.grid', {
  may: 'viewing',
  input: z.object({
    from: LocalDate,
    until: LocalDate,
    groupId: GroupId.exactOptional(),
    kind: SessionKind.exactOptional(),
  }),
  output: z.object({
    people: z.array(
      z.object({ personId: PersonId, name: z.string(), days: z.string(), totals: Totals }),
    ),
  }),
})

export const attendance = methods(
  marks,
  day,
  standing,
  session,
  mark,
  markMany,
  markAll,
  trail,
  unmarked,
  walkIn,
  removeWalkIn,
  announceAbsence,
  withdrawAbsence,
  absences,
  register,
  grid,
)
