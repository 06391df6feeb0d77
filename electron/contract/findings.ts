/**
 * What a rule says, code by code, with what its sentence needs. A finding names people and things, so that
 * whoever reads it can act: who is in the way, until when, and how much is allowed.
 */
import { z } from 'zod'
import { UnavailableReason } from './availability.ts'
import type { ForWhom } from './boarding.ts'
import { PlaceUse } from './places.ts'
import { LocalDate, LocalTime } from './values.ts'

export const resourceRoles = [
  'client',
  'horse',
  'instructor',
  'therapist',
  'leader',
  'sidewalker',
  'teacher',
  'assistant',
  'psychologist',
  'course_leader',
  'place',
  'bed',
  'group',
] as const
/** The part that a resource plays in a session. */
export const ResourceRole = z.enum(resourceRoles)
export type ResourceRole = z.infer<typeof ResourceRole>

const Severity = z.enum(['block', 'warn'])
const Name = z.string()
/** A day for beds, a minute of a day for everything else. */
const Moment = z.union([LocalTime, LocalDate])
const Count = z.int()

const finding = <const Code extends string, Params extends z.ZodType>(code: Code, params: Params) =>
  z.object({
    code: z.literal(code),
    severity: Severity,
    /** A block that a coordinator may override with a written reason. */
    overridable: z.boolean(),
    params,
  })

/** Of which session of its programme, where a whole course is to move. */
const lesson = {
  title: Name.exactOptional(),
  date: LocalDate.exactOptional(),
  time: LocalTime.exactOptional(),
}
/** Codes that say of which session of a course they speak. */
export const lessonCodes = ['overlap', 'past_midnight', 'not_qualified', 'course_dates'] as const

/** When something cannot be used: whole days, or from a minute of the first to a minute of the last. */
const away = {
  from: LocalDate,
  until: LocalDate,
  fromTime: LocalTime.exactOptional(),
  untilTime: LocalTime.exactOptional(),
  /** Why, as it was chosen, and what was written beside it. */
  because: UnavailableReason,
  note: Name.nullable(),
}

