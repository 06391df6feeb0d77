/** The data file as the service has it for all its life, whatever becomes of the file meanwhile. */
import SqliteFile from 'better-sqlite3'
import type { DataKey } from '#keys/key-file.ts'
import { DomainError } from '../kernel/errors.ts'
import { migrate } from './migrate.ts'
import { type Database, openDatabase } from './open.ts'
import { realPathOf } from './place.ts'
import { type RecordedTable, type Reference, referencesTo } from './recording.ts'
import type { Reader, Writer } from './schema.ts'
import { refusalOfTrouble } from './trouble.ts'

export interface StandingOptions {
  file: string
  tracked: readonly RecordedTable[]
  key: DataKey | null
  /** Is done before the file's schema is changed, while nobody else can write. */
  beforeMigrating(file: string): Promise<unknown>
  /** Another file is open now, or one after all. */
  onOpened(): void
}

/** Which rows hold on to tracked ones in a file as this version makes it. */
async function referencesByDesign(tracked: readonly RecordedTable[]): Promise<Reference[]> {
  const raw = new SqliteFile(':memory:')
  try {
    await migrate(raw)
    return referencesTo(raw, tracked)
  } finally {
    raw.close()
  }
}

/**
 * A file that is open, or the trouble that keeps it from being opened, with which everything that is asked of it
 * is refused. It can be exchanged for another.
 */
export class StandingDatabase implements Database {
  readonly references: readonly Reference[]
  readonly #options: StandingOptions
  #now: Database | DomainError

  constructor(
    options: StandingOptions,
    now: Database | DomainError,
    references: readonly Reference[],
  ) {
    this.#options = options
    this.#now = now
    this.references = references
  }

  get #open(): Database {
    if (this.#now instanceof DomainError) throw this.#now
    return this.#now
  }

  /** Why the file cannot be used; null while it can. */
  get trouble(): DomainError | null {
    return this.#now instanceof DomainError ? this.#now : null
  }

  get file(): string {
    return this.#now instanceof DomainError ? realPathOf(this.#options.file) : this.#now.file
  }

  get lastId(): string | null {
    return this.#now instanceof DomainError ? null : this.#now.lastId
  }

  async read<Value>(look: (db: Reader) => Promise<Value>): Promise<Value> {
    return this.#open.read(look)
  }

  async write<Value>(command: (tx: Writer) => Promise<Value>): Promise<Value> {
    return this.#open.write(command)
  }

  refusalOf(error: unknown): DomainError | undefined {
    return refusalOfTrouble(error, this.file)
  }

  async close(): Promise<void> {
    if (!(this.#now instanceof DomainError)) await this.#now.close()
  }

  /**
   * Does something while nothing in this process has the file open, and opens what is there then. Nothing
   * may be asked meanwhile.
   */
  async closedFor<Value>(work: () => Promise<Value>): Promise<Value> {
    await this.close()
    try {
      return await work()
    } finally {
      this.#now = await openOrTrouble(this.#options)
      this.#options.onOpened()
    }
  }
}

async function openOrTrouble(options: StandingOptions): Promise<Database | DomainError> {
  try {
    return await openDatabase(options.file, options.tracked, options)
  } catch (error) {
    if (error instanceof DomainError) return error
    throw error
  }
}

/** Opens the file, or finds out why it cannot be: one of `fileTroubles`. Throws for a bug. */
export async function openStanding(options: StandingOptions): Promise<StandingDatabase> {
  const now = await openOrTrouble(options)
  const references =
    now instanceof DomainError ? await referencesByDesign(options.tracked) : now.references
  return new StandingDatabase(options, now, references)
}
