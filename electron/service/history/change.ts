/** A command's change: opened before it runs, kept when anything stands otherwise after it. */
import { sql } from 'kysely'
import type { RightName } from '#contract/rights.ts'
import type { ChangeId, LocalDateTime, MemberId } from '#contract/values.ts'
import type { Writer } from '../db/schema.ts'

export interface NewChange {
  id: ChangeId
  at: LocalDateTime
  by: MemberId | null
  /** The method. */
  kind: string
  /** What it needs: at first, and by what it asks for while it runs. */
  rights: ReadonlySet<RightName>
}

const written = (rights: ReadonlySet<RightName>) => [...rights].join(' ')

/**
 * Runs a command whose rows are to be recorded under a change of its own, and answers the tables in which
 * any row stands otherwise after it; when there are none, no change stays. One within another goes on
 * under the outer one after it.
 */
export async function recordedAs<Value>(
  tx: Writer,
  { id, at, by, kind, rights }: NewChange,
  command: () => Promise<Value>,
): Promise<{ value: Value; tables: string[] }> {
  const asked = rights.size
  const outer = await tx.selectFrom('open_change').select('change_id').executeTakeFirst()
  if (outer) await tx.updateTable('open_change').set({ change_id: id }).execute()
  else await tx.insertInto('open_change').values({ change_id: id }).execute()
  await tx
    .insertInto('change')
    .values({ id, at, by_id: by, kind, of_id: null, undone_by_id: null, rights: written(rights) })
    .execute()
  const value = await command()
  if (outer) await tx.updateTable('open_change').set(outer).execute()
  else await tx.deleteFrom('open_change').execute()
  const tables = await tablesOf(tx, id)
  if (rights.size > asked) {
    const all = { rights: written(rights) }
    await tx.updateTable('change').set(all).where('id', '=', id).execute()
  }
  if (tables.length === 0) {
    await tx.deleteFrom('change_step').where('change_id', '=', id).execute()
    await tx.deleteFrom('change').where('id', '=', id).where('of_id', 'is', null).execute()
  }
  return { value, tables }
}

/** The tables in which a change leaves any row otherwise than it found it. */
async function tablesOf(tx: Writer, id: ChangeId): Promise<string[]> {
  const { rows } = await sql<{ table_name: string }>`
    SELECT DISTINCT row.table_name FROM (
      SELECT table_name, min(step) AS first, max(step) AS last FROM change_step
      WHERE change_id = ${id} GROUP BY table_name, row_key
    ) AS row
    JOIN change_step AS first ON first.step = row.first
    JOIN change_step AS last ON last.step = row.last
    WHERE first.before IS DISTINCT FROM last.after
  `.execute(tx)
  return rows.map((row) => row.table_name)
}
