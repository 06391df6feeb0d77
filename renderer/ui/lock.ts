import { call } from '../lib/client.ts'
import { stopReading } from '../lib/queries.ts'
import { notifyFailure } from './answers.tsx'

/** Closes this desk: nothing is shown before somebody signs in again. */
export async function lock(): Promise<void> {
  try {
    await call('access.signOut', {})
    stopReading()
  } catch (error) {
    notifyFailure(error)
  }
}
