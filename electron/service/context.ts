import type { z } from 'zod'
import type { Method, Topic } from '#contract/envelope.ts'
import type { ChangeId, MemberId } from '#contract/values.ts'
import type { Reader, Writer } from './db/schema.ts'
import type { Clock } from './kernel/clock.ts'
import type { NewId } from './kernel/ids.ts'

/** What a reading method is given. It cannot write. */
export interface ReadContext {
  readonly db: Reader
  readonly clock: Clock
  /** Who says that they act, or null for a script. Nobody has looked whether they work here. */
  readonly actor: MemberId | null
}

/** What a writing method is given: its one transaction. */
export interface CommandContext {
  readonly tx: Writer
  readonly clock: Clock
  readonly newId: NewId
  /** The member who acts, or null for a script. */
  readonly actor: MemberId | null
  /** Says that screens showing this must refresh once the transaction is through. */
  changed(...topics: Topic[]): void
}

type ContextOf<M extends Method> = M['kind'] extends 'read' ? ReadContext : CommandContext
type Answer<M extends Method> = M['kind'] extends 'command'
  ? Omit<z.input<M['output']>, 'changeId'> & { changeId?: ChangeId | null }
  : z.input<M['output']>

/** A handler for every method of a feature's contract, complete by type. */
export type HandlersOf<Methods extends Record<string, Method>> = {
  [Name in keyof Methods]: (
    context: ContextOf<Methods[Name]>,
    input: z.infer<Methods[Name]['input']>,
  ) => Promise<Answer<Methods[Name]>>
}
