/** Which sessions the changes of this desk have left against the rules, until it has been said. */
import type { z } from 'zod'
import type { Hit as HitSchema } from '#contract/envelope.ts'
import type { ChangeId } from '#contract/values.ts'

export type Hit = z.infer<typeof HitSchema>

const hits = new Map<ChangeId, Hit>()

/** Remembers what a change has hit; a change that has hit nothing is nothing to remember. */
export function rememberHit(changeId: ChangeId, hit: Hit): void {
  if (hit.count > 0) hits.set(changeId, hit)
}

/** What a change has hit, once: whoever asks is who says it. */
export function takeHit(changeId: ChangeId): Hit | undefined {
  const hit = hits.get(changeId)
  hits.delete(changeId)
  return hit
}
