import { statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app, type BrowserWindow, dialog } from 'electron'
import { z } from 'zod'
import { fileNameOf, readSmall, writeWhole } from './files.ts'

/** A file that could not be written. */
export class FileFailed extends Error {}

/** Writes a file that somebody asked for. Throws {@link FileFailed}. */
export async function writeAsked(file: string, content: Uint8Array): Promise<void> {
  await writeWhole(file, content).catch((error: unknown) => {
    throw new FileFailed('the file could not be written', { cause: error })
  })
}

/** A file that is made, and to be put where the person says. */
export interface Made {
  /** What it is about; becomes its name. */
  title: string
  kind: { name: 'PDF' | 'Excel'; extension: 'pdf' | 'xlsx' }
  content: Uint8Array
}

const Remembered = z.object({ folder: z.string() })

const isFolder = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Saves files where the person says, and proposes the folder of the last one for the next. */
export class Saving {
  readonly #file: string

  constructor(dataDir: string) {
    this.#file = join(dataDir, 'saving.json')
  }

  /** Asks where to, and saves. Answers the path, or null when the person thought better of it. */
  async save(made: Made, parent: BrowserWindow | null): Promise<string | null> {
    const file = await this.#askWhere(made, parent)
    if (file === null) return null
    await writeAsked(file, made.content)
    // A folder that cannot be remembered is no reason to say that the file was not saved.
    await writeWhole(this.#file, JSON.stringify({ folder: dirname(file) })).catch(() => undefined)
    return file
  }

  /** A name without a folder would be proposed in the folder that the program was started in. */
  async #askWhere({ title, kind }: Made, parent: BrowserWindow | null): Promise<string | null> {
    const options = {
      defaultPath: join(this.#folder(), `${fileNameOf(title)}.${kind.extension}`),
      filters: [{ name: kind.name, extensions: [kind.extension] }],
    }
    const chosen =
      process.env.BASTAU_SAVE_TO ??
      (await (parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options)))
        .filePath
    return chosen || null
  }

  /** The folder used last; the person's documents when there is none, or it has gone. */
  #folder(): string {
    try {
      const { folder } = Remembered.parse(JSON.parse(readSmall(this.#file) ?? ''))
      if (isFolder(folder)) return folder
    } catch {
      // Nothing has been saved yet, or a drive that was pulled out answers with an error.
    }
    return app.getPath('documents')
  }
}

/** Asks for a folder; null when the person thought better of it. */
export async function askFolder(parent: BrowserWindow | null): Promise<string | null> {
  const given = process.env.BASTAU_FOLDER
  if (given) return given
  const options = { properties: ['openDirectory' as const, 'createDirectory' as const] }
  const { filePaths } = await (parent
    ? dialog.showOpenDialog(parent, options)
    : dialog.showOpenDialog(options))
  return filePaths[0] ?? null
}
