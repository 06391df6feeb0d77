import { z } from 'zod'
import { type ErrorCode, type ErrorParams, Hit } from '#contract/envelope.ts'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'
import type { Bridge, ShellAnswers, ShellReply, ShellRequest } from '#contract/shell.ts'
import { ChangeId, MemberId } from '#contract/values.ts'
import { rememberHit } from './hits.ts'
import { remember } from './made.ts'
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

/** The same, as the service knows them. */
export const currentMember = (): MemberId | null =>
  MemberId.nullable().catch(null).parse(currentActor.get())

/** The change that a command answers, and what it has hit. */
const Changed = z
  .object({ changeId: ChangeId.nullable(), unsettled: Hit.optional() })
  .catch({ changeId: null })

let signedOut = () => {}
/** Calls back when the service says that nobody has signed in any more. */
export function whenSignedOut(listener: () => void): void {
  signedOut = listener
}

/** Asks the service; what it changed is remembered for Ctrl+Z. Throws `ServiceError` for every refusal. */
export async function call<Name extends MethodName>(
  name: Name,
  input: CallInput<Name>,
): Promise<MethodOutput<Name>> {
  const reply = await window.bastau.call(name, input, currentActor.get())
  if (!reply.ok) {
    if (reply.code === 'sign_in_required') signedOut()
    throw new ServiceError(reply.code, reply.params)
  }
  const { changeId, unsettled } = Changed.parse(reply.value)
  // Taking back is no change of its own to be taken back.
  if (changeId && !name.startsWith('changes.')) remember(changeId, currentMember())
  if (changeId && unsettled) rememberHit(changeId, unsettled)
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
