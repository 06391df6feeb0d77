import type { MarkKind, Register, RegisterInput } from '#contract/attendance.ts'
import type { DayView } from '#contract/hippotherapy.ts'
import type { Settings } from '#contract/settings.ts'
import type { RegisterSheet, sheets } from '#contract/sheets.ts'
import type { CourseId, GroupId, LocalDate, MemberId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { type BoardingSources, boardingSheets } from './boarding.ts'
import { readClassLists } from './classes.ts'
import { readClientTimetable } from './client-timetable.ts'
import { rosterWorkbook } from './roster-workbook.ts'
import { registerWorkbook } from './workbook.ts'

/** What the other features lend to the sheets. */
export interface SheetSources extends BoardingSources {
  readSettings(db: Reader): Promise<Settings>
  readDay(db: Reader, date: LocalDate): Promise<DayView>
  listMarks(db: Reader): Promise<MarkKind[]>
  readRegister(db: Reader, asked: RegisterInput): Promise<Register>
}

async function studioOf(db: Reader, groupId: GroupId | null): Promise<string | null> {
  if (groupId === null) return null
  const row = await db
    .selectFrom('studio_group')
    .select('studio')
    .where('id', '=', groupId)
    .executeTakeFirst()
  return row?.studio ?? null
}

export function sheetHandlers(sources: SheetSources) {
  const { readSettings, readDay, listMarks, readRegister } = sources
  const boarding = boardingSheets(sources)
  /** Under the name of the centre. */
  const named = async <Sheet extends object>(db: Reader, sheet: Promise<Sheet>) => ({
    ...(await sheet),
    centreName: (await readSettings(db)).centreName,
  })
  const roster = (db: Reader, courseId: CourseId) => named(db, boarding.roster(db, courseId))
  const registerSheet = async (db: Reader, asked: RegisterInput): Promise<RegisterSheet> => ({
    ...(await readRegister(db, asked)),
    centreName: (await readSettings(db)).centreName,
    studio: 'groupId' in asked ? await studioOf(db, asked.groupId) : null,
  })
  return {
    'sheets.ridesDay': async ({ db }, { date, instructorId }) => {
      const { centreName } = await readSettings(db)
      const day = await readDay(db, date)
      const marks = await listMarks(db)
      const letters = new Map(marks.map((mark) => [mark.code, mark.letter]))
      const nameOf = new Map<string, string>([
        ...day.members.map((member) => [member.id, member.name] as const),
        ...day.horses.map((horse) => [horse.id, horse.name] as const),
        ...day.places.map((place) => [place.id, place.name] as const),
      ])
      const name = (id: string) => nameOf.get(id) ?? ''
      const rides = day.sessions.filter(
        (session) =>
          session.state !== 'cancelled' &&
          (instructorId === undefined || session.instructorId === instructorId),
      )
      // Members stand in order of name; the rides that nobody leads yet come last.
      const leaders: (MemberId | null)[] = [...day.members.map((member) => member.id), null]
      return {
        date,
        centreName,
        instructors: leaders
          .map((memberId) => ({
            memberId,
            name: memberId && name(memberId),
            rides: rides
              .filter((ride) => ride.instructorId === memberId)
              .map((ride) => ({
                start: ride.start,
                end: ride.end,
                clientName: ride.clientName,
                horseName: name(ride.horseId),
                placeName: name(ride.placeId),
                leaderName: ride.leaderId && name(ride.leaderId),
                sidewalkerNames: ride.sidewalkerIds.map(name),
                markLetter: ride.mark === null ? null : (letters.get(ride.mark) ?? null),
              })),
          }))
          .filter((one) => one.rides.length > 0),
        marks: marks.map(({ letter, name }) => ({ letter, name })),
      }
    },
    'sheets.classes': async ({ db }, asked) => {
      const { centreName } = await readSettings(db)
      const marks = await listMarks(db)
      return {
        centreName,
        classes: await readClassLists(db, marks, asked),
        marks: marks.map(({ letter, name }) => ({ letter, name })),
      }
    },
    'sheets.register': ({ db }, asked) => registerSheet(db, asked),
    'sheets.registerWorkbook': async ({ db }, { language, ...asked }) => {
      const { fileName, content } = await registerWorkbook(await registerSheet(db, asked), language)
      return { fileName, contentBase64: content.toString('base64') }
    },
    'sheets.clientTimetable': async ({ db }, { personId, from, until }) => {
      const { centreName } = await readSettings(db)
      return { centreName, from, until, ...(await readClientTimetable(db, personId, from, until)) }
    },
    'sheets.courseRoster': ({ db }, { courseId }) => roster(db, courseId),
    'sheets.courseRosterWorkbook': async ({ db }, { courseId, language }) => {
      const { fileName, content } = await rosterWorkbook(await roster(db, courseId), language)
      return { fileName, contentBase64: content.toString('base64') }
    },
    'sheets.roomingList': ({ db }, { courseId }) => named(db, boarding.roomingList(db, courseId)),
    'sheets.doorSigns': ({ db }, { courseId }) => named(db, boarding.doorSigns(db, courseId)),
    'sheets.meals': ({ db }, { courseId }) => named(db, boarding.meals(db, courseId)),
  } satisfies HandlersOf<typeof sheets>
}
