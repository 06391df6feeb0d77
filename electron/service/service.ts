import { join } from 'node:path'
import type { ChangeEvent } from '#contract/envelope.ts'
import type { WorkbookTexts } from '#contract/sheets.ts'
import { openDatabase } from './db/open.ts'
import { listSetAside } from './db/place.ts'
import type { Desk } from './desk.ts'
import { type Bug, createDispatch, type Dispatch, newLogId } from './dispatch.ts'
import { usualCost } from './features/access/secrets.ts'
import {
  actingAt,
  type Features,
  features,
  isOfOthers,
  lookAt,
  refusalOfConflict,
  staysOpen,
  unfitting,
} from './features/index.ts'
import type { Clock } from './kernel/clock.ts'
import { DomainError } from './kernel/errors.ts'
import { idSource } from './kernel/ids.ts'

export interface ServiceOptions {
  /** Folder that holds the database; made when it is not there. */
  dataDir: string
  clock: Clock
  /** The words of workbooks: the service has none of its own. */
  workbookTexts: WorkbookTexts
  onChange(event: ChangeEvent): void
  onBug(bug: Bug): void
  checkOutput?: boolean
  /** The key of a script, which then acts as its member. */
  key?: string | undefined
  /** How dear trying a PIN is made; tests have less time. */
  secretCost?: number
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

/** Refuses `access_key_wrong`. */
async function signInWith(dispatch: Dispatch, key: string): Promise<void> {
  const reply = await dispatch({ id: 0, method: 'access.signInWithKey', input: { key } })
  if (!reply.ok) throw new DomainError('access_key_wrong')
}

/**
 * Opens the database of a folder and makes it answer. Errors by code: see openDatabase; `access_key_wrong` for a
 * key that is nobody's.
 */
export async function openService(
  options: ServiceOptions,
  { methods, tables, handlers }: Features = features,
): Promise<Service> {
  const database = await openDatabase(join(options.dataDir, databaseName), tables)
  const { references } = database
  const desk: Desk = { signedIn: null }
  const dispatch = createDispatch({
    database,
    methods,
    handlers: handlers(
      { methods, tables, references },
      {
        sampleFolder,
        workbookTexts: options.workbookTexts,
        desk,
        secretCost: options.secretCost ?? usualCost,
        listSetAside: () => listSetAside(database.file),
        onFault: (error) => options.onBug({ logId: newLogId(), method: 'boarding.propose', error }),
      },
    ),
    tables,
    desk,
    actingAt,
    staysOpen,
    isOfOthers,
    lookAt,
    unfitting,
    refusalOfConflict,
    newId: idSource(options.clock.milliseconds, { after: database.lastId }),
    clock: options.clock,
    onChange: options.onChange,
    onBug: options.onBug,
    checkOutput: options.checkOutput ?? false,
  })
  if (options.key !== undefined) {
    try {
      await signInWith(dispatch, options.key)
    } catch (error) {
      await database.close()
      throw error
    }
  }
  return { databaseFile: database.file, dispatch, close: () => database.close() }
}
