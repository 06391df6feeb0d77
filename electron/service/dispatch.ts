import { randomInt } from 'node:crypto'
import { z } from 'zod'
import {
  type ChangeEvent,
  commonRefusals,
  type ErrorCode,
  type Method,
  type Reply,
  Request,
  type Topic,
} from '#contract/envelope.ts'
import { type Contract, methodNamed } from '#contract/index.ts'
import { type RightName, refusalOf } from '#contract/rights.ts'
import type { Role } from '#contract/team.ts'
import type { MemberId } from '#contract/values.ts'
import type { CommandContext, HandlersOf, ReadContext } from './context.ts'
import type { Database } from './db/open.ts'
import type { Reader } from './db/schema.ts'
import type { Clock } from './kernel/clock.ts'
import { DomainError } from './kernel/errors.ts'
import type { NewId } from './kernel/ids.ts'

export interface Bug {
  logId: string
  method: string
  error: unknown
}

export interface DispatchOptions {
  database: Database
  handlers: HandlersOf<Contract>
  /** What somebody is at the centre, or undefined for an id of nobody in the team. */
  rolesOf(db: Reader, id: MemberId): Promise<Role[] | undefined>
  clock: Clock
  newId: NewId
  onChange(event: ChangeEvent): void
  /** Gets what nobody expected, under the number that the person is shown. */
  onBug(bug: Bug): void
  /** Holds every answer and refusal against what the contract declares: for tests and the fuzzer. */
  checkOutput?: boolean
}

export type Dispatch = (raw: unknown) => Promise<Reply>

/** Carries the answer of a preview out of the transaction that it takes back. */
class Previewed {
  readonly value: unknown
  constructor(value: unknown) {
    this.value = value
  }
}

type AnyHandler = (context: ReadContext | CommandContext, input: unknown) => Promise<unknown>

/** Letters and digits that nobody mixes up on the telephone. */
const logAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** The number under which a bug stands in the log. */
export function newLogId(): string {
  const letters = Array.from({ length: 6 }, () => logAlphabet[randomInt(logAlphabet.length)])
  return `${letters.slice(0, 4).join('')}-${letters.slice(4).join('')}`
}

/** What SQLite says when the world, not the code, is in the way. */
function refusalOfSqlite(error: unknown): ErrorCode | undefined {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string') return undefined
  if (code.startsWith('SQLITE_BUSY')) return 'busy'
  if (code === 'SQLITE_FULL') return 'disk_full'
  if (code.startsWith('SQLITE_CORRUPT')) return 'file_damaged'
  return undefined
}

/** Where and how an input is wrong, without the input itself: it may hold a name. */
function problems(error: z.ZodError) {
  return error.issues.slice(0, 20).map((issue) => ({
    path: issue.path.join('.'),
    problem: ['date', 'time', 'id', 'iin', 'mark'].includes(issue.message)
      ? issue.message
      : issue.code,
  }))
}

/** The rights that a call asks for: that of the method, and another for setting rules aside. */
function rightsAsked({ may }: Method, input: unknown): RightName[] {
  const overriding = (input as { override?: unknown }).override !== undefined
  return [...(may ? [may] : []), ...(overriding ? (['overriding'] as const) : [])]
}

/** Refuses `not_found {what: 'actor'}` for a stranger, and what a right that they have not says. */
async function checkRights(
  roles: readonly Role[] | null | undefined,
  asked: readonly RightName[],
): Promise<void> {
  if (roles === undefined) throw new DomainError('not_found', { what: 'actor' })
  for (const right of asked) {
    const refusal = refusalOf(right, roles)
    if (refusal) throw new DomainError(refusal)
  }
}

/** A refusal that the method does not declare is a bug of ours, not of the caller. */
function refuseUndeclared(method: Method | undefined, code: ErrorCode): void {
  const known: readonly ErrorCode[] = [...commonRefusals, ...(method?.refuses ?? [])]
  if (!known.includes(code)) throw new Error(`${method?.name} refuses ${code} and does not say so`)
}

/**
 * Makes the one way in: check, run, reply. Every request gets exactly one reply; nothing that a
 * caller sends makes it throw.
 */
export function createDispatch(options: DispatchOptions): Dispatch {
  const { database, clock, newId } = options
  const handlers = options.handlers as unknown as Record<string, AnyHandler>

  async function run(name: string, request: Request): Promise<unknown> {
    const method = methodNamed(name)
    const handler = handlers[name]
    if (!method || !handler) throw new DomainError('unknown_method')
    const input = method.input.safeParse(request.input ?? {})
    if (!input.success) throw new DomainError('bad_request', { problems: problems(input.error) })
    const actor = request.actor ?? null
    if (method.kind === 'read') {
      return handler({ db: database.reader, clock, actor }, input.data)
    }

    const topics = new Set<Topic>()
    const previewing = method.kind === 'preview'
    const answer = await database
      .write(async (tx) => {
        const roles = actor === null ? null : await options.rolesOf(tx, actor)
        await checkRights(roles, previewing ? [] : rightsAsked(method, input.data))
        const value = await handler(
          {
            tx,
            clock,
            newId,
            actor,
            changed(...some) {
              for (const topic of some) topics.add(topic)
            },
          },
          input.data,
        )
        if (previewing) throw new Previewed(value)
        return { changeId: null, ...(value as object) }
      })
      .catch((error: unknown) => {
        if (error instanceof Previewed) return error.value
        throw error
      })
    if (!previewing && topics.size > 0) {
      options.onChange({ event: 'changed', topics: [...topics] })
    }
    return answer
  }

  return async (raw) => {
    const request = Request.safeParse(raw)
    if (!request.success) {
      const id = z.object({ id: z.union([z.int(), z.string().max(100)]) }).safeParse(raw)
      return {
        id: id.success ? id.data.id : null,
        ok: false,
        code: 'bad_request',
        params: { problems: problems(request.error) },
      }
    }
    const { id, method: name } = request.data
    try {
      const value = await run(name, request.data)
      if (options.checkOutput) methodNamed(name)?.output.parse(value)
      return { id, ok: true, value }
    } catch (error) {
      if (error instanceof DomainError) {
        if (options.checkOutput) refuseUndeclared(methodNamed(name), error.code)
        return { id, ok: false, code: error.code, params: error.params }
      }
      const refusal = refusalOfSqlite(error)
      if (refusal) return { id, ok: false, code: refusal, params: {} }
      const logId = newLogId()
      options.onBug({ logId, method: methodNamed(name) ? name : 'unknown', error })
      return { id, ok: false, code: 'internal', params: { logId } }
    }
  }
}
