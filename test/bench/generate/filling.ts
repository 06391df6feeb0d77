/** Writing made-up rows straight into a file, the same for the same seed. */
import type SqliteFile from 'better-sqlite3'
import { idSource, type NewId, seededRandom } from '#service/kernel/ids.ts'

export interface Filling {
  raw: SqliteFile.Database
  newId: NewId
  /** From 0 up to 1. */
  random(): number
  pick<One>(from: readonly One[]): One
  /** A statement that puts one row into these columns. */
  insert(table: string, columns: string): SqliteFile.Statement
  /** A new resource of that kind. */
  resource(kind: 'person' | 'horse' | 'member' | 'place' | 'bed'): string
}

export function filling(raw: SqliteFile.Database): Filling {
  const random = seededRandom(2025)
  const newId = idSource(() => Date.UTC(2016, 0, 1), {
    fill(bytes) {
      for (let index = 0; index < bytes.length; index++) bytes[index] = random() * 256
    },
  })
  const insert = (table: string, columns: string) =>
    raw.prepare(`INSERT INTO ${table} (${columns}) VALUES (${columns.split(',').map(() => '?')})`)
  const resources = insert('resource', 'id,kind')
  return {
    raw,
    newId,
    random,
    pick: <One>(from: readonly One[]) => from[Math.floor(random() * from.length)] as One,
    insert,
    resource(kind) {
      const id = newId<string>()
      resources.run(id, kind)
      return id
    },
  }
}
