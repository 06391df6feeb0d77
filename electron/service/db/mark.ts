/**
 * [Note: The mark] Every transaction of this program leaves a mark in the head of the file: a random number
 * in place of the one before it, which stands beside it (SQLite keeps two fields there that are nobody's:
 * `user_version` and `application_id`). So the journal tells by itself, in its copies of the first page,
 * from which state of the file it goes on and through which it leads, and the file on the disk, at which of
 * them it is. A file at none of them is another one than the journal was written for: an older copy that
 * somebody has put back, or one that was worked on elsewhere. SQLite does not look at that: it would lay the
 * journal's pages over it and destroy it.
 */
import { randomInt } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { endianness } from 'node:os'
import type { Database as RawDatabase } from 'better-sqlite3'

/** Marks the state that a transaction leaves, as the last thing before its commit. */
export function mark(raw: RawDatabase): void {
  raw.pragma(`application_id = ${raw.pragma('user_version', { simple: true })}`)
  raw.pragma(`user_version = ${randomInt(1, 2 ** 31)}`)
}

/** Where both stand in the head of a file. */
const [markAt, formerAt, headLength] = [60, 68, 100]

const [journalHead, frameHead] = [32, 24]
const magics = [0x377f0682, 0x377f0683]

/** Reads a whole part of a file, or answers that it ends before. */
function readPart(fd: number, part: Buffer, from: number): boolean {
  let read = 0
  while (read < part.length) {
    const more = readSync(fd, part, read, part.length - read, from + read)
    if (more === 0) return false
    read += more
  }
  return true
}

/** The state in which an open file is on the disk; null for one that is no database. */
function stateOf(fd: number): number | null {
  const head = Buffer.alloc(headLength)
  return readPart(fd, head, 0) ? head.readInt32BE(markAt) : null
}

/** SQLite's sum over 32-bit words, which goes on from the one before. */
function addUp(sum: [number, number], part: Buffer, bigEndian: boolean): void {
  let [first, second] = sum
  const words = wordsOf(part, bigEndian)
  for (let at = 0; at < words.length; at += 2) {
    first = (first + (words[at] as number) + second) | 0
    second = (second + (words[at + 1] as number) + first) | 0
  }
  sum[0] = first >>> 0
  sum[1] = second >>> 0
}

/** As this computer has them, or the other way round: a journal is written in the order of its own. */
function wordsOf(part: Buffer, bigEndian: boolean): Uint32Array {
  const inOrder = bigEndian === (endianness() === 'BE')
  const bytes = inOrder ? part : Buffer.from(part).swap32()
  return bytes.byteOffset % 4 === 0
    ? new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
    : new Uint32Array(Uint8Array.from(bytes).buffer)
}

const holds = ([first, second]: [number, number], part: Buffer, at: number) =>
  part.readUInt32BE(at) === first && part.readUInt32BE(at + 4) === second

/**
 * The states of the file that the finished transactions of a journal know: the one that the first of them
 * goes on from, and those that they lead to. Empty for a journal that says nothing of it.
 */
function statesIn(fd: number): Set<number> {
  const head = Buffer.alloc(journalHead)
  if (!readPart(fd, head, 0)) return new Set()
  const magic = head.readUInt32BE(0)
  const pageSize = head.readUInt32BE(8)
  const bigEndian = magic === magics[1]
  const sum: [number, number] = [0, 0]
  addUp(sum, head.subarray(0, 24), bigEndian)
  if (!magics.includes(magic) || pageSize < 512 || !holds(sum, head, 24)) return new Set()
  const known: number[] = []
  /** How many of them are those of finished transactions. */
  let finished = 0
  const frame = Buffer.alloc(frameHead + pageSize)
  for (let at = journalHead; readPart(fd, frame, at); at += frame.length) {
    // A journal is begun anew over the old one: what has other salt is left of that.
    if (!frame.subarray(8, 16).equals(head.subarray(16, 24))) break
    addUp(sum, frame.subarray(0, 8), bigEndian)
    addUp(sum, frame.subarray(frameHead), bigEndian)
    if (!holds(sum, frame, 16)) break
    if (frame.readUInt32BE(0) === 1) {
      const page = frame.subarray(frameHead)
      if (known.length === 0) known.push(page.readInt32BE(formerAt))
      known.push(page.readInt32BE(markAt))
    }
    if (frame.readUInt32BE(4) !== 0) finished = known.length
  }
  return new Set(known.slice(0, finished))
}

/** The journal beside a file. */
export const journalOf = (file: string): string => `${file}-wal`

function withFile<Value>(path: string, look: (fd: number) => Value): Value {
  const fd = openSync(path, 'r')
  try {
    return look(fd)
  } finally {
    closeSync(fd)
  }
}

/** What is said of a journal: there is none with anything in it, it is this file's, or another's. */
export type JournalOf = 'nobody' | 'this file' | 'another file'

/**
 * Whose journal lies beside a file, by [Note: The mark]; `fd` is the file itself. Others may write both
 * meanwhile: what has changed while it was looked at is looked at again.
 */
export function whoseJournal(file: string, fd: number): JournalOf {
  const journal = journalOf(file)
  if (!existsSync(journal)) return 'nobody'
  return withFile(journal, (journalFd) => {
    const look = () => {
      const start = Buffer.alloc(journalHead)
      readPart(journalFd, start, 0)
      return { state: stateOf(fd), start: start.toString('hex') }
    }
    for (;;) {
      const { state, start } = look()
      const states = statesIn(journalFd)
      const after = look()
      if (after.state !== state || after.start !== start) continue
      // One that only other programs have written to says nothing, nor does one that was never begun.
      if (states.size === 0) return 'nobody'
      return state !== null && states.has(state) ? 'this file' : 'another file'
    }
  })
}
