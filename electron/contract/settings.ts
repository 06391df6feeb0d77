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
  /** Whether a class that the centre cancels may be made up for as an excused absence may. */
  creditForCancelled: z.boolean().default(true),
  /** The usual length of a consultation, minutes. */
  consultationMinutes: minutes(480).default(50),
  /** Between two sessions of a psychologist, where free hours are looked for, minutes. */
  pauseMinutes: minutes(240).default(0),
  /** A horse younger than this warns, years. */
  horseMinAgeYears: z.int().min(0).max(30).default(5),
  /** A client younger than this warns, years. */
  clientMinAgeYears: z.int().min(0).max(30).default(4),
  /** The weight of a child is to be no older than this, months. */
  childWeightMonths: z.int().min(1).max(120).default(12),
  /** A desk without a hand on it for so long locks itself, where people sign in; minutes. */
  idleMinutes: minutes(240).default(5),
})
export type Settings = z.infer<typeof Settings>

/** Feasts that follow the moon: nobody knows their day for certain before it is announced. */
export const movableFeasts = ['qurban_ait'] as const
export const MovableFeast = z.enum(movableFeasts)
export type MovableFeast = z.infer<typeof MovableFeast>
/** What each is called among the closed days. */
export const feastNames: Record<MovableFeast, string> = { qurban_ait: 'Құрбан айт' }

/** A day that people close; of a movable feast also which one it is. */
export const ClosedDay = z.object({
  date: LocalDate,
  name: ShortText,
  feast: MovableFeast.exactOptional(),
})
export type ClosedDay = z.infer<typeof ClosedDay>

/** A day on which the centre is closed, and by what: a public holiday, or somebody entered it. */
export const KnownClosedDay = z.object({
  date: LocalDate,
  name: z.string(),
  by: z.enum(['holiday', 'people']),
  feast: MovableFeast.nullable(),
})
export type KnownClosedDay = z.infer<typeof KnownClosedDay>

/** A movable feast of a year whose day nobody has entered yet, and when it will probably be. */
export const MissingFeast = z.object({
  year: z.int(),
  feast: MovableFeast,
  proposed: LocalDate,
})
export type MissingFeast = z.infer<typeof MissingFeast>

/** Days, or a whole year. */
const Period = z.union([
  z
    .strictObject({ from: LocalDate, until: LocalDate })
    .refine(({ from, until }) => until >= from, { error: 'date', path: ['until'] }),
  z.strictObject({ year: z.int().min(1900).max(2199) }),
])

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

export const get = read('settings.get', { may: 'viewing', input: z.object({}), output: Settings })
/** Sets what is given and leaves the rest. */
export const set = command('settings.set', {
  may: 'managing',
  changesFacts: true,
  input: SettingsChange,
  output: Settings,
})
/**
 * The days on which the centre is closed: the public holidays of whatever year, and what people have decided.
 * `opened` are holidays on which it works all the same; `missing` are the movable feasts, of the years that the
 * period touches, whose day is still to be entered.
 */
export const closedDays = read('settings.closedDays', {
  may: 'viewing',
  input: Period,
  output: z.object({
    days: z.array(KnownClosedDay),
    opened: z.array(z.object({ date: LocalDate, name: z.string() })),
    missing: z.array(MissingFeast),
  }),
})
/**
 * Closes a day, or gives it another name. With `feast` it is the day of that feast, which has one day: the one
 * entered before is open again. Refuses `feast_elsewhere {feast, proposed}` for a day on which it cannot be.
 */
export const closeDay = command('settings.closeDay', {
  may: 'closing',
  changesFacts: true,
  input: ClosedDay,
  output: ClosedDay,
  refuses: ['feast_elsewhere'],
})
/** Opens a day that was closed; a public holiday then stays open. */
export const openDay = command('settings.openDay', {
  may: 'closing',
  changesFacts: true,
  input: z.object({ date: LocalDate }),
  output: z.object({ date: LocalDate }),
})
export const settings = methods(get, set, closedDays, closeDay, openDay)
