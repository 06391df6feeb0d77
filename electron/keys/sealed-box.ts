/**
 * Sealed boxes: whoever knows a public key can seal something, and only whoever has the private one opens it. A key of
 * its own for each box is agreed upon by ECDH over P-256, drawn out by HKDF-SHA-256 and used for AES-256-GCM, as ECIES
 * does (SEC 1, §5.1). `about` says what a box is: it opens as that and nothing else.
 */
import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  type ECDH,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

const curve = 'prime256v1'
const [publicLength, nonceLength, tagLength] = [65, 12, 16]

export interface KeyPair {
  /** An uncompressed point, 65 bytes. */
  publicKey: Buffer
  privateKey: Buffer
}

export function newKeyPair(): KeyPair {
  const pair = createECDH(curve)
  return { publicKey: pair.generateKeys(), privateKey: pair.getPrivateKey() }
}

/** Encrypts by a key of 32 bytes: nonce, tag, and what was encrypted. */
export function encrypt(key: Uint8Array, plain: Buffer, about: string): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
  const text = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), text])
}

/** What was encrypted; null by another key, or when it is not what it says. */
export function decrypt(key: Uint8Array, sealed: Buffer, about: string): Buffer | null {
  if (sealed.length < nonceLength + tagLength) return null
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength)
  const cipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
  cipher.setAuthTag(tag).setAAD(Buffer.from(about))
  const text = cipher.update(sealed.subarray(nonceLength + tagLength))
  try {
    return Buffer.concat([text, cipher.final()])
  } catch {
    // The tag does not fit: another key, or altered.
    return null
  }
}

const agreed = (own: ECDH, other: Buffer, once: Buffer) =>
  new Uint8Array(hkdfSync('sha256', own.computeSecret(other), once, 'bastau sealed box', 32))

export function seal(publicKey: Buffer, plain: Buffer, about: string): Buffer {
  const own = createECDH(curve)
  const once = own.generateKeys()
  return Buffer.concat([once, encrypt(agreed(own, publicKey, once), plain, about)])
}

/** What a box holds; null by another key, or when the box is not what it says. */
export function open(privateKey: Buffer, box: Buffer, about: string): Buffer | null {
  const once = box.subarray(0, publicLength)
  const own = createECDH(curve)
  own.setPrivateKey(privateKey)
  let key: Uint8Array
  try {
    key = agreed(own, once, once)
  } catch {
    // What begins it is no point of the curve: it is no box.
    return null
  }
  return decrypt(key, box.subarray(publicLength), about)
}
