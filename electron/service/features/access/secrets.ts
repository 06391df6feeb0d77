/** What is kept of a PIN, a recovery code and a key: nothing that they could be read from. */
import { createHash, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { leastSecret } from '#contract/access.ts'

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt)
/** How dear a try is made: scrypt's N (RFC 7914). This one takes 128 MiB and some tenths of a second. */
export const usualCost = 2 ** 17

export interface Kept {
  salt: Buffer
  hash: Buffer
  /** N of scrypt; kept with it, so that it may be raised. */
  cost: number
}

const hashOf = (secret: string, { salt, cost }: Omit<Kept, 'hash'>) =>
  derive(secret.normalize('NFKC'), salt, 32, { N: cost, r: 8, p: 1, maxmem: 256 * 8 * cost })

/** What is kept of a PIN, password or recovery code. */
export async function keep(secret: string, cost: number): Promise<Kept> {
  const salt = randomBytes(16)
  return { salt, cost, hash: await hashOf(secret, { salt, cost }) }
}

export const isKept = async (secret: string, { hash, ...how }: Kept): Promise<boolean> =>
  timingSafeEqual(await hashOf(secret, how), hash)

/** A key is long and made by chance: nobody finds it by trying, so it needs no work. */
export const keepKey = (key: string): Kept => ({
  salt: Buffer.alloc(0),
  cost: 1,
  hash: createHash('sha256').update(key).digest(),
})
export const isKeptKey = (key: string, { hash }: Pick<Kept, 'hash'>): boolean =>
  timingSafeEqual(keepKey(key).hash, hash)
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
