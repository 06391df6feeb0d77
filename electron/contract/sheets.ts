/** What stands on the printed sheets. Never a diagnosis. */
import { z } from 'zod'
import { register as attendanceRegister } from './attendance.ts'
import { meals as boardingMeals } from './boarding.ts'
import { longRead, methods, read } from './envelope.ts'
import { Family } from './notices.ts'
import { Sex } from './people.ts'
import { appointmentsApart, Part, SessionKind } from './schedule.ts'
import { seen, seenBy } from './sights.ts'
import {
  CourseId,
  type Language,
  LocalDate,
  type LocalMonth,
  LocalTime,
  MemberId,
  PersonId,
  SessionId,
  SheetLanguage,
  StayId,
} from './values.ts'

/** An XLSX file. */
const Workbook = z.object({ fileName: z.string(), contentBase64: z.string() })

/** The words of workbooks in one language. */
export interface WorkbookWords {
  readonly title: string
  readonly hippotherapy: string
  readonly group: string
  readonly teacher: string
  readonly number: string
  readonly name: string
  readonly sessions: string
  readonly present: string
  readonly absent: string
  readonly excused: string
  readonly unmarked: string
  readonly total: string
  readonly letters: string
  readonly withoutMark: string
  readonly joined: string
  readonly left: string
  readonly roster: string
  readonly course: string
  readonly companionOf: string
  readonly birthYear: string
  readonly sex: string
  readonly female: string
  readonly male: string
  readonly phone: string
  readonly arrival: string
  readonly departure: string
  /** `2025 жылғы қазан`. */
  monthName(month: LocalMonth): string
}
/** What the service is handed to write workbooks with: it has no words of its own. */
export type WorkbookTexts = Readonly<Record<Language, WorkbookWords>>

const InLanguages = z.object({ kk: z.string(), ru: z.string(), en: z.string() })

