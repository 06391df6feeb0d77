/**
 * The values that every part of the app speaks of: ids, local dates and times, languages.
 *
 * [Note: Local dates] A session is on a calendar day of Almaty from one minute to another. It is
 * written as the wall clock says it (`2025-10-06`, `09:40`), never as an instant: the city has one
 * offset and no daylight saving, and a lesson at 09:40 stays at 09:40 whatever a computer's zone is.
 */
import { z } from 'zod'

const id = () => z.uuid({ error: 'id' })

/** A client (or anybody else the centre has a file on). */
export const PersonId = id().brand<'PersonId'>()
export type PersonId = z.infer<typeof PersonId>
export const HorseId = id().brand<'HorseId'>()
export type HorseId = z.infer<typeof HorseId>
/** A member of staff or a volunteer. */
export const MemberId = id().brand<'MemberId'>()
export type MemberId = z.infer<typeof MemberId>
/** An arena lane, a studio, a cabinet. */
export const PlaceId = id().brand<'PlaceId'>()
export type PlaceId = z.infer<typeof PlaceId>
/** A session of any kind: a ride, a class, a consultation. */
export const SessionId = id().brand<'SessionId'>()
export type SessionId = z.infer<typeof SessionId>
/** A weekly template that sessions are made from. */
export const TemplateId = id().brand<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>
/** A group of a studio. */
export const GroupId = id().brand<'GroupId'>()
export type GroupId = z.infer<typeof GroupId>
/** The time that a person is a member of a group. */
export const MembershipId = id().brand<'MembershipId'>()
export type MembershipId = z.infer<typeof MembershipId>
/** A make-up place that somebody may take. */
export const CreditId = id().brand<'CreditId'>()
export type CreditId = z.infer<typeof CreditId>
/** A room of the boarding house. */
export const RoomId = id().brand<'RoomId'>()
export type RoomId = z.infer<typeof RoomId>
/** A bed of a room: what is booked, night by night. */
export const BedId = id().brand<'BedId'>()
export type BedId = z.infer<typeof BedId>
/** A time during which a room is out of use. */
export const ClosureId = id().brand<'ClosureId'>()
export type ClosureId = z.infer<typeof ClosureId>
/** A boarding course: an arrival. */
export const CourseId = id().brand<'CourseId'>()
export type CourseId = z.infer<typeof CourseId>
/** A person's time in a bed: nights in a row. */
export const StayId = id().brand<'StayId'>()
export type StayId = z.infer<typeof StayId>
/** Nights that somebody of a course sleeps elsewhere. */
export const AwayId = id().brand<'AwayId'>()
export type AwayId = z.infer<typeof AwayId>
/** An absence that is known ahead. */
export const AbsenceId = id().brand<'AbsenceId'>()
export type AbsenceId = z.infer<typeof AbsenceId>
/** What a family is to be told of a session. */
export const NoticeId = id().brand<'NoticeId'>()
export type NoticeId = z.infer<typeof NoticeId>
/** One change that can be undone. */
export const ChangeId = id().brand<'ChangeId'>()
export type ChangeId = z.infer<typeof ChangeId>
/** Whatever can be taken: a horse, a member, a client, a place, a bed. */
export type ResourceId = HorseId | MemberId | PersonId | PlaceId | BedId | GroupId

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31

/** True for `YYYY-MM-DD` that is a day of the calendar, years 1900 to 2199. */
export function isLocalDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!match) return false
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])]
  return (
    year >= 1900 &&
    year <= 2199 &&
    month >= 1 &&
    month <= 12 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  )
}

/** A calendar day, `YYYY-MM-DD`. See [Note: Local dates]. */
export const LocalDate = z
  .string()
  .max(10)
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'date' })
  .refine(isLocalDate, { error: 'date' })
  .brand<'LocalDate'>()
export type LocalDate = z.infer<typeof LocalDate>

/** A calendar month, `YYYY-MM`. */
export const LocalMonth = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, { error: 'date' })
  .brand<'LocalMonth'>()
export type LocalMonth = z.infer<typeof LocalMonth>

/** A minute of the day, `HH:mm`, 00:00 to 23:59. */
export const LocalTime = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time' })
  .brand<'LocalTime'>()
export type LocalTime = z.infer<typeof LocalTime>

/** A minute of a calendar day, `YYYY-MM-DDTHH:mm`, by the wall clock of Almaty. */
export const LocalDateTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, { error: 'date' })
  .refine((text) => isLocalDate(text.slice(0, 10)), { error: 'date' })
  .brand<'LocalDateTime'>()
export type LocalDateTime = z.infer<typeof LocalDateTime>

/** Length of a session in whole minutes. */
export const Minutes = z.int().min(5).max(480)

/** The days of the week as people here count them: Monday first. */
export const weekdays = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'] as const
export const Weekday = z.enum(weekdays)
export type Weekday = z.infer<typeof Weekday>

export const languages = ['kk', 'ru', 'en'] as const
/** Language of the window. */
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>
/** Language of a sheet: one, or the two of an official paper together. */
export const SheetLanguage = z.enum(['kk', 'ru', 'en', 'kk+ru'])
export type SheetLanguage = z.infer<typeof SheetLanguage>
/** The languages that stand on a sheet, the leading one first. */
export const languagesOf = (language: SheetLanguage): Language[] =>
  language === 'kk+ru' ? ['kk', 'ru'] : [language]
/** Words of several languages in one line, each once: `Нұсқаушы / Инструктор`. */
export const inLine = (words: readonly string[]): string => [...new Set(words)].join(' / ')

/** How a file stands that a form sets as a whole: see `changed_since`. */
export const Version = z.int().min(0)
/** Sent back with an update: `changed_since {by, at, fields}` then tells what others have changed. */
export const versioned = { version: Version.exactOptional() }

/**
 * A text without what nobody can see and what makes others look otherwise: control signs but tabs and ends of
 * lines, halves of letters, signs that turn the direction of writing, letters without width. They come
 * along when something is copied out of a letter or a PDF, and make two names of one. The sign that joins
 * two pictures into one stays.
 */
export const visible = (text: string): string =>
  text
    .replace(/\p{Cs}/gu, '')
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/[\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g, '')
    .replace(/\u200d(?!\p{Extended_Pictographic})/gu, '')

/** A text in one line, with single ordinary spaces. */
export const inOneLine = (text: string): string => visible(text).replace(/\s+/g, ' ').trim()

/** A short text that a person types: a name, a reason. It is read as {@link inOneLine}. */
export const ShortText = z.string().overwrite(inOneLine).min(1).max(200)
/** A longer note. It is read as {@link visible}. */
export const LongText = z.string().overwrite(visible).trim().max(4000)
/** What is read of a file that a form sets as a whole. */
export type Versioned<File> = File & { version: z.infer<typeof Version> }
