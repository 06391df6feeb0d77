/**
 * How a copy is put in the place of the data file.
 *
 * [Note: Restoring] The copy is made a new file beside the old one, read back and on the disk, before anything
 * is done to that. Then the old one takes all of its journal into itself and gives it up, which works only while
 * no other program has it open, and is held so that none can open it. Now it is one file and whole: it gets its
 * second name among the copies, and the new one takes its first name, in one step of the file system. Whenever the
 * power goes, the old file or the new one lies there, whole, and no journal with it.
 */
import { closeSync, copyFileSync, existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Database as RawDatabase } from 'better-sqlite3'
import type { ErrorCode } from '#contract/envelope.ts'
import { DomainError } from '../../kernel/errors.ts'
import { alteredParts, type Blueprint } from '../check.ts'
import { journalOf } from '../mark.ts'
import { pendingMigrations } from '../migrate.ts'
import { makeFolder, nameTwice, openToWatch, setForeignAside, stamp, syncToDisk } from '../place.ts'
import { refusalAtOpening } from '../trouble.ts'
import { look, markAsOwn, openFile, type Seen, withFile } from './look.ts'
import { demandRoom, thin, withCopies } from './making.ts'

/** What is put back. */
export interface Restoring {
  file: string
  /** Where the copies lie, and what was there before is kept under that name. */
  folder: string
  keptName: string
  /** The copy in each of its places. */
  sources: readonly string[]
  /** Since 1970. */
  milliseconds: number
}

export interface Restored {
  people: number | null
  /** Where the old file is; null where there was none. */
  kept: string | null
}

/** Refuses `not_found`, `file_newer`, `key_wrong` for one under another key, `copy_damaged`. */
export function soundOf(sources: readonly string[]): string {
  const there = sources.filter((path) => existsSync(path))
  const [first] = there
  if (!first) throw new DomainError('not_found', { what: 'copy' })
  const states = there.map((path) => ({ path, state: look(path).state }))
  const sound = states.find(({ state }) => state === 'sound')
  if (sound) return sound.path
  if (states.some(({ state }) => state === 'newer')) throw new DomainError('file_newer')
  const locked = states.find(({ state }) => state === 'locked')
  if (locked) throw new DomainError('key_wrong', { path: locked.path })
  throw new DomainError('copy_damaged', { path: first })
}

/** A journal that is left without its file would be laid over the next one of that name. */
function removeWithJournals(fresh: string): void {
  for (const more of ['', '-journal', '-wal', '-shm']) rmSync(`${fresh}${more}`, { force: true })
}

/** A new file out of a copy: read back, on the disk, and such that the program will open it. */
function prepare(source: string, fresh: string, blueprint: Blueprint): Seen {
  copyFileSync(source, fresh)
  markAsOwn(fresh)
  const seen = look(fresh)
  if (seen.state !== 'sound') throw new DomainError('disk_failed', { path: fresh })
  const altered = withFile(fresh, { readonly: true }, (raw) =>
    pendingMigrations(raw) > 0 ? [] : alteredParts(raw, blueprint),
  )
  if (altered.length > 0) throw new DomainError('file_altered', { names: altered.join(', ') })
  // As it is kept while it is used: then nothing is changed in it at its first opening.
  withFile(fresh, { readonly: false }, (raw) => raw.pragma('journal_mode = WAL'))
  syncToDisk(fresh)
  return seen
}

/** Has the file take its journal into itself, and holds it so that nobody else can have it. */
function hold(raw: RawDatabase): void {
  for (;;) {
    raw.pragma('journal_mode = DELETE')
    raw.exec('BEGIN EXCLUSIVE')
    if (raw.pragma('journal_mode', { simple: true }) === 'delete') return
    // Another program has had it between the two.
    raw.exec('ROLLBACK')
  }
}

/** What can be wrong with a file so that only its bytes can be kept. */
const unreadable: readonly ErrorCode[] = [
  'file_damaged',
  'file_not_database',
  'file_foreign',
  'file_newer',
  'key_wrong',
]

/** Opens the file that is there and holds it; null for one that cannot be read. Refuses `file_locked`. */
function holdOld(file: string): RawDatabase | null {
  if (statSync(file).size === 0) return null
  let raw: RawDatabase | null = null
  try {
    raw = openFile(file, { readonly: false })
    pendingMigrations(raw)
    hold(raw)
    return raw
  } catch (error) {
    raw?.close()
    const refusal = refusalAtOpening(error, file)
    if (!refusal || !unreadable.includes(refusal.code)) throw refusal ?? error
    return null
  }
}

/** The file that is there and what lies beside it, as they are, under names that say so. */
function keepAsItIs(file: string): string {
  const kept = `${file}.kept-${stamp()}`
  nameTwice(file, kept)
  if (existsSync(journalOf(file))) nameTwice(journalOf(file), journalOf(kept))
  return kept
}

/** What journal there is belongs to the old file, which has it in itself or was kept with it. */
function takeItsPlace(fresh: string, file: string): void {
  rmSync(journalOf(file), { force: true })
  rmSync(`${file}-shm`, { force: true })
  renameSync(fresh, file)
  syncToDisk(dirname(file))
}

/** Keeps the journal of a file that is gone. */
function keepJournal(file: string): void {
  const journal = journalOf(file)
  if (existsSync(journal) && statSync(journal).size > 0) {
    nameTwice(journal, `${file}.foreign-journal-${stamp()}`)
  }
}

/** Puts the new file in the place of the old one, which is kept. Answers where. */
function exchange(fresh: string, { file, folder, keptName }: Restoring): string | null {
  if (!existsSync(file)) {
    keepJournal(file)
    takeItsPlace(fresh, file)
    return null
  }
  const fd = openToWatch(file)
  let old: RawDatabase | null = null
  try {
    setForeignAside(file, fd)
    old = holdOld(file)
    let kept: string
    if (old) {
      kept = join(folder, keptName)
      nameTwice(file, kept)
      syncToDisk(folder)
      // Windows gives nobody the name of a file that is open.
      if (process.platform === 'win32') old.close()
    } else {
      kept = keepAsItIs(file)
    }
    takeItsPlace(fresh, file)
    return kept
  } finally {
    old?.close()
    closeSync(fd)
  }
}

/**
 * Puts a copy in the place of the file, which nobody in this process may have open: see [Note: Restoring]. Refuses as
 * {@link soundOf}, `file_locked` while another program has the file open, `file_altered`, `disk_full`.
 */
export function restoreCopy(restoring: Restoring, blueprint: Blueprint): Restored {
  const { file, folder, sources, milliseconds } = restoring
  makeFolder(folder)
  return withCopies(folder, () => {
    const source = soundOf(sources)
    demandRoom(dirname(file), statSync(source).size)
    const fresh = `${file}.putting-back`
    removeWithJournals(fresh)
    try {
      const { people } = prepare(source, fresh, blueprint)
      const kept = exchange(fresh, restoring)
      thin(folder, milliseconds)
      return { people, kept }
    } finally {
      removeWithJournals(fresh)
    }
  })
}
