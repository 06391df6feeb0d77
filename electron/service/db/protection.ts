/**
 * [Note: Encrypted at rest] A protected file is encrypted page by page, its journal and its copies with it, by
 * ChaCha20-Poly1305 under the data key. Each page carries what proves that nobody has changed it. The first 100
 * bytes, SQLite's head of the file, stay readable and are proved with the rest of their page: nothing of what
 * people have entered is in them, and by them the journal is told from another's without any key (see [Note:
 * The mark]). Measured against AES with HMAC and AEGIS: see electron/README.md.
 */

import { randomUUID } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SqliteFile, { type Database as RawDatabase } from 'better-sqlite3'
import { headLength, isProtectedAt } from '#keys/head.ts'
import type { DataKey } from '#keys/key-file.ts'
import { DomainError } from '../kernel/errors.ts'
import { mark } from './mark.ts'
import { codeOf } from './trouble.ts'

/** The engine's own words for a key as it is, from which none is to be derived. */
const keyText = (key: DataKey) => `raw:${key}`

interface Opening {
  readonly?: boolean
  fileMustExist?: boolean
  /** No other connection may have it, and nothing is shared with one. */
  alone?: boolean
}

/** Opens a file, under a key or, for null, as it is. The one door to the engine for files with people in them. */
export function openRaw(
  file: string,
  key: DataKey | null,
  { readonly = false, fileMustExist = false, alone = false }: Opening = {},
): RawDatabase {
  const raw = new SqliteFile(file, { readonly, fileMustExist, timeout: 5000 })
  try {
    // See [Note: A full disk].
    if (alone) raw.pragma('locking_mode = EXCLUSIVE')
    if (key) {
      raw.pragma(`cipher = 'chacha20'`)
      raw.pragma(`plaintext_header_size = ${headLength}`)
      raw.pragma(`key = '${keyText(key)}'`)
    }
    // What is erased is written over, so that nobody reads it off the disk.
    raw.pragma('secure_delete = ON')
    // The head is read, so that a file which cannot be used says so here.
    raw.pragma('user_version')
    return raw
  } catch (error) {
    raw.close()
    throw key && codeOf(error) === 'SQLITE_NOTADB'
      ? new DomainError('key_wrong', { path: file })
      : error
  }
}

/**
 * Writes a file that is plain, or under the key `from`, anew under a key. What is in the journal of a plain one it takes
 * along; a copy has none. `target` must not be there, and nobody else have the file open. Refuses `file_damaged` when
 * what was written does not read back whole.
 */
export function copyProtected(
  source: string,
  target: string,
  key: DataKey,
  { from = null, journal }: { from?: DataKey | null; journal: 'WAL' | 'DELETE' },
): void {
  const raw = openRaw(target, key)
  try {
    raw.prepare('ATTACH ? AS source KEY ?').run(source, from ? keyText(from) : '')
    // Takes the journal into the file, which can be done only while nobody else has it open.
    if (!from) raw.pragma('source.journal_mode = DELETE')
    raw.prepare('VACUUM source INTO ?').run(target)
  } finally {
    raw.close()
  }
  const copy = openRaw(target, key)
  try {
    if (copy.pragma('integrity_check', { simple: true }) !== 'ok') {
      throw new DomainError('file_damaged')
    }
    // Another file than the one it was made of: a journal of that may never be laid over it.
    mark(copy)
    copy.pragma(`journal_mode = ${journal}`)
  } finally {
    copy.close()
  }
}

/** Writes noughts over all of a file and removes it. On a disk that copies as it writes, it cannot do more. */
export function eraseFile(file: string): void {
  const fd = openSync(file, 'r+')
  try {
    const noughts = Buffer.alloc(1024 * 1024)
    const { size } = fstatSync(fd)
    for (let at = 0; at < size; at += noughts.length) {
      writeSync(fd, noughts, 0, Math.min(noughts.length, size - at), at)
    }
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
  rmSync(file)
}

/** Another program was faster, or this folder knows no second name of a file. */
export const noSecondName = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']

const secondNames = /\.plain-[0-9a-f-]{36}$/

/** What a kill has left of the plain files: the second names of files in whose place encrypted ones stand by now. */
export const leftPlain = (file: string): string[] =>
  readdirSync(dirname(file))
    .filter((name) => name.startsWith(basename(file)) && secondNames.test(name))
    .map((name) => join(dirname(file), name))
    .filter((path) => {
      const first = path.replace(secondNames, '')
      // Before that, both are one file.
      return existsSync(first) && isProtectedAt(first)
    })

/** Gives a file a second name, by which it can be reached when another lies under the first; null where none can be. */
function secondName(file: string): string | null {
  const other = `${file}.plain-${randomUUID()}`
  try {
    linkSync(file, other)
    return other
  } catch (error) {
    if (!noSecondName.includes(codeOf(error))) throw error
    return null
  }
}

/**
 * Puts an encrypted file in the place of a plain one, whole or not at all, and erases that. `unfinished` is its name until
 * then. `journal` is the one that it keeps: a copy is one file, to be read where nothing can be written.
 */
export function protectFile(
  file: string,
  key: DataKey,
  {
    unfinished = `${file}.new-${randomUUID()}`,
    journal = 'WAL',
  }: { unfinished?: string; journal?: 'WAL' | 'DELETE' } = {},
): void {
  let plain: string | null = null
  try {
    copyProtected(file, unfinished, key, { journal })
    plain = secondName(file)
    renameSync(unfinished, file)
  } finally {
    for (const ending of ['', '-journal', '-wal', '-shm']) {
      rmSync(unfinished + ending, { force: true })
    }
  }
  if (plain) eraseFile(plain)
}
