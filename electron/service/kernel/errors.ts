import type { ErrorCode, ErrorParams } from '#contract/envelope.ts'

/** A refusal that is expected: the person can do something about it. Everything else is a bug. */
export class DomainError extends Error {
  readonly code: ErrorCode
  readonly params: ErrorParams

  constructor(code: ErrorCode, params: ErrorParams = {}) {
    super(code)
    this.name = 'DomainError'
    this.code = code
    this.params = params
  }
}

/** A refusal after which what was written until then stays: a wrong PIN is counted. */
export class KeptRefusal extends DomainError {}

/** Says at compile time that every case of a union was handled. */
export function assertNever(value: never): never {
  throw new Error(`unhandled case: ${typeof value}`)
}
