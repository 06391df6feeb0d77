import { useState } from 'react'
import type { BedOffer } from '#contract/boarding.ts'
import type { Finding } from '#contract/schedule.ts'
import { ServiceError } from '../../../lib/client.ts'
import { refusedBy } from '../../../ui/announce.ts'

export interface Refusal {
  readonly error: ServiceError
  readonly findings: readonly Finding[]
  readonly beds: readonly BedOffer[]
}

/** What the rules refused, with the free beds that were offered instead. */
export function refusalOf(error: unknown): Refusal {
  const known = error instanceof ServiceError ? error : new ServiceError('internal')
  const { beds } = known.params
  return {
    error: known,
    findings: refusedBy(known)?.refusals ?? [],
    beds: Array.isArray(beds) ? beds : [],
  }
}

/** A write of a panel: whether it is under way, and why it was refused. */
export function useAsking(onDone: () => void) {
  const [asking, setAsking] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  return {
    asking,
    refusal,
    async ask(write: () => Promise<void>): Promise<void> {
      setAsking(true)
      setRefusal(null)
      try {
        await write()
        onDone()
      } catch (error) {
        setRefusal(refusalOf(error))
      } finally {
        setAsking(false)
      }
    },
  }
}
