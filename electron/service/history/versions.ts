/**
 * Versions of what a form sets as a whole.
 *
 * [Note: Versions] The version of a file is the number of the last step that is recorded of it or of its
 * parts. A form sends back the one that it was opened with; what others have changed since is then told
 * by fields instead of being written over.
 */
import type { ReadContext } from '../context.ts'
import type { Reader } from '../db/schema.ts'
import { DomainError } from '../kernel/errors.ts'
import type { Row } from './steps.ts'
import type { TableName } from './tracked.ts'

/** What one form sets: a row, and rows whose names begin with its own. */
export interface Form {
  readonly table: TableName
  /** Tables of parts, with the field that they are. */
  readonly parts?: Readonly<Partial<Record<TableName, string>>>
  /** What fields are called whose column has another name; null for what nobody types. */
  readonly fields?: Readonly<Record<string, string | null>>
}

const camelCase = (column: string) =>
  column.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())

/** Steps of a form's rows, or only of those since a version, in order. */
function stepsOfForm(db: Reader, { table, parts = {} }: Form, id: string, since: number) {
  return db
    .selectFrom('change_step')
    .innerJoin('change', 'change.id', 'change_step.change_id')
    .selectAll('change_step')
    .select(['change.at', 'change.by_id'])
    .where('change_step.step', '>', since)
    .where((where) =>
      where.or([
        where.and([where('table_name', '=', table), where('row_key', '=', id)]),
        ...Object.keys(parts).map((part) =>
          where.and([
            where('table_name', '=', part),
            where('row_key', '>=', `${id} `),
            where('row_key', '<', `${id}!`),
          ]),
        ),
      ]),
    )
    .orderBy('change_step.step')
    .execute()
}

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
  { table, parts = {} }: Form,
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
  return (id) => last.get(id) ?? 0
}

/** Which fields stand otherwise than before these steps. */
function fieldsOf(
  { table, parts = {}, fields = {} }: Form,
  steps: Awaited<ReturnType<typeof stepsOfForm>>,
): string[] {
  const changed = new Set<string>()
  for (const of of Map.groupBy(steps, (step) => `${step.table_name} ${step.row_key}`).values()) {
    const [before, after] = [of[0]?.before ?? null, of.at(-1)?.after ?? null]
    if (before === after) continue
    const name = of[0]?.table_name
    if (name !== table) changed.add(parts[name as TableName] ?? '')
    else if (before && after) {
      const [was, is]: Row[] = [JSON.parse(before), JSON.parse(after)]
      for (const column of Object.keys(is ?? {})) {
        if (was?.[column] === is?.[column]) continue
        const field = fields[column] === undefined ? camelCase(column) : fields[column]
        if (field !== null) changed.add(field)
      }
    }
  }
  return [...changed].sort()
}

/** Refuses `changed_since {by, at, fields}` for what others have changed since a version. */
export async function refuseStale(
  { db, memberName }: Pick<ReadContext, 'db' | 'memberName'>,
  form: Form,
  id: string,
  version: number | undefined,
): Promise<void> {
  if (version === undefined) return
  const steps = await stepsOfForm(db, form, id, version)
  const fields = fieldsOf(form, steps)
  const last = steps.at(-1)
  if (!last || fields.length === 0) return
  const by = last.by_id && (await memberName(last.by_id))
  throw new DomainError('changed_since', { by, at: last.at, fields })
}
