/** What the engine says when the world, not the code, is in the way. */
import type { ErrorCode } from '#contract/envelope.ts'

const codeOf = (error: unknown): string => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** The refusal that an error of the engine stands for; none for a bug. */
export function refusalOfEngine(error: unknown): ErrorCode | undefined {
  const code = codeOf(error)
  if (code.startsWith('SQLITE_BUSY')) return 'busy'
  if (code === 'SQLITE_FULL') return 'disk_full'
  if (code.startsWith('SQLITE_CORRUPT')) return 'file_damaged'
  return undefined
}

/** Whether the file has refused a row beside those that it holds. */
export const isConstraint = (error: unknown): boolean =>
  codeOf(error).startsWith('SQLITE_CONSTRAINT')
