/**
 * What goes over every transport: a request, its one reply, and change events.
 */
import { z } from 'zod'
import type { RightName } from './rights.ts'
import {
  ChangeId,
  LocalDate,
  MemberId,
  type PersonId,
  SessionId,
  StayId,
  TemplateId,
} from './values.ts'

/**
 * How a method treats the data. `read` cannot write; `command` is one whole write transaction, kept in
 * the history; `preview` is a command that is always taken back, so that it cannot differ from the
 * real thing; `upkeep` is about the file itself and not what is in it, and also answers where the file cannot
 * be opened: nothing of it stands in the history, which a copy would take back.
 */
export const methodKinds = ['read', 'command', 'preview', 'upkeep'] as const
export type MethodKind = (typeof methodKinds)[number]

export interface Method<
  Name extends string = string,
  Kind extends MethodKind = MethodKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
  Refusal extends ErrorCode = ErrorCode,
> {
  readonly name: Name
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
  /**
   * The right that it needs; null for what may be asked before anybody has signed in. One whose input holds an
   * `override` needs `overriding` for it.
   */
  readonly may: RightName | null
  /** What it may refuse beside {@link commonRefusals}. */
  readonly refuses: readonly Refusal[]
  /** Its answer takes longer than looking at the file does: those who ask later may have theirs before. */
  readonly long: boolean
  /** Which sessions it is about: whoever sees their own alone is refused with those of others. */
  readonly sessionsOf: (input: never) => readonly SessionId[]
  /** Whose health notes its answer shows: who has opened whose file is written down. */
  readonly looksAt: (input: never) => readonly PersonId[]
  /** Whether it changes what rules look at: it then answers, as `unsettled`, which sessions, stays and series do not fit them any more. */
  readonly changesFacts: boolean
  /** Whether a copy of the file is taken before it is done. */
  readonly copiedBefore: boolean
}

interface Shape<Input extends z.ZodType, Output, Refusal> {
  may: RightName | null
  input: Input
  output: Output
  refuses?: readonly Refusal[]
  sessionsOf?: (input: z.output<Input>) => readonly SessionId[]
  looksAt?: (input: z.output<Input>) => readonly PersonId[]
}

/** Which planned sessions, stays and series a command has left against the rules that fitted them before, in order of time. */
export const Hit = z.object({
  count: z.int(),
  /** The last day of one, of a series the first that does not fit; null without any. */
  until: LocalDate.nullable(),
  sessionIds: z.array(SessionId),
  stayIds: z.array(StayId),
  templateIds: z.array(TemplateId),
})
export type Hit = z.infer<typeof Hit>

/**
 * What a command answers beside its output: its change, or null when everything stayed as it was; and where
 * it changes facts, which planned sessions, stays and series it has left against the rules.
 */
const withChange = <Fields extends z.ZodRawShape>(output: z.ZodObject<Fields>) =>
  output.extend({ changeId: ChangeId.nullable(), unsettled: Hit.exactOptional() })

export const read = <
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends ErrorCode = never,
>(
  name: Name,
  {
    may,
    input,
    output,
    refuses = [],
    sessionsOf = () => [],
    looksAt = () => [],
  }: Shape<Input, Output, Refusal>,
): Method<Name, 'read', Input, Output, Refusal> => ({
  name,
  kind: 'read',
  input,
  output,
  may,
  refuses,
  sessionsOf,
  looksAt,
  long: false,
  changesFacts: false,
  copiedBefore: false,
})

/** A read with much to work out when it has read all: it does that beside all other calls. */
export const longRead = <
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends ErrorCode = never,
>(
  name: Name,
  shape: Shape<Input, Output, Refusal>,
): Method<Name, 'read', Input, Output, Refusal> & { long: true } => ({
  ...read(name, shape),
  long: true,
})

export const preview = <
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends ErrorCode = never,
>(
  name: Name,
  {
    may,
    input,
    output,
    refuses = [],
    sessionsOf = () => [],
    changesFacts = false,
  }: Shape<Input, Output, Refusal> & { changesFacts?: boolean },
): Method<Name, 'preview', Input, Output, Refusal> => ({
  name,
  kind: 'preview',
  input,
  output,
  may,
  refuses,
  sessionsOf,
  looksAt: () => [],
  long: false,
  changesFacts,
  copiedBefore: false,
})

/** What a preview answers of a change of facts: what it would leave against the rules. */
export const WouldHit = z.object({ unsettled: Hit })

export const command = <
  const Name extends string,
  Input extends z.ZodType,
  Fields extends z.ZodRawShape,
  const Refusal extends ErrorCode = never,
>(
  name: Name,
  {
    input,
    output,
    may,
    refuses = [],
    sessionsOf = () => [],
    changesFacts = false,
    copiedBefore = false,
  }: Shape<Input, z.ZodObject<Fields>, Refusal> & {
    changesFacts?: boolean
    copiedBefore?: boolean
  },
): Method<Name, 'command', Input, ReturnType<typeof withChange<Fields>>, Refusal> => ({
  name,
  kind: 'command',
  input,
  output: withChange(output),
  may,
  refuses,
  sessionsOf,
  looksAt: () => [],
  long: false,
  changesFacts,
  copiedBefore,
})

/** One that is `long` is done beside all other calls, after the commands that were asked before; any other alone. */
export const upkeep = <
  const Name extends string,
  Input extends z.ZodType,
  Output extends z.ZodType,
  const Refusal extends ErrorCode = never,
