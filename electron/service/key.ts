/** Where a service has the key of its folder from: a script names a file, the shell tells it. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isProtectedAt } from '#keys/head.ts'
import {
  DataKey,
  hasKeyFile,
  keyFileOf,
  newDataKey,
  noWayTo,
  passphraseWay,
  readKeyFile,
  shortestPassphrase,
  unlock,
  writeKeyFile,
} from '#keys/key-file.ts'
import { DomainError } from './kernel/errors.ts'
import { databaseName } from './service.ts'
import type { Port } from './transports/port.ts'

function readSecret(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // Whatever is in the way of it, it is the file that was named.
    throw new DomainError('key_missing', { path: file })
  }
}

/**
 * The key of a folder, by the recovery code or the passphrase that stands in a file. `protect` makes a key when
 * there is none yet, with what stands there as its passphrase. Refuses `key_missing` where there is no
 * such file or no `bastau.key`, and `key_wrong` where that is not the secret, or too short for one.
 */
export async function keyOfScript(
  dataDir: string,
  secretFile: string,
  { protect }: { protect: boolean },
): Promise<DataKey> {
  const secret = readSecret(secretFile)
  const ways = readKeyFile(dataDir)
  if (ways) {
    const { key } = await unlock(ways, secret)
    if (!key) throw new DomainError('key_wrong', { path: secretFile })
    return key
  }
  const file = join(dataDir, databaseName)
  if (!protect || hasKeyFile(dataDir) || (existsSync(file) && isProtectedAt(file))) {
    throw new DomainError('key_missing', { path: keyFileOf(dataDir) })
  }
  if (secret.length < shortestPassphrase) throw new DomainError('key_wrong', { path: secretFile })
  const key = newDataKey()
  mkdirSync(dataDir, { recursive: true })
  writeKeyFile(dataDir, { ...noWayTo(key), ...(await passphraseWay(key, secret)) })
  return key
}

/**
 * The key that the shell tells as the first thing: never by an argument or the environment, which others may
 * read. Null for a file that is not protected, or whose key the shell does not have.
 */
export function keyOfShell(port: Port): Promise<DataKey | null> {
  const { promise, resolve } = Promise.withResolvers<DataKey | null>()
  let told = false
  port.onMessage((raw) => {
    const isStart =
      typeof raw === 'object' && raw !== null && 'control' in raw && raw.control === 'start'
    if (!isStart) return
    told = true
    resolve('key' in raw && raw.key !== null ? DataKey.parse(raw.key) : null)
  })
  // A shell that has gone before leaves nothing to be opened, nor to be closed.
  port.onClose(() => {
    if (!told) process.exit(0)
  })
  return promise
}
