/** The system's keyring: what is sealed by it opens for this user of this computer alone. */
import { safeStorage } from 'electron'
import { DataKey } from '#keys/key-file.ts'

/** Electron 25 has only the synchronous calls, which 45 has deprecated. */
const isAsynchronous = typeof safeStorage.encryptStringAsync === 'function'

/** On a bare Linux a newer Electron would seal by a word that stands in its source; 25 says that it cannot. */
const isBare = () =>
  process.platform === 'linux' &&
  typeof safeStorage.getSelectedStorageBackend === 'function' &&
  ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())

/** Whether there is one. Asked once the app is ready. */
export async function hasKeyring(): Promise<boolean> {
  const available = isAsynchronous
    ? await safeStorage.isAsyncEncryptionAvailable()
    : safeStorage.isEncryptionAvailable()
  return available && !isBare()
}

/** Seals a key, base64. Throws when the keyring will not. */
export async function seal(key: DataKey): Promise<string> {
  const sealed = isAsynchronous
    ? await safeStorage.encryptStringAsync(key)
    : safeStorage.encryptString(key)
  return sealed.toString('base64')
}

/** The key, or null where the keyring is another's, is locked, or there is none. */
export async function unseal(sealed: string): Promise<DataKey | null> {
  if (!(await hasKeyring())) return null
  try {
    const bytes = Buffer.from(sealed, 'base64')
    const key = isAsynchronous
      ? (await safeStorage.decryptStringAsync(bytes)).result
      : safeStorage.decryptString(bytes)
    return DataKey.parse(key)
  } catch {
    // Sealed at another computer, or by another user of this one: the recovery code is asked for.
    return null
  }
}
