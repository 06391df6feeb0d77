/** How a copy is made: under an unfinished name, read back, on the disk, and only then called a copy. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import type { CopyReason } from '#contract/copies.ts'
import { dateOf, wallClockAt } from '#contract/time.ts'
import { isProtectedAt } from '#keys/head.ts'
import { DomainError } from '../../kernel/errors.ts'
import { journalOf } from '../mark.ts'
import { alone, copiesIn, makeFolder, syncToDisk } from '../place.ts'
import { eraseFile, leftPlain, protectFile } from '../protection.ts'
import { codeOf, hasRoom, refusalOfTrouble } from '../trouble.ts'
import { countRows, isUntouched, keyHere, look, markAsOwn, type Seen, withFile } from './look.ts'
import { dayOf, type NamedCopy } from './names.ts'
import { thinned } from './thinning.ts'

/** The ending of a copy that is not finished. */
const ending = '.unfinished'
export const unfinishedOf = (path: string): string => `${path}${ending}`

/** Left free on a disk beside what a copy needs, so that people can go on writing; bytes. */
const spare = 1024 * 1024

/** Does something with the copies of a folder that no other program does at the same time. */
export function withCopies<Value>(folder: string, work: () => Value): Value {
  return alone(join(folder, '.lock'), () => {
    // Whoever left one, or the journal of one, was ended in the middle of it.
    for (const name of readdirSync(folder)) if (name.includes(ending)) rmSync(join(folder, name))
    return work()
  })
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Refuses `disk_full` before anything is written: a disk that is filled by a copy has no room for work. */
export function demandRoom(folder: string, bytes: number): void {
  if (!hasRoom(folder, bytes + spare)) throw new DomainError('disk_full')
}

/** Gives a file that was read back its name, for good. */
export function finish(unfinished: string, path: string): void {
  chmodSync(unfinished, 0o600)
  syncToDisk(unfinished)
  renameSync(unfinished, path)
  syncToDisk(dirname(path))
}

/** Takes out what is not kept. One that another program reads just now is left for the next time. */
export function thin(folder: string, milliseconds: number): void {
  for (const name of thinned(copiesIn(folder), wallClockAt(milliseconds))) {
    try {
      rmSync(join(folder, name), { force: true })
    } catch (error) {
      if (!['EBUSY', 'EPERM'].includes(codeOf(error))) throw error
    }
  }
}

/**
 * The file as it stands now, as a new file. A reader's snapshot is all that it takes: nobody who writes waits.
 * Refuses `disk_failed` when what is read back is not what was read.
 */
function takeOut(file: string, unfinished: string): Seen {
  const counted = withFile(file, { readonly: true }, (raw) => {
    const version = () => raw.pragma('data_version', { simple: true })
    const before = { version: version(), rows: countRows(raw) }
    raw.prepare('VACUUM INTO ?').run(unfinished)
    // Others may have written meanwhile: then the copy is right in having other rows.
    return version() === before.version ? before.rows : null
  })
  markAsOwn(unfinished)
  const seen = look(unfinished)
  const rows = withFile(unfinished, { readonly: true }, countRows)
  const differ = counted && [...counted].some(([table, count]) => rows.get(table) !== count)
  if (seen.state !== 'sound' || differ) throw new DomainError('disk_failed', { path: unfinished })
  return seen
}

/** What is made, and where. */
export interface Making {
  file: string
  folder: string
  name: string
  reason: CopyReason
  /** Since 1970. */
  milliseconds: number
}

/**
 * Makes a copy, and takes out of its folder what is not kept. Null for a daily one that is there already, and for one
 * that nobody has asked for of a file in which there is nothing yet. Refuses what the disk and the file say, `busy` while another program makes one
 * for long.
 */
export function makeCopy({ file, folder, name, reason, milliseconds }: Making): Seen | null {
  const path = join(folder, name)
  const unfinished = unfinishedOf(path)
  /** What is written is looked at first for what is in the way, then what is read. */
  let over = folder
  try {
    makeFolder(folder)
    return withCopies(folder, () => {
      const today = dateOf(wallClockAt(milliseconds))
      const isOfToday = (copy: NamedCopy) => copy.reason === 'daily' && dayOf(copy) === today
      if (reason === 'daily' && copiesIn(folder).some(isOfToday)) return null
      if (['daily', 'import'].includes(reason) && isUntouched(file)) return null
      demandRoom(folder, sizeOf(file) + sizeOf(journalOf(file)))
      over = file
      const seen = takeOut(file, unfinished)
      over = folder
      finish(unfinished, path)
      thin(folder, milliseconds)
      return seen
    })
  } catch (error) {
    throw refusalOfTrouble(error, over) ?? error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/** A copy that is brought to another folder. */
export interface Bringing {
  path: string
  /** Made when it was chosen: when it is not there, the stick is not, or it is another one. */
  folder: string
  milliseconds: number
}

/**
 * Brings a copy to another folder, reads it back there, and takes out what is not kept. Refuses
 * `folder_missing` and what the disk says.
 */
export function bringCopy({ path, folder, milliseconds }: Bringing): Seen {
  const there = join(folder, basename(path))
  const unfinished = unfinishedOf(there)
  try {
    if (!existsSync(folder)) throw new DomainError('folder_missing', { path: folder })
    return withCopies(folder, () => {
      demandRoom(folder, sizeOf(path))
      copyFileSync(path, unfinished)
      syncToDisk(unfinished)
      const seen = look(unfinished)
      if (seen.state !== 'sound') throw new DomainError('disk_failed', { path: folder })
      finish(unfinished, there)
      thin(folder, milliseconds)
      return seen
    })
  } catch (error) {
    throw refusalOfTrouble(error, folder) ?? error
  } finally {
    rmSync(unfinished, { force: true })
  }
}

/**
 * Encrypts the plain copies of a folder, each in its place and whole or not at all, with what a kill has left of one.
 * Those that cannot be, because they are torn or there is no room, stay as they are. Does nothing without a key, or
 * where the folder is not there.
 */
export function protectCopies({ folder }: { folder: string }): void {
  const key = keyHere()
  if (!key || !existsSync(folder)) return
  const paths = () => copiesIn(folder).map(({ name }) => join(folder, name))
  const isDone = (path: string) => isProtectedAt(path) && leftPlain(path).length === 0
  if (paths().every(isDone)) return
  withCopies(folder, () => {
    for (const path of paths()) {
      try {
        if (!isProtectedAt(path)) {
          demandRoom(folder, sizeOf(path))
          protectFile(path, key, { unfinished: unfinishedOf(path), journal: 'DELETE' })
        }
        for (const plain of leftPlain(path)) eraseFile(plain)
      } catch (error) {
        if (!refusalOfTrouble(error, path)) throw error
      }
    }
  })
}
