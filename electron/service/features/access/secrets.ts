/**
 * What is kept of a PIN, a recovery code and a key: nothing that they could be read from. With each goes a pair of keys
 * whose private half opens by that secret alone: see [Note: Keys under keys].
 */
import { createHash, randomBytes, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { leastSecret } from '#contract/access.ts'
import { decrypt, encrypt, type KeyPair, newKeyPair } from '#keys/sealed-box.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
/** How dear a try is made: scrypt's N (RFC 7914). This one takes 128 MiB and some tenths of a second. */
export const usualCost = 2 ** 17

export interface Kept {
  salt: Buffer
  /** N of scrypt; kept with it, so that it may be raised. */
  cost: number
  publicKey: Buffer
  /** The private half, under the secret: whoever opens it has typed the right one. */
  privateKey: Buffer
}

const about = 'private key of a credential'

const keyOf = (secret: string, { salt, cost }: Pick<Kept, 'salt' | 'cost'>) =>
  derive(secret.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * 8 * cost })

/** What is kept of a PIN, password or recovery code. */
export async function keep(
  secret: string,
  cost: number,
  { publicKey, privateKey }: KeyPair = newKeyPair(),
): Promise<Kept> {
  const salt = randomBytes(16)
  const key = await keyOf(secret, { salt, cost })
  return { salt, cost, publicKey, privateKey: encrypt(key, privateKey, about) }
}

/** The private key that goes with a secret; null for a wrong one. */
export const openedBy = async (
  secret: string,
  { privateKey, ...how }: Omit<Kept, 'publicKey'>,
): Promise<Buffer | null> => decrypt(await keyOf(secret, how), privateKey, about)

const keyOfKey = (key: string) => createHash('sha256').update(key).digest()
/** A key is long and made by chance: nobody finds it by trying, so it needs no work. */
export function keepKey(key: string): Kept {
  const { publicKey, privateKey } = newKeyPair()
  return {
    salt: Buffer.alloc(0),
    cost: 1,
    publicKey,
    privateKey: encrypt(keyOfKey(key), privateKey, about),
  }
}
export const openedByKey = (key: string, { privateKey }: Pick<Kept, 'privateKey'>): Buffer | null =>
  decrypt(keyOfKey(key), privateKey, about)
export const newKey = (): string => randomBytes(32).toString('base64url')

/** Whether anybody would try it first: too short, one sign only, or signs in their order. */
export function isWeak(secret: string): boolean {
  const signs = [...secret.normalize('NFKC')]
  if (signs.length < leastSecret) return true
  const steps = new Set(
    signs
      .slice(1)
      .map((sign, at) => (sign.codePointAt(0) ?? 0) - ((signs[at] as string).codePointAt(0) ?? 0)),
  )
  const [step] = steps
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1
}

/** How long nothing is asked after so many wrong ones in a row, seconds. */
export function waitAfter(failures: number): number {
  const waits = [0, 0, 0, 5, 15, 30, 60]
  return waits[failures] ?? 300
}
