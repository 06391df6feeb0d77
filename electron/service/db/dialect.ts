/** What each engine says in its own words, beside opening the file. */
import { sql } from 'kysely'
import type { Writer } from './schema.ts'

/** Rows that point at each other have to agree when the transaction is through, and not on the way. */
export async function deferReferences(tx: Writer): Promise<void> {
  await sql`PRAGMA defer_foreign_keys = ON`.execute(tx)
}
