/** What each engine says in its own words, beside opening the file. */
import { type RawBuilder, sql } from 'kysely'
import type { Writer } from './schema.ts'

/** One of some ids, for as many as a few weeks have: one parameter and one statement, however many they are. */
export const among = <Id extends string>(ids: readonly Id[]): RawBuilder<Id> =>
  sql<Id>`(SELECT value FROM json_each(${JSON.stringify(ids)}))`

/** Rows that point at each other have to agree when the transaction is through, and not on the way. */
export async function deferReferences(tx: Writer): Promise<void> {
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
}
