import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import SqliteFile, { type Database as RawDatabase, type Statement } from 'better-sqlite3'
import {
  CompiledQuery,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { DomainError } from '../kernel/errors.ts'
import { copyBeforeMigrating } from './backup.ts'
import { migrate, pendingMigrations } from './migrate.ts'
import { keepRecording, type RecordedTable, type Reference, referencesTo } from './recording.ts'
import type { Reader, Schema, Writer } from './schema.ts'

/** The open database: one connection that writes, one that can only read. */
export interface Database {
  readonly file: string
  /** Which rows hold on to tracked ones. */
  readonly references: readonly Reference[]
  /** Looks at the file as it stands now, whoever writes meanwhile. What is read is not written to. */
  read<Value>(look: (db: Reader) => Promise<Value>): Promise<Value>
  /** Runs one command in one write transaction; what it throws takes everything back. */
  write<Value>(command: (tx: Writer) => Promise<Value>): Promise<Value>
  close(): Promise<void>
}

/** Begins with the write lock: a deferred transaction fails with BUSY at its first write. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: Parameters<SqliteDriver['beginTransaction']>[0]) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: SqliteDialectConfig
  constructor(config: SqliteDialectConfig) {
    super(config)
    this.#config = config
  }
  override createDriver() {
    return new ImmediateDriver(this.#config)
  }
}

/** The same SQL text is compiled by SQLite once; Kysely asks for it anew each time. */
function withStatementCache(raw: RawDatabase, most = 500): SqliteDialectConfig['database'] {
  const statements = new Map<string, Statement>()
  return {
    close: () => raw.close(),
    prepare(text: string) {
      let statement = statements.get(text)
      if (!statement) {
        if (statements.size >= most) statements.clear()
        statement = raw.prepare(text)
        statements.set(text, statement)
      }
      return statement as never
    },
  }
}

function connect(file: string, readonly: boolean): RawDatabase {
  const raw = new SqliteFile(file, { readonly, timeout: 5000 })
  if (!readonly) {
    raw.pragma('journal_mode = WAL')
    raw.pragma('synchronous = FULL')
  }
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -65536')
  raw.pragma('mmap_size = 268435456')
  raw.pragma('temp_store = MEMORY')
  return raw
}

const kysely = (raw: RawDatabase, Dialect = SqliteDialect) =>
  new Kysely<Schema>({ dialect: new Dialect({ database: withStatementCache(raw) as never }) })

/** SQLite's own words for a file that is no database, or is torn. */
const damaged = /^SQLITE_(NOTADB|CORRUPT)/

/**
 * Opens the file, making it when it is not there, and brings it up to this version: the changes of
 * `tracked` tables are recorded from then on.
 * Refuses `file_newer` for a file of a newer app and `file_damaged` for one that is no database.
 */
export async function openDatabase(
  file: string,
  tracked: readonly RecordedTable[],
): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true })
  const isNew = !existsSync(file)
  let raw: RawDatabase | undefined
  try {
    raw = connect(file, false)
    const pending = pendingMigrations(raw)
    if (pending > 0) {
      if (!isNew) {
        if (raw.pragma('quick_check', { simple: true }) !== 'ok')
          throw new DomainError('file_damaged')
        await copyBeforeMigrating(raw, file)
      }
      await migrate(raw)
    }
    keepRecording(raw, tracked)
  } catch (error) {
    raw?.close()
    const code = (error as { code?: unknown }).code
    if (typeof code === 'string' && damaged.test(code)) throw new DomainError('file_damaged')
    throw error
  }
  const writer = kysely(raw, ImmediateDialect)
  const rawReader = connect(file, true)
  const reader = kysely(rawReader)
  return {
    file,
    references: referencesTo(raw, tracked),
    // A transaction that only reads holds one snapshot from its first look on.
    read: (look) => reader.transaction().execute(look),
    write: (command) => writer.transaction().execute(command),
    async close() {
      // Kysely closes only what was used. The writer goes last: it takes the journal into the file.
      await reader.destroy()
      rawReader.close()
      raw.pragma('optimize')
      await writer.destroy()
      raw.close()
    },
  }
}
