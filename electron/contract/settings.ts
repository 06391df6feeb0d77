/** What the centre decides for itself: its name, opening hours, closed days, the limits of the rules. */
import { z } from 'zod'
import { command, methods, read } from './envelope.ts'
import { LocalDate, LocalTime, ShortText, Weekday } from './values.ts'

const OpeningHours = z
  .object({ day: Weekday, from: LocalTime, until: LocalTime })
  .refine(({ from, until }) => until > from, { error: 'time', path: ['until'] })

const minutes = (max: number) => z.int().min(0).max(max)

/** Defaults and their sources: PATH Intl. practice, ABRS, practice of the centre (see rules.ts). */
export const Settings = z.object({
  centreName: z.object({ kk: ShortText, ru: ShortText, en: ShortText }).default({
    kk: '«Ақ Бастау» оңалту орталығы',
    ru: 'Реабилитационный центр «Ақ Бастау»',
    en: 'Ақ Бастау rehabilitation centre',
  }),
  /** Days and hours on which the centre is open. */
  openingHours: z
    .array(OpeningHours)
    .max(14)
    .default(
      (['mo', 'tu', 'we', 'th', 'fr', 'sa'] as const).map((day) => ({
        day,
        from: '09:00' as LocalTime,
        until: '18:00' as LocalTime,
      })),
    ),
  /** A horse's work in a day: more than this warns, minutes. */
  horseDailyWarnMinutes: minutes(1440).default(180),
  /** A horse's work in a day: more than this is refused, minutes. */
  horseDailyBlockMinutes: minutes(1440).default(360),
  /** A horse's work without a rest, minutes. */
  horseConsecutiveMinutes: minutes(1440).default(120),
  /** The rest that ends such a run, minutes. */
  horseConsecutiveRestMinutes: minutes(480).default(30),
  /** Between two sessions of a horse, minutes. */
  horseRestMinutes: minutes(240).default(10),
  /** A horse's working days in any seven. */
  horseWeekDays: z.int().min(1).max(7).default(6),
  /** The heaviest load in per cent of the horse's mass. */
  loadPercent: z.number().min(1).max(40).default(20),
  /** Added to the mass of a rider who does not keep balance, per cent. */
  unbalancedPercent: z.number().min(0).max(100).default(10),
  /** Saddle or pad with girth, kilograms. */
  tackKg: z.number().min(0).max(60).default(8),
  /** Days before the end of a medical statement on which the app begins to say so. */
  statementWarnDays: z.int().min(0).max(365).default(28),
  /** The longest session, minutes, for a client without a limit of their own. */
  sessionLimitMinutes: minutes(480).default(30),
  /** Days for which an excused absence from a class may be made up for elsewhere. */
  makeUpDays: z.int().min(1).max(366).default(30),
  /** The usual length of a consultation, minutes. */
  consultationMinutes: minutes(480).default(50),
  /** Between two sessions of a psychologist, where free hours are looked for, minutes. */
  pauseMinutes: minutes(240).default(0),
  /** A horse younger than this warns, years. */
  horseMinAgeYears: z.int().min(0).max(30).default(5),
})
export type Settings = z.infer<typeof Settings>

export const ClosedDay = z.object({ date: LocalDate, name: ShortText })
export type ClosedDay = z.infer<typeof ClosedDay>

/** Any of the settings; a default is never filled in for one that is not given. */
export const SettingsChange = z.strictObject(
  Object.fromEntries(
    Object.entries(Settings.shape).map(([key, value]) => [key, value.unwrap().exactOptional()]),
  ) as {
    [K in keyof typeof Settings.shape]: z.ZodExactOptional<
      ReturnType<(typeof Settings.shape)[K]['unwrap']>
    >
  },
)

export const get = read('settings.get', { input: z.object({}), output: Settings })
/** Sets what is given and leaves the rest. */
export const set = command('settings.set', {
  may: 'managing',
  input: SettingsChange,
  output: Settings,
})
export const closedDays = read('settings.closedDays', {
  input: z.object({ from: LocalDate, until: LocalDate }),
  output: z.object({ days: z.array(ClosedDay) }),
})
export const closeDay = command('settings.closeDay', {
  may: 'managing',
  input: ClosedDay,
  output: ClosedDay,
})
export const openDay = command('settings.openDay', {
  may: 'managing',
  input: z.object({ date: LocalDate }),
  output: z.object({ date: LocalDate }),
})
export const settings = methods(get, set, closedDays, closeDay, openDay)
