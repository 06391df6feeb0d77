/** How the data file is protected: the shell has its key, the service knows nothing of ways to it. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { ProtectionState } from '#contract/shell.ts'
import { type FailureCode, type ServiceError, shell } from './client.ts'
import { queryClient } from './queries.ts'

/** Address of the screen on which the file is protected. */
export const protectionPath = '/settings/protection'

/** Like all keys it begins with the topics that it is made of: none. */
const key = [[], 'shell.protection'] as const

export const useProtection = (): UseQueryResult<ProtectionState, ServiceError> =>
  useQuery({ queryKey: key, queryFn: () => shell('protection', undefined) })

/** Asks anew, after something was done. */
export const refreshProtection = (): Promise<void> =>
  queryClient.invalidateQueries({ queryKey: key })

/** Refusals that the recovery code or the passphrase settles. */
export const needsSecret = (code: FailureCode): boolean =>
  code === 'key_needed' || code === 'key_wrong'

/** Opens the file by what was typed, and reads everything again; null when it opened. */
export async function unlockFile(typed: string): Promise<'mistyped' | 'wrong' | null> {
  const answer = await shell('unlockFile', typed)
  if (answer !== 'opened') return answer
  await queryClient.invalidateQueries()
  return null
}