export const Finding = z.discriminatedUnion('code', [
  finding(
    'overlap',
    z.strictObject({
      seat: ResourceRole,
      /** Who or what is taken. */
      name: Name,
      from: Moment,
      until: Moment,
      /** Who holds it; null when nobody else does: a session names one member twice, a person has two beds. */
      clientName: Name.nullable(),
      ...lesson,
      /** On which day, when several were looked at. */
      date: LocalDate.exactOptional(),
      /** Of somebody who has another bed in those nights: which one. */
      place: Name.exactOptional(),
      /** The day has passed and nobody has said that they left the bed. */
      notLeft: z.literal(true).exactOptional(),
    }),
  ),
  finding('past_midnight', z.strictObject(lesson)),
  finding(
    'horse_unavailable',
    z.strictObject({
      name: Name,
      /** Null of a horse that does not work here any more. */
      from: LocalDate.nullable(),
      until: LocalDate.nullable(),
      /** As it was written. */
      reason: Name.nullable(),
      /** Why, as it was chosen. */
      because: UnavailableReason.exactOptional(),
      /** Of one that is not away for whole days. */
      fromTime: LocalTime.exactOptional(),
      untilTime: LocalTime.exactOptional(),
    }),
  ),
  finding('staff_away', z.strictObject({ name: Name, seat: ResourceRole, ...away })),
  finding(
    'place_closed',
    z.union([
      z.strictObject({ name: Name, ...away }),
      /** Out of service for good. */
      z.strictObject({ name: Name }),
      /** It is for something else. */
      z.strictObject({ name: Name, use: PlaceUse }),
    ]),
  ),
  finding('horse_daily_limit', z.strictObject({ name: Name, minutes: Count, limit: Count })),
  finding(
    'horse_consecutive',
    z.strictObject({
      name: Name,
      minutes: Count,
      limit: Count,
      /** Minutes of rest after which the count begins anew. */
      rest: Count,
    }),
  ),
  finding(
    'horse_rest',
    z.strictObject({
      name: Name,
      /** Minutes that are left between two sessions, and that it needs. */
      gap: Count,
      rest: Count,
    }),
  ),
  finding(
    'horse_week',
    z.strictObject({
      name: Name,
      /** Working days of the worst seven, and how many there may be. */
      days: Count,
      limit: Count,
    }),
  ),
  finding(
    'weight_limit',
    z.strictObject({
      name: Name,
      /** Kilograms, one decimal. */
      loadKg: z.number(),
      limitKg: z.number(),
    }),
  ),
  finding(
    'medical_expired',
    z.strictObject({
      name: Name,
      state: z.enum(['missing', 'expired', 'not_yet', 'expiring']),
      until: LocalDate.nullable(),
      /** Days that it is still valid; negative for one that was. */
      days: Count,
      /** Of one that is not valid yet. */
      from: LocalDate.exactOptional(),
    }),
  ),
  /** What should be known of a client before they ride, in one sentence. */
  finding(
    'facts_missing',
    z.strictObject({
      name: Name,
      missing: z.array(z.enum(['weight', 'weight_old', 'balance', 'young', 'consent'])).min(1),
      /** Of an old weight; null when nobody knows of which day it is. */
      weighedOn: LocalDate.nullable(),
      /** Full years on the day of the ride, where the day of birth is known, and from how many one rides. */
      years: Count.nullable(),
      limit: Count,
    }),
  ),
  finding('contraindication_open', z.strictObject({ name: Name })),
  finding(
    'team_incomplete',
    z.strictObject({
      missing: z
        .array(
          ResourceRole.extract(['instructor', 'leader', 'sidewalker', 'teacher', 'course_leader']),
        )
        .min(1),
      sidewalkersNeeded: Count,
    }),
  ),
  finding('not_qualified', z.strictObject({ name: Name, seat: ResourceRole, ...lesson })),
  finding(
    'staff_hours',
    z.strictObject({
      name: Name,
      seat: ResourceRole,
      /** Null on a day off. */
      from: LocalTime.nullable(),
      until: LocalTime.nullable(),
    }),
  ),
  finding(
    'closed_day',
    z.strictObject({
      /** Of the closed day; null outside opening hours. */
      name: Name.nullable(),
      /** Opening hours; null on a day of the week without any. */
      from: LocalTime.nullable(),
      until: LocalTime.nullable(),
    }),
  ),
  finding('session_length', z.strictObject({ minutes: Count, limit: Count })),
  finding('horse_age', z.strictObject({ name: Name, years: Count, limit: Count })),
  finding(
    'group_full',
    z.strictObject({
      /** Of the group. */
      name: Name,
      capacity: Count,
      members: Count,
      /** Of a class that guests have filled; without it, members have filled the group. */
      date: LocalDate.exactOptional(),
    }),
  ),
  finding('already_member', z.strictObject({ name: Name, group: Name })),
  /** The group does not run on that day. */
  finding('group_dates', z.strictObject({ group: Name, from: LocalDate, until: LocalDate })),
  finding(
    'room_sex',
    z.union([
      /** The room is for the other sex. */
      z.strictObject({ name: Name, forWhom: z.enum(['women', 'men'] satisfies ForWhom[]) }),
      z.strictObject({
        name: Name,
        /** Whose sex is not written down, so that the room may be the wrong one. */
        sexUnknown: Name,
        forWhom: z.enum(['women', 'men', 'any'] satisfies ForWhom[]),
      }),
      z.strictObject({
        name: Name,
        /** Who of the other sex sleeps there. */
        clientName: Name,
        /** Nobody knows whether it is the other one: whose sex is not written down. */
        sexUnknown: Name.exactOptional(),
      }),
    ]),
  ),
  finding('room_access', z.strictObject({ name: Name })),
  finding(
    'room_closed',
    z.strictObject({ name: Name, from: LocalDate, until: LocalDate, reason: Name.nullable() }),
  ),
  /** The bed that somebody has is not used any more. */
  finding('bed_removed', z.strictObject({ name: Name })),
  finding(
    'companion_apart',
    z.strictObject({
      name: Name,
      /** Whom they accompany, or who accompanies them, and where that person sleeps. */
      clientName: Name,
      place: Name,
    }),
  ),
  finding(
    'course_full',
    z.strictObject({
      name: Name,
      capacity: Count,
      /** Of a course that has fewer places than people by now: how many are in it. */
      participants: Count.exactOptional(),
    }),
  ),
  /** Not within the days of the course, or of the person in it. */
  finding(
    'course_dates',
    z.strictObject({ name: Name, from: LocalDate, until: LocalDate, ...lesson }),
  ),
])
export type Finding = z.infer<typeof Finding>

export type RuleCode = Finding['code']
export const ruleCodes: readonly RuleCode[] = Finding.options.map(({ shape }) => shape.code.value)

/** The finding of one rule. */
export type FindingOf<Code extends RuleCode> = Extract<Finding, { code: Code }>
/** What the sentence of a rule needs. */
export type ParamsOf<Code extends RuleCode> = FindingOf<Code>['params']

/** A finding by its rule and whom it is about: until when somebody is away, or how long a statement is over, is no other one. */
export function matterOf({ code, params }: Finding): string {
  const { seat = null, name = null } = params as Record<string, unknown>
  return JSON.stringify([code, seat, name])
}

/** What `rules_refused` carries: all that is in the way. Offers of what is free stand beside it, kind by kind. */
export const RulesRefused = z.object({ refusals: z.array(Finding).min(1) })
