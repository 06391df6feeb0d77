/** What the window says after a change, with its way back. */
import type { RideAlternative } from '#contract/hippotherapy.ts'
import type { Finding } from '#contract/schedule.ts'
import type { ChangeId } from '#contract/values.ts'
import { ServiceError } from '../../lib/client.ts'
import { notifyUndo } from '../../ui/answers.tsx'
import { remember, takeBack } from './history.ts'

/** Says that something was done, offers to take it back, and remembers it for Ctrl+Z. */
export function announce(message: string, changeId: ChangeId): void {
  remember(changeId)
  notifyUndo(message, () => takeBack(changeId))
}

export interface Refused {
  readonly refusals: Finding[]
  readonly alternatives: RideAlternative[]
}

/** What the rules refused, or null when the error is of another kind. */
export function refusedBy(error: unknown): Refused | null {
  if (!(error instanceof ServiceError) || error.code !== 'rules_refused') return null
  const { refusals, alternatives } = error.params
  return {
    refusals: Array.isArray(refusals) ? refusals : [],
    alternatives: Array.isArray(alternatives) ? alternatives : [],
  }
}