/** `rides-day`: a day's sessions by instructor, in order of time. Names are surname first. */
export const ridesDay = read('sheets.ridesDay', {
  may: 'viewing',
  input: z.object({ date: LocalDate, instructorId: MemberId.exactOptional() }),
  output: z.object({
    date: LocalDate,
    centreName: InLanguages,
    instructors: z.array(
      seenBy(
        z.object({
          /** Null for the sessions that nobody leads yet. */
          memberId: MemberId.nullable(),
          name: z.string().nullable(),
          rides: z.array(
            z.object({
              sessionId: SessionId,
              start: LocalTime,
              end: LocalTime,
              clientName: z.string(),
              /** What to watch with the client: no diagnosis. */
              precautions: z.string().nullable(),
              horseName: z.string(),
              placeName: z.string(),
              leaderName: z.string().nullable(),
              sidewalkerNames: z.array(z.string()),
              markLetter: z.string().nullable(),
            }),
          ),
        }),
        ({ memberId }) => ({ members: [memberId] }),
      ),
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
 * `class`: the lists of one class or several, of all classes of a day, or of all sessions that a course
 * has on a day; each with its people by name and the queue of its group apart. Cancelled ones are left
 * out. Refuses `not_found`.
 */
export const classes = read('sheets.classes', {
  may: 'viewing',
  input: z.union([
    z.object({ sessionIds: z.array(SessionId).min(1).max(200) }),
    z.object({ courseId: CourseId, date: LocalDate }),
    z.object({ date: LocalDate }),
  ]),
  output: z.object({
    centreName: InLanguages,
    classes: z.array(
      z.object({
        sessionId: SessionId,
        kind: z.enum(['class', 'course']),
        /** Of the group, or of the course. */
        groupName: z.string(),
        /** Of a class. */
        studio: z.string().nullable(),
        /** What a session of a course is called. */
        title: z.string().nullable(),
        date: LocalDate,
        start: LocalTime,
        end: LocalTime,
        placeName: z.string(),
        teacherName: z.string().nullable(),
        assistantNames: z.array(z.string()),
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
  may: 'viewing',
  input: attendanceRegister.input,
  output: attendanceRegister.output.extend({
    centreName: InLanguages,
    /** Of a group. */
    studio: z.string().nullable(),
  }),
})
export type RegisterSheet = z.infer<(typeof register)['output']>
/** The same register as a workbook (XLSX): the same cells and totals. */
export const registerWorkbook = longRead('sheets.registerWorkbook', {
  may: 'viewing',
  input: z.intersection(attendanceRegister.input, z.object({ language: SheetLanguage })),
  output: Workbook,
})

/**
 * `client-timetable`: everything that a person has in some days, for the family. Nothing cancelled; what is
 * marked, or falls on a closed day, says so.
 */
export const clientTimetable = read('sheets.clientTimetable', {
  may: 'telling',
  input: z.object({ personId: PersonId, from: LocalDate, until: LocalDate }),
  output: z.object({
    centreName: InLanguages,
    clientName: z.string(),
    from: LocalDate,
    until: LocalDate,
    sessions: z.array(
      seenBy(
        z.object({
          sessionId: SessionId,
          date: LocalDate,
          start: LocalTime,
          end: LocalTime,
          kind: SessionKind,
          /** Of a class. */
          groupName: z.string().nullable(),
          studio: z.string().nullable(),
          placeName: z.string(),
          ledByName: z.string().nullable(),
          /** The name of what stands in the register; absent where nothing does. */
          stands: InLanguages.exactOptional(),
        }),
        appointmentsApart,
      ),
    ),
  }),
})
export type ClientTimetableSheet = z.infer<(typeof clientTimetable)['output']>

const ofCourse = z.object({ courseId: CourseId })
const CourseHead = z.object({
  centreName: InLanguages,
  courseName: z.string(),
  /** Days of arrival and departure. */
  from: LocalDate,
  until: LocalDate,
})
/**
 * `course-roster`: participants by name, each followed by their companions; nobody who has not come,
 * was taken off or is on the reserve list. No category and no diagnosis. Refuses `not_found`.
 */
export const courseRoster = read('sheets.courseRoster', {
  may: 'lodging',
  input: ofCourse,
  output: CourseHead.extend({
    /** As the course counts them: see `countedIn` in rules/courses.ts. */
    participants: z.int(),
    companions: z.int(),
    people: z.array(
      z.object({
        name: z.string(),
        /** Whom they accompany. */
        companionOf: z.string().nullable(),
        birthYear: z.int().nullable(),
        sex: Sex.nullable(),
        phone: seen('contacts', z.string().nullable()),
        from: LocalDate,
        until: LocalDate,
      }),
    ),
  }),
})
export type CourseRosterSheet = z.infer<(typeof courseRoster)['output']>
/** The same roster as a workbook. */
export const courseRosterWorkbook = longRead('sheets.courseRosterWorkbook', {
  may: 'lodging',
  input: ofCourse.extend({ language: SheetLanguage }),
  output: Workbook,
})

const Sleeper = z.object({
  stayId: StayId,
  name: z.string(),
  companionOf: z.string().nullable(),
  building: z.string(),
  floor: z.int(),
  room: z.string(),
  /** A wheelchair can be used in the room; the person uses one. */
  accessible: z.boolean(),
  wheelchair: z.boolean(),
  bed: z.int(),
  /** First night, and the day on which the bed is free again. */
  from: LocalDate,
  to: LocalDate,
  /** Nobody sleeps in the bed: the person has the whole room. */
  kept: z.boolean(),
  /** Nights that they are away during this stay, or right before or after it: the first, and the day of return. */
  away: z.array(z.object({ from: LocalDate, until: LocalDate })),
  /** Null is ordinary food. */
  diet: z.string().nullable(),
})
/**
 * `rooming-list`: every stay of a course, by room, bed and night, and once more by name; whoever moved
 * stands with each bed. `unplaced` are in the course without a bed. Refuses `not_found`.
 */
export const roomingList = read('sheets.roomingList', {
  may: 'lodging',
  input: ofCourse,
  output: CourseHead.extend({
    byRoom: z.array(Sleeper),
    byName: z.array(Sleeper),
    unplaced: z.array(z.string()),
  }),
})
export type RoomingListSheet = z.infer<(typeof roomingList)['output']>

/** `door-signs`: who sleeps in each room that a course uses, and when not the whole time. Refuses `not_found`. */
export const doorSigns = read('sheets.doorSigns', {
  may: 'lodging',
  input: ofCourse,
  output: CourseHead.extend({
    rooms: z.array(
      z.object({
        building: z.string(),
        floor: z.int(),
        room: z.string(),
        people: z.array(
          z.object({ stayId: StayId, name: z.string(), from: LocalDate, to: LocalDate }),
        ),
      }),
    ),
  }),
})
export type DoorSignsSheet = z.infer<(typeof doorSigns)['output']>

/** `meals`: what `boarding.meals` answers for the days of a course. Refuses `not_found`. */
export const meals = read('sheets.meals', {
  may: 'viewing',
  input: ofCourse,
  output: CourseHead.extend(boardingMeals.output.shape),
})
export type MealsSheet = z.infer<(typeof meals)['output']>

/** `call-list`: the families to be told what has become of their sessions of some days, those first whose hour comes first. */
export const callList = read('sheets.callList', {
  may: 'telling',
  input: z.object({ from: LocalDate, until: LocalDate }),
  output: z.object({
    from: LocalDate,
    until: LocalDate,
    centreName: InLanguages,
    families: z.array(Family),
  }),
})
export type CallListSheet = z.infer<(typeof callList)['output']>

export const sheets = methods(
  ridesDay,
  classes,
  register,
  registerWorkbook,
  clientTimetable,
  callList,
  courseRoster,
  courseRosterWorkbook,
  roomingList,
  doorSigns,
  meals,
)
