/** What the summaries of changes have in common. */
import type { TurnedRow } from './tracked.ts'

/** The row that a change is told by: as it is after it, or was before it. */
export const toldBy = <Row>(rows: readonly TurnedRow<Row>[]): Row => {
  const [first] = rows
  const row = first?.to ?? first?.from
  if (!row) throw new Error('a change of nothing')
  return row
}

/** Whether a row has come; otherwise it has gone, or is another than before. */
export const hasCome = (rows: readonly TurnedRow<unknown>[]): boolean => rows[0]?.to !== null
