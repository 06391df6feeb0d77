/** A disk of a few megabytes, which a test can fill: a file system in memory. Only root can have one. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

function mount(folder: string, options: string): void {
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'pipe' })
}

/** Mounts a disk of so many megabytes. */
export function smallDisk(megabytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'bastau-disk-'))
  mount(folder, `size=${megabytes}m`)
  const filler = join(folder, 'filler')
  const free = () => {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  }
  return {
    folder,
    /** Leaves no room at all. */
    fill() {
      while (free() > 0) {
        try {
          writeFileSync(filler, Buffer.alloc(free()), { flag: 'a' })
        } catch (error) {
          // Somebody else has written there meanwhile.
          if ((error as { code?: string }).code !== 'ENOSPC') throw error
        }
      }
    },
    empty: () => rmSync(filler, { force: true }),
    /** From now on it can only be read; or be written to again. */
    protect: (readonly: boolean) =>
      execFileSync('mount', ['-o', `remount,${readonly ? 'ro' : 'rw'}`, folder], { stdio: 'pipe' }),
    remove() {
      execFileSync('umount', ['--lazy', folder], { stdio: 'pipe' })
      rmSync(folder, { recursive: true })
    },
  }
}
export type SmallDisk = ReturnType<typeof smallDisk>

/** Whether one can be had here. */
export function hasSmallDisks(): boolean {
  try {
    smallDisk(1).remove()
    return true
  } catch {
    return false
  }
}
