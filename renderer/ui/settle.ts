/** The way to the list of what no longer fits, from wherever something is hit. */
import i18next from 'i18next'
import type { SessionId } from '#contract/values.ts'
import type { Hit } from '../lib/hits.ts'
import { goTo } from '../lib/location.ts'

/** Of these sessions and their series, or of all that is near; a hit of stays or series alone lies among all. */
export const settleAddress = ({ sessionIds = [], until }: Partial<Hit> = {}): string => {
  if (sessionIds.length > 0) return `/settle?sessions=${sessionIds.join()}`
  return until ? `/settle?until=${until}` : '/settle'
}

/** How many sessions, stays and series a change has left against the rules, in words. */
const hitSentence = ({ sessionIds, stayIds, templateIds }: Hit): string =>
  [
    ...(sessionIds.length > 0 ? [i18next.t('settling.hit', { count: sessionIds.length })] : []),
    ...(stayIds.length > 0 ? [i18next.t('settling.hitStays', { count: stayIds.length })] : []),
    ...(templateIds.length > 0
      ? [i18next.t('settling.hitSeries', { count: templateIds.length })]
      : []),
  ].join(' ')

/** Where something was hit: the sentences that say so, and the offer to settle it. */
export const saidOfHits = (message: string, hits: readonly Hit[]) => ({
  sentence: [message.replace(/\.$/, ''), ...hits.map(hitSentence)].join('. '),
  offers: hits.slice(0, 1).map((hit) => ({
    label: i18next.t('settling.settle'),
    act: async () => goTo(settleAddress(hit)),
  })),
})

/** Opens the list for a selection of sessions, or for all that is near. */
export const openSettle = (sessionIds: readonly SessionId[] = []): void =>
  goTo(settleAddress({ sessionIds: [...sessionIds] }))
