/** What the one file says of two that are made one. */
import type { RowOf } from '../../history/tracked.ts'

type PersonRow = RowOf<'person'>
type CategoryRow = RowOf<'person_category'>

const joined = (one: string | null, other: string | null, between: string): string | null =>
  one && other && one !== other ? `${one}${between}${other}` : one || other

/**
 * The one file that says all that both said; where they contradict, the kept one is right. The
 * later medical statement is taken whole, and so is the later weight. Two different contraindications stay decided only when a
 * physician has decided on each.
 */
export function mergedFile(kept: PersonRow, merged: PersonRow): PersonRow {
  const filled = Object.fromEntries(
    Object.entries(merged).map(([column, value]) => {
      const own = kept[column as keyof PersonRow]
      return [column, own === null || own === '' ? value : own]
    }),
  ) as unknown as PersonRow
  const later = (merged.statement_until ?? '') > (kept.statement_until ?? '') ? merged : kept
  const heavy = merged.weight_kg !== null && (merged.weighed_on ?? '') > (kept.weighed_on ?? '')
  const weight = kept.weight_kg === null || heavy ? merged : kept
  const bothFlagged =
    kept.contraindication &&
    merged.contraindication &&
    kept.contraindication !== merged.contraindication
  const flagged = kept.contraindication ? kept : merged
  const bothDecided = kept.physician_decision_on && merged.physician_decision_on
  const decisions = joined(kept.physician_decision, merged.physician_decision, '\n')
  const undecided = bothFlagged && !bothDecided
  return {
    ...filled,
    iin_missing_reason: filled.iin ? null : filled.iin_missing_reason,
    sidewalkers_needed: Math.max(kept.sidewalkers_needed, merged.sidewalkers_needed),
    weight_kg: weight.weight_kg,
    weighed_on: weight.weighed_on,
    statement_from: later.statement_from,
    statement_until: later.statement_until,
    contraindication: joined(kept.contraindication, merged.contraindication, '\n'),
    physician_decision_on: undecided ? null : flagged.physician_decision_on,
    physician_decision: undecided ? null : bothFlagged ? decisions : flagged.physician_decision,
    precautions: joined(kept.precautions, merged.precautions, '\n'),
    notes: joined(joined(kept.notes, merged.notes, '\n'), undecided ? decisions : null, '\n'),
  }
}

/** Social categories of both, each once; twenty at most, as a file has them. */
export function mergedCategories(
  kept: readonly CategoryRow[],
  merged: readonly CategoryRow[],
): CategoryRow[] {
  const known = new Set(kept.map((period) => period.category))
  const byPosition = (one: CategoryRow, other: CategoryRow) => one.position - other.position
  return [
    ...kept.toSorted(byPosition),
    ...merged.filter((period) => !known.has(period.category)).toSorted(byPosition),
  ]
    .slice(0, 20)
    .map((period, position) => ({ ...period, position }))
}
