/** What is in a data file or a copy of one, and whether it is whole. */
import { existsSync } from 'node:fs'
import type { Database as RawDatabase } from 'better-sqlite3'
import type { CopyState } from '#contract/copies.ts'
import type { LocalDateTime } from '#contract/values.ts'
import { isProtectedAt } from '#keys/head.ts'
import type { DataKey } from '#keys/key-file.ts'
import { DomainError } from '../../kernel/errors.ts'
import { mark } from '../mark.ts'
import { pendingMigrations } from '../migrate.ts'
import { openRaw } from '../protection.ts'
import { codeOf } from '../trouble.ts'

/** The key under which protected files are opened here: the thread of the copies is begun with it. */
let dataKey: DataKey | null = null
export function openUnder(key: DataKey | null): void {
  dataKey = key
}

/** That key; null for a data file that is not protected. */
export const keyHere = (): DataKey | null => dataKey

/** Opens a data file, or a copy of one, protected or not. */
export function openFile(path: string, { readonly }: { readonly: boolean }): RawDatabase {
  const isLocked = existsSync(path) && isProtectedAt(path)
  if (isLocked && !dataKey) throw new DomainError('key_wrong', { path })
  return openRaw(path, isLocked ? dataKey : null, { readonly, fileMustExist: true })
}

export function withFile<Value>(
  path: string,
  use: { readonly: boolean },
  work: (raw: RawDatabase) => Value,
): Value {
  const raw = openFile(path, use)
  try {
    return work(raw)
  } finally {
    raw.close()
  }
}

/** Who made the last change, and when. */
export interface Last {
  at: LocalDateTime
  by: string | null
}

/** What is told of a copy. */
export interface Seen {
  state: CopyState
  /** Null where it cannot be read, or an older version kept none. */
  people: number | null
  lastChange: Last | null
}

const unreadable = (state: CopyState): Seen => ({ state, people: null, lastChange: null })

const hasTable = (raw: RawDatabase, name: string, schema: 'main' | 'copy' = 'main') =>
  raw
    .prepare(`SELECT 1 FROM ${schema}.sqlite_master WHERE type = 'table' AND name = ?`)
    .get(name) !== undefined

/** The last of some changes, given as a condition over `change`. Those of other programs have no order among them. */
export const lastChange = (raw: RawDatabase, condition = 'true'): Last | null =>
  (raw
    .prepare(
      `SELECT at, (SELECT family_name || ' ' || given_name FROM main.member WHERE member.id = by_id) AS by
       FROM main.change WHERE kind <> 'outside' AND ${condition} ORDER BY id DESC LIMIT 1`,
    )
    .get() as Last | undefined) ?? null

/** How many rows each table has. */
export function countRows(raw: RawDatabase): Map<string, number> {
  const tables = raw.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
  return new Map(
    (tables as string[]).map((table) => [
      table,
      raw.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number,
    ]),
  )
}

/** Whether a file is whole from its first page to its last, its indexes and references too. */
const isWhole = (raw: RawDatabase): boolean =>
  raw.pragma('integrity_check', { simple: true }) === 'ok' &&
  (raw.pragma('foreign_key_check') as unknown[]).length === 0

/** Reads a copy from its first page to its last. One that cannot be read for whatever reason is damaged. */
export function look(path: string): Seen {
  try {
    return withFile(path, { readonly: true }, (raw) => {
      if (!hasTable(raw, 'kysely_migration')) return unreadable('damaged')
      pendingMigrations(raw)
      if (!isWhole(raw)) return unreadable('damaged')
      const people = hasTable(raw, 'person')
        ? (raw.prepare('SELECT count(*) FROM person').pluck().get() as number)
        : null
      return {
        state: 'sound',
        people,
        lastChange: hasTable(raw, 'change') ? lastChange(raw) : null,
      }
    })
  } catch (error) {
    if (error instanceof DomainError) {
      if (error.code === 'key_wrong') return unreadable('locked')
      return unreadable(error.code === 'file_newer' ? 'newer' : 'damaged')
    }
    if (codeOf(error) === '') throw error
    return unreadable('damaged')
  }
}

/** Whether anybody has ever changed anything in a file. */
export const isUntouched = (path: string): boolean =>
  withFile(
    path,
    { readonly: true },
    (raw) => hasTable(raw, 'change') && !raw.prepare('SELECT 1 FROM change LIMIT 1').get(),
  )

/**
 * Makes a copy a file of its own: a journal of the file that it was taken from is never taken for one of the
 * copy, which has its pages in another order. See [Note: The mark].
 */
export const markAsOwn = (path: string): void =>
  withFile(path, { readonly: false }, (raw) => raw.transaction(() => mark(raw)).immediate())

/** What a file has that a copy has not, and how much the copy has that the file has not. */
export interface Difference {
  lost: { changes: number; last: Last | null }
  regained: number
}

/** Null for a file in which nobody can know what was changed: it is none of ours, or an older one. */
export const compareWith = (path: string, copy: string): Difference | null =>
  withFile(path, { readonly: true }, (raw) => {
    if (!hasTable(raw, 'change')) return null
    raw.prepare('ATTACH ? AS copy').run(copy)
    if (!hasTable(raw, 'change', 'copy')) {
      const changes = raw.prepare('SELECT count(*) FROM change').pluck().get() as number
      return { lost: { changes, last: lastChange(raw) }, regained: 0 }
    }
    const only = (one: string, other: string) =>
      raw
        .prepare(
          `SELECT count(*) FROM ${one}.change WHERE id NOT IN (SELECT id FROM ${other}.change)`,
        )
        .pluck()
        .get() as number
    return {
      lost: {
        changes: only('main', 'copy'),
        last: lastChange(raw, 'id NOT IN (SELECT id FROM copy.change)'),
      },
      regained: only('copy', 'main'),
    }
  })
