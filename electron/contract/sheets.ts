/** What stands on the printed sheets. Never a diagnosis. */
import { z } from 'zod'
import { methods, read } from './envelope.ts'
import { LocalDate, LocalTime, MemberId } from './values.ts'

/** `rides-day`: a day's sessions by instructor, in order of time. Names are surname first. */
export const ridesDay = read('sheets.ridesDay', {
  input: z.object({ date: LocalDate, instructorId: MemberId.optional() }),
  output: z.object({
    date: LocalDate,
    centreName: z.object({ kk: z.string(), ru: z.string(), en: z.string() }),
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
        name: z.object({ kk: z.string(), ru: z.string(), en: z.string() }),
      }),
    ),
  }),
})
export type RidesDaySheet = z.infer<(typeof ridesDay)['output']>
export const sheets = methods(ridesDay)
