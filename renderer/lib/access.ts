/** Who has signed in at this desk, and what they may do and see. */
import { useTranslation } from 'react-i18next'
import {
  type Asking,
  type RightName,
  refusalOf,
  type SightName,
  unseenBy,
} from '#contract/rights.ts'
import { useLanguage } from '../texts/index.ts'
import { currentActor } from './client.ts'
import { useRead } from './queries.ts'
import { errorSentence } from './sentences.ts'
import { useStored } from './stored.ts'

/** Whoever works at this desk now: who has signed in, or whoever was chosen where nobody does. */
function useAsking(): Asking {
  const { data } = useRead('access.state', {})
  const chosen = useStored(currentActor)
  if (!data) return { roles: null, guarded: false }
  const who = data.guarded ? data.me : data.members.find(({ memberId }) => memberId === chosen)
  return { roles: who?.roles ?? null, guarded: data.guarded }
}

/** Why whoever works here may not do something, as a sentence; nothing when they may. */
export function useDenied(right: RightName | null): string | undefined {
  const { t } = useTranslation()
  const language = useLanguage()
  const asking = useAsking()
  // Behind a closed screen everything stays as it was: whoever comes back finds it.
  if (!asking.guarded || asking.roles === null || right === null) return undefined
  const refusal = refusalOf(right, asking)
  return refusal ? errorSentence(t, language, refusal.code, { ...refusal.params }) : undefined
}

/** Whether whoever works here sees what not everybody does. What they do not see is not in any answer. */
export function useSees(): (sight: SightName) => boolean {
  const asking = useAsking()
  // Behind a closed screen nothing changes.
  if (asking.roles === null) return () => true
  const unseen = unseenBy(asking)
  return (sight) => !unseen.includes(sight)
}
