/** Takes changes back, and does them again. See [Note: Undo] in tracked.ts. */
import type { Method } from '#contract/envelope.ts'
import type { Finding } from '#contract/findings.ts'
import type { RightName } from '#contract/rights.ts'
import type { ChangeId } from '#contract/values.ts'
import type { CommandContext } from '../context.ts'
import { deferReferences } from '../db/dialect.ts'
import { type Conflict, conflictOf } from '../db/errors.ts'
import type { Reference } from '../db/recording.ts'
import type { Reader, Writer } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { currentRows, keyOf, type Row, rowsWith, standsAs, stepsOf, turned } from './steps.ts'
import { summaryOf } from './telling.ts'
import {
  type ChangedSince,
  type Meanwhile,
  putIn,
  type RowName,
  type TableName,
  type Telling,
  type TrackedTable,
  type Turn,
  type TurnedRow,
} from './tracked.ts'
import { namesOf } from './trail.ts'

/** What is tracked, how its rows hold on to each other, and the methods that change them, by name. */
export interface Ground {
  readonly tables: readonly TrackedTable[]
  readonly references: readonly Reference[]
  readonly methods: Readonly<Record<string, Method>>
}

/** Rows that are put elsewhere, by table and key. */
export type Turned = Map<TableName, Map<string, TurnedRow<Row>>>

export const turnOf = (rows: Turned, meanwhile: Meanwhile | null = null): Turn => ({
  meanwhile,
  rows: (table) => [...(rows.get(table)?.values() ?? [])] as never,
})

/**
 * The refusal for a row that somebody has changed since: who and when (null where nothing is recorded of
 * it), and what their change was about.
 */
async function changedSince(
  look: Telling,
  { tables }: Ground,
  { table, key }: RowName,
): Promise<DomainError> {
  const { db, directory } = look
  const last = await db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change.id', 'change.by_id', 'change.at'])
    .where('change_step.table_name', '=', table)
    .where('change_step.row_key', 'in', await namesOf(db, key))
    .orderBy('change_step.step', 'desc')
    .executeTakeFirst()
  if (!last) return new DomainError('changed_since', { by: null, at: null })
  const by = last.by_id && (await directory.nameOf('member', last.by_id))
  const what = await summaryOf(look, tables, await stepsOf(db, last.id))
  return new DomainError('changed_since', { by, at: last.at, what })
}

/** The change that is meant: an undo and a redo stand for the one that they are about. */
async function findChange(db: Reader, id: ChangeId) {
  const named = await db.selectFrom('change').selectAll().where('id', '=', id).executeTakeFirst()
  const change = named?.of_id
    ? await db.selectFrom('change').selectAll().where('id', '=', named.of_id).executeTakeFirst()
    : named
  if (!change) throw new DomainError('not_found', { what: 'change' })
  return change
}

/** Who made the change that an undo or redo of this id is about, and the rights that it needed. Refuses `not_found`. */
export async function makingOf(db: Reader, id: ChangeId) {
  const { by_id: by, rights } = await findChange(db, id)
  return { by, rights: rights === '' ? [] : (rights.split(' ') as RightName[]) }
}

/**
 * Puts everything that a change touched where it stood before it, or, for redo, after it. Refuses
 * `nothing_to_undo`, `changed_since {by, at, what}`, and whatever the features refuse. Answers what they find.
 */
export async function turnChange(
  context: CommandContext,
  ground: Ground,
  id: ChangeId,
  direction: 'undo' | 'redo',
): Promise<Finding[]> {
  const { tx, changeId } = context
  const undoing = direction === 'undo'
  const change = await findChange(tx, id)
  if ((change.undone_by_id !== null) === undoing || change.kind === 'outside') {
    throw new DomainError('nothing_to_undo')
  }
  const since: ChangedSince = (table, key) => changedSince(context, ground, { table, key })
  const { rows, changed } = await rowsToTurn(tx, ground, change.id, undoing)
  if (changed) throw await since(changed.table, changed.key)
  const turn = turnOf(rows, await changedMeanwhile(context, ground, change.id))
  await tx
    .updateTable('change')
    .set({ undone_by_id: undoing ? changeId : null })
    .where('id', '=', change.id)
    .execute()
  await tx.updateTable('change').set({ of_id: change.id }).where('id', '=', changeId).execute()
  const restore = async () => {
    for (const table of ground.tables) await table.restore?.(context, turn, since)
  }
  await restore()
  // What goes along is judged, and frees what it takes, as all that goes.
  if (await takeAlong(tx, ground, rows, since)) await restore()
  await refuseHeld(tx, ground, rows, since)
  await leaveOrphans(tx, ground, rows, since)
  await put(tx, ground.tables, rows).catch(async (error: unknown) => {
    const taken = await holderOf(tx, ground, rows, conflictOf(error))
    throw taken ? await since(taken.table, taken.key) : error
  })
  const findings: Finding[] = []
  for (const table of ground.tables) {
    const found = await table.derive?.(context, turn, since)
    if (found) findings.push(...found)
  }
  return findings
}

