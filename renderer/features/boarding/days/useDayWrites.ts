import { useState } from 'react'
import type { BedId, ChangeId } from '#contract/values.ts'
import { announce } from '../../../ui/announce.ts'
import { type Refusal, refusalOf } from '../rack/useAsking.ts'

/** A change of somebody's days; some of them need a bed, which may be another one than before. */
export type DayWrite = (bed: { bedId?: BedId }) => Promise<{ changeId: ChangeId | null }>

/** Asks for a change of days. What was refused for want of a bed can be asked again with one that is offered. */
export function useDayWrites() {
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<(Refusal & { inBed(bedId: BedId): void }) | null>(null)
  const ask = async (said: string, write: DayWrite, bedId?: BedId): Promise<void> => {
    setAsking(true)
    setRefused(null)
    try {
      const { changeId } = await write(bedId ? { bedId } : {})
      announce(said, changeId)
    } catch (error) {
      setRefused({ ...refusalOf(error), inBed: (bed) => void ask(said, write, bed) })
    } finally {
      setAsking(false)
    }
  }
  return {
    asking,
    refused,
    ask: (said: string, write: DayWrite) => void ask(said, write),
  }
}
export type DayWrites = ReturnType<typeof useDayWrites>
