import { existsSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type {
  Copy,
  CopyPlace,
  CopyReason,
  CopyState,
  copies as contract,
} from '#contract/copies.ts'
import type { ErrorCode, OutputOf } from '#contract/envelope.ts'
import type { file as fileContract } from '#contract/file.ts'
import { dateOf, millisecondsAt } from '#contract/time.ts'
import type { LocalDateTime } from '#contract/values.ts'
import { isProtectedAt } from '#keys/head.ts'
import { bringKeyFile, type DataKey } from '#keys/key-file.ts'
import type { Clock } from '../../kernel/clock.ts'
import { DomainError } from '../../kernel/errors.ts'
import { copiesIn } from '../place.ts'
import { codeOf, refusalOfSystem } from '../trouble.ts'
import type { Seen } from './look.ts'
import { unfinishedOf } from './making.ts'
import { copiesFolder, type NamedCopy, nameOfCopy, readName } from './names.ts'
import { copiesOf, prepareSecond, readChosen, writeChosen } from './second-folder.ts'
import { CopiesThread } from './thread.ts'

type Answer<Name extends keyof typeof contract> = OutputOf<(typeof contract)[Name]>
/** How the copies stand, for Today. */
export type CopiesState = OutputOf<(typeof fileContract)['file.state']>['copies']

/** When the last good copy is older than this, people are told; milliseconds. */
const overdueAfter = 3 * 24 * 60 * 60 * 1000
/** How often it is looked whether a copy is due, milliseconds. */
const lookEvery = 10 * 60 * 1000
/** How often it is told how far a copy has come, milliseconds. */
const tellEvery = 300
/** When a copy is written, it has still to be read back; per cent. */
const written = 80

/** Makes the copy that is taken of a file before its schema is changed. */
export const copyBeforeMigrating =
  (clock: Clock, key: DataKey | null) =>
  async (file: string): Promise<void> => {
    const thread = new CopiesThread(key)
    const milliseconds = clock.milliseconds()
    try {
      await thread.do('make', {
        file,
        folder: join(dirname(file), copiesFolder),
        name: nameOfCopy(milliseconds, 'migration'),
        reason: 'migration',
        milliseconds,
      })
    } finally {
      await thread.end()
    }
  }

export interface KeeperOptions {
  file: string
  key: DataKey | null
  clock: Clock
  /** Does something while nobody in this process has the file open, and opens what is there then. */
  closedFor<Value>(work: () => Promise<Value>): Promise<Value>
  /** What is told of the copies is otherwise now. */
  onChange(): void
  /** Gets what went wrong where nobody had asked for anything. */
  onBug(error: unknown): void
}

/** A copy in one of its places. */
interface PlacedCopy extends NamedCopy {
  readonly place: CopyPlace
  readonly path: string
  readonly bytes: number
  /** Its content, as far as size and time of writing tell. */
  readonly key: string
}

/** The copies in a folder; none where it is not there, or is just being pulled out. */
function placedIn(place: CopyPlace, folder: string): PlacedCopy[] {
  try {
    return copiesIn(folder).map((copy) => {
      const path = join(folder, copy.name)
      const { size, mtimeMs } = statSync(path)
      return { ...copy, place, path, bytes: size, key: `${path} ${size} ${mtimeMs}` }
    })
  } catch (error) {
    if (codeOf(error) === '') throw error
    return []
  }
}

/** The plain ones among them. */
const plainIn = (folder: string): string[] =>
  placedIn('first', folder).flatMap(({ path }) => {
    try {
      return isProtectedAt(path) ? [] : [path]
    } catch (error) {
      // Thinned or pulled out meanwhile.
      if (codeOf(error) === '') throw error
      return []
    }
  })

/** From the best to the worst. */
const states: readonly CopyState[] = ['sound', 'newer', 'locked', 'damaged']

/** Keeps copies of one data file: makes them when they are due or asked for, tells of them, and puts them back. */
export class Keeper {
  readonly #options: KeeperOptions
  readonly #folder: string
  /** What is known of copies that were read whole, by their key. */
  readonly #seen = new Map<string, Seen>()
  /** Copies are made and put back one after another. */
  #free: Promise<unknown> = Promise.resolve()
  readonly #thread: CopiesThread
  #timer: NodeJS.Timeout | undefined
  #running: number | null = null
  #failed: ErrorCode | null = null

  constructor(options: KeeperOptions) {
    this.#options = options
    this.#thread = new CopiesThread(options.key)
    this.#folder = join(dirname(options.file), copiesFolder)
  }

  /** From here on there is a copy of each day, and of those that are there it is found out whether they are sound. */
  start({ isNew }: { isNew: boolean }): void {
    this.#timer = setInterval(() => this.#byItself(() => this.#keepUp()), lookEvery)
    this.#timer.unref()
    if (isNew) return
    this.#byItself(async () => {
      await this.#keepUp()
      await this.list()
      this.#options.onChange()
    })
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#free
    await this.#thread.end()
  }

  /** What nobody has asked for: why it cannot be done stands on Today, and is tried again soon. */
  #byItself(work: () => Promise<unknown>): void {
    this.#next(work).catch((error: unknown) => {
      if (!(error instanceof DomainError)) this.#options.onBug(error)
    })
  }

  #next<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#free.then(work)
    this.#free = Promise.allSettled([done])
    return done
  }

  async #keepUp(): Promise<void> {
    await this.#protect()
    const today = this.#options.clock.today()
    const isDone = copiesIn(this.#folder).some(
      (copy) => copy.reason === 'daily' && dateOf(copy.at) === today,
    )
    if (!isDone) await this.#make('daily')
    const last = this.#lastGood()
    if (last && this.#lacks(last)) await this.#bring(last)
  }

  /**
   * Encrypts the copies of a protected file that are still plain, and brings its key to the second folder. What is in
   * the way there is tried again soon: see `stillPlain`.
   */
  async #protect(): Promise<void> {
    const { file, key, onChange } = this.#options
    if (!key) return
    const before = this.stillPlain().length
    try {
      await this.#thread.do('protect', { folder: this.#folder })
      const chosen = readChosen(file)
      if (chosen && existsSync(copiesOf(chosen))) {
        this.#bringKey(copiesOf(chosen))
        await this.#thread.do('protect', { folder: copiesOf(chosen) })
        const isProtected = existsSync(copiesOf(chosen)) && plainIn(copiesOf(chosen)).length === 0
        const now = readChosen(file)
        if (now?.folder === chosen.folder) writeChosen(file, { ...now, isProtected })
      }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
    }
    if (this.stillPlain().length !== before) onChange()
  }

  /** Has the key lie beside the copies of the second folder, which nothing else would open elsewhere. */
  #bringKey(folder: string): void {
    const { file, key } = this.#options
    if (!key) return
    try {
      bringKeyFile(dirname(file), folder)
    } catch (error) {
      throw refusalOfSystem(error, folder) ?? error
    }
  }

  /** The ways to the key are others now: the second folder gets them. */
  keyChanged(): void {
    this.#byItself(() => this.#protect())
  }

  /**
   * The copies of a protected file that are not; of a second folder that is not there now, the folder, unless all in it
   * were protected when it last was. Whole paths.
   */
  stillPlain(): string[] {
    const { file, key } = this.#options
    if (!key) return []
    const plain = plainIn(this.#folder)
    const chosen = readChosen(file)
    if (!chosen) return plain
    const second = copiesOf(chosen)
    const isAway = !existsSync(second) && !chosen.isProtected
    return [...plain, ...(isAway ? [second] : plainIn(second))]
  }

  /** Makes a copy. Refuses what the disk and the file say, and `busy` while another program makes one for long. */
  make(): Promise<Answer<'copies.make'>> {
    return this.#next(async () => {
      const made = await this.#make('asked')
      if (!made) throw new Error('a copy that was made is not there')
      return made
    })
  }

  /** Makes the copy that is taken before an import, unless there is nothing yet. Refuses as {@link make}. */
  async makeBeforeImport(): Promise<void> {
    await this.#next(() => this.#make('import'))
  }

  async #make(reason: CopyReason): Promise<Answer<'copies.make'> | null> {
    const { file, clock } = this.#options
    const milliseconds = clock.milliseconds()
    const name = nameOfCopy(milliseconds, reason)
    const path = join(this.#folder, name)
    const telling = setInterval(() => this.#tellProgress(path), tellEvery)
    this.#running = 0
    try {
      const asked = { file, folder: this.#folder, name, reason, milliseconds }
      const seen = await this.#thread.do('make', asked)
      this.#failed = null
      const made = placedIn('first', this.#folder).find((copy) => copy.name === name)
      if (!seen || !made) return null
      this.#seen.set(made.key, seen)
      const second = this.#lacks(made) ? await this.#bring(made) : null
      return { name, at: made.at, people: seen.people, path, second }
    } catch (error) {
      if (error instanceof DomainError) this.#failed = error.code
      throw error
    } finally {
      clearInterval(telling)
      this.#running = null
      this.#options.onChange()
    }
  }

  #tellProgress(path: string): void {
    const bytes = (of: string) => statSync(of, { throwIfNoEntry: false })?.size ?? 0
    const whole = Math.max(bytes(this.#options.file), 1)
    const now = Math.min(written, Math.floor((bytes(unfinishedOf(path)) / whole) * written))
    if (now === this.#running) return
    this.#running = now
    this.#options.onChange()
  }

  /** Brings a copy to the second folder; whatever is in the way there, the one in the first counts. */
  async #bring(copy: PlacedCopy): Promise<Answer<'copies.make'>['second']> {
    const { file, clock } = this.#options
    const chosen = readChosen(file)
    if (!chosen) return null
    const folder = copiesOf(chosen)
    try {
      const { path } = copy
      if (existsSync(folder)) this.#bringKey(folder)
      const seen = await this.#thread.do('bring', {
        path,
        folder,
        milliseconds: clock.milliseconds(),
      })
      const there = placedIn('second', folder).find(({ name }) => name === copy.name)
      if (there) this.#seen.set(there.key, seen)
      writeChosen(file, { ...chosen, since: copy.at })
      return { path: join(folder, copy.name) }
    } catch (error) {
      if (error instanceof DomainError) return { code: error.code }
      throw error
    } finally {
      this.#options.onChange()
    }
  }

  /** Whether a second folder is chosen and that copy is not in it. */
  #lacks({ name }: NamedCopy): boolean {
    const chosen = readChosen(this.#options.file)
    return chosen !== null && !existsSync(join(copiesOf(chosen), name))
  }

  /** The last copy of this file that is not known to be damaged. What was kept when one was put back is of another. */
  #lastGood(): PlacedCopy | null {
    const now = this.#options.clock.now()
    const good = placedIn('first', this.#folder).filter(
      ({ reason, at, key }) =>
        reason !== 'restore' && at <= now && (this.#seen.get(key)?.state ?? 'sound') === 'sound',
    )
    return good.toSorted((one, other) => (one.name > other.name ? -1 : 1))[0] ?? null
  }

  /** How the copies stand. */
  state(): CopiesState {
    const now = millisecondsAt(this.#options.clock.now())
    const isOld = (at: LocalDateTime) => now - millisecondsAt(at) > overdueAfter
    const isIdle = this.#running === null
    const last = this.#lastGood()
    const chosen = readChosen(this.#options.file)
    return {
      lastGood: last?.at ?? null,
      overdue: isIdle && (last ? isOld(last.at) : this.#failed !== null),
      running: this.#running,
      failed: this.#failed,
      second: chosen && {
        folder: chosen.folder,
        since: chosen.since,
        overdue: isIdle && last !== null && this.#lacks(last),
      },
    }
  }

  #allPlaced(): PlacedCopy[] {
    const chosen = readChosen(this.#options.file)
    return [
      ...placedIn('first', this.#folder),
      ...(chosen ? placedIn('second', copiesOf(chosen)) : []),
    ]
  }

  /** All copies, the newest first; those that were not read yet are read whole. */
  async list(): Promise<Answer<'copies.list'>> {
    const placed = this.#allPlaced()
    for (const { key, path } of placed) {
      // Each by itself: a copy that is to be made waits for one of them at most.
      if (!this.#seen.has(key)) this.#seen.set(key, await this.#thread.do('look', { path }))
    }
    const byName = Map.groupBy(placed, ({ name }) => name)
    const copies = [...byName.values()].map((of) => this.#told(of as [PlacedCopy]))
    const chosen = readChosen(this.#options.file)
    return {
      copies: copies.sort((one, other) => (one.name > other.name ? -1 : 1)),
      folder: this.#folder,
      second: chosen && { folder: chosen.folder, there: existsSync(copiesOf(chosen)) },
    }
  }

  /** What is told of a copy in all its places: of the best of them. */
  #told(places: [PlacedCopy, ...PlacedCopy[]]): Copy {
    const each = places.map((copy) => ({ copy, seen: this.#seen.get(copy.key) as Seen }))
    const [best] = each.toSorted(
      (one, other) => states.indexOf(one.seen.state) - states.indexOf(other.seen.state),
    ) as [(typeof each)[number]]
    const { name, at, reason, bytes } = best.copy
    return {
      name,
      at,
      reason,
      bytes,
      ...best.seen,
      places: each.map(({ copy, seen }) => ({ place: copy.place, state: seen.state })),
    }
  }

  /** A copy by its name, with the files that it may be read from. Refuses `not_found`. */
  #sourcesOf(name: string): { copy: NamedCopy; sources: string[] } {
    const copy = readName(name)
    if (!copy) throw new DomainError('not_found', { what: 'copy' })
    const placed = this.#allPlaced().filter((one) => one.name === name)
    return { copy, sources: placed.map(({ path }) => path) }
  }

  /** What would be lost. Refuses `not_found`, `copy_damaged`. */
  async compare(name: string): Promise<Answer<'copies.compare'>> {
    const { sources } = this.#sourcesOf(name)
    const difference = await this.#thread.do('compare', { file: this.#options.file, sources })
    return difference ?? { lost: null, regained: 0 }
  }

  /** Has a copy under another key lie in the first folder under this one. Refuses as `copies.unlock`. */
  unlock(name: string, secret: string): Promise<Answer<'copies.unlock'>> {
    return this.#next(async () => {
      const { file, onChange } = this.#options
      const { sources } = this.#sourcesOf(name)
      const asked = { file, folder: this.#folder, name, sources, secret }
      const { people } = await this.#thread.do('unlock', asked)
      onChange()
      return { people }
    })
  }

  /** Puts a copy in the place of the file: see [Note: Restoring]. */
  restore(name: string): Promise<Answer<'copies.restore'>> {
    return this.#next(async () => {
      const { file, clock, closedFor, onChange } = this.#options
      const { copy, sources } = this.#sourcesOf(name)
      const milliseconds = clock.milliseconds()
      const keptName = nameOfCopy(milliseconds, 'restore')
      const asked = { file, folder: this.#folder, keptName, sources, milliseconds }
      const { people, kept } = await closedFor(() => this.#thread.do('restore', asked))
      onChange()
      return { at: copy.at, people, kept }
    })
  }

  /** Chooses the second folder, and brings the last copy there. Refuses what is in the way. */
  async useFolder(folder: string | null): Promise<Answer<'copies.useFolder'>> {
    const { file, clock, onChange } = this.#options
    if (folder !== null) prepareSecond(file, folder)
    const since = clock.now()
    writeChosen(file, folder === null ? null : { folder, since, isProtected: false })
    onChange()
    this.#byItself(() => this.#keepUp())
    return { folder }
  }
}
