import type { ErrorCode, ErrorParams } from '#contract/envelope.ts'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'
import type { Bridge, ShellAnswers, ShellReply, ShellRequest } from '#contract/shell.ts'
import { stored } from './stored.ts'

declare global {
  interface Window {
    bastau: Bridge
  }
}

/** Why a request was refused: the service's codes and those of the shell around the window. */
export type FailureCode = ErrorCode | 'printer_failed' | 'file_failed'

/** A refusal, expected or not. `params` are for its sentence (see `errorSentence`). */
export class ServiceError extends Error {
  readonly code: FailureCode
  readonly params: ErrorParams
  constructor(code: FailureCode, params: ErrorParams = {}) {
    super(code)
    this.name = 'ServiceError'
    this.code = code
    this.params = params
  }
}

/** The member who works at this computer now, chosen in the header's menu. */
export const currentActor = stored('bastau.actor')

/** Asks the service. Throws `ServiceError` for every refusal. */
export async function call<Name extends MethodName>(
  name: Name,
  input: CallInput<Name>,
): Promise<MethodOutput<Name>> {
  const reply = await window.bastau.call(name, input, currentActor.get())
  if (!reply.ok) throw new ServiceError(reply.code, reply.params)
  return reply.value as MethodOutput<Name>
}

/** Asks the shell: printing, files, the guide. Throws `ServiceError`. */
export async function shell<Name extends ShellRequest>(
  name: Name,
  input: Parameters<typeof window.bastau.shell<Name>>[1],
): Promise<ShellAnswers[Name]> {
  const reply: ShellReply<Name> = await window.bastau.shell(name, input)
  if (!reply.ok) throw new ServiceError(reply.code, reply.logId ? { logId: reply.logId } : {})
  return reply.value
}

/** Writes a bug of the window to the log; answers its number, or a dash when even that failed. */
export async function reportBug(error: unknown): Promise<string> {
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' }
  try {
    return await shell('reportBug', {
      message: message.slice(0, 2000),
      ...(stack && { stack: stack.slice(0, 8000) }),
    })
  } catch {
    return '—'
  }
}
