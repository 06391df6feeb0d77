/** Horses, their limits, and the days on which they are away. */
import { z } from 'zod'
import { Stretch, UnavailableReason, unavailableReasons } from './availability.ts'
import { command, methods, read } from './envelope.ts'
import { HorseId, LongText, ShortText, Version, versioned } from './values.ts'

/** When it is away: see `availability.set`. */
export const Absence = Stretch.extend({
  /** As it is written. */
  reason: ShortText.nullable(),
  because: UnavailableReason.extract(unavailableReasons.horse).default('other'),
}).refine(({ from, until }) => from <= until, { error: 'order', path: ['until'] })
/** Masses in kilograms, times in minutes. A null limit takes the centre's (see settings). */
export const HorseFields = z.object({
  name: ShortText,
  birthYear: z.int().min(1980).max(2199),
  massKg: z.number().min(50).max(1200),
  heightCm: z.number().min(50).max(220).nullable().default(null),
  temper: ShortText.nullable().default(null),
  /** More than this a day warns. */
  dailyWarnMinutes: z.int().min(0).max(1440).nullable().default(null),
  /** More than this a day is refused. */
  dailyBlockMinutes: z.int().min(0).max(1440).nullable().default(null),
  restMinutes: z.int().min(0).max(240).nullable().default(null),
  /** The heaviest load, in per cent of the horse's own mass. */
  loadPercent: z.number().min(1).max(40).nullable().default(null),
  tackKg: z.number().min(0).max(60).nullable().default(null),
  active: z.boolean().default(true),
  absences: z.array(Absence).max(100).default([]),
  notes: LongText.nullable().default(null),
})
export const Horse = HorseFields.extend({ id: HorseId })
export type Horse = z.infer<typeof Horse>

export const list = read('horses.list', {
  may: 'viewing',
  input: z.object({ withRetired: z.boolean().default(false) }),
  output: z.object({ horses: z.array(Horse.extend({ version: Version })) }),
})
export const create = command('horses.create', {
  may: 'managing',
  refuses: ['in_use', 'already_away'],
  input: HorseFields,
  output: z.object({ horseId: HorseId }),
})
export const update = command('horses.update', {
  may: 'managing',
  refuses: ['in_use', 'changed_since', 'already_away', 'session_marked'],
  changesFacts: true,
  input: Horse.extend(versioned),
  output: z.object({ horseId: HorseId }),
})
export const horses = methods(list, create, update)
