/** From the bytes of a file to a plan, and through it into the database. */
import type { ColumnChoice, ImportKind, ImportRow } from '#contract/people.ts'
import type { LocalDate } from '#contract/values.ts'
import type { CommandContext } from '../../context.ts'
import type { Reader } from '../../db/schema.ts'
import { assertNever, DomainError } from '../../kernel/errors.ts'
import { recognise } from './headings.ts'
import { horsesKind } from './kinds/horses.ts'
import { peopleKind } from './kinds/people.ts'
import { roomsKind } from './kinds/rooms.ts'
import { slotsKind } from './kinds/slots.ts'
import { teamKind } from './kinds/team.ts'
import { type ImportDefinition, type ImportPlan, plan } from './plan.ts'
import { readGrid } from './reading.ts'
import { type Columns, RowReading } from './row.ts'
import type { ImportStores } from './stores.ts'
import { synonyms } from './synonyms.ts'

export interface FileToImport {
  fileName: string
  bytes: Uint8Array
  kind?: ImportKind
  /** What columns mean by hand, by their number from 0; null leaves a column out. */
  columns?: readonly { column: number; field: string | null }[]
}

export interface Counts {
  new: number
  same: number
  changed: number
  refused: number
}

export interface PlannedImport extends ImportPlan {
  kind: ImportKind
  columns: ColumnChoice[]
  fields: { key: string; required: boolean }[]
  counts: Counts
}

function countsOf(rows: readonly ImportRow[]): Counts {
  const counts = { new: 0, same: 0, changed: 0, refused: 0 }
  for (const row of rows) counts[row.outcome] += 1
  return counts
}

/** The columns with the corrections. A field that is given by hand leaves the column it was in. */
function corrected(
  recognised: readonly (string | null)[],
  kind: ImportKind,
  choices: FileToImport['columns'] = [],
): (string | null)[] {
  const columns = [...recognised]
  for (const { column, field } of choices) {
    if (column >= columns.length || (field !== null && !Object.hasOwn(synonyms[kind], field))) {
      throw new DomainError('bad_request', { problems: [{ path: 'columns', problem: 'choice' }] })
    }
    if (field !== null && columns.includes(field)) columns[columns.indexOf(field)] = null
    columns[column] = field
  }
  return columns
}

/** Plans with a kind, whatever it makes of rows. */
function planWith(kind: ImportKind, stores: ImportStores) {
  const with_ =
    <Entity, ImportDraft>(one: ImportDefinition<Entity, ImportDraft>) =>
    (db: Reader, rows: readonly RowReading[], today: LocalDate, present: ReadonlySet<string>) => ({
      required: one.required(present),
      planned: plan(one, db, rows, today),
    })
  switch (kind) {
    case 'clients':
    case 'studio':
    case 'course':
      return with_(peopleKind(kind, stores))
    case 'horses':
      return with_(horsesKind(stores.horses))
    case 'team':
      return with_(teamKind(stores.members))
    case 'slots':
      return with_(slotsKind(stores.places))
    case 'rooms':
      return with_(roomsKind(stores.rooms))
    default:
      return assertNever(kind)
  }
}

/**
 * Reads a file and plans what bringing it in would do. Writes nothing.
 * Refuses `too_large`, `file_empty`, `file_unreadable {format}`, `file_too_many_rows {limit, rows}`,
 * `file_kind_unknown`, and `bad_request` for a correction that names no column or field.
 */
export async function planFile(
  stores: ImportStores,
  db: Reader,
  today: LocalDate,
  file: FileToImport,
): Promise<PlannedImport> {
  const grid = await readGrid(Buffer.from(file.bytes))
  const recognised = recognise(grid, file.kind)
  if (!recognised) throw new DomainError('file_kind_unknown')
  const { kind, headingRow } = recognised
  const headings = grid[headingRow] ?? []
  const fields = corrected(recognised.columns, kind, file.columns)
  const byField = new Map(
    fields.flatMap((field, column) => (field === null ? [] : [[field, column] as const])),
  )
  const columns: Columns = { headings, byField }
  const readings = grid.flatMap((cells, index) =>
    index > headingRow && cells.some((cell) => cell !== '')
      ? [new RowReading(index + 1, cells, columns)]
      : [],
  )
  if (readings.length === 0) throw new DomainError('file_empty')
  const { required, planned } = planWith(kind, stores)(db, readings, today, new Set(byField.keys()))
  const done = await planned
  return {
    ...done,
    kind,
    columns: headings.map((heading, column) => ({
      column,
      heading,
      field: fields[column] ?? null,
    })),
    fields: Object.keys(synonyms[kind]).map((key) => ({ key, required: required.includes(key) })),
    counts: countsOf(done.rows),
  }
}

/**
 * Brings a file in within the transaction of the context: every row that is not refused, or, when
 * anything throws, nothing.
 * Refuses what {@link planFile} refuses, and `import_stale` when a fingerprint is given and this
 * would do other things than the preview of that fingerprint said.
 */
export async function importFile(
  stores: ImportStores,
  context: CommandContext,
  file: FileToImport & { fingerprint?: string | undefined },
): Promise<{ kind: ImportKind; counts: Counts }> {
  const planned = await planFile(stores, context.tx, context.clock.today(), file)
  if (file.fingerprint !== undefined && file.fingerprint !== planned.fingerprint) {
    throw new DomainError('import_stale')
  }
  await planned.write(context)
  return { kind: planned.kind, counts: planned.counts }
}