/** What has changed since a change, but for what has been done since and taken back again. */
async function changedMeanwhile(
  { tx, changeId }: CommandContext,
  { tables }: Ground,
  id: ChangeId,
): Promise<Meanwhile> {
  const known = new Map(tables.map((table) => [table.table as string, table]))
  const last = await tx
    .selectFrom('change_step')
    .select(({ fn }) => fn.max<number>('step').as('step'))
    .where('change_id', '=', id)
    .executeTakeFirst()
  const steps = await tx
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change.id', 'of_id', 'undone_by_id', 'table_name', 'row_key'])
    .where('step', '>', Number(last?.step ?? 0))
    .where('change_id', '!=', changeId)
    .execute()
  const later = new Set(steps.map((step) => step.id))
  const standing = steps.filter(
    ({ of_id, undone_by_id }) => undone_by_id === null && !(of_id !== null && later.has(of_id)),
  )
  return {
    facts: standing.flatMap(({ table_name, row_key }) => {
      const of = known.get(table_name)?.factsOf
      const [key = ''] = row_key.split(' ')
      return of ? [{ of, key }] : []
    }),
    sessions: standing.some(({ table_name }) => known.get(table_name)?.judged === true),
    tables: new Set(standing.map(({ table_name }) => table_name as TableName)),
  }
}

/** The row that has a name or a day by now which no two rows may share, and which is to be put in again. */
async function holderOf(
  db: Reader,
  { tables }: Ground,
  rows: Turned,
  conflict: Conflict | undefined,
): Promise<RowName | null> {
  if (conflict?.kind !== 'not_unique') return null
  const columns = conflict.key.split(', ').map((name) => name.split('.'))
  const table = tables.find((one) => one.table === columns[0]?.[0])
  const names = columns.map(([, column]) => column ?? '')
  const [first = ''] = names
  if (!table || first === '') return null
  const own = rows.get(table.table) ?? new Map<string, TurnedRow<Row>>()
  const coming = putIn([...own.values()])
  const values = coming.map((row) => row[first] ?? null)
  for (const current of await rowsWith(db, table.table, first, values)) {
    const same = (row: Row) => names.every((name) => row[name] === current[name])
    const key = keyOf(table, current)
    if (!own.has(key) && coming.some(same)) return { table: table.table, key }
  }
  return null
}

/** The rows of a change that stand as it left them, up to the first one that has been changed since. */
export async function rowsToTurn(
  db: Reader,
  ground: Ground,
  id: ChangeId,
  undoing: boolean,
): Promise<{ rows: Turned; changed: RowName | null }> {
  const byTable = Map.groupBy(await stepsOf(db, id), (step) => step.table)
  const rows: Turned = new Map()
  for (const table of ground.tables) {
    const steps = byTable.get(table.table) ?? []
    if (steps.length === 0) continue
    const current = await currentRows(db, table, steps)
    const own = new Map<string, TurnedRow<Row>>()
    for (const step of steps) {
      const row = turned(step, undoing)
      if (standsAs(current.get(row.key), row.from)) own.set(row.key, row)
      else if (!table.follows?.(row)) return { rows, changed: { table: table.table, key: row.key } }
    }
    rows.set(table.table, own)
  }
  return { rows, changed: null }
}

const goingFrom = (rows: Turned, table: string): Row[] =>
  [...(rows.get(table as TableName)?.values() ?? [])].flatMap(({ from, to }) =>
    from !== null && to === null ? [from] : [],
  )

/** The rows that hold on to some of another table by a reference, each with the name of the one it holds on to. */
async function holdersOf(db: Reader, reference: Reference, going: readonly Row[]) {
  const gone = new Set(
    going.map((row) => reference.targetColumns.map((column) => row[column]).join(' ')),
  )
  const [column] = reference.columns as [string]
  const [key] = reference.targetColumns as [string]
  const values = going.map((row) => row[key] ?? null)
  const found = await rowsWith(db, reference.table as TableName, column, values)
  return found
    .map((row) => ({ row, held: reference.columns.map((one) => row[one]).join(' ') }))
    .filter(({ held }) => gone.has(held))
}

/** What nobody tracks and still holds on to a row that goes stands in the way (`changed_since`). */
async function refuseHeld(
  db: Reader,
  { tables, references }: Ground,
  rows: Turned,
  since: ChangedSince,
): Promise<void> {
  const names = new Set<string>(tables.map((one) => one.table))
  for (const reference of references.filter((one) => !names.has(one.table))) {
    const going = goingFrom(rows, reference.target)
    const [first] = await holdersOf(db, reference, going)
    if (first) throw await since(reference.target as TableName, first.held)
  }
}

/**
 * Rows that have come to hold on to one that goes: what merely follows goes with it, anything else stands
 * in the way (`changed_since`). Answers whether any goes along.
 */
