/** The file in its folder: what lies there before SQLite is let near it. */
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import SqliteFile, { type Database } from 'better-sqlite3'
import { isProtected, isProtectedAt } from '#keys/head.ts'
import type { DataKey } from '#keys/key-file.ts'
import { DomainError } from '../kernel/errors.ts'
import { copiesFolder, type NamedCopy, readName } from './copies/names.ts'
import { journalOf, whoseJournal } from './mark.ts'
import { eraseFile, leftPlain, noSecondName, protectFile } from './protection.ts'
import { codeOf, refusalOfSystem, refusalOfTrouble } from './trouble.ts'

/** The time of day as it stands in the names of files that are put aside. */
export const stamp = (at = new Date()): string => at.toISOString().replace(/[:.]/g, '-')

const isEmpty = (path: string) => (statSync(path, { throwIfNoEntry: false })?.size ?? 0) === 0

function refuseDangling(path: string): void {
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  if (isLink && !existsSync(path)) throw new DomainError('link_dangling', { path })
}

/**
 * Makes the folder, with those above it; where nothing can be made Node's own way of that never ends. Refuses
 * what `refusalOfSystem` does, and `link_dangling`.
 */
export function makeFolder(folder: string): void {
  refuseDangling(folder)
  try {
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
    if (dirname(folder) !== folder) makeFolder(dirname(folder))
    mkdirSync(folder)
  } catch (error) {
    // Another program may have made it meanwhile.
    if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return
    throw refusalOfSystem(error, folder) ?? error
  }
}

/** The names of what is kept beside a file, and when it was put there. */
const keptBeside = /^\.(as-found|foreign-journal|foreign-rollback-journal|kept)-(.{24})$/
const daysShown = 7

/** The files that were put aside in the last seven days, the newest first. */
export function listSetAside(file: string): string[] {
  const since = new Date(Date.now() - daysShown * 24 * 60 * 60 * 1000)
  return readdirSync(dirname(file))
    .flatMap((name) => {
      const [, kind, at = ''] = keptBeside.exec(name.slice(basename(file).length)) ?? []
      return kind && at > stamp(since) ? [{ name, at }] : []
    })
    .sort((one, other) => (one.at > other.at ? -1 : 1))
    .map(({ name }) => join(dirname(file), name))
}

/** The copies in a folder, by their names; none where it is not there. */
export function copiesIn(folder: string): NamedCopy[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder).flatMap((name) => readName(name) ?? [])
}

/** Where there is no file although there was one: its journal lies there, a copy, or what was once put aside. */
function refuseLost(file: string): void {
  const aside = readdirSync(dirname(file)).filter((name) =>
    keptBeside.test(name.slice(basename(file).length)),
  )
  const traces = [...aside, ...copiesIn(join(dirname(file), copiesFolder))]
  if (traces.length > 0 || !isEmpty(journalOf(file))) {
    throw new DomainError('file_missing', { path: file })
  }
}

/** This folder knows no second name of a file, or not of one that lies on another disk. */
const knowsNoSecondName = [...noSecondName, 'EXDEV']

/** Gives a file a second name, or makes a copy where it can have none. Throws `EEXIST` where that name is taken. */
export function nameTwice(file: string, other: string): void {
  try {
    linkSync(file, other)
  } catch (error) {
    if (!knowsNoSecondName.includes(codeOf(error))) throw error
    copyFileSync(file, other, constants.COPYFILE_EXCL)
  }
}

