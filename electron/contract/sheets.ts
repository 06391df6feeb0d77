/** What stands on the printed sheets. Never a diagnosis. */
import { z } from 'zod'
import { register as attendanceRegister } from './attendance.ts'
import { methods, read } from './envelope.ts'
import { Part, SessionKind } from './schedule.ts'
import {
  GroupId,
  LocalDate,
  LocalMonth,
  LocalTime,
  MemberId,
  PersonId,
  SessionId,
  SheetLanguage,
} from './values.ts'

const InLanguages = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** `rides-day`: a day's sessions by instructor, in order of time. Names are surname first. */
export const ridesDay = read('sheets.ridesDay', {
  input: z.object({ date: LocalDate, instructorId: MemberId.optional() }),
  output: z.object({
    date: LocalDate,
    centreName: InLanguages,
    instructors: z.array(
      z.object({
        /** Null for the sessions that nobody leads yet. */
        memberId: MemberId.nullable(),
        name: z.string().nullable(),
        rides: z.array(
          z.object({
            start: LocalTime,
            end: LocalTime,
            clientName: z.string(),
            horseName: z.string(),
            placeName: z.string(),
            leaderName: z.string().nullable(),
            sidewalkerNames: z.array(z.string()),
            markLetter: z.string().nullable(),
          }),
        ),
      }),
    ),
    marks: z.array(
      z.object({
        letter: z.string(),
        name: InLanguages,
      }),
    ),
  }),
})
export type RidesDaySheet = z.infer<(typeof ridesDay)['output']>

/**
 * `class`: the lists of one class or several, or of all classes of a day, each with its people by name
 * and the queue of its group apart. Cancelled classes are left out. Refuses `not_found`.
 */
export const classes = read('sheets.classes', {
  input: z.union([
    z.object({ sessionIds: z.array(SessionId).min(1).max(200) }),
    z.object({ date: LocalDate }),
  ]),
  output: z.object({
    centreName: InLanguages,
    classes: z.array(
      z.object({
        sessionId: SessionId,
        groupName: z.string(),
        studio: z.string(),
        date: LocalDate,
        start: LocalTime,
        end: LocalTime,
        placeName: z.string(),
        teacherName: z.string().nullable(),
        people: z.array(
          z.object({ name: z.string(), part: Part, markLetter: z.string().nullable() }),
        ),
        waiting: z.array(z.object({ name: z.string(), since: LocalDate })),
      }),
    ),
    marks: z.array(z.object({ letter: z.string(), name: InLanguages })),
  }),
})
export type ClassesSheet = z.infer<(typeof classes)['output']>

/** `register`: what `attendance.register` answers, under the name of the centre. */
export const register = read('sheets.register', {
  input: z.object({ groupId: GroupId.nullable(), month: LocalMonth }),
  output: attendanceRegister.output.extend({
    centreName: InLanguages,
    /** Of a group. */
    studio: z.string().nullable(),
  }),
})
export type RegisterSheet = z.infer<(typeof register)['output']>
/** The same register as a workbook (XLSX): the same cells and totals. */
export const registerWorkbook = read('sheets.registerWorkbook', {
  input: z.object({ groupId: GroupId.nullable(), month: LocalMonth, language: SheetLanguage }),
  output: z.object({ fileName: z.string(), contentBase64: z.string() }),
})

/** `client-timetable`: everything that a person has in some days, for the family. Nothing cancelled. */
export const clientTimetable = read('sheets.clientTimetable', {
  input: z.object({ personId: PersonId, from: LocalDate, until: LocalDate }),
  output: z.object({
    centreName: InLanguages,
    clientName: z.string(),
    from: LocalDate,
    until: LocalDate,
    sessions: z.array(
      z.object({
        date: LocalDate,
        start: LocalTime,
        end: LocalTime,
        kind: SessionKind,
        /** Of a class. */
        groupName: z.string().nullable(),
        studio: z.string().nullable(),
        placeName: z.string(),
        ledByName: z.string().nullable(),
      }),
    ),
  }),
})
export type ClientTimetableSheet = z.infer<(typeof clientTimetable)['output']>

export const sheets = methods(ridesDay, classes, register, registerWorkbook, clientTimetable)
