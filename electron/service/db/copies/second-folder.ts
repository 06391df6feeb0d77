/** The second folder of the copies, for this computer: it stands beside the data file, which a copy takes back. */
import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, isAbsolute, join, relative } from 'node:path'
import { z } from 'zod'
import { LocalDateTime } from '#contract/values.ts'
import { DomainError } from '../../kernel/errors.ts'
import { makeFolder, syncToDisk } from '../place.ts'
import { codeOf, refusalOfSystem } from '../trouble.ts'
import { secondCopiesFolder } from './names.ts'

const Chosen = z.object({
  folder: z.string(),
  /** When the last copy came there, or it was chosen. */
  since: LocalDateTime,
  /** Whether all copies there were encrypted when they were last looked at. */
  isProtected: z.boolean().default(false),
})
export type Chosen = z.infer<typeof Chosen>

const settingOf = (file: string) => join(dirname(file), 'copies.json')

/** What was chosen for a data file; null for none. A setting that cannot be read is none. */
export function readChosen(file: string): Chosen | null {
  try {
    return Chosen.parse(JSON.parse(readFileSync(settingOf(file), 'utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return null
    if (codeOf(error) === '') throw error
    return null
  }
}

/** Keeps the choice, whole or not at all. */
export function writeChosen(file: string, chosen: Chosen | null): void {
  const setting = settingOf(file)
  if (!chosen) {
    rmSync(setting, { force: true })
    return
  }
  const beside = `${setting}.part`
  writeFileSync(beside, JSON.stringify(chosen), { mode: 0o600 })
  syncToDisk(beside)
  renameSync(beside, setting)
}

/** Where the copies lie in a second folder. */
export const copiesOf = ({ folder }: Chosen): string => join(folder, secondCopiesFolder)

const isInside = (path: string, folder: string) => {
  const way = relative(folder, path)
  return !way.startsWith('..') && !isAbsolute(way)
}

/**
 * Makes the place for copies in a folder that is being chosen. Refuses `folder_inside` for one in the data folder, and
 * what is in the way there.
 */
export function prepareSecond(file: string, folder: string): void {
  if (!isAbsolute(folder) || !existsSync(folder)) {
    throw new DomainError('folder_missing', { path: folder })
  }
  if (!statSync(folder).isDirectory()) throw new DomainError('folder_is_file', { path: folder })
  if (isInside(folder, dirname(file))) throw new DomainError('folder_inside', { path: folder })
  const place = join(folder, secondCopiesFolder)
  const trial = join(place, '.trial')
  try {
    makeFolder(place)
    writeFileSync(trial, '')
    rmSync(trial)
  } catch (error) {
    throw refusalOfSystem(error, place) ?? error
  }
}
