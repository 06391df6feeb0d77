import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { DataKey } from '#keys/key-file.ts'
import { stamp } from './place.ts'
import { openRaw } from './protection.ts'

/** How many copies from before a migration are kept beside the database. */
const kept = 5

/**
 * Copies a whole file, with what is still in its journal, under the same key; `copy` appears whole or not at
 * all. It opens with the `bastau.key` of the file alone: a copy that goes elsewhere needs that beside it.
 */
export function copyWhole(file: string, copy: string, key: DataKey | null): void {
  const raw = openRaw(file, key, { readonly: true })
  try {
    raw.prepare('VACUUM INTO ?').run(copy)
  } catch (error) {
    rmSync(copy, { force: true })
    throw error
  } finally {
    raw.close()
  }
}

/** Copies the file before its schema is changed; the oldest such copies go. */
export async function copyBeforeMigrating(file: string, key: DataKey | null): Promise<void> {
  const folder = dirname(file)
  const prefix = `${basename(file)}.before-`
  copyWhole(file, join(folder, `${prefix}${stamp()}`), key)
  const copies = readdirSync(folder)
    .filter((name) => name.startsWith(prefix))
    .sort()
  for (const old of copies.slice(0, -kept)) rmSync(join(folder, old))
}
