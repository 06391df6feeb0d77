/**
 * [Note: The key] A protected data file is encrypted with a data key of 32 random bytes, which never changes. It
 * lies beside it, in `bastau.key`, wrapped in as many ways as there are to it: by the keyring of the system
 * (whoever is signed in at this computer), by the printed recovery code, by a passphrase. Whoever has one of
 * them opens the file; whoever has `bastau.key` alone has nothing. So it goes wherever the file is copied to.
 */
import { createCipheriv, createDecipheriv, randomBytes, randomUUID, scrypt } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { looksLikeCode, newRecoveryCode, readRecoveryCode } from './recovery-code.ts'

/** 64 hexadecimal digits. */
export const DataKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand('DataKey')
export type DataKey = z.infer<typeof DataKey>

const Base64 = z.base64()
/** The data key under a secret that a person types: scrypt makes a key of it, AES-256-GCM wraps by that. */
const Wrapped = z.object({
  /** scrypt's cost: how long each guess takes. Bounded, for it is also how much memory is asked for. */
  cost: z
    .int()
    .min(1024)
    .max(2 ** 20),
  salt: Base64,
  nonce: Base64,
  tag: Base64,
  wrapped: Base64,
})
type Wrapped = z.infer<typeof Wrapped>

const KeyFile = z.object({
  version: z.literal(1),
  /** What the system's keyring has made of it, base64: only the shell can ask it. */
  system: Base64.nullable(),
  recovery: Wrapped.nullable(),
  passphrase: Wrapped.nullable(),
})
/** All ways to the data key. */
export type KeyFile = z.infer<typeof KeyFile>

/** Half a second and 128 MB a guess, on a computer of today. */
const usualCost = 2 ** 17

/** The shortest passphrase that is taken, letters. */
export const shortestPassphrase = 10

export const newDataKey = (): DataKey => DataKey.parse(randomBytes(32).toString('hex'))

const keyName = 'bastau.key'
/** Where the key of a data folder lies. */
export const keyFileOf = (dataDir: string): string => join(dataDir, keyName)

/** The ways to the key of a folder; null where none lies there that can be read. */
export function readKeyFile(dataDir: string): KeyFile | null {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(keyFileOf(dataDir), 'utf8')))
  } catch {
    // Gone, torn or another's: either way nothing leads to the key, and whoever needs it says so.
    return null
  }
}

/** Whether anything lies where the key of a folder would lie, be it readable or not. */
export const hasKeyFile = (dataDir: string): boolean => existsSync(keyFileOf(dataDir))

/** Writes the ways to the key of a folder, whole or not at all. Throws what the file system says. */
export function writeKeyFile(dataDir: string, ways: KeyFile): void {
  const file = keyFileOf(dataDir)
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const fd = openSync(unfinished, 'wx', 0o600)
    try {
      writeFileSync(fd, `${JSON.stringify(ways, null, 2)}\n`)
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    renameSync(unfinished, file)
  } finally {
    rmSync(unfinished, { force: true })
  }
}

const wrappingKey = (secret: string, salt: Buffer, cost: number) =>
  new Promise<Buffer>((resolve, reject) => {
    const limits = { N: cost, r: 8, p: 1, maxmem: 2 * 128 * 8 * cost }
    scrypt(secret.trim().normalize('NFKC'), salt, 32, limits, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })

async function wrap(key: DataKey, secret: string, cost: number): Promise<Wrapped> {
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const cipher = createCipheriv('aes-256-gcm', await wrappingKey(secret, salt, cost), nonce)
  const wrapped = Buffer.concat([cipher.update(key, 'hex'), cipher.final()])
  const text = (bytes: Buffer) => bytes.toString('base64')
  return {
    cost,
    salt: text(salt),
    nonce: text(nonce),
    tag: text(cipher.getAuthTag()),
    wrapped: text(wrapped),
  }
}

/** The data key, or null when that is not the secret. */
async function unwrap(
  { cost, salt, nonce, tag, wrapped }: Wrapped,
  secret: string,
): Promise<DataKey | null> {
  const bytes = (text: string) => Buffer.from(text, 'base64')
  const key = await wrappingKey(secret, bytes(salt), cost)
  const cipher = createDecipheriv('aes-256-gcm', key, bytes(nonce), { authTagLength: 16 })
  cipher.setAuthTag(bytes(tag))
  try {
    return DataKey.parse(
      Buffer.concat([cipher.update(bytes(wrapped)), cipher.final()]).toString('hex'),
    )
  } catch {
    // The tag does not fit: the secret is another.
    return null
  }
}

/** No way at all, to be added to. */
export const noWay: KeyFile = { version: 1, system: null, recovery: null, passphrase: null }

/** The same ways, with a passphrase in place of the one before. */
export async function withPassphrase(
  ways: KeyFile,
  key: DataKey,
  passphrase: string,
  cost = usualCost,
): Promise<KeyFile> {
  return { ...ways, passphrase: await wrap(key, passphrase, cost) }
}

/** The same ways, with a new recovery code, which is said here once; the one before leads nowhere any more. */
export async function withNewCode(
  ways: KeyFile,
  key: DataKey,
): Promise<{ ways: KeyFile; code: string }> {
  const code = newRecoveryCode()
  const signs = readRecoveryCode(code)
  if (signs === null) throw new Error('a new recovery code is not rightly written')
  return { ways: { ...ways, recovery: await wrap(key, signs, usualCost) }, code }
}

/** What came of a secret that somebody typed: the key, or why there is none. */
export type Unlocked = { key: DataKey } | { key: null; why: 'mistyped' | 'wrong' }

/** Opens by what was typed, be it the recovery code or the passphrase. */
export async function unlock(ways: KeyFile, typed: string): Promise<Unlocked> {
  const signs = readRecoveryCode(typed)
  const byCode = signs && ways.recovery ? await unwrap(ways.recovery, signs) : null
  if (byCode) return { key: byCode }
  const byPassphrase = ways.passphrase ? await unwrap(ways.passphrase, typed) : null
  if (byPassphrase) return { key: byPassphrase }
  return { key: null, why: signs === null && looksLikeCode(typed) ? 'mistyped' : 'wrong' }
}
