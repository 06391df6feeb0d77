import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decrypt, encrypt, newKeyPair, open, seal } from '#keys/sealed-box.ts'

const bytes = fc.uint8Array({ maxLength: 300 }).map((one) => Buffer.from(one))

describe('a sealed box', () => {
  test('opens by its private key, as what it was sealed as', () => {
    fc.assert(
      fc.property(bytes, fc.string(), (plain, about) => {
        const pair = newKeyPair()
        expect(open(pair.privateKey, seal(pair.publicKey, plain, about), about)).toEqual(plain)
      }),
      { numRuns: 50, seed: 1 },
    )
  })
  test('opens by no other key, and as nothing else', () => {
    const [pair, other] = [newKeyPair(), newKeyPair()]
    const box = seal(pair.publicKey, Buffer.from('тайна'), 'note 1')
    expect(open(other.privateKey, box, 'note 1')).toBeNull()
    expect(open(pair.privateKey, box, 'note 2')).toBeNull()
  })
  test('does not open once a byte of it is another, or missing', () => {
    const pair = newKeyPair()
    const box = seal(pair.publicKey, Buffer.from('тайна'), '')
    for (let at = 0; at < box.length; at++) {
      const altered = Buffer.from(box)
      altered[at] = (altered[at] as number) ^ 1
      expect(open(pair.privateKey, altered, '')).toBeNull()
      expect(open(pair.privateKey, box.subarray(0, at), '')).toBeNull()
    }
  })
  test('is another one each time', () => {
    const { publicKey } = newKeyPair()
    const plain = Buffer.from('тайна')
    expect(seal(publicKey, plain, '')).not.toEqual(seal(publicKey, plain, ''))
  })
})

test('what was encrypted by a key opens by that key alone', () => {
  const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const sealed = encrypt(key, Buffer.from('тайна'), 'x')
  expect(decrypt(key, sealed, 'x')).toEqual(Buffer.from('тайна'))
  expect(decrypt(other, sealed, 'x')).toBeNull()
  expect(decrypt(key, Buffer.alloc(5), 'x')).toBeNull()
})
