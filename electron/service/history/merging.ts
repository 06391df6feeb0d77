/**
 * Makes one of two people.
 *
 * [Note: Merging] Which columns name a person is what the file itself says by its references. Rows of the
 * merged one are given to the kept one; a table says what becomes of two that meet. They are written as a
 * change is turned, so that a merge is recorded, told and taken back like anything else.
 */
import { isDeepStrictEqual } from 'node:util'
import type { CommandContext } from '../context.ts'
import type { Reference } from '../db/recording.ts'
import type { Reader } from '../db/schema.ts'
import { keyOf, type Row, rowsWith } from './steps.ts'
import type { Merging, TableName, TrackedTable, TurnedRow } from './tracked.ts'
import { type Ground, put, type Turned, turnOf } from './turning.ts'

type Columns = ReadonlyMap<TableName, ReadonlySet<string>>

/** By table, the columns that name a row of the root, also by way of rows of other tables. */
function columnsNaming(references: readonly Reference[], root: TableName): Columns {
  const naming = new Map<TableName, Set<string>>()
  const add = (table: string, column: string): boolean => {
    const known = naming.get(table as TableName) ?? new Set()
    if (known.has(column)) return false
    naming.set(table as TableName, known.add(column))
    return true
  }
  // What a file is itself, and then whatever holds on to it.
  add(root, 'id')
  let more = true
  while (more) {
    more = false
    for (const { table, columns, target, targetColumns } of references) {
      columns.forEach((column, index) => {
        const known = naming.get(target as TableName)?.has(targetColumns[index] ?? '')
        if (known && add(table, column)) more = true
      })
    }
  }
  for (const { table, target, targetColumns } of references) {
    if (table === root) for (const column of targetColumns) add(target, column)
  }
  return naming
}

/** The rows of a table that name either of both, as they stand and as they are to stand. */
async function unitedRows(
  db: Reader,
  table: TrackedTable,
  columns: ReadonlySet<string>,
  merging: Merging,
): Promise<Map<string, TurnedRow<Row>>> {
  const { keptId, mergedId } = merging
  const current = new Map<string, Row>()
  for (const column of columns) {
    for (const row of await rowsWith(db, table.table, column, [keptId, mergedId])) {
      current.set(keyOf(table, row), row)
    }
  }
  const names = ([column, value]: [string, unknown]) => columns.has(column) && value === mergedId
  const given = (row: Row): Row =>
    Object.fromEntries(
      Object.entries(row).map((one) => (names(one) ? [one[0], keptId as string] : one)),
    )
  const { true: theirs = [], false: own = [] } = Object.groupBy(
    current.values(),
    (row) => `${Object.entries(row).some(names)}` as 'true' | 'false',
  )
  const united = new Map<string, Row>()
  if (table.merge?.unite) {
    for (const row of table.merge.unite(own, theirs.map(given)) as Row[]) {
      const key = keyOf(table, row)
      if (!united.has(key)) united.set(key, row)
    }
  } else {
    for (const row of own) united.set(keyOf(table, row), row)
    for (const row of theirs.map(given)) {
      const key = keyOf(table, row)
      if (!united.has(key) || merging.choose(table.table, key) === 'merged') united.set(key, row)
    }
  }
  const rows = [...new Set([...current.keys(), ...united.keys()])].map((key) => ({
    key,
    from: current.get(key) ?? null,
    to: united.get(key) ?? null,
  }))
  return new Map(
    rows.flatMap((row) => (isDeepStrictEqual(row.from, row.to) ? [] : [[row.key, row]])),
  )
}

/**
 * Gives everything of one person to the other, whose name goes on in what was recorded before. Refuses
 * whatever the tables refuse.
 */
export async function mergeRows(
  context: CommandContext,
  { tables, references }: Ground,
  root: TableName,
  merging: Merging,
): Promise<void> {
  const { tx, changeId } = context
  for (const table of tables) await table.merge?.refuse?.(context, merging)
  const naming = columnsNaming(references, root)
  const rows: Turned = new Map()
  for (const table of tables) {
    const columns = naming.get(table.table)
    if (columns) rows.set(table.table, await unitedRows(tx, table, columns, merging))
  }
  await put(tx, tables, rows)
  const alias = { old_id: merging.mergedId, new_id: merging.keptId, change_id: changeId }
  await tx.insertInto('alias').values(alias).execute()
  for (const table of tables) await table.merge?.settle?.(context, merging, turnOf(rows))
}
