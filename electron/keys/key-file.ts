/**
 * [Note: The key] A protected data file is encrypted with a data key of 32 random bytes, which never changes. It
 * lies beside it, in `bastau.key`, wrapped in as many ways as there are to it: by the keyring of the system
 * (whoever is signed in at this computer), by the printed recovery code, by a passphrase. Whoever has one of
 * them opens the file; whoever has `bastau.key` alone has nothing. So it goes wherever the file is copied to.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  randomUUID,
  scrypt,
} from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
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

/** So many codes may have been made without any being kept. */
const mostCodes = 8

const KeyFile = z.object({
  version: z.literal(1),
  /** Of which data key it is, so that it never takes the place of another's. */
  keyId: z.string().max(64),
  /** What the system's keyring has made of it, base64: only the shell can ask it. */
  system: Base64.nullable(),
  /** By recovery codes, the latest last: see [Note: One code]. */
  recovery: z.array(Wrapped).max(mostCodes),
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
export const readKeyFile = (dataDir: string): KeyFile | null => readWays(keyFileOf(dataDir))

/** All ways that lie in a folder, to whatever key: those kept under another name too (see {@link bringKeyFile}). */
export const readAllWays = (folder: string): KeyFile[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(keyName))
    .flatMap((name) => readWays(join(folder, name)) ?? [])

function readWays(file: string): KeyFile | null {
  try {
    return KeyFile.parse(JSON.parse(readFileSync(file, 'utf8')))
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

/** Of which key a key file is; nothing can be found out by it. */
const idOf = (key: DataKey): string =>
  createHash('sha256').update(`bastau.key ${key}`).digest('hex').slice(0, 16)

/** No way to a key at all, to be added to. */
export const noWayTo = (key: DataKey): KeyFile => ({
  version: 1,
  keyId: idOf(key),
  system: null,
  recovery: [],
  passphrase: null,
})

/**
 * Changes the ways of a folder in one go, so that what another program has added meanwhile stays. Where none lies there
 * any more, they are begun anew.
 */
export function changeKeyFile(
  dataDir: string,
  key: DataKey,
  change: (ways: KeyFile) => KeyFile,
): void {
  writeKeyFile(dataDir, change(readKeyFile(dataDir) ?? noWayTo(key)))
}

/**
 * Has the ways to the key of a folder lie in another one too, but for the keyring's, which is this computer's. Those to
 * another key that lie there are kept under another name.
 */
export function bringKeyFile(dataDir: string, folder: string): void {
  const ways = readKeyFile(dataDir)
  if (!ways) return
  const brought = { ...ways, system: null }
  const there = readKeyFile(folder)
  if (there && JSON.stringify(there) === JSON.stringify(brought)) return
  if (hasKeyFile(folder) && there?.keyId !== ways.keyId) {
    renameSync(keyFileOf(folder), `${keyFileOf(folder)}.kept-${there?.keyId ?? randomUUID()}`)
  }
  writeKeyFile(folder, brought)
}

/** A passphrase in place of the one before. */
export async function passphraseWay(
  key: DataKey,
  passphrase: string,
  cost = usualCost,
): Promise<Pick<KeyFile, 'passphrase'>> {
  return { passphrase: await wrap(key, passphrase, cost) }
}

/**
 * [Note: One code] A protected file has one recovery code, for both: it leads to the key, and because it does, it lets a
 * coordinator set a new PIN. So it stands in `bastau.key` alone, which is written in one step. A new code is added there
 * before anybody sees it, and those before go when somebody says that they have the new one (`keepOnlyCode`): whatever
 * is cut off between, the code that was last shown opens both. In a plain file, which it has only to let a coordinator
 * in, its hashes are kept by the same rule (`features/access`).
 */
export async function addNewCode(dataDir: string, key: DataKey, cost = usualCost): Promise<string> {
  const code = newRecoveryCode()
  const signs = readRecoveryCode(code)
  if (signs === null) throw new Error('a new recovery code is not rightly written')
  const way = await wrap(key, signs, cost)
  changeKeyFile(dataDir, key, (ways) => ({
    ...ways,
    recovery: [...ways.recovery, way].slice(-mostCodes),
  }))
  return code
}

/** Which of the ways by a code it is, and the key; null when it is none of them. */
async function byCode(
  { recovery }: KeyFile,
  typed: string,
): Promise<{ key: DataKey; way: Wrapped } | null> {
  const signs = readRecoveryCode(typed)
  if (signs === null) return null
  for (const way of recovery.toReversed()) {
    const key = await unwrap(way, signs)
    if (key) return { key, way }
  }
  return null
}

/** Whether that is a recovery code of the key of a folder; null where there is no code to it. */
export async function isCodeOf(
  dataDir: string,
  key: DataKey,
  typed: string,
): Promise<boolean | null> {
  const ways = readKeyFile(dataDir)
  if (!ways || ways.recovery.length === 0) return null
  return (await byCode(ways, typed))?.key === key
}

/** From now on that code alone leads to the key: see [Note: One code]. False when it does not lead there. */
export async function keepOnlyCode(dataDir: string, key: DataKey, typed: string): Promise<boolean> {
  const ways = readKeyFile(dataDir)
  const found = ways && (await byCode(ways, typed))
  if (found?.key !== key) return false
  changeKeyFile(dataDir, key, (now) => ({ ...now, recovery: [found.way] }))
  return true
}

/** What came of a secret that somebody typed: the key, or why there is none. */
export type Unlocked = { key: DataKey } | { key: null; why: 'mistyped' | 'wrong' }

/** Opens by what was typed, be it the recovery code or the passphrase. */
export async function unlock(ways: KeyFile, typed: string): Promise<Unlocked> {
  const found = await byCode(ways, typed)
  if (found) return { key: found.key }
  const byPassphrase = ways.passphrase ? await unwrap(ways.passphrase, typed) : null
  if (byPassphrase) return { key: byPassphrase }
  return {
    key: null,
    why: readRecoveryCode(typed) === null && looksLikeCode(typed) ? 'mistyped' : 'wrong',
  }
}
