/** The head of a data file, which is readable also in a protected one: see [Note: Encrypted at rest]. */
import { closeSync, openSync, readSync } from 'node:fs'

/** Its length, bytes. */
export const headLength = 100

/** What each page of a protected file has at its end, a random number and a proof; bytes. */
const pageEnd = 32
const [pageEndAt, magic] = [20, 'SQLite format 3\0']

/** Whether an open file is encrypted. Needs no key. */
export function isProtected(fd: number): boolean {
  const head = Buffer.alloc(headLength)
  readSync(fd, head, 0, headLength, 0)
  return head.toString('latin1', 0, magic.length) === magic && head[pageEndAt] === pageEnd
}

/** The same of a file that nobody has open in this process: see [Note: Locks]. Throws what the file system says. */
export function isProtectedAt(path: string): boolean {
  const fd = openSync(path, 'r')
  try {
    return isProtected(fd)
  } finally {
    closeSync(fd)
  }
}
