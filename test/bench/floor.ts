/** The same work in bare SQL: what SQLite itself takes, without contract, rules or query builder. */
import type SqliteFile from 'better-sqlite3'
import type { DataKey } from '#keys/key-file.ts'
import { openRaw } from '#service/db/protection.ts'

/** A connection that writes as durably as the service does. */
export function openFloor(file: string, key: DataKey | null = null): SqliteFile.Database {
  const raw = openRaw(file, key)
  raw.pragma('journal_mode = WAL')
  raw.pragma('synchronous = FULL')
  raw.pragma('foreign_keys = ON')
  raw.pragma('cache_size = -65536')
  raw.pragma('mmap_size = 268435456')
  raw.pragma('temp_store = MEMORY')
  return raw
}
