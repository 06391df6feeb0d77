import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { Database as RawDatabase } from 'better-sqlite3'

/** How many copies from before a migration are kept beside the database. */
const kept = 5

/** Copies the whole file, with what is still in its journal, before its schema is changed. */
export async function copyBeforeMigrating(raw: RawDatabase, file: string): Promise<string> {
  const folder = dirname(file)
  const prefix = `${basename(file)}.before-`
  const stamp = new Date().toISOString().replace(/[:.]/g, '-')
  const copy = join(folder, `${prefix}${stamp}`)
  await raw.backup(copy)
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
  for (const old of copies.slice(0, -kept)) rmSync(join(folder, old))
  return copy
}
