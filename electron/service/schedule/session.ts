/**
 * Sessions and templates as they stand in the file. What all have is here; what a kind has of its own, the
 * feature of that kind adds to {@link OwnFields}, in its own folder.
 */
import type {
  CancelReason,
  Part,
  ResourceRole,
  SessionKind,
  SessionState,
} from '#contract/schedule.ts'
import { at, weekdayOf, weeksBetween } from '#contract/time.ts'
import type {
  LocalDate,
  LocalTime,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
  SessionId,
  TemplateId,
  Weekday,
} from '#contract/values.ts'
import type { ResourceTable } from '../db/schema.ts'
import type { Clock } from '../kernel/clock.ts'

/** Somebody on the list of a session. */
export interface Participant {
  personId: PersonId
  part: Part
}

/** When something is: on one day, from one minute on for so many minutes. */
export interface When {
  date: LocalDate
  start: LocalTime
  minutes: number
}

/**
 * What sessions of each kind have of their own, by kind: which roster or title, and `own`, what stands in
 * rows of that kind. A feature declares its line beside its {@link SessionDefinition}.
 */
export interface OwnFields extends Record<never, object> {}

/** What every session has. */
interface SessionFrame extends When {
  id: SessionId
  placeId: PlaceId
  /** The instructor, teacher, psychologist or leader of a session of a course. */
  ledById: MemberId | null
  /** A second teacher, an assistant, in order of their ids: see `mostAssistants`. */
  assistantIds: MemberId[]
  /** In order of their ids. */
  people: Participant[]
  templateId: TemplateId | null
  /** The day for which the template made it, wherever it was moved since. */
  templateDate: LocalDate | null
  byHand: boolean
  overrideReason: string | null
  cancelReason: CancelReason | null
  cancelNote: string | null
}

/** A session of any kind, told apart by `kind`. */
export type Session = {
  [Kind in SessionKind]: SessionFrame & { kind: Kind } & OwnFields[Kind]
}[SessionKind]
/** A session of one kind. */
export type SessionOf<Kind extends SessionKind> = Extract<Session, { kind: Kind }>

/** What every weekly template has. */
interface TemplateFrame {
  id: TemplateId
  days: Weekday[]
  /** Every how many weeks, and from whose week on they are counted. */
  interval: number
  countedFrom: LocalDate
  start: LocalTime
  minutes: number
  validFrom: LocalDate
  validUntil: LocalDate
  /** Null for a group that has no place yet. */
  placeId: PlaceId | null
  ledById: MemberId | null
  assistantIds: MemberId[]
  /** Whom its sessions are for, where they are for one person. */
  clientId: PersonId | null
}

/** A weekly template of sessions of any kind. */
export type Template = {
  [Kind in SessionKind]: TemplateFrame & { kind: Kind } & Pick<OwnFields[Kind], 'rosterId' | 'own'>
}[SessionKind]
/** A weekly template of sessions of one kind. */
export type TemplateOf<Kind extends SessionKind> = Extract<Template, { kind: Kind }>

/** Whether a weekday of a template is due on a day, were it valid then. */
export const repeatsOn = (
  { days, interval, countedFrom }: Pick<Template, 'days' | 'interval' | 'countedFrom'>,
  date: LocalDate,
): boolean => days.includes(weekdayOf(date)) && weeksBetween(countedFrom, date) % interval === 0

/** Whether a template holds on a day. */
export const holdsOn = (template: Template, date: LocalDate): boolean =>
  repeatsOn(template, date) && template.validFrom <= date && date <= template.validUntil

/** What stands in rows of a kind. */
export type Own = OwnFields[SessionKind]['own']

/** What a move may give a session beside another day, laid over it or over its template. */
export interface SessionChanges {
  start?: LocalTime
  minutes?: number
  placeId?: PlaceId
  ledById?: MemberId | null
  assistantIds?: MemberId[]
  title?: string
  own?: Partial<NonNullable<Own>>
}

/** The same as it is asked for: what is left out, or undefined, stays as it is. */
type Asked<Fields> = { [Field in keyof Fields]?: Fields[Field] | undefined }
export type AskedChanges = Asked<Omit<SessionChanges, 'own'>> & {
  own?: Asked<NonNullable<Own>> | undefined
}

const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))

/** The changes that were asked for, without what is left out. */
export const changesOf = ({ own, ...asked }: AskedChanges): SessionChanges => ({
  ...given(asked),
  ...(own && { own: given(own) }),
})

export function changedBy<Changed extends Session | Template>(
  one: Changed,
  { own, ...changes }: SessionChanges,
): Changed {
  return { ...one, ...changes, own: one.own && { ...one.own, ...own } }
}

type Given = 'id' | 'placeId' | 'ledById' | 'people' | keyof When

/** What a session has that nobody has planned, changed or cancelled yet. */
const unplanned = {
  templateId: null,
  templateDate: null,
  byHand: false,
  overrideReason: null,
  cancelReason: null,
  cancelNote: null,
}

/** Assistants as they stand in two columns, and as a list in order of their ids. */
export const assistantsOf = (row: {
  assistant_1_id: MemberId | null
  assistant_2_id: MemberId | null
}): MemberId[] => [row.assistant_1_id, row.assistant_2_id].filter((id) => id !== null)
export const assistantColumns = (ids: readonly MemberId[]) => {
  const [first = null, second = null] = [...ids].sort()
  return { assistant_1_id: first, assistant_2_id: second }
}

/** A new session, made by hand. */
export const newSession = <Kind extends SessionKind>(
  session: Pick<SessionFrame, Given> &
    Partial<Pick<SessionFrame, 'assistantIds'>> & { kind: Kind } & OwnFields[Kind],
): SessionOf<Kind> => ({ assistantIds: [], ...session, ...unplanned }) as unknown as SessionOf<Kind>

export { rangeOf } from '#contract/time.ts'

/** Whether two sessions are at the same hour of the same day. */
export const atSameHour = (one: When, other: When): boolean =>
  one.date === other.date && one.start === other.start && one.minutes === other.minutes

/** Whether it has begun: what has is left as it is, whatever is done with many at once. */
export const hasBegun = ({ date, start }: Pick<When, 'date' | 'start'>, clock: Clock): boolean =>
  at(date, start) <= clock.now()

/** How it stands with a session that has a list: done when everybody is marked. */
export function stateOfList(session: {
  cancel_reason: CancelReason | null
  people: number
  unmarked: number
  led_by_id: MemberId | null
}): SessionState {
  if (session.cancel_reason !== null) return 'cancelled'
  if (session.people > 0 && session.unmarked === 0) return 'done'
  return session.led_by_id === null ? 'not_ready' : 'planned'
}

/** What it is that has a role; who is of the team may have any of several. */
export const resourceKindOf = {
  client: 'person',
  horse: 'horse',
  instructor: 'member',
  therapist: 'member',
  leader: 'member',
  sidewalker: 'member',
  teacher: 'member',
  assistant: 'member',
  psychologist: 'member',
  course_leader: 'member',
  place: 'place',
  bed: 'bed',
  group: 'group',
} as const satisfies Record<ResourceRole, ResourceTable['kind']>

/** A resource, and the role in which a session uses it. */
export interface ResourceUse {
  role: ResourceRole
  id: ResourceId
}
