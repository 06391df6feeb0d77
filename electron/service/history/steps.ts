/** The rows of a change as they were recorded, and as they stand now. */
import { isDeepStrictEqual } from 'node:util'
import type { ChangeId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import type { TableName, TrackedTable, TurnedRow } from './tracked.ts'

export type Row = Record<string, string | number | null>
/** A row before and after a change. */
export interface Step {
  table: TableName
  key: string
  before: Row | null
  after: Row | null
}

const pieceOf = 400

export const keyOf = ({ key }: Pick<TrackedTable, 'key'>, row: Row): string =>
  key.map((column) => String(row[column])).join(' ')

/** Who was in the files twice goes on under one id, also in what was recorded before. */
async function aliases(db: Reader, except: ChangeId): Promise<[string, string][]> {
  const rows = await db
    .selectFrom('alias')
    .select(['old_id', 'new_id'])
    .where('change_id', '!=', except)
    .orderBy('change_id')
    .execute()
  return rows.map((row) => [row.old_id, row.new_id])
}

/** The rows of a change, each from before its first step to after its last, in the order of the first. */
export async function stepsOf(db: Reader, id: ChangeId): Promise<Step[]> {
  const rows = await db
    .selectFrom('change_step')
    .select(['table_name', 'row_key', 'before', 'after'])
    .where('change_id', '=', id)
    .orderBy('step')
    .execute()
  const renamed = await aliases(db, id)
  const read = <Text extends string | null>(text: Text): Text =>
    renamed.reduce<string | null>(
      (known, [old, now]) => known?.replaceAll(old, now) ?? null,
      text,
    ) as Text
  const steps = new Map<string, Step>()
  for (const row of rows) {
    const key = read(row.row_key)
    const parsed = (text: string | null): Row | null => text && JSON.parse(read(text))
    const name = `${row.table_name} ${key}`
    const known = steps.get(name)
    if (known) known.after = parsed(row.after)
    else {
      const table = row.table_name as TableName
      steps.set(name, { table, key, before: parsed(row.before), after: parsed(row.after) })
    }
  }
  return [...steps.values()].filter(({ before, after }) => !isDeepStrictEqual(before, after))
}

/** Rows of a table by a column of theirs, in pieces that one statement can hold. */
export async function rowsWith(
  db: Reader,
  table: TableName,
  column: string,
  values: readonly (string | number | null)[],
): Promise<Row[]> {
  const wanted = [...new Set(values)]
  const found: Row[] = []
  for (let from = 0; from < wanted.length; from += pieceOf) {
    const rows = await db
      .selectFrom(table as 'claim')
      .selectAll()
      .where(column as 'resource_id', 'in', wanted.slice(from, from + pieceOf) as never)
      .execute()
    found.push(...(rows as unknown as Row[]))
  }
  return found
}

/** The rows of these steps as they stand now, by their keys. */
export async function currentRows(
  db: Reader,
  table: TrackedTable,
  steps: readonly Pick<Step, 'key' | 'before' | 'after'>[],
): Promise<Map<string, Row>> {
  const [first] = table.key as [string]
  const values = steps.map(({ before, after }) => (before ?? after)?.[first] ?? null)
  const rows = await rowsWith(db, table.table, first, values)
  return new Map(rows.map((row) => [keyOf(table, row), row]))
}

/** Whether a row stands as it was recorded; columns that are not recorded do not count. */
export function standsAs(now: Row | undefined, then: Row | null): boolean {
  if (!now || !then) return !now && !then
  return Object.entries(then).every(([column, value]) => now[column] === value)
}

export const turned = ({ key, before, after }: Step, undoing: boolean): TurnedRow<Row> =>
  undoing ? { key, from: after, to: before } : { key, from: before, to: after }
