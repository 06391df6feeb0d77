/**
 * What goes over every transport: a request, its one reply, and change events.
 */
import { z } from 'zod'
import { MemberId } from './values.ts'

/**
 * How a method treats the data. `read` cannot write; `write` is one whole write transaction;
 * `rehearse` is a write transaction that is always taken back: a preview that cannot differ from
 * the real thing.
 */
export type MethodKind = 'read' | 'write' | 'rehearse'

export interface Method<
  Name extends string = string,
  Kind extends MethodKind = MethodKind,
  Input extends z.ZodType = z.ZodType,
  Output extends z.ZodType = z.ZodType,
> {
  readonly name: Name
  readonly kind: Kind
  readonly input: Input
  readonly output: Output
}

const method =
  <Kind extends MethodKind>(kind: Kind) =>
  <const Name extends string, Input extends z.ZodType, Output extends z.ZodType>(
    name: Name,
    shape: { input: Input; output: Output },
  ): Method<Name, Kind, Input, Output> => ({ name, kind, ...shape })

export const read = method('read')
export const write = method('write')
export const rehearse = method('rehearse')

/** The methods of one feature, by their names. */
export function methods<const All extends readonly Method[]>(
  ...all: All
): { [M in All[number] as M['name']]: M } {
  return Object.fromEntries(all.map((one) => [one.name, one])) as never
}

export type InputOf<M extends Method> = z.infer<M['input']>
export type OutputOf<M extends Method> = z.infer<M['output']>

/** Who acts: the member chosen in the window, or nobody for a script. */
export const Actor = MemberId.nullable()

export const RequestId = z.union([z.int(), z.string().max(100)])
export const Request = z.object({
  id: RequestId,
  method: z.string().max(100),
  input: z.unknown().exactOptional(),
  actor: Actor.exactOptional(),
})
export type Request = z.infer<typeof Request>

/** Codes of refusals. Each has a sentence in `renderer/texts` that says what to do. */
export const errorCodes = [
  'bad_request',
  'too_large',
  'unknown_method',
  'not_found',
  'rules_refused',
  'override_not_allowed',
  'session_marked',
  'session_cancelled',
  'changed_since',
  'nothing_to_undo',
  'in_use',
  'group_unfinished',
  'credit_spent',
  'psychologist_only',
  'course_started',
  'iin_invalid',
  'iin_taken',
  'same_person',
  'file_empty',
  'file_unreadable',
  'file_too_many_rows',
  'file_kind_unknown',
  'file_newer',
  'file_damaged',
  'import_stale',
  'not_empty',
  'busy',
  'disk_full',
  'service_lost',
  'internal',
] as const
export const ErrorCode = z.enum(errorCodes)
export type ErrorCode = z.infer<typeof ErrorCode>
export type ErrorParams = Record<string, unknown>

/** `internal` carries only `logId`: the number under which the bug stands in the log. */
export type Reply<Value = unknown> =
  | { id: number | string | null; ok: true; value: Value }
  | { id: number | string | null; ok: false; code: ErrorCode; params: ErrorParams }

/** What a write may have changed. Screens refetch what they show of these. */
export const topics = [
  'people',
  'horses',
  'team',
  'places',
  'settings',
  'sessions',
  'templates',
  'groups',
  'courses',
  'rooms',
  'marks',
] as const
export type Topic = (typeof topics)[number]
export interface ChangeEvent {
  event: 'changed'
  topics: Topic[]
}
export type Outgoing = Reply | ChangeEvent | { event: 'ready'; databaseFile: string }
