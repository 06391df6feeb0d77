/** What a change has touched of what rules look at. */
import type { LocalDate, ResourceId, SessionId } from '#contract/values.ts'
import type { Reader } from '../db/schema.ts'
import type { TrackedTable } from './tracked.ts'

/** Whom facts that have changed are about, and what was changed itself. */
export interface Touched {
  resources: ReadonlySet<ResourceId>
  days: ReadonlySet<LocalDate>
  sessions: ReadonlySet<SessionId>
  /** A fact that is about everybody has changed. */
  everybody: boolean
}

/** The number of the last step that is recorded. */
export async function lastStep(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('change_step')
    .select(({ fn }) => fn.max<number | null>('step').as('step'))
    .executeTakeFirst()
  return Number(row?.step ?? 0)
}

/** What has been touched since a step. */
export async function touchedSince(
  db: Reader,
  tables: readonly TrackedTable[],
  step: number,
): Promise<Touched> {
  const known = new Map(tables.map((table) => [table.table as string, table]))
  const steps = await db
    .selectFrom('change_step')
    .select(['table_name', 'row_key'])
    .distinct()
    .where('step', '>', step)
    .execute()
  const keys = steps.map(({ table_name, row_key }) => {
    const [key = ''] = row_key.split(' ')
    return { table: known.get(table_name), key }
  })
  const of = (which: (table: TrackedTable) => boolean) =>
    new Set(keys.flatMap(({ table, key }) => (table && which(table) ? [key] : [])))
  return {
    resources: of((table) => table.factsOf === 'resource') as Set<ResourceId>,
    days: of((table) => table.factsOf === 'day') as Set<LocalDate>,
    sessions: of((table) => table.judged === true || table.factsOf === 'session') as Set<SessionId>,
    everybody: of((table) => table.factsOf === 'everybody').size > 0,
  }
}
