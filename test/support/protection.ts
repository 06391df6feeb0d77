/** A data folder that is protected, as the settings do it, but for the cost of a guess: tests start many services. */
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DataKey, hasKeyFile, noWayTo, passphraseWay, writeKeyFile } from '#keys/key-file.ts'

/** What each protected folder of the tests is encrypted with, and what opens it. */
export const testKey = DataKey.parse('5a'.repeat(32))
export const testPassphrase = 'ақ бастау, сынақ үшін'

/** A file in which a secret stands, for `--data-key-file`. */
export function secretFile(secret: string): string {
  const file = join(tmpdir(), `bastau-secret-${Buffer.from(secret).toString('hex').slice(-16)}`)
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return file
}

/** Has a folder protected from here on: what is made in it, or lies there already, is encrypted. */
export async function protectFolder(folder: string): Promise<void> {
  writeKeyFile(folder, {
    ...noWayTo(testKey),
    ...(await passphraseWay(testKey, testPassphrase, 1024)),
  })
}

/** What a service of that folder has to be told beside it. */
export const keyArguments = (folder: string): string[] =>
  hasKeyFile(folder) ? ['--data-key-file', secretFile(testPassphrase)] : []
