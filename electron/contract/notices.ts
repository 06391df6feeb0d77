/** Whom to call: families whose sessions were cancelled, moved, given other horses or teachers, or restored. */
import { z } from 'zod'
import { command, methods, type OutputOf, read } from './envelope.ts'
import { appointmentsApart, CancelReason, SessionKind } from './schedule.ts'
import { seenBy } from './sights.ts'
import {
  ChangeId,
  Language,
  LocalDate,
  LocalDateTime,
  LocalTime,
  MemberId,
  NoticeId,
  PersonId,
  SessionId,
} from './values.ts'

export const NoticeState = z.enum(['open', 'told', 'not_reached'])
export type NoticeState = z.infer<typeof NoticeState>

/** A session as a family knows it. */
const Standing = z.object({
  date: LocalDate,
  start: LocalTime,
  placeName: z.string(),
  /** The instructor, teacher, psychologist. */
  leaderName: z.string().nullable(),
  horseName: z.string().nullable(),
})

/** One session of one person, and what has become of it since the family last heard. */
export const NoticeLine = seenBy(
  z.object({
    noticeId: NoticeId,
    sessionId: SessionId,
    personId: PersonId,
    personName: z.string(),
    kind: SessionKind,
    /** The group or the title of a session; null for what is a person's own. */
    title: z.string().nullable(),
    /** `moved` is another day, hour or place, `replaced` another horse or another who leads. */
    what: z.enum(['cancelled', 'moved', 'replaced', 'restored']),
    /** What they last knew; null where they knew that it does not take place. */
    before: Standing.nullable(),
    /** What stands, or stood when they were told; null where it does not take place. */
    after: Standing.nullable(),
    cancelReason: CancelReason.nullable(),
    state: NoticeState,
    /** Who told them, or did not reach them; null also for a script. */
    byName: z.string().nullable(),
    at: LocalDateTime.nullable(),
    /** The hour after which nobody needs to be told any more. */
    until: LocalDateTime,
  }),
  appointmentsApart,
)
export type NoticeLine = z.infer<typeof NoticeLine>

/** People with one guardian, whom one call reaches. */
export const Family = z.object({
  key: z.string(),
  guardianName: z.string().nullable(),
  /** The guardian's first; `name` says whose it is. */
  phones: z.array(z.object({ phone: z.string(), name: z.string() })),
  /** In which they are spoken to; null where nobody has said. */
  language: Language.nullable(),
  /** In order of the hour. */
  lines: z.array(NoticeLine),
})
export type Family = z.infer<typeof Family>

/**
 * Whom to call because of one change, or for the sessions of some days, as they were known or as they stand;
 * those whose hour comes first are first. Whoever has announced that they do not come is not called.
 */
export const list = read('notices.list', {
  may: 'telling',
  input: z.union([
    z.object({ changeId: ChangeId }),
    z.object({ from: LocalDate, until: LocalDate }),
  ]),
  output: z.object({ families: z.array(Family) }),
})
export type CallList = OutputOf<typeof list>

/** Ticks that a family has been told, or was not reached; `open` takes that back. Refuses `not_found {what: 'notice'}`. */
export const told = command('notices.told', {
  may: 'telling',
  input: z.object({ noticeId: NoticeId, state: NoticeState }),
  output: z.object({}),
})
/** The same of several at once: of a family, in one call. */
export const toldMany = command('notices.toldMany', {
  may: 'telling',
  input: z.object({ noticeIds: z.array(NoticeId).min(1).max(200), state: NoticeState }),
  output: z.object({}),
})

/** When it is, whether it does not take place, and whether it does with that member. */
const StandingOfStaff = z.object({
  date: LocalDate,
  start: LocalTime,
  off: z.boolean(),
  leads: z.boolean(),
})
/**
 * What was changed in the sessions that a member leads, or led, on some days, since they last looked: `seen` is
 * what this answered then, null the first time. Sessions they have now and had not, have otherwise, or have no more.
 */
export const ofMember = read('notices.ofMember', {
  may: 'viewing',
  input: z.object({
    memberId: MemberId,
    from: LocalDate,
    until: LocalDate,
    seen: z.int().min(0).nullable(),
  }),
  output: z.object({
    seen: z.int(),
    changes: z.array(
      seenBy(
        z.object({
          sessionId: SessionId,
          kind: SessionKind,
          title: z.string(),
          what: z.enum(['new', 'moved', 'changed', 'off']),
          before: StandingOfStaff.nullable(),
          after: StandingOfStaff.nullable(),
        }),
        appointmentsApart,
      ),
    ),
  }),
})

export const notices = methods(list, told, toldMany, ofMember)
