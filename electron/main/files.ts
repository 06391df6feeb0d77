import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { app } from 'electron'

/** A file of the build, `out/…`. */
export const builtFile = (...path: string[]): string => join(app.getAppPath(), 'out', ...path)

/** A file that comes with the app beside the build: the user guide. */
export const resourceFile = (...path: string[]): string =>
  app.isPackaged
    ? join(process.resourcesPath, ...path)
    : join(app.getAppPath(), 'resources', ...path)

/** Writes the whole file or leaves what was there. Throws what the file system says. */
export async function writeWhole(file: string, content: string | Uint8Array): Promise<void> {
  mkdirSync(dirname(file), { recursive: true })
  const beside = `${file}.${randomUUID()}.part`
  try {
    await writeFile(beside, content, { mode: 0o600 })
    await rename(beside, file)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

/** Whether something failed for want of room on a disk, itself or in what it was caused by. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' || isDiskFull(error.cause)
}

/** The content of a small text file, or null when it cannot be read. */
export function readSmall(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

/** Does something with a temporary file that nobody else can read, and removes it after. */
export async function withTemporaryFile<Result>(
  extension: string,
  content: Uint8Array,
  use: (file: string) => Promise<Result>,
): Promise<Result> {
  const file = join(tmpdir(), `bastau-${randomUUID()}.${extension}`)
  await writeFile(file, content, { mode: 0o600 })
  try {
    return await use(file)
  } finally {
    rmSync(file, { force: true })
  }
}

/** A file name of a title: no signs that some file system refuses. */
export const fileNameOf = (title: string): string =>
  title
    .replace(/[\p{Cc}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 120) || 'Ақ Бастау'
