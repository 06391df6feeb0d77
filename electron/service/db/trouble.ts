/** What the world says when it, not the code, is in the way: the engine's words and the file system's. */
import { accessSync, constants, existsSync, lstatSync, statfsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DomainError } from '../kernel/errors.ts'

/** With less room than this nothing can be written, whatever the disk says of it; bytes. */
const leastRoom = 256 * 1024

/** The code of an error, of SQLite or of the file system; empty for others. */
export const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** Whether a folder's disk has room for so many bytes. */
export function hasRoom(folder: string, bytes = leastRoom): boolean {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize >= bytes
}

/** What an error of the file system stands for, said of a path; undefined for a bug. */
export function refusalOfSystem(error: unknown, path: string): DomainError | undefined {
  if (error instanceof DomainError) return error
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new DomainError('disk_full')
    case 'EROFS':
      return new DomainError('folder_readonly', { path })
    case 'EACCES':
    case 'EPERM':
      return new DomainError('access_denied', { path })
    case 'ENOENT':
    case 'ENODEV':
    case 'ENXIO':
    case 'ELOOP':
      return new DomainError('folder_missing', { path })
    case 'ENOTDIR':
    case 'EEXIST':
      return new DomainError('folder_is_file', { path })
    case 'EISDIR':
      return new DomainError('file_is_folder', { path })
    case 'EBUSY':
      return new DomainError('file_locked', { path })
    case 'EIO':
      return new DomainError('disk_failed', { path })
    default:
      return undefined
  }
}

/** Why a path cannot be read and written, as far as the file system says so by itself. */
function refusalOfPath(path: string): DomainError | undefined {
  try {
    accessSync(path, constants.R_OK | constants.W_OK)
    return undefined
  } catch (error) {
    return refusalOfSystem(error, path)
  }
}

/** What stands in the way of a file, seen from outside: its folder, itself, its journal. */
function refusalOfFile(file: string): DomainError | undefined {
  const folder = dirname(file)
  const inFolder = refusalOfPath(folder)
  if (inFolder) return inFolder
  if (!statSync(folder).isDirectory()) return new DomainError('folder_is_file', { path: folder })
  for (const path of [file, `${file}-wal`, `${file}-shm`]) {
    const entry = lstatSync(path, { throwIfNoEntry: false })
    if (!entry) continue
    if (!existsSync(path)) return new DomainError('link_dangling', { path })
    if (statSync(path).isDirectory()) return new DomainError('file_is_folder', { path })
    const refusal = refusalOfPath(path)
    if (refusal) return refusal
  }
  return hasRoom(folder) ? undefined : new DomainError('disk_full')
}

/**
 * The refusal that an error stands for which came up over a file; undefined for a bug. SQLite says little
 * of why it cannot open, read or write a file: then the file system is asked.
 */
export function refusalOfTrouble(error: unknown, file: string): DomainError | undefined {
  const code = codeOf(error)
  if (/^SQLITE_(BUSY|PROTOCOL|LOCKED)/.test(code)) return new DomainError('busy')
  if (code === 'SQLITE_FULL') return new DomainError('disk_full')
  if (code === 'SQLITE_NOTADB') return new DomainError('file_not_database', { path: file })
  if (code.startsWith('SQLITE_CORRUPT')) return new DomainError('file_damaged')
  if (/^SQLITE_(IOERR|CANTOPEN|READONLY|PERM|AUTH)/.test(code)) {
    return refusalOfFile(file) ?? new DomainError('disk_failed', { path: file })
  }
  return refusalOfSystem(error, file)
}

/** The same of an error that comes up when the file is opened: who holds it then, holds it for long. */
export function refusalAtOpening(error: unknown, file: string): DomainError | undefined {
  const refusal = refusalOfTrouble(error, file)
  return refusal?.code === 'busy' ? new DomainError('file_locked', { path: file }) : refusal
}
