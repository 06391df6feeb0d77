import type { Database as RawDatabase } from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { DomainError } from '../kernel/errors.ts'
import { mark } from './mark.ts'
import * as baseline from './migrations/0010-baseline/index.ts'

/** Every migration by its number. Frozen once shipped: mend a mistake by the next one. */
export const migrations: Record<string, Migration> = {
  '0010-baseline': baseline,
}

function applied(raw: RawDatabase): string[] {
  const table = raw
    .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'`)
    .get()
  if (!table) {
    const foreign = raw.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table'`).get()
    if (foreign) throw new DomainError('file_foreign', { path: raw.name })
    return []
  }
  return raw.prepare('SELECT name FROM kysely_migration').pluck().all() as string[]
}

/**
 * How many migrations the file still needs.
 * Refuses `file_newer` when it has been through one that this app does not know, and `file_foreign`
 * for a database of some other program.
 */
export function pendingMigrations(raw: RawDatabase, known = migrations): number {
  const done = applied(raw)
  const unknown = done.filter((name) => !Object.hasOwn(known, name))
  if (unknown.length > 0 && unknown.length === done.length) {
    throw new DomainError('file_foreign', { path: raw.name })
  }
  if (unknown.length > 0) throw new DomainError('file_newer')
  return Object.keys(known).length - done.length
}

/**
 * Brings the file up to the newest migration, or up to one named, all or nothing: Kysely wraps no
 * transaction around SQLite migrations, so the outer one is opened on the raw connection. Foreign keys
 * are off meanwhile, so that a table can be rebuilt under its name, and are checked before the commit.
 * `before` is done while nobody else can write, unless another program has brought the file up meanwhile.
 */
export async function migrate(
  raw: RawDatabase,
  upTo?: string,
  known = migrations,
  before: () => Promise<unknown> = async () => undefined,
): Promise<void> {
  const migrator = new Migrator({
    // The connection stays ours: closing Kysely would close it.
    db: new Kysely<unknown>({
      dialect: new SqliteDialect({
        database: { prepare: (text: string) => raw.prepare(text) as never, close: () => undefined },
      }),
    }),
    provider: { getMigrations: async () => known },
  })
  // Inside a transaction SQLite would ignore this.
  const keys = raw.pragma('foreign_keys', { simple: true })
  raw.pragma('foreign_keys = OFF')
  raw.exec('BEGIN IMMEDIATE')
  try {
    if (pendingMigrations(raw, known) > 0) await before()
    const { error } = upTo ? await migrator.migrateTo(upTo) : await migrator.migrateToLatest()
    if (error) throw error
    const broken = raw.pragma('foreign_key_check') as { table: string }[]
    if (broken.length > 0) throw new Error(`foreign keys broken in ${broken[0]?.table}`)
    mark(raw)
    raw.exec('COMMIT')
  } catch (error) {
    if (raw.inTransaction) raw.exec('ROLLBACK')
    throw error
  } finally {
    raw.pragma(`foreign_keys = ${keys}`)
  }
}
