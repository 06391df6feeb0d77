/** What sheets are asked with. A sheet names its fields; the screen of sheets draws them by their kind. */
import type {
  CourseId,
  GroupId,
  LocalDate,
  LocalMonth,
  MemberId,
  PersonId,
  SessionId,
} from '#contract/values.ts'

/** All that fields hold, each by its name in the address of a sheet. */
export interface FieldValues {
  date: LocalDate
  /** Everybody without. */
  instructor: MemberId | undefined
  /** Of these classes; of all without. */
  session: readonly SessionId[]
  /** Null is hippotherapy. */
  group: GroupId | null
  month: LocalMonth
  person: PersonId | undefined
  course: CourseId | undefined
  from: LocalDate
  until: LocalDate
}

/** The kinds of field, each with what it holds. */
export const fieldKinds = {
  day: ['date'],
  instructor: ['instructor'],
  /** Some classes of a day, or the sessions of a course on that day. */
  classes: ['date', 'session', 'course'],
  /** A group or hippotherapy for a month, or a whole course. */
  register: ['group', 'month', 'course'],
  person: ['person'],
  days: ['from', 'until'],
  course: ['course'],
} as const satisfies Record<string, readonly (keyof FieldValues)[]>
export type FieldKind = keyof typeof fieldKinds

/** Without these a sheet is not asked for: it would be of nobody. */
export const neededFields = ['person', 'course'] as const satisfies readonly FieldKind[]
export type NeededField = (typeof neededFields)[number]

type ValuesOfOne<Kind extends FieldKind> = Kind extends NeededField
  ? { [Name in Kind]: NonNullable<FieldValues[Name]> }
  : Pick<FieldValues, (typeof fieldKinds)[Kind][number]>
type Together<Union> = (Union extends unknown ? (one: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never
/** What fields of some kinds hold together. */
export type ValuesOf<Kind extends FieldKind> = Together<ValuesOfOne<Kind>>
