/** Whether a file is sound, and as it should be. */
import SqliteFile, { type Database as RawDatabase } from 'better-sqlite3'
import { migrate } from './migrate.ts'

/** What a file holds beside its rows: tables, indexes and triggers, as SQL, by their names. */
type Parts = ReadonlyMap<string, string>

/** Those that our own migrations make, without Kysely's list of them. What records is made anew at each opening: see [Note: Recording]. */
const partsOf = (raw: RawDatabase): Parts =>
  new Map(
    raw
      .prepare(
        `SELECT name, sql FROM sqlite_master
         WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*' AND name NOT GLOB 'kysely_*'
           AND name NOT GLOB 'record_*'`,
      )
      .raw()
      .all() as [string, string][],
  )

/** A new file, empty, as the migrations make it. */
export interface Blueprint {
  readonly parts: Parts
  /** Its bytes. */
  readonly content: Uint8Array
}

/** Where the head of a file says that it has a write-ahead journal: 2 for yes, 1 for no. */
const journalModes = [18, 19]

async function drawBlueprint(): Promise<Blueprint> {
  const raw = new SqliteFile(':memory:')
  try {
    await migrate(raw)
    const content = raw.serialize()
    for (const at of journalModes) content[at] = 2
    return { parts: partsOf(raw), content }
  } finally {
    raw.close()
  }
}

let drawn: Promise<Blueprint> | undefined
/** The file as this version makes it. */
export function blueprint(): Promise<Blueprint> {
  drawn ??= drawBlueprint()
  return drawn
}

/** Names of what other programs have taken out of the file, changed, or, of triggers, put in. */
export function alteredParts(raw: RawDatabase, { parts }: Blueprint): string[] {
  const there = partsOf(raw)
  const missing = [...parts].flatMap(([name, sql]) => (there.get(name) === sql ? [] : [name]))
  const added = [...there].flatMap(([name, sql]) =>
    !parts.has(name) && /^CREATE\s+TRIGGER/i.test(sql) ? [name] : [],
  )
  return [...missing, ...added]
}

/** Of a larger file the check takes longer than anybody should wait before the first screen; bytes. */
export const largeFrom = 64 * 1024 * 1024

const said = (raw: RawDatabase, table: string) =>
  raw.pragma(`quick_check("${table}")`, { simple: true })

/**
 * Checks a file table by table, with its indexes and references; between them others may use it. Answers
 * false as soon as something is wrong.
 */
export async function isSound(raw: RawDatabase, pause: () => Promise<void>): Promise<boolean> {
  const tables = raw.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all()
  for (const table of tables as string[]) {
    if (said(raw, table) !== 'ok') return false
    if ((raw.pragma(`foreign_key_check("${table}")`) as unknown[]).length > 0) return false
    await pause()
  }
  return true
}

/** The same at once, with the pages that belong to no table as well. */
export const isSoundAtOnce = (raw: RawDatabase): boolean =>
  raw.pragma('quick_check', { simple: true }) === 'ok' &&
  (raw.pragma('foreign_key_check') as unknown[]).length === 0
