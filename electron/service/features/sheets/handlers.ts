import type { MarkKind, Register, RegisterInput } from '#contract/attendance.ts'
import type { DayView } from '#contract/hippotherapy.ts'
import type { Family } from '#contract/notices.ts'
import type { RegisterSheet, sheets, WorkbookTexts } from '#contract/sheets.ts'
import type { CourseId, GroupId, LocalDate, MemberId } from '#contract/values.ts'
import type { HandlersOf, Lookup, ReadContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { type BoardingSources, boardingSheets } from './boarding.ts'
import { readClassLists } from './classes.ts'
import { readClientTimetable } from './client-timetable.ts'
import { rosterWorkbook } from './roster-workbook.ts'
import { speaking } from './words.ts'
import { registerWorkbook } from './workbook.ts'

/** What the other features lend to the sheets. */
export interface SheetSources extends BoardingSources {
  readDay(context: ReadContext, date: LocalDate): Promise<DayView>
  listMarks(db: Reader): Promise<MarkKind[]>
  readRegister(context: ReadContext, asked: RegisterInput): Promise<Register>
  readCallList(context: ReadContext, days: { from: LocalDate; until: LocalDate }): Promise<Family[]>
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

export function sheetHandlers(sources: SheetSources, workbookTexts: WorkbookTexts) {
  const { readDay, listMarks, readRegister, readCallList } = sources
  const boarding = boardingSheets(sources)
  /** Under the name of the centre. */
  const named = async <Sheet extends object>(
    { settings }: Pick<Lookup, 'settings'>,
    sheet: Promise<Sheet>,
  ) => ({
    ...(await sheet),
    centreName: (await settings.read()).centreName,
  })
  const roster = (look: Lookup, courseId: CourseId) =>
    named(look, boarding.roster(look.db, courseId))
  const registerSheet = async (
    context: ReadContext,
    asked: RegisterInput,
  ): Promise<RegisterSheet> => ({
    ...(await named(context, readRegister(context, asked))),
    studio: 'groupId' in asked ? await studioOf(context.db, asked.groupId) : null,
  })
  return {
    'sheets.ridesDay': async (context, { date, instructorId }) => {
      const { centreName } = await context.settings.read()
      const day = await readDay(context, date)
      const marks = await listMarks(context.db)
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
                sessionId: ride.id,
                start: ride.start,
                end: ride.end,
                clientName: ride.clientName,
                precautions: ride.precautions,
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
    'sheets.classes': async ({ db, settings }, asked) => {
      const { centreName } = await settings.read()
      const marks = await listMarks(db)
      return {
        centreName,
        classes: await readClassLists(db, marks, asked),
        marks: marks.map(({ letter, name }) => ({ letter, name })),
      }
    },
    'sheets.register': (context, asked) => registerSheet(context, asked),
    'sheets.registerWorkbook': async (context, { language, ...asked }) => {
      const sheet = await registerSheet(context, asked)
      return async () => {
        const { fileName, content } = await registerWorkbook(
          sheet,
          speaking(workbookTexts, language),
        )
        return { fileName, contentBase64: content.toString('base64') }
      }
    },
    'sheets.clientTimetable': async (context, { personId, from, until }) => {
      const { centreName } = await context.settings.read()
      const marks = await listMarks(context.db)
      const timetable = await readClientTimetable(context, marks, personId, from, until)
      return { centreName, from, until, ...timetable }
    },
    'sheets.callList': async (context, { from, until }) => {
      const { centreName } = await context.settings.read()
      const now = context.clock.now()
      const families = (await readCallList(context, { from, until }))
        .map((family) => ({
          ...family,
          lines: family.lines.filter((line) => line.state !== 'told' && line.until > now),
        }))
        .filter(({ lines }) => lines.length > 0)
      return { centreName, from, until, families }
    },
    'sheets.courseRoster': (context, { courseId }) => roster(context, courseId),
    'sheets.courseRosterWorkbook': async (context, { courseId, language }) => {
      const sheet = await roster(context, courseId)
      return async () => {
        const { fileName, content } = await rosterWorkbook(sheet, speaking(workbookTexts, language))
        return { fileName, contentBase64: content.toString('base64') }
      }
    },
    'sheets.roomingList': (context, { courseId }) =>
      named(context, boarding.roomingList(context.db, courseId)),
    'sheets.doorSigns': (context, { courseId }) =>
      named(context, boarding.doorSigns(context.db, courseId)),
    'sheets.meals': (context, { courseId }) => named(context, boarding.meals(context.db, courseId)),
  } satisfies HandlersOf<typeof sheets>
}
