/** What a change was about. */
import type { Summary } from '#contract/changes.ts'
import { type Step, turned } from './steps.ts'
import type { Telling, TrackedTable, Turn, TurnedRow } from './tracked.ts'

/** The row that a change is told by: as it is after it, or was before it. */
export const toldBy = <Row>(rows: readonly TurnedRow<Row>[]): Row => {
  const [first] = rows
  const row = first?.to ?? first?.from
  if (!row) throw new Error('a change of nothing')
  return row
}

/** Whether a row has come; otherwise it has gone, or is another than before. */
export const hasCome = (rows: readonly TurnedRow<unknown>[]): boolean => rows[0]?.to !== null

/** What was done with what a change is about: it is there since, gone since, or another than before. */
export const didWith = (rows: readonly TurnedRow<unknown>[]): 'made' | 'changed' | 'removed' => {
  const [first] = rows
  if (first?.from === null) return 'made'
  return first?.to === null ? 'removed' : 'changed'
}

/** What the most telling of its tables says of a change. */
export async function summaryOf(
  look: Telling,
  tables: readonly TrackedTable[],
  steps: readonly Step[],
): Promise<Summary> {
  const byTable = Map.groupBy(steps, (step) => step.table)
  const turn: Turn = {
    meanwhile: null,
    rows: (table) => (byTable.get(table) ?? []).map((step) => turned(step, false)) as never,
  }
  const [first] = tables
    .filter(({ table, told }) => told !== undefined && byTable.has(table))
    .sort((one, other) => (one.told?.rank ?? 0) - (other.told?.rank ?? 0))
  return first?.told ? first.told.of(look, turn) : { code: 'other', params: {} }
}
