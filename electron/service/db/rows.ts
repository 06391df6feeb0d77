/** Rows written whole, by their keys. */
import type { Insertable, Selectable } from 'kysely'
import type { Schema, Writer } from './schema.ts'

/** Writes a row of a table in place of what it was; null takes it out. */
export const rowWriter =
  <Table extends keyof Schema>(table: Table, key: readonly (keyof Schema[Table] & string)[]) =>
  async (
    tx: Writer,
    before: Selectable<Schema[Table]> | null,
    after: Selectable<Schema[Table]> | null,
  ): Promise<void> => {
    if (after) {
      await tx
        .insertInto(table as 'claim')
        .values(after as unknown as Insertable<Schema['claim']>)
        .onConflict((conflict) => conflict.columns(key as never).doUpdateSet(after as never))
        .execute()
    } else if (before) {
      let query = tx.deleteFrom(table as 'claim')
      for (const column of key) {
        query = query.where(column as 'resource_id', '=', before[column as never] as never)
      }
      await query.execute()
    }
  }
