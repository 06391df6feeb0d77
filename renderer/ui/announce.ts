/** What the window says after a change, with its way back. */
import type { Alternative, Finding } from '#contract/schedule.ts'
import type { ChangeId } from '#contract/values.ts'
import { call, ServiceError } from '../lib/client.ts'
import { remember, takeBack } from '../lib/history.ts'
import { notifyDone, notifyUndo } from './answers.tsx'

/** Says that something was done. What changed anything is offered to be taken back, and remembered for Ctrl+Z. */
export function announce(message: string, changeId: ChangeId | null): void {
  announceAll(message, changeId === null ? [] : [changeId])
}

/** Says that several changes were made as one, and offers to take them back together, the last one first. */
export function announceAll(message: string, changeIds: readonly ChangeId[]): void {
  if (changeIds.length === 0) {
    notifyDone(message)
    return
  }
  for (const changeId of changeIds) remember(changeId)
  notifyUndo(message, async () => {
    for (const changeId of changeIds.toReversed()) await takeBack(changeId)
  })
}

/** Says that something was changed and offers to take it back; Ctrl+Z is not about it. */
export function notifyChange(message: string, changeId: ChangeId | null): void {
  notifyDone(message, changeId === null ? undefined : () => call('changes.undo', { changeId }))
}

export interface Refused<Offer> {
  readonly refusals: Finding[]
  readonly alternatives: Offer[]
}

/** What the rules refused, or null when the error is of another kind. */
export function refusedBy<Offer extends Alternative = Alternative>(
  error: unknown,
): Refused<Offer> | null {
  if (!(error instanceof ServiceError) || error.code !== 'rules_refused') return null
  const { refusals, alternatives } = error.params
  return {
    refusals: Array.isArray(refusals) ? refusals : [],
    alternatives: Array.isArray(alternatives) ? alternatives : [],
  }
}
