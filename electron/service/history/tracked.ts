/**
 * What a feature hands to the history: its tables that people change.
 *
 * [Note: Undo] A change is put back row by row, where each row still stands as the change left it
 * (`changed_since`). What follows from other rows (a member on a list, an announced mark) is in nobody's
 * way: it is put back with them and then brought into line with how things are now. Before rows are put
 * back, and after, the features say what must hold: undo is no second way past the rules.
 */
import type { Selectable } from 'kysely'
import type { Summary } from '#contract/changes.ts'
import type { Topic } from '#contract/envelope.ts'
import type { Finding } from '#contract/findings.ts'
import type { ResourceId } from '#contract/values.ts'
import type { CommandContext, ReadContext } from '../context.ts'
import type { RecordedTable } from '../db/recording.ts'
import type { Schema } from '../db/schema.ts'
import type { DomainError } from '../kernel/errors.ts'

export type TableName = keyof Schema
export type RowOf<Table extends TableName> = Selectable<Schema[Table]>

/** A row that is put from how it stands to how it stood. */
export interface TurnedRow<Row> {
  readonly key: string
  readonly from: Row | null
  readonly to: Row | null
}

/** Whom what rules look at is about: the resource or the session that the key begins with, the day that it is, or everybody. */
export type FactsOf = 'resource' | 'session' | 'day' | 'everybody'

/** A fact that has changed. */
export interface ChangedFact {
  readonly of: FactsOf
  /** The key of its row, or the first part of it: an id or a day. */
  readonly key: string
}

/** What has changed since the change that is turned, and has not been taken back. */
export interface Meanwhile {
  readonly facts: readonly ChangedFact[]
  /** Any session has. */
  readonly sessions: boolean
  /** The tables of which any row has. */
  readonly tables: ReadonlySet<TableName>
}

/** Everything that one undo or redo puts back. */
export interface Turn {
  /** Null where nobody looked. */
  readonly meanwhile: Meanwhile | null
  rows<Table extends TableName>(table: Table): readonly TurnedRow<RowOf<Table>>[]
}

/** What a change is told by: the file, and who and what it names, gone or not. */
export type Telling = Pick<ReadContext, 'db' | 'directory'>

/** What a change of rows of a table was about, in words of the window. */
export interface Told {
  /** Of all tables that a change touched, the one of the lowest rank tells what it was. */
  readonly rank: number
  of(look: Telling, turn: Turn): Promise<Summary>
}

/** A row of a table, by its key in one text. */
export interface RowName {
  readonly table: TableName
  readonly key: string
}

/** The refusal for a row that is in the way of a turn: who changed it last, when, and what they did. */
export type ChangedSince = (table: TableName, key: string) => Promise<DomainError>

/** Two files that turn out to be of one person. */
export interface Merging {
  readonly keptId: ResourceId
  readonly mergedId: ResourceId
  /** Which of two rows stays that would stand under one key. */
  choose(table: TableName, key: string): 'kept' | 'merged'
}

/** What becomes of the rows of a table when two people turn out to be one: see [Note: Merging]. */
export interface Merge<Row> {
  /** Refuses what no one person can have done. */
  refuse?(context: CommandContext, merging: Merging): Promise<void>
  /**
   * The rows that stay, the first one of two under one key. Those of the merged one come as if they had
   * been the kept one's. Where a table does not say, all stay, and of two under one key the chosen one.
   */
  unite?(kept: readonly Row[], merged: readonly Row[]): readonly Row[]
  /** Brings into line what follows from the rows. */
  settle?(context: CommandContext, merging: Merging, turn: Turn): Promise<void>
}

export interface TrackedTable extends RecordedTable {
  readonly table: TableName
  /** The screens that show it. */
  readonly topics: readonly Topic[]
  /** Of a table of facts that rules look at: whom a row is about. */
  readonly factsOf?: FactsOf
  /** Whether its rows are what rules judge, by the id that their key begins with. */
  readonly judged?: true
  readonly told?: Told
  /** Whether a row merely follows from others, so that it may have changed or gone since. */
  readonly follows?: ((row: TurnedRow<Record<string, unknown>>) => boolean) | undefined
  /** Columns that no two rows may share are set so while rows change places. */
  readonly released?: Readonly<Record<string, null>> | undefined
  /** Rows of it are taken out and put in anew: the file refuses two that meet on the way. */
  readonly exchanged?: boolean
  /** Says what must hold before anything is put back, and frees what is derived from the rows. */
  restore?(context: CommandContext, turn: Turn, since: ChangedSince): Promise<void>
  /**
   * Derives anew what is made of the rows, and asks the rules about what has been put back. Answers what is
   * worth saying and refuses nothing.
   */
  derive?(
    context: CommandContext,
    turn: Turn,
    since: ChangedSince,
  ): Promise<void> | Promise<readonly Finding[]>
  readonly merge?: Merge<Record<string, unknown>> | undefined
}

/** A tracked table with its columns known to the compiler. */
export const tracked = <Table extends TableName>(
  table: Table,
  {
    follows,
    merge,
    ...rest
  }: Omit<TrackedTable, 'table' | 'key' | 'derived' | 'released' | 'follows' | 'merge'> & {
    key: readonly (keyof RowOf<Table> & string)[]
    derived?: readonly (keyof RowOf<Table> & string)[]
    released?: { readonly [Column in keyof RowOf<Table>]?: null }
    follows?: (row: TurnedRow<RowOf<Table>>) => boolean
    merge?: Merge<RowOf<Table>>
  },
): TrackedTable => ({
  table,
  ...rest,
  released: rest.released as Readonly<Record<string, null>> | undefined,
  follows: follows as TrackedTable['follows'],
  merge: merge as TrackedTable['merge'],
})

/** Rows that a turn puts in place, as they will be. */
export const putIn = <Row>(rows: readonly TurnedRow<Row>[]): Row[] =>
  rows.flatMap(({ to }) => (to === null ? [] : [to]))

/** Rows that a turn takes out. */
export const takenOut = <Row>(rows: readonly TurnedRow<Row>[]): Row[] =>
  rows.flatMap(({ from, to }) => (from !== null && to === null ? [from] : []))
