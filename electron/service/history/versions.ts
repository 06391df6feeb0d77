/**
 * Versions of what a form sets as a whole.
 *
 * [Note: Versions] The version of a file is the number of the last step that is recorded of it, of its
 * parts, or of rows that are a field of it together. A form sends back the one that it was opened with; what others have changed since is then told
 * by fields instead of being written over.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import { type Row, rowsWith } from './steps.ts'
import type { TableName, Telling } from './tracked.ts'

/** Rows that hold on to that of a form, and are a field of it together. */
interface Owned {
  /** The column by which they do. */
  readonly by: string
  readonly field: string
  /** What a row shows of the field, beside the form's own row; null for one that shows nothing. */
  shows(row: Row, form: Row): string | number | null
}

/** What one form sets: a row, rows whose names begin with its own, and rows that hold on to it. */
export interface Form {
  readonly table: TableName
  /** Tables of parts, with the field that they are. */
  readonly parts?: Readonly<Partial<Record<TableName, string>>>
  readonly owned?: Readonly<Partial<Record<TableName, Owned>>>
  /** What fields are called whose column has another name; null for what nobody types. */
  readonly fields?: Readonly<Record<string, string | null>>
}

const camelCase = (column: string) =>
  column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

const parsed = (text: string | null): Row | null => text && JSON.parse(text)

/** Steps of a form's rows since a version, in order. */
async function stepsOfForm(db: Reader, form: Form, id: string, since: number) {
  const { table, parts = {}, owned = {} } = form
  const steps = await db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .select(['change_step.step', 'table_name', 'row_key', 'before', 'after'])
    .select(['change.at', 'change.by_id'])
    .where('change_step.step', '>', since)
    .where((where) =>
      where.or([
        where.and([where('table_name', '=', table), where('row_key', '=', id)]),
        ...Object.keys(parts).map((part) =>
          where.and([
            where('table_name', '=', part),
            where('row_key', '>=', id),
            where('row_key', '<', `${id}!`),
          ]),
        ),
        ...Object.keys(owned).map((part) => where('table_name', '=', part)),
      ]),
    )
    .orderBy('change_step.step')
    .execute()
  return steps
    .map((step) => ({ ...step, before: parsed(step.before), after: parsed(step.after) }))
    .filter(({ table_name, before, after }) => {
      const by = owned[table_name as TableName]?.by
      return by === undefined || before?.[by] === id || after?.[by] === id
    })
}
type FormStep = Awaited<ReturnType<typeof stepsOfForm>>[number]

/** Files with the versions in which they stand. */
export async function withVersions<File extends object>(
  db: Reader,
  form: Form,
  files: readonly File[],
  idOf: (file: File) => string,
): Promise<(File & { version: number })[]> {
  const versionOf = await versionsOf(db, form, files.map(idOf))
  return files.map((file) => ({ ...file, version: versionOf(idOf(file)) }))
}

/** The versions of some files, by their ids. */
async function versionsOf(
  db: Reader,
  { table, parts = {}, owned = {} }: Form,
  ids: readonly string[],
): Promise<(id: string) => number> {
  const last = new Map<string, number>()
  if (ids.length === 0) return () => 0
  const [first, final] = [
    ids.reduce((a, b) => (a < b ? a : b)),
    ids.reduce((a, b) => (a > b ? a : b)),
  ]
  const rows = await db
    .selectFrom('change_step')
    .select(({ fn }) => ['row_key', fn.max<number>('step').as('step')])
    .where('table_name', 'in', [table, ...Object.keys(parts)])
    .where('row_key', '>=', first)
    .where('row_key', '<', `${final}!`)
    .groupBy('row_key')
    .execute()
  for (const { row_key, step } of rows) {
    const [id = ''] = row_key.split(' ')
    last.set(id, Math.max(last.get(id) ?? 0, Number(step)))
  }
  for (const [part, { by }] of Object.entries(owned)) {
    for (const { owner, step } of await lastOfOwned(db, part as TableName, by, ids)) {
      last.set(owner, Math.max(last.get(owner) ?? 0, step))
    }
  }
  return (id) => last.get(id) ?? 0
}

/** The last steps of rows that hold on to some others by a column, or did so until they went. */
async function lastOfOwned(db: Reader, table: TableName, by: string, ids: readonly string[]) {
  const ownerOf = new Map<string, string>()
  for (const row of await rowsWith(db, table, by, ids)) ownerOf.set(String(row.id), String(row[by]))
  const gone = await db
    .selectFrom('change_step')
    .select(['row_key', 'before'])
    .where('table_name', '=', table)
    .where('after', 'is', null)
    .execute()
  for (const { row_key, before } of gone) ownerOf.set(row_key, String(parsed(before)?.[by]))
  const steps = await db
    .selectFrom('change_step')
    .select(({ fn }) => ['row_key', fn.max<number>('step').as('step')])
    .where('table_name', '=', table)
    .groupBy('row_key')
    .execute()
  return steps.map(({ row_key, step }) => ({
    owner: ownerOf.get(row_key) ?? '',
    step: Number(step),
  }))
}

/** Which fields stand otherwise than before these steps; `now` is the form's own row. */
function fieldsOf(form: Form, steps: readonly FormStep[], now: Row): string[] {
  const { table, parts = {}, owned = {}, fields = {} } = form
  const changed = new Set<string>()
  const then = steps.find((step) => step.table_name === table)?.before ?? now
  const ofRows = [...Map.groupBy(steps, (step) => `${step.table_name} ${step.row_key}`).values()]
  const turned = ofRows.flatMap((of) => {
    const [first, last] = [of[0], of.at(-1)]
    return first && last
      ? [{ name: first.table_name as TableName, before: first.before, after: last.after }]
      : []
  })
  for (const { name, before, after } of turned) {
    if (owned[name] || isDeepStrictEqual(before, after)) continue
    if (name !== table) changed.add(parts[name] ?? '')
    else if (before && after) {
      for (const column of Object.keys(after)) {
        if (before[column] === after[column]) continue
        const field = fields[column] === undefined ? camelCase(column) : fields[column]
        if (field !== null) changed.add(field)
      }
    }
  }
  for (const [name, { field, shows }] of Object.entries(owned)) {
    const rows = turned.filter((row) => row.name === name)
    const shown = (row: Row | null, beside: Row) => (row && shows(row, beside)) ?? []
    const [were, are] = [
      rows.flatMap(({ before }) => shown(before, then)).sort(),
      rows.flatMap(({ after }) => shown(after, now)).sort(),
    ]
    if (!isDeepStrictEqual(were, are)) changed.add(field)
  }
  return [...changed].sort()
}

/** Refuses `changed_since {by, at, fields}` for what others have changed since a version. */
export async function refuseStale(
  { db, directory }: Telling,
  form: Form,
  id: string,
  version: number | undefined,
): Promise<void> {
  if (version === undefined) return
  const steps = await stepsOfForm(db, form, id, version)
  const last = steps.at(-1)
  const [now] = last ? await rowsWith(db, form.table, 'id', [id]) : []
  if (!last || !now) return
  const fields = fieldsOf(form, steps, now)
  if (fields.length === 0) return
  const by = last.by_id && (await directory.nameOf('member', last.by_id))
  throw new DomainError('changed_since', { by, at: last.at, fields })
}
