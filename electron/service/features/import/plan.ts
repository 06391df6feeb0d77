/**
 * What bringing a file in would do. The preview and the commit make the same plan; the commit then
 * writes it.
 */
import { createHash } from 'node:crypto'
import type { ImportRow } from '#contract/people.ts'
import type { LocalDate } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import type { RowReading } from './row.ts'

/**
 * How one kind of thing is read from rows and brought in. An `Entity` is the whole of it as it is
 * stored, a `ImportDraft` what one row says: a field that its row leaves empty is not in it.
 */
export interface ImportDefinition<Entity, ImportDraft> {
  /** Fields without which nothing new can be made, given the fields that the file has. */
  required(present: ReadonlySet<string>): readonly string[]
  /** How a person would call the row. */
  title(row: RowReading): string
  /** Reads a row. What it refuses on the row keeps the row out, whatever is returned. */
  read(row: RowReading, today: LocalDate): ImportDraft
  /** Everything that is there already, by id. */
  load(db: Reader): Promise<{ id: string; entity: Entity }[]>
  fresh(draft: ImportDraft): Entity
  /** Words under which the same thing is looked for, the surest first. */
  keys(entity: Entity): string[]
  /** Whether these are one thing, two, or two of which the new one claims what is the other's. */
  compare(known: Entity, other: Entity): 'same' | 'other' | 'taken'
  /**
   * The known thing with what the row says. An empty cell never erases.
   * @param again the same file has spoken of it before
   */
  changed(known: Entity, draft: ImportDraft, again: boolean): Entity
  /** Field by field as text; equal texts mean that there is nothing to write. */
  show(entity: Entity): Record<string, string>
  /** Says on the row what is doubtful about the thing as it will be. */
  warn?(entity: Entity, row: RowReading, today: LocalDate): void
  insert(context: CommandContext, entity: Entity): Promise<void>
  update(context: CommandContext, id: string, before: Entity, after: Entity): Promise<void>
}

export interface ImportPlan {
  rows: ImportRow[]
  /** The same for the same actions and no others. */
  fingerprint: string
  /** Does it. Writes no row that would stay as it is. */
  write(context: CommandContext): Promise<void>
}

interface Entry<Entity> {
  id: string | null
  before: Entity | null
  now: Entity
  /** The row of this file that spoke of it first. */
  firstRow: number | null
}

/** A text that names personal numbers is shown with the middle of the IIN hidden. */
const forEyes = (field: string, text: string) =>
  field === 'iin' ? text.replace(/^(\d{4})\d{6}(\d{2})$/, '$1••••••$2') : text

function differences(before: Record<string, string>, after: Record<string, string>) {
  return Object.keys(after)
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, before: before[field] ?? '', after: after[field] ?? '' }))
}

/** Everything known, old and new of this file, found by its keys. */
class Pool<Entity, ImportDraft> {
  readonly #kind: ImportDefinition<Entity, ImportDraft>
  readonly #byKey = new Map<string, Set<Entry<Entity>>>()

  constructor(kind: ImportDefinition<Entity, ImportDraft>) {
    this.#kind = kind
  }

  add(entry: Entry<Entity>): void {
    for (const key of this.#kind.keys(entry.now)) {
      const entries = this.#byKey.get(key)
      if (entries) entries.add(entry)
      else this.#byKey.set(key, new Set([entry]))
    }
  }

  find(entity: Entity): Entry<Entity> | 'taken' | undefined {
    for (const key of this.#kind.keys(entity)) {
      for (const entry of this.#byKey.get(key) ?? []) {
        const verdict = this.#kind.compare(entry.now, entity)
        if (verdict === 'same') return entry
        if (verdict === 'taken') return 'taken'
      }
    }
    return undefined
  }
}

/** Plans every row in the order of the file; a later row meets what an earlier one has made. */
export async function plan<Entity, ImportDraft>(
  kind: ImportDefinition<Entity, ImportDraft>,
  db: Reader,
  readings: readonly RowReading[],
  today: LocalDate,
): Promise<ImportPlan> {
  const pool = new Pool(kind)
  const touched = new Set<Entry<Entity>>()
  for (const { id, entity } of await kind.load(db)) {
    pool.add({ id, before: entity, now: entity, firstRow: null })
  }

  const rows = readings.map((row): ImportRow => {
    const draft = kind.read(row, today)
    const answer = {
      row: row.row,
      title: kind.title(row).slice(0, 200),
      sameAsRow: null,
      changes: [],
      refusals: row.refusals,
      warnings: row.warnings,
    }
    row.refusals.sort((one, other) => (one.column ?? -1) - (other.column ?? -1))
    if (row.refusals.length > 0) return { ...answer, outcome: 'refused' }
    const fresh = kind.fresh(draft)
    const found = pool.find(fresh)
    if (found === 'taken') {
      row.refuse('iin', 'iin_taken')
      return { ...answer, outcome: 'refused' }
    }
    if (!found) {
      const entry = { id: null, before: null, now: fresh, firstRow: row.row }
      pool.add(entry)
      touched.add(entry)
      kind.warn?.(fresh, row, today)
      return { ...answer, outcome: 'new' }
    }
    const after = kind.changed(found.now, draft, found.firstRow !== null)
    const changes = differences(kind.show(found.now), kind.show(after))
    const sameAsRow = found.firstRow
    found.firstRow ??= row.row
    if (changes.length > 0) {
      found.now = after
      pool.add(found)
      touched.add(found)
    }
    kind.warn?.(after, row, today)
    return {
      ...answer,
      outcome: changes.length > 0 ? 'changed' : 'same',
      sameAsRow,
      changes: changes.map(({ field, before, after: then }) => ({
        field,
        before: forEyes(field, before),
        after: forEyes(field, then),
      })),
    }
  })

  const hash = createHash('sha256')
  for (const row of rows) hash.update(JSON.stringify([row.row, row.outcome, row.sameAsRow]))
  for (const { id, now } of touched) hash.update(JSON.stringify([id, kind.show(now)]))
  return {
    rows,
    fingerprint: hash.digest('hex'),
    async write(context) {
      for (const { id, before, now } of touched) {
        if (id === null || before === null) await kind.insert(context, now)
        else await kind.update(context, id, before, now)
      }
    },
  }
}
