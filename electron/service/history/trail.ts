/** What became of single rows, step by step. */
import type { ChangeId, LocalDateTime, MemberId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import type { RowOf, TableName } from './tracked.ts'

export interface TrailStep<Row> {
  /** In the order in which anything was written. */
  step: number
  at: LocalDateTime
  by: MemberId | null
  before: Row | null
  after: Row | null
}

/** Names that something has or had: those with somebody's present id, and with those from before a merge. */
export async function namesOf(db: Reader, key: string): Promise<string[]> {
  const rows = await db.selectFrom('alias').select(['old_id', 'new_id']).execute()
  const names = [key]
  for (const name of names) {
    for (const { old_id, new_id } of rows) {
      if (name.includes(new_id)) names.push(name.replaceAll(new_id, old_id))
    }
  }
  return names
}

/** Steps of a row, the oldest first, also from when somebody in its name had another. */
async function stepsNamed(db: Reader, table: TableName, key: string) {
  return db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .leftJoin('alias', (join) =>
      join.on((on) =>
        on.or([
          on('alias.change_id', '=', on.ref('change.id')),
          // The same merge, taken back and made again.
          on('alias.change_id', '=', on.ref('change.of_id')),
        ]),
      ),
    )
    .select(['change.id', 'change.at', 'change.by_id as by'])
    .select(['change_step.step', 'change_step.row_key', 'change_step.before', 'change_step.after'])
    .select(['alias.old_id as merged', 'alias.new_id as kept'])
    .where('change_step.table_name', '=', table)
    .where('change_step.row_key', 'in', await namesOf(db, key))
    .orderBy('change_step.step')
    .execute()
}

/**
 * Who changed a row and when, the oldest first. When two people were made one, so were their rows: what
 * stayed is told where it differs from what was told last.
 */
export async function trailOf<Table extends TableName>(
  db: Reader,
  table: Table,
  key: string,
): Promise<TrailStep<RowOf<Table>>[]> {
  const now = new Map<string, string | null>()
  const trail: TrailStep<string>[] = []
  const steps = await stepsNamed(db, table, key)
  for (const [index, { at, by, row_key, before, after, ...step }] of steps.entries()) {
    now.set(row_key, after)
    if (step.merged === null) trail.push({ step: step.step, at, by, before, after })
    else if (steps[index + 1]?.id !== step.id) {
      const names = [key, ...now.keys()]
      const stays = names.map((name) => now.get(name) ?? null).find((row) => row !== null) ?? null
      const told = trail.at(-1)?.after ?? null
      const given = (row: string | null) => row?.replaceAll(step.merged ?? '', step.kept ?? '')
      if (given(told) !== given(stays)) {
        trail.push({ step: step.step, at, by, before: told, after: stays })
      }
    }
  }
  const read = (row: string | null) => row && JSON.parse(row)
  return trail.map((step) => ({ ...step, before: read(step.before), after: read(step.after) }))
}

/** When and by whom a row was last written for itself, not in making one person of two. */
export async function lastPut(db: Reader, table: TableName, key: string) {
  const steps = await stepsNamed(db, table, key)
  return steps.filter((step) => step.merged === null).at(-1)
}

/** A row as it stands, or, when it is gone, as it stood last; undefined for one that never was. */
export async function knownRow<Table extends TableName>(
  db: Reader,
  table: Table,
  id: string,
  column: keyof RowOf<Table> & string = 'id' as never,
): Promise<RowOf<Table> | undefined> {
  const current = await db
    .selectFrom(table as 'horse')
    .selectAll()
    .where(column as 'id', '=', id as never)
    .executeTakeFirst()
  if (current) return current as unknown as RowOf<Table>
  const last = await db
    .selectFrom('change_step')
    .select('before')
    .where('table_name', '=', table)
    .where('row_key', '=', id)
    .orderBy('step', 'desc')
    .executeTakeFirst()
  return last?.before ? JSON.parse(last.before) : undefined
}

/** The rows of a table that went last with the one which their names begin with. */
export async function rowsGoneWith<Table extends TableName>(
  db: Reader,
  table: Table,
  id: string,
): Promise<RowOf<Table>[]> {
  const steps = await db
    .selectFrom('change_step')
    .select(['change_id', 'before', 'after'])
    .where('table_name', '=', table)
    .where('row_key', '>', `${id} `)
    .where('row_key', '<', `${id}!`)
    .orderBy('step', 'desc')
    .execute()
  return steps
    .filter((step) => step.change_id === steps[0]?.change_id && step.after === null)
    .flatMap(({ before }) => (before ? [JSON.parse(before)] : []))
}

/** The changes that stand and have left some rows gone, by the names of the rows. */
export async function lastTakenOut(
  db: Reader,
  table: TableName,
  keys: readonly string[],
): Promise<Map<string, { changeId: ChangeId; kind: string }>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change_step.row_key', 'change_step.after', 'change.id as changeId', 'change.kind'])
    .where('change_step.table_name', '=', table)
    .where('change_step.row_key', 'in', keys)
    .where('change.of_id', 'is', null)
    .where('change.undone_by_id', 'is', null)
    .orderBy('change_step.step')
    .execute()
  const last = new Map(rows.map((row) => [row.row_key, row]))
  for (const [key, { after }] of last) if (after !== null) last.delete(key)
  return last
}

/** How often each of some rows was written or taken out. */
export async function countSteps(
  db: Reader,
  table: TableName,
  keys: readonly string[],
): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .selectFrom('change_step')
    .select(({ fn }) => ['row_key', fn.countAll<number>().as('count')])
    .where('table_name', '=', table)
    .where('row_key', 'in', keys)
    .groupBy('row_key')
    .execute()
  return new Map(rows.map((row) => [row.row_key, Number(row.count)]))
}

/** The number of the last step that was recorded. */
export async function lastStep(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('change_step')
    .select(({ fn }) => fn.max<number>('step').as('step'))
    .executeTakeFirst()
  return Number(row?.step ?? 0)
}

/**
 * The rows of a table that were written after a step, each as it was then, by their names: of those that
 * hold a text in one of their columns, or that are named.
 */
export async function rowsAsOf<Table extends TableName>(
  db: Reader,
  table: Table,
  step: number,
  { holding, keys }: { holding?: string; keys: readonly string[] },
): Promise<Map<string, RowOf<Table> | null>> {
  const steps = await db
    .selectFrom('change_step')
    .select(['row_key', 'before'])
    .where('step', '>', step)
    .where('table_name', '=', table)
    .where((row) =>
      row.or([
        ...(holding === undefined
          ? []
          : (['before', 'after'] as const).map((column) => row(column, 'like', `%"${holding}"%`))),
        ...(keys.length > 0 ? [row('row_key', 'in', keys)] : []),
      ]),
    )
    .orderBy('step')
    .execute()
  const rows = new Map<string, RowOf<Table> | null>()
  for (const { row_key, before } of steps) {
    if (!rows.has(row_key)) rows.set(row_key, before && JSON.parse(before))
  }
  return rows
}