>(
  name: Name,
  { input, output, may, refuses = [], long }: Shape<Input, Output, Refusal> & { long: boolean },
): Method<Name, 'upkeep', Input, Output, Refusal> => ({
  name,
  kind: 'upkeep',
  input,
  output,
  may,
  refuses,
  sessionsOf: () => [],
  looksAt: () => [],
  long,
  changesFacts: false,
  copiedBefore: false,
})

/** The methods of one feature, by their names. */
export function methods<const All extends readonly Method[]>(
  ...all: All
): { [M in All[number] as M['name']]: M } {
  return Object.fromEntries(all.map((one) => [one.name, one])) as never
}

export type InputOf<M extends Method> = z.infer<M['input']>
export type OutputOf<M extends Method> = z.infer<M['output']>
/** The codes with which a method may be refused. */
export type RefusalOf<M extends Method> = M['refuses'][number] | (typeof commonRefusals)[number]

/**
 * Who acts: the member chosen in the window, or nobody for a script. Where people sign in, whoever has done so
 * acts, whatever is said here.
 */
export const Actor = MemberId.nullable()

export const RequestId = z.union([z.int(), z.string().max(100)])
export const Request = z.object({
  id: RequestId,
  method: z.string().max(100),
  input: z.unknown().exactOptional(),
  actor: Actor.exactOptional(),
})
export type Request = z.infer<typeof Request>

/**
 * Why the data file cannot be used, as it is found when it is opened or while it is open. `path` is what
 * is in the way; `key_needed` wants the recovery code or the passphrase of a protected file, `key_missing`
 * its `bastau.key`, without which neither opens anything, and `key_wrong` another than it was given; `names` of `file_altered` are what is missing or otherwise; `kept` of `file_replaced` is
 * the file in which the program has kept what it had open.
 */
export const fileTroubles = [
  'file_newer',
  'file_damaged',
  'file_foreign',
  'file_not_database',
  'file_blank',
  'file_missing',
  'file_altered',
  'file_replaced',
  'file_locked',
  'file_is_folder',
  'link_dangling',
  'key_needed',
  'key_missing',
  'key_wrong',
  'folder_missing',
  'folder_is_file',
  'folder_readonly',
  'access_denied',
  'disk_full',
  'disk_failed',
] as const

/**
 * Codes of refusals. `not_allowed {right, roles}` says who may; `sign_in_later {seconds}` how long a PIN is not
 * asked for after wrong ones. `session_marked {who, date, start}` names whom somebody has marked in which session;
 * `not_begun {date, start}` of which session nobody can know yet who comes; `changed_since {by, at}` who changed
 * it last, null where the history does not know, and `fields` of a form or the summary (`what`) of the change
 * that is in the way. `arrival_outside_course` and `plan_outside_course`
 * carry the days of the course `{from, until}`, `departure_before_arrival {from}` the day of arrival,
 * `away_outside_stay {from, until}` those of the person, `away_twice` and `away_then {from, until}` the nights
 * that they are away. Each has a sentence in `renderer/texts` that says what to do. */
export const errorCodes = [
  'bad_request',
  'too_large',
  'unknown_method',
  'not_found',
  'rules_refused',
  'sign_in_required',
  'not_allowed',
  'coordinator_only',
  'override_not_allowed',
  'secret_wrong',
  'secret_missing',
  'secret_weak',
  'sign_in_later',
  'recovery_code_wrong',
  'access_key_wrong',
  'last_coordinator',
  'session_marked',
  'session_cancelled',
  'not_begun',
  'not_in_session',
  'session_stands',
  'nothing_to_shift',
  'changed_since',
  'nothing_to_undo',
  'in_use',
  'already_away',
  'group_unfinished',
  'credit_spent',
  'psychologist_only',
  'note_closed',
  'note_locked',
  'course_started',
  'feast_elsewhere',
  'arrival_outside_course',
  'arrival_ahead',
  'departure_before_arrival',
  'departure_ahead',
  'not_arrived',
  'not_left',
  'plan_outside_course',
  'plan_passed',
  'away_outside_stay',
  'away_twice',
  'away_then',
  'iin_invalid',
  'iin_taken',
  'same_person',
  'file_empty',
  'file_unreadable',
  'file_too_many_rows',
  'file_kind_unknown',
  'copy_damaged',
  'copy_key_missing',
  'copy_key_wrong',
  'protect_first',
  'folder_inside',
  'keeping_not_allowed',
  ...fileTroubles,
  'import_stale',
  'not_empty',
  'busy',
  'service_lost',
  'internal',
] as const
export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>
export type ErrorParams = Record<string, unknown>

/**
 * What any method may be refused with: an input that is wrong, somebody who may not, an id of nobody, a world in the way, or
 * something else that has changed meanwhile.
 */
export const commonRefusals = [
  'bad_request',
  'too_large',
  'unknown_method',
  'not_found',
  'sign_in_required',
  'not_allowed',
  'last_coordinator',
  'changed_since',
  'busy',
  ...fileTroubles,
  'service_lost',
  'internal',
] as const satisfies readonly ErrorCode[]

/** `internal` carries only `logId`: the number under which the bug stands in the log. */
export type Reply<Value = unknown> =
  | { id: number | string | null; ok: true; value: Value }
  | { id: number | string | null; ok: false; code: ErrorCode; params: ErrorParams }

/** What a command may have changed. Screens refetch what they show of these. */
export const topics = [
  'people',
  'horses',
  'team',
  'places',
  'availability',
  'settings',
  'sessions',
  'templates',
  'groups',
  'courses',
  'rooms',
  'marks',
  'notices',
  'access',
  'copies',
] as const
export type Topic = (typeof topics)[number]
export interface ChangeEvent {
  event: 'changed'
  topics: Topic[]
}
export type Outgoing = Reply | ChangeEvent | { event: 'ready'; databaseFile: string }