async function takeAlong(
  db: Reader,
  ground: Ground,
  rows: Turned,
  since: ChangedSince,
): Promise<boolean> {
  const { tables, references } = ground
  let any = false
  const named = new Map(tables.map((one) => [one.table as string, one]))
  const waiting = [...rows].flatMap(([table, own]) =>
    [...own.values()].some(({ to }) => to === null) ? [table as string] : [],
  )
  for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
    const going = goingFrom(rows, target)
    for (const reference of references.filter((one) => one.target === target)) {
      const table = named.get(reference.table)
      if (!table) continue
      for (const { row } of await holdersOf(db, reference, going)) {
        const name = keyOf(table, row)
        const own = rows.get(table.table) ?? new Map<string, TurnedRow<Row>>()
        // It goes too, or is put to hold on to another.
        if (own.has(name)) continue
        const along: TurnedRow<Row> = { key: name, from: row, to: null }
        if (!table.follows?.(along)) throw await since(table.table, name)
        rows.set(table.table, own.set(name, along))
        waiting.push(table.table)
        any = true
      }
    }
  }
  return any
}

/**
 * What a row that is put in holds on to may have gone since: a row that merely follows is left out then,
 * any other refuses `changed_since`.
 */
async function leaveOrphans(
  db: Reader,
  ground: Ground,
  rows: Turned,
  since: ChangedSince,
): Promise<void> {
  const { tables, references } = ground
  const named = new Map(tables.map((one) => [one.table as string, one]))
  for (const table of tables) {
    const own = rows.get(table.table)
    if (!own) continue
    for (const { columns, target, targetColumns } of references.filter(
      (one) => one.table === table.table,
    )) {
      const parent = named.get(target)
      if (!parent) continue
      const nameOf = (row: Row) =>
        columns.some((column) => row[column] === null)
          ? null
          : columns.map((column) => row[column]).join(' ')
      const coming = [...own.values()].flatMap(({ key, to }) => {
        const name = to && nameOf(to)
        return to && name !== null ? [{ key, to, name }] : []
      })
      const [column] = columns as [string]
      const [targetColumn] = targetColumns as [string]
      const values = coming.map(({ to }) => to[column] ?? null)
      const current = await rowsWith(db, parent.table, targetColumn, values)
      const parents = new Set(current.map((row) => keyOf({ key: targetColumns }, row)))
      for (const { from, to } of rows.get(parent.table)?.values() ?? []) {
        if (from && !to) parents.delete(keyOf({ key: targetColumns }, from))
        if (to) parents.add(keyOf({ key: targetColumns }, to))
      }
      for (const { key, name } of coming) {
        if (parents.has(name ?? '')) continue
        const row = own.get(key)
        if (!row || !table.follows?.(row)) throw await since(parent.table, name ?? '')
        own.delete(key)
      }
    }
  }
}

const pieceOf = 200

/** Writes the rows: children leave before those whom they hold on to, and come after them. */
export async function put(
  tx: Writer,
  tables: readonly TrackedTable[],
  rows: Turned,
): Promise<void> {
  // Rows point at each other both ways: they must agree when the change is through, not on the way.
  await deferReferences(tx)
  const remove = async (table: TrackedTable, row: Row) => {
    let query = tx.deleteFrom(table.table as 'claim')
    for (const column of table.key) {
      query = query.where(column as 'resource_id', '=', row[column] as never)
    }
    await query.execute()
  }
  const update = async (table: TrackedTable, row: Row, columns: object) => {
    let query = tx.updateTable(table.table as 'claim').set(columns)
    for (const column of table.key) {
      query = query.where(column as 'resource_id', '=', row[column] as never)
    }
    await query.execute()
  }
  const turnedOf = (table: TrackedTable) => [...(rows.get(table.table)?.values() ?? [])]
  /** What of a row is another than before: triggers listen to the columns that are written. */
  const columnsOf = (from: Row, to: Row): object =>
    Object.fromEntries(Object.entries(to).filter(([column, value]) => from[column] !== value))

  for (const table of tables.toReversed()) {
    for (const row of turnedOf(table)) {
      if (row.from === null) continue
      if (row.to === null || table.exchanged) await remove(table, row.from)
      else if (table.released) await update(table, row.from, table.released)
    }
  }
  for (const table of tables) {
    const own = turnedOf(table)
    const anew = (row: TurnedRow<Row>) => row.from === null || table.exchanged
    const coming = own.flatMap((row) => (row.to !== null && anew(row) ? [row.to] : []))
    for (let at = 0; at < coming.length; at += pieceOf) {
      await tx
        .insertInto(table.table as 'claim')
        .values(coming.slice(at, at + pieceOf) as never)
        .execute()
    }
    if (table.exchanged) continue
    for (const { from, to } of own) {
      if (from && to) await update(table, to, columnsOf({ ...from, ...table.released }, to))
    }
  }
}
