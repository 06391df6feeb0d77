/** What became of single rows, step by step. */
import type { LocalDateTime, MemberId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import type { RowOf, TableName } from './tracked.ts'

export interface TrailStep<Row> {
  at: LocalDateTime
  by: MemberId | null
  before: Row | null
  after: Row | null
}

/** Names of rows that somebody is in who was in the files twice: the one in use, and those before. */
async function namesOf(db: Reader, key: string): Promise<string[]> {
  const rows = await db.selectFrom('alias').select(['old_id', 'new_id']).execute()
  const names = [key]
  for (const name of names) {
    for (const { old_id, new_id } of rows) {
      if (name.includes(new_id)) names.push(name.replaceAll(new_id, old_id))
    }
  }
  return names
}

/** Who changed a row and when, the oldest first. */
export async function trailOf<Table extends TableName>(
  db: Reader,
  table: Table,
  key: string,
): Promise<TrailStep<RowOf<Table>>[]> {
  const rows = await db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change.at', 'change.by_id as by', 'change_step.before', 'change_step.after'])
    .where('change_step.table_name', '=', table)
    .where('change_step.row_key', 'in', await namesOf(db, key))
    .orderBy('change_step.step')
    .execute()
  return rows.map(({ before, after, ...row }) => ({
    ...row,
    before: before && JSON.parse(before),
    after: after && JSON.parse(after),
  }))
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
