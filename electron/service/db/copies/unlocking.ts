/** How a copy that another key opens becomes one that this file's key opens. */
import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type DataKey, readAllWays, unlock } from '#keys/key-file.ts'
import { DomainError } from '../../kernel/errors.ts'
import { makeFolder } from '../place.ts'
import { copyProtected, openRaw } from '../protection.ts'
import { keyHere, look, type Seen } from './look.ts'
import { demandRoom, finish, unfinishedOf, withCopies } from './making.ts'

export interface Unlocking {
  /** The data file, beside which ways to an earlier key may lie. */
  file: string
  /** Where the copies lie. */
  folder: string
  name: string
  /** The copy in each of its places. */
  sources: readonly string[]
  /** The recovery code or the passphrase of the file that it was made of. */
  secret: string
}

/** Whether a key opens a file. */
function opens(path: string, key: DataKey): boolean {
  try {
    openRaw(path, key, { readonly: true, fileMustExist: true }).close()
    return true
  } catch (error) {
    if (error instanceof DomainError && error.code === 'key_wrong') return false
    throw error
  }
}

/** The key of a copy. Refuses `copy_key_missing`, `copy_key_wrong`. */
async function keyOf(source: string, { file, secret }: Unlocking): Promise<DataKey> {
  const ways = [dirname(source), dirname(file)].flatMap(readAllWays)
  if (ways.length === 0) throw new DomainError('copy_key_missing', { path: dirname(source) })
  for (const way of ways) {
    const { key } = await unlock(way, secret)
    if (key && opens(source, key)) return key
  }
  throw new DomainError('copy_key_wrong')
}

/** Refuses as `copies.unlock` of the contract, and `disk_full`. */
export async function unlockCopy(asked: Unlocking): Promise<Seen> {
  const { folder, name, sources } = asked
  const source = sources.find((path) => look(path).state === 'locked')
  if (!source) throw new DomainError('not_found', { what: 'copy' })
  const key = keyHere()
  if (!key) throw new DomainError('protect_first')
  const from = await keyOf(source, asked)
  makeFolder(folder)
  return withCopies(folder, () => {
    const path = join(folder, name)
    const unfinished = unfinishedOf(path)
    demandRoom(folder, statSync(source).size)
    copyProtected(source, unfinished, key, { from, journal: 'DELETE' })
    const seen = look(unfinished)
    if (seen.state === 'damaged') throw new DomainError('copy_damaged', { path: source })
    finish(unfinished, path)
    return seen
  })
}
