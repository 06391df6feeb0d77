/** The way to the list of what no longer fits, from wherever something is hit. */
import i18next from 'i18next'
import type { ChangeId, SessionId, StayId } from '#contract/values.ts'
import type { Hit } from '../lib/hits.ts'
import { goTo } from '../lib/location.ts'

/** Of these sessions with their series, and stays, or of all that is near; a hit of series alone lies among all. */
export const settleAddress = ({
  sessionIds = [],
  stayIds = [],
  until,
}: Partial<Hit> = {}): string => {
  const asked = [
    ...(sessionIds.length > 0 ? [`sessions=${sessionIds.join()}`] : []),
    ...(stayIds.length > 0 ? [`stays=${stayIds.join()}`] : []),
  ]
  if (asked.length > 0) return `/settle?${asked.join('&')}`
  return until ? `/settle?until=${until}` : '/settle'
}

/** What a change has left against the rules, in words: how many sessions and stays, and whether any series. */
const hitSentence = ({ sessionIds, stayIds, templateIds }: Hit): string =>
  [
    ...(sessionIds.length > 0 ? [i18next.t('settling.hit', { count: sessionIds.length })] : []),
    ...(stayIds.length > 0 ? [i18next.t('settling.hitStays', { count: stayIds.length })] : []),
    // Not how many: the weekly times of a group are series of their own, and a person sees one group.
    ...(templateIds.length > 0 ? [i18next.t('settling.hitSeries')] : []),
  ].join(' ')

/** Where something was hit: the sentences that say so, and the offer to settle it. */
export const saidOfHits = (message: string, hits: readonly Hit[]) => ({
  sentence: [message.replace(/\.$/, ''), ...hits.map(hitSentence)].join('. '),
  offers: hits.slice(0, 1).map((hit) => ({
    label: i18next.t('settling.settle'),
    act: async () => goTo(settleAddress(hit)),
  })),
})

/** Opens the list for a selection of sessions and stays, or for all that is near. */
export const openSettle = (
  sessionIds: readonly SessionId[] = [],
  stayIds: readonly StayId[] = [],
): void => goTo(settleAddress({ sessionIds: [...sessionIds], stayIds: [...stayIds] }))

/** What the list at an address has come of, when it was opened by a change itself. */
let cause: { address: string; changeId: ChangeId } | null = null

/** Opens the list of what a change has hit; once it is settled, both can be taken back together. */
export function openSettleAfter(changeId: ChangeId | null, hit: Hit): void {
  const address = settleAddress(hit)
  cause = changeId && { address, changeId }
  goTo(address)
}

/** The change of which the list at an address has come; null of a list that was opened otherwise. */
export const causeOf = (address: string): ChangeId | null =>
  cause?.address === address ? cause.changeId : null
