import type { Database as RawDatabase, Statement } from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
} from 'kysely'
import { mark } from './mark.ts'

/** The same SQL text is compiled by SQLite once; Kysely asks for it anew each time. */
function withStatementCache(raw: RawDatabase, most = 500): SqliteDialectConfig['database'] {
  const statements = new Map<string, Statement>()
  const cached = {
    close: () => raw.close(),
    prepare(text: string) {
      let statement = statements.get(text)
      if (!statement) {
        if (statements.size >= most) statements.clear()
        statement = raw.prepare(text)
        statements.set(text, statement)
      }
      return statement
    },
  }
  return cached as unknown as SqliteDialectConfig['database']
}

/**
 * [Note: The first cause] When the disk is full or fails, SQLite takes a transaction back by itself, and is
 * then ready for single statements. What a command had still to say would be written outside of any
 * transaction, and a second rollback would answer that there is none, and hide why. So nothing more is
 * done in a transaction that has gone: whatever asks is answered with what it went by.
 */
class OwnConnection implements DatabaseConnection {
  readonly #raw: RawDatabase
  readonly #within: DatabaseConnection
  #begun = false
  #cause: unknown

  constructor(raw: RawDatabase, within: DatabaseConnection) {
    this.#raw = raw
    this.#within = within
  }

  async begin(how: 'begin' | 'begin immediate'): Promise<void> {
    this.#cause = undefined
    await this.#within.executeQuery(CompiledQuery.raw(how))
    this.#begun = true
  }

  async commit(): Promise<void> {
    await this.executeQuery(CompiledQuery.raw('commit'))
    this.#begun = false
  }

  async rollback(): Promise<void> {
    if (this.#raw.inTransaction) await this.#within.executeQuery(CompiledQuery.raw('rollback'))
    this.#begun = false
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#begun && !this.#raw.inTransaction) throw this.#cause
    try {
      return await this.#within.executeQuery<Row>(query)
    } catch (error) {
      this.#cause ??= error
      throw error
    }
  }

  streamQuery<Row>(query: CompiledQuery, chunkSize: number) {
    return this.#within.streamQuery<Row>(query, chunkSize)
  }
}

class OwnDriver extends SqliteDriver {
  readonly #raw: RawDatabase
  readonly #use: Use
  #connection: OwnConnection | undefined

  constructor(raw: RawDatabase, use: Use, config: SqliteDialectConfig) {
    super(config)
    this.#raw = raw
    this.#use = use
  }

  override async acquireConnection(): Promise<OwnConnection> {
    this.#connection ??= new OwnConnection(this.#raw, await super.acquireConnection())
    return this.#connection
  }

  /** One that writes begins with the write lock: a deferred one fails with BUSY at its first write. */
  override beginTransaction(connection: OwnConnection): Promise<void> {
    return connection.begin(this.#use === 'writing' ? 'begin immediate' : 'begin')
  }

  override async commitTransaction(connection: OwnConnection): Promise<void> {
    if (this.#use === 'writing' && this.#raw.inTransaction) mark(this.#raw)
    await connection.commit()
  }

  override rollbackTransaction(connection: OwnConnection): Promise<void> {
    return connection.rollback()
  }
}

/** What a connection is for. */
type Use = 'reading' | 'writing'

/** Speaks to a connection that is open already. See [Note: The first cause] and [Note: The mark]. */
export class OwnDialect extends SqliteDialect {
  readonly #raw: RawDatabase
  readonly #use: Use
  readonly #config: SqliteDialectConfig

  constructor(raw: RawDatabase, use: Use) {
    const config = { database: withStatementCache(raw) }
    super(config)
    this.#raw = raw
    this.#use = use
    this.#config = config
  }

  override createDriver(): SqliteDriver {
    return new OwnDriver(this.#raw, this.#use, this.#config)
  }
}
