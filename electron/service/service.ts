import { join } from 'node:path'
import type { ChangeEvent } from '#contract/envelope.ts'
import type { WorkbookTexts } from '#contract/sheets.ts'
import type { DataKey } from '#keys/key-file.ts'
import { copyBeforeMigrating, Keeper } from './db/copies/keeper.ts'
import { listSetAside, stillReadable } from './db/place.ts'
import { openStanding } from './db/standing.ts'
import type { Desk } from './desk.ts'
import { type Bug, createDispatch, type Dispatch, newLogId } from './dispatch.ts'
import { usualCost } from './features/access/secrets.ts'
import {
  actingAt,
  type Features,
  features,
  isOfOthers,
  lookAt,
  peopleAmong,
  refusalOfConflict,
  sightOf,
  staysOpen,
  unfitting,
} from './features/index.ts'
import type { Clock } from './kernel/clock.ts'
import { DomainError } from './kernel/errors.ts'
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
  /** Another file is open now, or one after all: nothing that was read before holds. */
  onReady(): void
  onBug(bug: Bug): void
  checkOutput?: boolean
  /** The key of a script, which then acts as its member. */
  memberKey?: string | undefined
  /** How dear trying a PIN is made; tests have less time. */
  secretCost?: number
}

export interface Service {
  databaseFile: string
  /** Why the file cannot be used: everything is refused with it but what concerns the file itself. Null while it can. */
  trouble(): DomainError | null
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
 * Opens the database of a folder and makes it answer, also where it cannot be used: see `trouble`. Refuses
 * `access_key_wrong` for a key that is nobody's.
 */
export async function openService(
  options: ServiceOptions,
  { methods, tables, handlers }: Features = features,
): Promise<Service> {
  const { clock, onChange, onBug, key } = options
  const database = await openStanding({
    file: join(options.dataDir, databaseName),
    tracked: tables,
    key,
    beforeMigrating: copyBeforeMigrating(clock, key),
    onOpened,
  })
  const onFault = (method: string) => (error: unknown) =>
    onBug({ logId: newLogId(), method, error })
  const keeper = new Keeper({
    file: database.file,
    key,
    clock,
    closedFor: (work) => database.closedFor(work),
    onChange: () => onChange({ event: 'changed', topics: ['copies'] }),
    onBug: onFault('copies'),
  })
  const nextIds = () => idSource(clock.milliseconds, { after: database.lastId })
  let ids = nextIds()
  let isKeeping = false
  function keep() {
    if (isKeeping || database.trouble) return
    isKeeping = true
    keeper.start({ isNew: database.lastId === null })
  }
  keep()

  /** What another file holds is nothing that anybody has seen. */
  function onOpened() {
    ids = nextIds()
    keep()
    if (!database.trouble) options.onReady()
  }

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
        protection: key && {
          dataDir: options.dataDir,
          key,
          onChange: () => keeper.keyChanged(),
        },
        listSetAside: () => listSetAside(database.file),
        listReadable: () => (key ? [...stillReadable(database.file), ...keeper.stillPlain()] : []),
        keeper,
        onFault: onFault('boarding.propose'),
      },
    ),
    tables,
    desk,
    actingAt,
    staysOpen,
    isOfOthers,
    sightOf,
    lookAt,
    peopleAmong,
    unfitting,
    copyFile: () => keeper.makeBeforeImport(),
    refusalOfConflict,
    newId: () => ids(),
    clock,
    onChange,
    onBug,
    checkOutput: options.checkOutput ?? false,
  })
  async function close() {
    await keeper.close()
    await database.close()
  }
  if (options.memberKey !== undefined && !database.trouble) {
    try {
      await signInWith(dispatch, options.memberKey)
    } catch (error) {
      await close()
      throw error
    }
  }
  return { databaseFile: database.file, trouble: () => database.trouble, dispatch, close }
}
