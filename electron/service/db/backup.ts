import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { stamp } from './place.ts'

/** How many copies from before a migration are kept beside the database. */
const kept = 5

/** Copies a whole file, with what is still in its journal; `copy` appears whole or not at all. */
export async function copyWhole(file: string, copy: string): Promise<void> {
  const raw = new SqliteFile(file, { readonly: true, timeout: 5000 })
  try {
    await raw.backup(copy)
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  } finally {
    raw.close()
  }
}

/** Copies the file before its schema is changed; the oldest such copies go. */
export async function copyBeforeMigrating(file: string): Promise<void> {
  const folder = dirname(file)
  const prefix = `${basename(file)}.before-`
  await copyWhole(file, join(folder, `${prefix}${stamp()}`))
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
  for (const old of copies.slice(0, -kept)) rmSync(join(folder, old))
}
