/** When a horse, somebody of the team or a place cannot be used: away, ill, closed. */
import { z } from 'zod'
import { command, methods, preview, read, WouldHit } from './envelope.ts'
import { HorseId, LocalDate, LocalTime, MemberId, PlaceId, ShortText } from './values.ts'

/** Why, by what it is that cannot be used. */
export const unavailableReasons = {
  horse: ['sick', 'vet', 'farrier', 'rest', 'stable', 'other'],
  member: ['sick', 'leave', 'training', 'other'],
  place: ['repair', 'weather', 'event', 'other'],
} as const
export type AwayKind = keyof typeof unavailableReasons
/** Illness; the veterinarian, the farrier, rest, the winter stable; leave, training; repair, weather, an event. */
export const UnavailableReason = z.enum([
  'vet',
  'farrier',
  'rest',
  'stable',
  'sick',
  'leave',
  'training',
  'repair',
  'weather',
  'event',
  'other',
])
export type UnavailableReason = z.infer<typeof UnavailableReason>

const AwayId = z.union([HorseId, MemberId, PlaceId])

/** From the first day, or a minute of it, to the last day, or a minute of it, without a break. */
export const Stretch = z.object({
  from: LocalDate,
  until: LocalDate,
  /** From the morning on, unless it says so. */
  fromTime: LocalTime.exactOptional(),
  /** To the end of the day, unless it says so. */
  untilTime: LocalTime.exactOptional(),
})
export type Stretch = z.infer<typeof Stretch>

export const Unavailability = Stretch.extend({
  resourceId: AwayId,
  reason: UnavailableReason,
  note: ShortText.nullable(),
})
export type Unavailability = z.infer<typeof Unavailability>

/** When something cannot be used on a day; null from the beginning of the day, or to its end. */
export const UnavailableOn = z.object({
  from: LocalTime.nullable(),
  until: LocalTime.nullable(),
  reason: UnavailableReason,
  note: ShortText.nullable(),
})
export type UnavailableOn = z.infer<typeof UnavailableOn>

/** Of what begins then, of one of them. */
const Beginning = z.object({ from: LocalDate, fromTime: LocalTime.exactOptional() })

/**
 * Says when something or somebody cannot be used; `instead` changes what was said before. Sessions stay as
 * they are: `schedule.unsettled` says which do not fit any more. Refuses `bad_request` for an end before the
 * beginning and for a reason of another kind, `already_away {name, from, until}` for a stretch that meets
 * another one, `session_marked {who, date, start}` where somebody took part in it then.
 */
export const set = command('availability.set', {
  may: 'closing',
  refuses: ['already_away', 'session_marked'],
  changesFacts: true,
  input: Stretch.extend({
    resourceId: AwayId,
    reason: UnavailableReason,
    note: ShortText.exactOptional(),
    instead: Beginning.exactOptional(),
  }),
  output: z.object({}),
})
export const trySet = preview('availability.trySet', {
  may: 'closing',
  refuses: ['already_away', 'session_marked'],
  changesFacts: true,
  input: set.input,
  output: WouldHit,
})
export const remove = command('availability.remove', {
  may: 'closing',
  changesFacts: true,
  input: Beginning.extend({ resourceId: AwayId }),
  output: z.object({}),
})
/** In order of beginning, of one or of all, on any of these days. */
export const list = read('availability.list', {
  may: 'viewing',
  input: z.object({
    resourceId: AwayId.exactOptional(),
    from: LocalDate.exactOptional(),
    until: LocalDate.exactOptional(),
  }),
  output: z.object({
    unavailable: z.array(
      Unavailability.extend({
        kind: z.enum(['horse', 'member', 'place']),
        /** Of the horse, the member, the place. */
        name: z.string(),
      }),
    ),
  }),
})
export const availability = methods(set, trySet, remove, list)
