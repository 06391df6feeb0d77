import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addNewCode,
  isCodeOf,
  keepOnlyCode,
  keyFileOf,
  newDataKey,
  noWayTo,
  passphraseWay,
  readKeyFile,
  unlock,
  writeKeyFile,
} from '#keys/key-file.ts'
import { looksLikeCode, newRecoveryCode, readRecoveryCode } from '#keys/recovery-code.ts'

const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

describe('a recovery code', () => {
  test('is eight groups of four signs that nobody mixes up, and never the same twice', () => {
    const codes = Array.from({ length: 200 }, newRecoveryCode)
    for (const code of codes) expect(code).toMatch(/^([2-9A-HJ-NP-Z]{4}-){7}[2-9A-HJ-NP-Z]{4}$/)
    expect(new Set(codes).size).toBe(200)
  })

  test('is read as it is typed: small letters, without dashes, in a Cyrillic layout', () => {
    const cyrillic = {
      A: 'а',
      B: 'в',
      C: 'с',
      E: 'е',
      H: 'н',
      K: 'к',
      M: 'м',
      P: 'р',
      T: 'т',
      X: 'х',
    }
    for (let round = 0; round < 50; round++) {
      const code = newRecoveryCode()
      const signs = code.replaceAll('-', '')
      const typed = [...code].map((sign) => cyrillic[sign as 'A'] ?? sign.toLowerCase()).join('')
      for (const text of [
        code,
        signs,
        ` ${code.replaceAll('-', ' ')}\n`,
        code.replaceAll('-', '–'),
        typed,
      ]) {
        expect(readRecoveryCode(text)).toBe(signs)
      }
    }
  })

  test('with one sign typed wrong, left out or too many is told from a wrong one', () => {
    fc.assert(
      fc.property(fc.nat(31), fc.constantFrom(...alphabet), (at, sign) => {
        const signs = newRecoveryCode().replaceAll('-', '')
        fc.pre(signs[at] !== sign)
        const wrong = [
          signs.slice(0, at) + sign + signs.slice(at + 1),
          signs.slice(0, at) + signs.slice(at + 1),
          signs.slice(0, at) + sign + signs.slice(at),
        ]
        for (const typed of wrong) {
          expect(readRecoveryCode(typed)).toBeNull()
          expect(looksLikeCode(typed)).toBe(true)
        }
      }),
    )
  })
})

describe('the key of a file', () => {
  const passphrase = 'Жеті су бұлақ басы'

  // Each guess takes as long as it does in the program.
  test('is opened by the passphrase, by the code, and by nothing else', {
    timeout: 60_000,
  }, async () => {
    const key = newDataKey()
    const folder = mkdtempSync(join(tmpdir(), 'bastau-keys-'))
    writeKeyFile(folder, { ...noWayTo(key), ...(await passphraseWay(key, passphrase, 1024)) })
    const code = await addNewCode(folder, key)
    const ways = readKeyFile(folder) ?? noWayTo(key)
    expect(await unlock(ways, passphrase)).toEqual({ key })
    expect(await unlock(ways, ` ${passphrase}\n`)).toEqual({ key })
    expect(await unlock(ways, code)).toEqual({ key })
    expect(await unlock(ways, 'жеті су бұлақ басы')).toEqual({ key: null, why: 'wrong' })
    expect(await unlock(ways, newRecoveryCode())).toEqual({ key: null, why: 'wrong' })
    expect(await unlock(ways, code.slice(0, -1))).toEqual({ key: null, why: 'mistyped' })
    rmSync(folder, { recursive: true })
  })

  test('opens by the code until now as well, until somebody says that they have the new one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bastau-keys-'))
    const key = newDataKey()
    const opens = async (code: string) =>
      (await unlock(readKeyFile(folder) ?? noWayTo(key), code)).key === key
    const first = await addNewCode(folder, key, 1024)
    const second = await addNewCode(folder, key, 1024)
    expect([await opens(first), await opens(second)]).toEqual([true, true])
    expect(await keepOnlyCode(folder, key, newRecoveryCode())).toBe(false)
    expect(await keepOnlyCode(folder, key, second)).toBe(true)
    expect([await opens(first), await opens(second)]).toEqual([false, true])
    expect(await isCodeOf(folder, newDataKey(), second)).toBe(false)
    rmSync(folder, { recursive: true })
  })

  test('is not in its file, which is its owner’s alone; one that somebody has changed opens nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bastau-keys-'))
    const key = newDataKey()
    writeKeyFile(folder, { ...noWayTo(key), ...(await passphraseWay(key, passphrase, 1024)) })
    const text = readFileSync(keyFileOf(folder), 'utf8')
    expect(text).not.toContain(key)
    expect(text).not.toContain(Buffer.from(key, 'hex').toString('base64').slice(0, 40))
    if (process.platform !== 'win32') expect(statSync(keyFileOf(folder)).mode & 0o777).toBe(0o600)
    const ways = readKeyFile(folder)
    if (!ways?.passphrase) throw new Error('the passphrase was not kept')
    const tampered = { ...ways.passphrase, cost: 2048 }
    expect(await unlock({ ...ways, passphrase: tampered }, passphrase)).toEqual({
      key: null,
      why: 'wrong',
    })
    for (const content of [
      '',
      '{}',
      '{"version":1',
      text.replace('"version": 1', '"version": 2'),
    ]) {
      writeFileSync(keyFileOf(folder), content)
      expect(readKeyFile(folder)).toBeNull()
    }
    rmSync(folder, { recursive: true })
  })
})
