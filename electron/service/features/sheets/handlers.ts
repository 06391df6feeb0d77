import type { MarkKind } from '#contract/attendance.ts'
import type { DayView } from '#contract/hippotherapy.ts'
import type { Settings } from '#contract/settings.ts'
import type { sheets } from '#contract/sheets.ts'
import type { LocalDate, MemberId } from '#contract/values.ts'
import type { HandlersOf } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'

/** What the other features lend to the sheets. */
export interface SheetSources {
  readSettings(db: Reader): Promise<Settings>
  readDay(db: Reader, date: LocalDate): Promise<DayView>
  listMarks(db: Reader): Promise<MarkKind[]>
}

export const sheetHandlers = ({ readSettings, readDay, listMarks }: SheetSources) =>
  ({
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
  }) satisfies HandlersOf<typeof sheets>
