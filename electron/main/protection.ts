/** The protection of the data file, as far as it is the shell's: it has the key, and the service the file. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ErrorCode, ErrorParams } from '#contract/envelope.ts'
import type { ProtectionState } from '#contract/shell.ts'
import { isProtectedAt } from '#keys/head.ts'
import {
  changeKeyFile,
  type DataKey,
  hasKeyFile,
  keyFileOf,
  newDataKey,
  noWayTo,
  passphraseWay,
  readKeyFile,
  type Unlocked,
  unlock,
  writeKeyFile,
} from '#keys/key-file.ts'
import { hasKeyring, seal, unseal } from './keyring.ts'

/** Starts the service anew, and says why it cannot use the file, or null. */
export type Restart = () => Promise<{ code: ErrorCode; params: ErrorParams } | null>

/** The file that holds everything, as the service calls it. */
const databaseName = 'bastau.db'

export class Protection {
  readonly #dataDir: string
  readonly #secretFile: string | undefined
  #key: DataKey | null = null

  /** `secretFile` holds the recovery code or the passphrase, for one who starts the app by a script. */
  constructor(dataDir: string, secretFile: string | undefined) {
    this.#dataDir = dataDir
    this.#secretFile = secretFile
  }

  /** The data key, once it is known; null of a file that is not protected too. */
  get key(): DataKey | null {
    return this.#key
  }

  /**
   * Finds the key without asking anybody, once the app is ready. A new file is protected from the first where
   * the system has a keyring; what else there is, a person decides in the settings.
   */
  async find(): Promise<void> {
    const ways = readKeyFile(this.#dataDir)
    if (ways?.system) this.#key = await unseal(ways.system)
    if (!this.#key && ways && this.#secretFile) {
      this.#key = (await unlock(ways, readFileSync(this.#secretFile, 'utf8'))).key
    }
    if (!ways && this.#isNew() && (await hasKeyring())) {
      const key = newDataKey()
      mkdirSync(this.#dataDir, { recursive: true })
      writeKeyFile(this.#dataDir, { ...noWayTo(key), system: await seal(key) })
      this.#key = key
    }
  }

  async state(): Promise<ProtectionState> {
    const ways = readKeyFile(this.#dataDir)
    return {
      isOn: ways !== null || this.#isProtected(),
      isOpen: this.#key !== null,
      hasKeyring: await hasKeyring(),
      bySystem: ways?.system != null,
      byCode: (ways?.recovery.length ?? 0) > 0,
      byPassphrase: ways?.passphrase != null,
    }
  }

  /**
   * Has the service encrypt a plain file, under a new key: by the keyring where there is one, by the passphrase
   * where it is given. When the service cannot, all is as it was, and it says why.
   */
  async protect(
    passphrase: string | null,
    restart: Restart,
  ): Promise<{ code: ErrorCode; params: ErrorParams } | null> {
    if (hasKeyFile(this.#dataDir) || this.#isProtected()) {
      return { code: 'key_missing', params: { path: keyFileOf(this.#dataDir) } }
    }
    const key = newDataKey()
    const system = (await hasKeyring()) ? await seal(key) : null
    if (!system && !passphrase) throw new Error('nothing would open the file again')
    writeKeyFile(this.#dataDir, {
      ...noWayTo(key),
      system,
      ...(passphrase && (await passphraseWay(key, passphrase))),
    })
    this.#key = key
    const refusal = await restart()
    if (refusal && !this.#isProtected()) {
      this.#key = null
      rmSync(keyFileOf(this.#dataDir), { force: true })
      await restart()
    }
    return refusal
  }

  /**
   * Opens by what somebody typed, the recovery code or the passphrase; from then on this computer opens the file
   * by itself, if it has a keyring.
   */
  async unlock(typed: string, restart: Restart): Promise<'opened' | 'mistyped' | 'wrong'> {
    const ways = readKeyFile(this.#dataDir)
    const unlocked: Unlocked = ways ? await unlock(ways, typed) : { key: null, why: 'wrong' }
    if (!ways || unlocked.key === null) return unlocked.key === null ? unlocked.why : 'wrong'
    this.#key = unlocked.key
    if (await hasKeyring()) {
      const system = await seal(unlocked.key)
      changeKeyFile(this.#dataDir, unlocked.key, (now) => ({ ...now, system }))
    }
    await restart()
    return 'opened'
  }

  get #file(): string {
    return join(this.#dataDir, databaseName)
  }

  #isNew(): boolean {
    return !hasKeyFile(this.#dataDir) && !existsSync(this.#file)
  }

  #isProtected(): boolean {
    try {
      return isProtectedAt(this.#file)
    } catch {
      // Whatever is in the way of it: the service says so.
      return false
    }
  }
}
