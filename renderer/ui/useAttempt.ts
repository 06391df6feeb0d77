import { useState } from 'react'
import { ServiceError } from '../lib/client.ts'
import { notifyFailure } from './answers.tsx'

/** What a small form tries: whether it is under way, and why it was refused the last time. */
export function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<ServiceError | null>(null)
  /** Does it, one at a time; answers whether it was done. */
  const attempt = async (work: () => Promise<unknown>): Promise<boolean> => {
    if (busy) return false
    setBusy(true)
    setRefusal(null)
    try {
      await work()
      return true
    } catch (error) {
      if (error instanceof ServiceError) setRefusal(error)
      else notifyFailure(error)
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, refusal, attempt, forget: () => setRefusal(null) }
}
