import { closeSync, copyFileSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import type { Database as RawDatabase } from 'better-sqlite3'
import { Kysely, sql } from 'kysely'
import { isProtected } from '#keys/head.ts'
import { type DataKey, keyFileOf, readKeyFile } from '#keys/key-file.ts'
import { DomainError } from '../kernel/errors.ts'
import { alteredParts, blueprint, isSound, isSoundAtOnce, largeFrom } from './check.ts'
import { OwnDialect } from './driver.ts'
import { journalOf, mark } from './mark.ts'
import { migrate, migrations, pendingMigrations } from './migrate.ts'
import {
  keepWriteAheadJournal,
  openToWatch,
  placeOf,
  protect,
  setForeignAside,
  stamp,
  Watch,
} from './place.ts'
import { openRaw } from './protection.ts'
import { keepRecording, type RecordedTable, type Reference, referencesTo } from './recording.ts'
import type { Reader, Schema, Writer } from './schema.ts'
import { codeOf, refusalAtOpening, refusalOfTrouble } from './trouble.ts'

/** The open database: one connection that writes, one that can only read. */
export interface Database {
  readonly file: string
  /** The last id that was given to a change when it was opened; null in a new file. */
  readonly lastId: string | null
  /** Which rows hold on to tracked ones. */
  readonly references: readonly Reference[]
  /** Looks at the file as it stands now, whoever writes meanwhile. What is read is not written to. */
  read<Value>(look: (db: Reader) => Promise<Value>): Promise<Value>
  /** Runs one command in one write transaction; what it throws takes everything back. */
  write<Value>(command: (tx: Writer) => Promise<Value>): Promise<Value>
  /** The refusal that an error of the engine or the disk stands for; undefined for a bug. */
  refusalOf(error: unknown): DomainError | undefined
  close(): Promise<void>
}

/** A file, and the key that it is under; null for one that is not protected. */
interface Keyed {
  readonly file: string
  readonly key: DataKey | null
}

function connect({ file, key }: Keyed, readonly: boolean): RawDatabase {
  const raw = openRaw(file, key, { readonly, fileMustExist: true })
  return prepare(raw)
}

function prepare(raw: RawDatabase): RawDatabase {
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -65536')
  raw.pragma('mmap_size = 268435456')
  raw.pragma('temp_store = MEMORY')
  return raw
}

/**
 * [Note: A full disk] SQLite shares what it knows of the journal with other connections in a file, for which
 * a full disk has no room. A connection that has the file for itself keeps that in memory. So with a full
 * disk the file is opened like that and only read, until a command is asked for: that tries anew.
 */
function connectAlone({ file, key }: Keyed): RawDatabase {
  return prepare(openRaw(file, key, { fileMustExist: true, alone: true }))
}

const isFull = (error: unknown, file: string) =>
  /^SQLITE_(IOERR|FULL|CANTOPEN)/.test(codeOf(error)) &&
  refusalOfTrouble(error, file)?.code === 'disk_full'

const kysely = (raw: RawDatabase, use: 'reading' | 'writing') =>
  new Kysely<Schema>({ dialect: new OwnDialect(raw, use) })

/** Brings a file up to this version and makes what records. Refuses as {@link openDatabase}. */
async function bringUp(
  raw: RawDatabase,
  { file }: Keyed,
  { tracked, beforeMigrating }: Pick<Found, 'tracked' | 'beforeMigrating'>,
) {
  const pending = pendingMigrations(raw)
  // Only now is it known for one of ours: before, nothing is changed in it.
  keepWriteAheadJournal(raw, file)
  if (pending > 0) {
    if (!isSoundAtOnce(raw)) throw new DomainError('file_damaged')
    await migrate(raw, undefined, migrations, () => beforeMigrating(file))
  }
  const altered = alteredParts(raw, await blueprint())
  if (altered.length > 0) throw new DomainError('file_altered', { names: altered.join(', ') })
  keepRecording(raw, tracked)
}

/** The connections to a file, all there are. */
interface Connections {
  reader: Kysely<Schema>
  rawReader: RawDatabase
  /** Both null where the disk has no room: see [Note: A full disk]. */
  writer: Kysely<Schema> | null
  rawWriter: RawDatabase | null
}

function connectBoth(keyed: Keyed): Connections {
  const rawWriter = connect(keyed, false)
  try {
    const rawReader = connect(keyed, true)
    const [reader, writer] = [kysely(rawReader, 'reading'), kysely(rawWriter, 'writing')]
    return { reader, rawReader, writer, rawWriter }
  } catch (error) {
    rawWriter.close()
    throw error
  }
}

function connectAll(keyed: Keyed): Connections {
  try {
    return connectBoth(keyed)
  } catch (error) {
    if (!isFull(error, keyed.file)) throw error
    const rawReader = connectAlone(keyed)
    return { reader: kysely(rawReader, 'reading'), rawReader, writer: null, rawWriter: null }
  }
}

/** What SQLite has learnt of the tables meanwhile, for its next plans. */
function optimize(raw: RawDatabase): void {
  const written = () => raw.prepare('SELECT total_changes()').pluck().get()
  const learn = () => {
    const before = written()
    raw.pragma('optimize')
    if (written() !== before) mark(raw)
  }
  raw.transaction(learn).immediate()
}

/**
 * Closes all connections. The last one takes the journal into the file, if it can write: `asItIs` lets one
 * be the last that cannot.
 */
async function disconnect(
  { reader, rawReader, writer, rawWriter }: Connections,
  { asItIs }: { asItIs: boolean },
): Promise<void> {
  const close = async (db: Kysely<Schema> | null, raw: RawDatabase | null) => {
    await db?.destroy()
    // Kysely closes only what was used.
    raw?.close()
  }
  if (asItIs) await close(writer, rawWriter)
  await close(reader, rawReader)
  if (!asItIs) await close(writer, rawWriter)
}

/** Changes that other programs have made have ids of their own, before all others. */
const lastIdIn = (raw: RawDatabase) =>
  raw.prepare('SELECT max(id) FROM change').pluck().get() as string | null

/** What is known of a file before it is used. */
interface Found {
  /** Opened before SQLite had it open, and closed when SQLite has closed it: see [Note: Locks]. */
  fd: number
  tracked: readonly RecordedTable[]
  beforeMigrating(file: string): Promise<unknown>
}

/** Moves on when any program changes the tables of a file. */
const schemaVersion = (raw: RawDatabase) => raw.pragma('schema_version', { simple: true })

class OpenDatabase implements Database {
  readonly file: string
  readonly lastId: string | null
  readonly references: readonly Reference[]
  readonly #keyed: Keyed
  readonly #watch: Watch
  readonly #fd: number
  #connections: Connections
  /** Settles when a large file that somebody has left in the middle of work has been checked. */
  #checked: Promise<void> = Promise.resolve()
  /** Why nothing more is done with the file. */
  #spoilt: DomainError | null = null
  /** The state of the tables in which no newer version had been at them. */
  #schema: unknown

  constructor(keyed: Keyed, connections: Connections, { fd, tracked }: Found) {
    this.file = keyed.file
    this.#keyed = keyed
    this.#connections = connections
    this.#fd = fd
    this.#watch = new Watch(keyed.file, fd)
    this.references = referencesTo(connections.rawReader, tracked)
    this.lastId = lastIdIn(connections.rawReader)
    this.#schema = schemaVersion(connections.rawReader)
  }

  async read<Value>(look: (db: Reader) => Promise<Value>): Promise<Value> {
    if (this.#spoilt) throw this.#spoilt
    // A transaction that only reads holds one snapshot from its first look on.
    return this.#connections.reader.transaction().execute(async (db) => {
      this.#refuseNewer(this.#connections.rawReader)
      return look(db)
    })
  }

  async write<Value>(command: (tx: Writer) => Promise<Value>): Promise<Value> {
    await this.#checked
    if (this.#spoilt) throw this.#spoilt
    if (!this.#connections.writer) await this.#connectAgain()
    const { writer, rawWriter } = this.#connections
    if (!writer || !rawWriter) throw new DomainError('disk_full')
    const value = await writer.transaction().execute(async (tx) => {
      this.#refuseNewer(rawWriter)
      await this.#refuseReplaced()
      return command(tx)
    })
    // What was written into a file that is not there any more is not confirmed.
    await this.#refuseReplaced()
    return value
  }

  refusalOf(error: unknown): DomainError | undefined {
    return refusalOfTrouble(error, this.file)
  }

  /** Checks the file while it is read; commands wait for it. */
  checkMeanwhile(): void {
    const check = async () => {
      const raw = connect(this.#keyed, true)
      try {
        if (!(await isSound(raw, pause))) this.#spoilt = new DomainError('file_damaged')
      } catch (error) {
        this.#spoilt = refusalOfTrouble(error, this.file) ?? new DomainError('file_damaged')
      } finally {
        raw.close()
      }
    }
    this.#checked = check()
  }

  async close(): Promise<void> {
    await this.#checked
    const { rawWriter } = this.#connections
    if (!this.#spoilt && rawWriter) {
      try {
        optimize(rawWriter)
      } catch (error) {
        // The next time will do, when there is room again.
        if (!refusalOfTrouble(error, this.file)) throw error
      }
    }
    await disconnect(this.#connections, { asItIs: this.#spoilt !== null })
    closeSync(this.#fd)
  }

  /** There may be room by now. */
  async #connectAgain(): Promise<void> {
    await disconnect(this.#connections, { asItIs: false })
    this.#connections = connectAll(this.#keyed)
  }

  /** A newer version that was started beside this one has brought the file up to itself: this one knows it no more. */
  #refuseNewer(raw: RawDatabase): void {
    const now = schemaVersion(raw)
    if (now === this.#schema) return
    try {
      pendingMigrations(raw)
    } catch (error) {
      if (error instanceof DomainError) this.#spoilt = error
      throw error
    }
    this.#schema = now
  }

  async #refuseReplaced(): Promise<void> {
    const how = this.#watch.replaced()
    if (!how) return
    const kept = `${this.file}.kept-${stamp()}`
    // What lies under another name or under none is whole; of what was written over the journal is left.
    if (how === 'another file') await this.#copyOpen(kept)
    else copyFileSync(journalOf(this.file), kept)
    this.#spoilt = new DomainError('file_replaced', { kept })
    throw this.#spoilt
  }

  /** Writes what is open into another file, under the same key. */
  async #copyOpen(copy: string): Promise<void> {
    await this.#connections.reader
      .connection()
      .execute((reader) => sql`VACUUM INTO ${copy}`.execute(reader))
  }
}

/** Refuses `file_damaged`. Nothing is written meanwhile: what is damaged stays as it is. */
function refuseUnsound(keyed: Keyed): void {
  let raw: RawDatabase
  try {
    raw = connect(keyed, true)
  } catch (error) {
    if (!isFull(error, keyed.file)) throw error
    raw = connectAlone(keyed)
  }
  try {
    if (!isSoundAtOnce(raw)) throw new DomainError('file_damaged')
  } finally {
    raw.close()
  }
}

/**
 * Marks that the file is used from here on, in the file itself and not only in its journal: a copy that was
 * taken before is then another file, and put back it is what it was, whatever became of the journal.
 */
function markUse(raw: RawDatabase, file: string): void {
  try {
    raw.transaction(() => mark(raw)).immediate()
    raw.pragma('wal_checkpoint')
  } catch (error) {
    // The file can be read all the same.
    if (refusalOfTrouble(error, file)?.code !== 'disk_full') throw error
  }
}

/** Refuses one that is not ours, is of a newer version, or is not sound: it stays as it is. */
function refuseStranger(file: string): void {
  const raw = connect({ file, key: null }, true)
  try {
    pendingMigrations(raw)
    if (!isSoundAtOnce(raw)) throw new DomainError('file_damaged')
  } finally {
    raw.close()
  }
}

async function openPlaced(keyed: Keyed, found: Found): Promise<Database> {
  const { file } = keyed
  // Whoever ends as one should leaves no journal. Others may have the file open: then it is one check too many.
  const left = (statSync(journalOf(file), { throwIfNoEntry: false })?.size ?? 0) > 0
  const isLarge = statSync(file).size > largeFrom
  if (left && !isLarge) refuseUnsound(keyed)
  const connections = connectAll(keyed)
  try {
    await bringUp(connections.rawWriter ?? connections.rawReader, keyed, found)
    if (!left && connections.rawWriter) markUse(connections.rawWriter, file)
    const database = new OpenDatabase(keyed, connections, found)
    if (left && isLarge) database.checkMeanwhile()
    return database
  } catch (error) {
    await disconnect(connections, { asItIs: left })
    throw error
  }
}

/** How a file is opened. */
export interface Opening {
  /** Null for a file that is not protected. */
  key: DataKey | null
  /** Is done before the file's schema is changed, while nobody else can write. */
  beforeMigrating(file: string): Promise<unknown>
}

/**
 * Opens the file, making it when it is not there, and brings it up to this version: the changes of
 * `tracked` tables are recorded from then on. A file that somebody has left in the middle of work is
 * checked before. With a key, one that is not protected yet becomes so. `beforeMigrating` is done while nobody else
 * can write. Refuses with one of `fileTroubles` of the contract.
 */
export async function openDatabase(
  given: string,
  tracked: readonly RecordedTable[],
  { key = null, beforeMigrating = async () => undefined }: Partial<Opening> = {},
): Promise<Database> {
  let file = given
  try {
    // Also a plain one that was put back: it would go on being plain.
    if (!key && readKeyFile(dirname(given))) throw new DomainError('key_needed', { path: given })
    file = await placeOf(given, async () => (await blueprint()).content, key)
    if (key) protect(file, key, () => refuseStranger(file))
    const fd = openToWatch(file)
    try {
      if (!key && isProtected(fd)) {
        throw new DomainError('key_missing', { path: keyFileOf(dirname(given)) })
      }
      setForeignAside(file, fd)
      return await openPlaced({ file, key }, { fd, tracked, beforeMigrating })
    } catch (error) {
      closeSync(fd)
      throw error
    }
  } catch (error) {
    throw refusalAtOpening(error, file) ?? error
  }
}
