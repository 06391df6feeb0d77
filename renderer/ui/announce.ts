/** What the window says after a change, with its way back. */
import i18next from 'i18next'
import { createElement } from 'react'
import { type Alternative, type Finding, RulesRefused } from '#contract/schedule.ts'
import type { ChangeId } from '#contract/values.ts'
import { currentMember, ServiceError } from '../lib/client.ts'
import { joinSteps, stepOf } from '../lib/made.ts'
import { hideNews, notifyDone } from './answers.tsx'
import { CallListLink } from './CallListLink.tsx'
import { known, sentenceOf, takeBack } from './undo.ts'

/** Says that something was done, and offers to take back what changed anything. */
export function announce(message: string, changeId: ChangeId | null): void {
  announceAll(message, changeId === null ? [] : [changeId])
}

/** Says by name what a change was: who, with whom, when; in other words where nothing is known of it. */
export async function announceByName(changeId: ChangeId | null, otherwise: string): Promise<void> {
  const step = changeId && stepOf(changeId, currentMember())
  const change = step && (await known(step))
  announce(change ? sentenceOf(change) : otherwise, changeId)
}

/** Says that several changes were made as one, and offers to take them back together, the last one first. */
export function announceAll(message: string, changeIds: readonly ChangeId[]): void {
  const [first] = changeIds
  if (first === undefined) {
    notifyDone(message)
    return
  }
  joinSteps(changeIds)
  const step = stepOf(first, currentMember())
  const act = () => takeBack(step)
  const id = step.changeIds.join()
  // Whoever was to come to what has changed is to be called.
  const calls =
    changeIds.length === 1
      ? createElement(CallListLink, { changeId: first, onGo: () => hideNews(id) })
      : undefined
  notifyDone(message, { label: i18next.t('common.undo'), act }, id, calls)
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
  const refused = RulesRefused.safeParse(error.params)
  if (!refused.success) return null
  const { alternatives } = error.params
  return {
    refusals: refused.data.refusals,
    alternatives: Array.isArray(alternatives) ? alternatives : [],
  }
}
