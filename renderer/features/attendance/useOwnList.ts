import type { MemberId } from '#contract/values.ts'
import { currentActor } from '../../lib/client.ts'
import { useRead } from '../../lib/queries.ts'
import { useStored } from '../../lib/stored.ts'

/** The person at this computer, when an instructor: their own list comes first. */
export function useOwnList(): MemberId | null {
  const actor = useStored(currentActor)
  const team = useRead('team.list', {})
  const me = team.data?.members.find(({ id }) => id === actor)
  return me?.roles.includes('instructor') ? me.id : null
}
