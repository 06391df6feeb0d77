/** The same work in bare SQL: what SQLite itself takes, without contract, rules or query builder. */
import SqliteFile from 'better-sqlite3'

/** A connection that writes as durably as the service does. */
export function openFloor(file: string): SqliteFile.Database {
  const raw = new SqliteFile(file)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -65536')
  raw.pragma('mmap_size = 268435456')
  raw.pragma('temp_store = MEMORY')
  return raw
}
