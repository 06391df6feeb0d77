import { join } from 'node:path'
import type { ChangeEvent } from '#contract/envelope.ts'
import type { WorkbookTexts } from '#contract/sheets.ts'
import type { DataKey } from '#keys/key-file.ts'
import { openDatabase } from './db/open.ts'
import { listSetAside, stillReadable } from './db/place.ts'
import { type Bug, createDispatch, type Dispatch, newLogId } from './dispatch.ts'
import {
  type Features,
  features,
  lookAt,
  refusalOfConflict,
  rolesOf,
  unfitting,
} from './features/index.ts'
import type { Clock } from './kernel/clock.ts'
import { idSource } from './kernel/ids.ts'

export interface ServiceOptions {
  /** Folder that holds the database; made when it is not there. */
  dataDir: string
  /** What the file is, or becomes, encrypted with; null for one that is not protected. */
  key: DataKey | null
  clock: Clock
  /** The words of workbooks: the service has none of its own. */
  workbookTexts: WorkbookTexts
  onChange(event: ChangeEvent): void
  onBug(bug: Bug): void
  checkOutput?: boolean
}

export interface Service {
  databaseFile: string
  dispatch: Dispatch
  close(): Promise<void>
}

/** The sample's spreadsheets: two folders up from the sources as from what is built of them. */
const sampleFolder = join(import.meta.dirname, '..', '..', 'resources', 'sample')

/** Name of the one file that holds everything. */
export const databaseName = 'bastau.db'

/** Opens the database of a folder and makes it answer. Errors by code: see openDatabase. */
export async function openService(
  options: ServiceOptions,
  { methods, tables, handlers }: Features = features,
): Promise<Service> {
  const database = await openDatabase(join(options.dataDir, databaseName), tables, options.key)
  const { references } = database
  return {
    databaseFile: database.file,
    dispatch: createDispatch({
      database,
      methods,
      handlers: handlers(
        { methods, tables, references },
        {
          sampleFolder,
          workbookTexts: options.workbookTexts,
          listSetAside: () => listSetAside(database.file),
          listReadable: () => (options.key ? stillReadable(database.file) : []),
          onFault: (error) =>
            options.onBug({ logId: newLogId(), method: 'boarding.propose', error }),
        },
      ),
      tables,
      rolesOf,
      lookAt,
      unfitting,
      refusalOfConflict,
      newId: idSource(options.clock.milliseconds, { after: database.lastId }),
      clock: options.clock,
      onChange: options.onChange,
      onBug: options.onBug,
      checkOutput: options.checkOutput ?? false,
    }),
    close: () => database.close(),
  }
}
