import type { z } from 'zod'
import type { Method, Topic } from '#contract/envelope.ts'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'
import type { PlaceUse } from '#contract/places.ts'
import type { RightName, SightName } from '#contract/rights.ts'
import type { ResourceRole } from '#contract/schedule.ts'
import type { KnownClosedDay, Settings } from '#contract/settings.ts'
import type {
  ChangeId,
  LocalDate,
  MemberId,
  PersonId,
  PlaceId,
  ResourceId,
} from '#contract/values.ts'
import type { Reader, ResourceTable, Writer } from './db/schema.ts'
import type { Clock } from './kernel/clock.ts'
import type { NewId } from './kernel/ids.ts'
import type { Kinds } from './schedule/kind.ts'
import type { MemberFacts, PlaceFacts } from './schedule/situation.ts'

/** The settings as they are within one call. */
export interface SettingsReader {
  read(): Promise<Settings>
  /** The days on which the centre is closed: public holidays, and what people have decided. */
  closedDays(from: LocalDate, until: LocalDate): Promise<KnownClosedDay[]>
}

/** Who and what sessions name, as the features know them. What is asked of many refuses `not_found {what}` for an id that is nobody's. */
export interface Directory {
  /** Names of clients, surname first. */
  clientNames(ids: readonly PersonId[]): Promise<Map<PersonId, string>>
  members(ids: readonly MemberId[]): Promise<Map<MemberId, MemberFacts>>
  places(ids: readonly PlaceId[]): Promise<Map<PlaceId, PlaceFacts>>
  /** All who could have a role: horses, members who hold it, places for any of these uses; by name. */
  candidates(role: ResourceRole, uses: readonly PlaceUse[]): Promise<ResourceId[]>
  /** What a resource is called, or was; people surname first. Nothing for an id that never was one of that kind. */
  nameOf(kind: HourlyKind, id: ResourceId): Promise<string>
}

/** What is taken hour by hour: everything but beds. */
export type HourlyKind = Exclude<ResourceTable['kind'], 'bed'>

/** What a reading method is given. It cannot write. */
export interface ReadContext {
  readonly db: Reader
  readonly settings: SettingsReader
  /** The kinds of session, each with what is peculiar to it. */
  readonly kinds: Kinds
  readonly directory: Directory
  readonly clock: Clock
  /** Who acts, or null for nobody in particular. Of a read nobody has looked whether they work here. */
  readonly actor: MemberId | null
  /** Whether whoever asks sees what not everybody does: what answers say anyway is left out by itself. */
  sees(sight: SightName): boolean
  /**
   * Refuses, as the right says, when who acts does not have it. What a command has asked for beside the right of
   * its method is kept with its change: whoever takes it back needs it, too.
   */
  demand(right: RightName): void
}

/** What the rules look at: the file, the settings, and what the features say of what is theirs. */
export type Lookup = Pick<ReadContext, 'db' | 'settings' | 'kinds' | 'directory'>

/** What a command, or a preview of one, is given: its one transaction, which it also reads by. */
export interface CommandContext extends ReadContext {
  readonly tx: Writer
  readonly newId: NewId
  /** The change under which everything that it writes is recorded. */
  readonly changeId: ChangeId
  /** Says that screens must refresh which show a table that is nobody's history. */
  untrackedChanged(topic: Topic): void
  /** Does another command within this one, under a change of its own, as of its own time. */
  perform<Name extends MethodName>(
    method: Name,
    input: CallInput<Name>,
    as?: { clock?: Clock; newId?: NewId },
  ): Promise<MethodOutput<Name>>
}

/** What a method is given that is about the file itself. */
export type UpkeepContext = Pick<ReadContext, 'clock' | 'actor'>

type ContextOf<M extends Method> = M['kind'] extends 'read'
  ? ReadContext
  : M['kind'] extends 'upkeep'
    ? UpkeepContext
    : CommandContext
/**
 * What a handler answers: the change of a command, and whom a command or its preview hits, is added to it and may be
 * all that there is.
 */
type Answer<M extends Method> = 'unsettled' extends keyof z.input<M['output']>
  ? [Exclude<keyof z.input<M['output']>, 'changeId' | 'unsettled'>] extends [never]
    ? unknown
    : Omit<z.input<M['output']>, 'changeId' | 'unsettled'>
  : z.input<M['output']>

/** What a long read answers when it has read all: the rest is worked out outside of its snapshot. */
export type Later<Value> = () => Promise<Value>

/** A handler for every method of a feature's contract, complete by type. */
export type HandlersOf<Methods extends Record<string, Method>> = {
  [Name in keyof Methods]: (
    context: ContextOf<Methods[Name]>,
    input: z.infer<Methods[Name]['input']>,
  ) => Promise<
    Methods[Name] extends { long: true } ? Later<Answer<Methods[Name]>> : Answer<Methods[Name]>
  >
}