/** Waits until a file, or the list of names of a folder, is on the disk. Windows keeps such lists by itself. */
export function syncToDisk(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const fd = openSync(path, statSync(path).isDirectory() ? 'r' : 'r+')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/** Puts a new file there, under a key if there is one, whole or not at all, unless another program has done so. */
function createWhole(file: string, content: Uint8Array, key: DataKey | null): void {
  const unfinished = `${file}.new-${randomUUID()}`
  try {
    const fd = openSync(unfinished, 'wx', 0o600)
    try {
      for (let written = 0; written < content.length; ) {
        written += writeSync(fd, content, written)
      }
      fsyncSync(fd)
    } finally {
      closeSync(fd)
    }
    if (key) protectFile(unfinished, key)
    nameTwice(unfinished, file)
  } catch (error) {
    // Another program was faster.
    if (codeOf(error) !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** Where nobody's rights can be told apart, as on a stick, or nothing may be changed; or it has just gone. */
const noRights = ['EPERM', 'EROFS', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'ENOENT']

/** Takes from everybody but its owner what they may do with a file or folder of this user. */
function keepPrivate(path: string): void {
  const entry = statSync(path, { throwIfNoEntry: false })
  if (!entry || entry.uid !== process.getuid?.() || (entry.mode & 0o077) === 0) return
  try {
    chmodSync(path, entry.mode & 0o700)
  } catch (error) {
    if (!noRights.includes(codeOf(error))) throw error
  }
}

/**
 * Keeps from all other users of this computer the file, what belongs to it, and the folder: what this process
 * makes is private by its umask, what was put there by hand may not be. A folder that is everybody's, such as
 * the temporary one, stays so.
 */
function keepAllPrivate(file: string): void {
  const folder = dirname(file)
  for (const name of readdirSync(folder)) {
    if (name.startsWith(basename(file))) keepPrivate(join(folder, name))
  }
  const isSticky = (statSync(folder).mode & 0o1000) !== 0
  if (!isSticky) keepPrivate(folder)
}

/**
 * The file where it really lies: its folder is made when it is not there, and so is the file, with that
 * content, under a key if there is one. Refuses `link_dangling`, `folder_is_file`, `file_is_folder`, `file_blank`, and `file_missing`
 * where only what belonged to a file is left.
 */
export async function placeOf(
  file: string,
  newContent: () => Promise<Uint8Array>,
  key: DataKey | null,
) {
  makeFolder(dirname(file))
  refuseDangling(file)
  if (!existsSync(file)) {
    refuseLost(file)
    createWhole(file, await newContent(), key)
  }
  const path = realpathSync(file)
  if (statSync(path).isDirectory()) throw new DomainError('file_is_folder', { path })
  if (isEmpty(path)) throw new DomainError('file_blank', { path })
  keepAllPrivate(path)
  return path
}

/** The file where it really lies, if it is there. */
export const realPathOf = (file: string): string => (existsSync(file) ? realpathSync(file) : file)

/** Does something that no other program does at the same time under the same lock, which is a file. */
export function alone<Value>(lockFile: string, work: () => Value): Value {
  const lock = new SqliteFile(lockFile, { timeout: 30_000 })
  try {
    lock.exec('BEGIN EXCLUSIVE')
    return work()
  } finally {
    lock.close()
  }
}

const openingOf = (file: string) => `${file}-opening`

/**
 * Puts aside what SQLite would lay over the file although it belongs to another one, beside a copy of the file
 * as it was found: see [Note: The mark]. A rollback journal is nobody's, since this program never leaves one.
 */
export function setForeignAside(file: string, fd: number): void {
  const isForeign = () => whoseJournal(file, fd) === 'another file' || !isEmpty(`${file}-journal`)
  if (!isForeign()) return
  alone(openingOf(file), () => {
    if (!isForeign()) return
    const now = stamp()
    const aside = (name: string) => `${file}.${name}-${now}`
    try {
      copyFileSync(file, aside('as-found'), constants.COPYFILE_FICLONE)
    } catch (error) {
      // Without room for a copy the journals, which need none, are kept all the same.
      if (codeOf(error) !== 'ENOSPC') throw error
      rmSync(aside('as-found'), { force: true })
    }
    if (whoseJournal(file, fd) === 'another file') {
      renameSync(journalOf(file), aside('foreign-journal'))
      // What SQLite knows of that journal; whoever still uses it keeps it.
      rmSync(`${file}-shm`, { force: true })
    }
    if (!isEmpty(`${file}-journal`)) {
      renameSync(`${file}-journal`, aside('foreign-rollback-journal'))
    }
  })
}

/**
 * Has the file keep a write-ahead journal from here on. The way there leads over a rollback journal, which
 * another program that opens the file meanwhile would take for a foreign one.
 */
export function keepWriteAheadJournal(raw: Database, file: string): void {
  if (raw.pragma('journal_mode', { simple: true }) === 'wal') return
  alone(openingOf(file), () => raw.pragma('journal_mode = WAL'))
}

/** What was put aside beside a file, whenever that was. */
const keptOf = (file: string) =>
  readdirSync(dirname(file)).flatMap((name) => {
    const [, kind] = keptBeside.exec(name.slice(basename(file).length)) ?? []
    return name.startsWith(basename(file)) && kind
      ? [{ path: join(dirname(file), name), isJournal: kind.endsWith('journal') }]
      : []
  })

/** Copies beside a protected file that are not. */
export const stillReadable = (file: string): string[] =>
  keptOf(file).flatMap(({ path, isJournal }) => (isJournal || isProtectedAt(path) ? [] : [path]))

/**
 * Encrypts a plain file in its place; journals that were put aside, which without their file are of no use, are
 * erased. `mayBe` looks at the file first, and refuses one that is not ours or not sound.
 */
function protectPlain(file: string, key: DataKey, mayBe: () => void): void {
  const fd = openToWatch(file)
  try {
    if (isProtected(fd)) return
    setForeignAside(file, fd)
  } finally {
    closeSync(fd)
  }
  alone(openingOf(file), () => {
    // Another program of this version may have done it meanwhile.
    if (isProtectedAt(file)) return
    mayBe()
    protectFile(file, key)
    for (const { path, isJournal } of keptOf(file)) if (isJournal) eraseFile(path)
  })
}

/** The same with the copies beside it, and with what a kill has left of it. What cannot be encrypted, because it is torn, stays: see `stillReadable`. */
export function protect(file: string, key: DataKey, mayBe: () => void): void {
  protectPlain(file, key, mayBe)
  if (stillReadable(file).length + leftPlain(file).length === 0) return
  alone(openingOf(file), () => {
    for (const plain of leftPlain(file)) eraseFile(plain)
    for (const copy of stillReadable(file)) {
      try {
        protectFile(copy, key)
      } catch (error) {
        if (!refusalOfTrouble(error, copy)) throw error
      }
    }
  })
}

/** Whether the file that is open still is the one that lies in its place. */
export class Watch {
  readonly #file: string
  readonly #fd: number
  #seen: Stats

  /** `fd` is the file itself: see [Note: Locks]. */
  constructor(file: string, fd: number) {
    this.#file = file
    this.#fd = fd
    this.#seen = fstatSync(fd)
  }

  /** What has become of it: another file or none lies there, or it was written over by another content. */
  replaced(): 'another file' | 'another content' | null {
    const now = statSync(this.#file, { throwIfNoEntry: false })
    if (!now || now.ino !== this.#seen.ino || now.dev !== this.#seen.dev) return 'another file'
    if (now.mtimeMs === this.#seen.mtimeMs && now.size === this.#seen.size) return null
    // SQLite itself writes into it, now and then, what is in the journal.
    const journal = whoseJournal(this.#file, this.#fd)
    // A journal that is just being begun anew says nothing: then the next look will tell.
    if (journal === 'this file') this.#seen = now
    return journal === 'another file' ? 'another content' : null
  }
}

/**
 * [Note: Locks] On Linux and macOS a process loses all its locks on a file as soon as it closes it once,
 * whichever way it had it open. So the service opens the file for itself before SQLite does, and closes
 * it when SQLite has closed it.
 */
export const openToWatch = (file: string): number => openSync(file, 'r')
