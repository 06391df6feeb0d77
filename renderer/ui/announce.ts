/** What the window says after a change, with its way back. */
import i18next from 'i18next'
import { createElement } from 'react'
import type { Summary } from '#contract/changes.ts'
import { type Alternative, type Finding, RulesRefused } from '#contract/schedule.ts'
import type { ChangeId } from '#contract/values.ts'
import { addressOfChange } from '../lib/changes.ts'
import { currentMember, ServiceError } from '../lib/client.ts'
import { type Hit, takeHit } from '../lib/hits.ts'
import { goTo } from '../lib/location.ts'
import { joinSteps, stepOf } from '../lib/made.ts'
import { leaveUnasked } from '../lib/unsaved.ts'
import { hideNews, notifyDone, type Offer } from './answers.tsx'
import { CallListLink } from './CallListLink.tsx'
import { openSettleAfter, saidOfHits } from './settle.ts'
import { known, sentenceOf, takeBack } from './undo.ts'

/** Says that something was done, and offers to take back what changed anything. */
export function announce(
  message: string,
  changeId: ChangeId | null,
  offers: readonly Offer[] = [],
): void {
  announceAll(message, changeId === null ? [] : [changeId], offers)
}

/** The way to the day of a change, from where that is not in view. */
function wayToDay(summary: Summary | undefined): Offer[] {
  const address = summary ? addressOfChange(summary) : null
  if (address === null || location.hash.includes(address)) return []
  return [{ label: i18next.t('changes.openDay'), act: async () => goTo(address) }]
}

/** What was said last, with its undo: it makes room for what is changed next, so that one undo stands there. */
let lastAnnounced: string | null = null

/** Says by name what a change was: who, when, with whom. */
export async function announceByName(changeId: ChangeId | null): Promise<void> {
  if (changeId === null) return notifyDone(i18next.t('changes.unchanged'))
  const change = await known(stepOf(changeId, currentMember()))
  announce(sentenceOf(change), changeId, wayToDay(change?.summary))
}

/** Says that several changes were made as one, and offers to take them back together, the last one first. */
export function announceAll(
  message: string,
  changeIds: readonly ChangeId[],
  offers: readonly Offer[] = [],
): void {
  const [first] = changeIds
  if (first === undefined) {
    notifyDone(message)
    return
  }
  joinSteps(changeIds)
  const step = stepOf(first, currentMember())
  const undo = { label: i18next.t('common.undo'), act: () => takeBack(step) }
  const said = saidOfHits(
    message,
    changeIds.flatMap((changeId) => takeHit(changeId) ?? []),
  )
  const id = step.changeIds.join()
  if (lastAnnounced !== null && lastAnnounced !== id) hideNews(lastAnnounced)
  lastAnnounced = id
  // Whoever was to come to what has changed is to be called.
  const calls =
    changeIds.length === 1
      ? createElement(CallListLink, { changeId: first, onGo: () => hideNews(id) })
      : undefined
  notifyDone(said.sentence, [...said.offers, undo, ...offers], id, calls)
}

/** The offer to take back a change, and what has come of it, as one. */
export const undoBoth = (cause: ChangeId, consequence: ChangeId): Offer => ({
  label: i18next.t('settling.undoBoth'),
  act: async () => {
    joinSteps([cause, consequence])
    await takeBack(stepOf(cause, currentMember()))
  },
})

/** The same of a change that somebody makes in order to settle what it hits: the list of that opens by itself. */
export function announceAndSettle(
  message: string,
  { changeId, unsettled }: { changeId: ChangeId | null; unsettled?: Hit },
): void {
  if (changeId) takeHit(changeId)
  announce(message, changeId)
  // What was typed in the panel has been saved just now.
  if (unsettled && unsettled.count > 0) leaveUnasked(() => openSettleAfter(changeId, unsettled))
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
