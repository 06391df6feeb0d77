import { deepStrictEqual } from 'node:assert'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ChangeEvent, Reply } from '#contract/envelope.ts'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'
import type { LocalDateTime } from '#contract/values.ts'
import type { DataKey } from '#keys/key-file.ts'
import { workbookTexts } from '#renderer/texts/workbook.ts'
import type { Bug } from '#service/dispatch.ts'
import type { Features } from '#service/features/index.ts'
import { type Clock, clockSetTo } from '#service/kernel/clock.ts'
import { openService } from '#service/service.ts'
import { rows } from './tables.ts'

/** A refusal that came through the contract. */
export class Refused extends Error {
  readonly code: string
  readonly params: Record<string, unknown>
  constructor(code: string, params: Record<string, unknown>) {
    super(`${code} ${JSON.stringify(params)}`)
    this.code = code
    this.params = params
  }
}

/** Whatever carries a message, it arrives the same: JSON has a word for all of it, and drops no key. */
function carried<Message extends Reply | ChangeEvent>(message: Message): Message {
  deepStrictEqual(message, JSON.parse(JSON.stringify(message)))
  return message
}

interface ServiceStart {
  clock?: string
  dataDir?: string
  key?: DataKey
  features?: Features
  /** Go on with a file that cannot be used, instead of throwing why. */
  inTrouble?: boolean
}

/** A real service over a real SQLite file of its own, on a Monday morning that passes as any other. */
export async function testService(options: ServiceStart = {}) {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'bastau-'))
  const bugs: Bug[] = []
  const changes: ChangeEvent[] = []
  const hear = {
    onChange: (event: ChangeEvent) => changes.push(carried(event)),
    onReady: () => undefined,
    onBug: (bug: Bug) => bugs.push(bug),
  }
  let running = clockSetTo((options.clock ?? '2025-10-06T08:40') as LocalDateTime)
  const clock: Clock = {
    today: () => running.today(),
    now: () => running.now(),
    milliseconds: () => running.milliseconds(),
  }
  const service = await openService(
    {
      dataDir,
      key: options.key ?? null,
      clock,
      workbookTexts,
      ...hear,
      checkOutput: true,
      secretCost: 2 ** 10,
    },
    options.features,
  )
  const trouble = service.trouble()
  if (trouble && !options.inTrouble) {
    await service.close()
    throw trouble
  }
  let count = 0
  const dispatch = async (raw: unknown) => carried(await service.dispatch(raw))
  const raw = (method: string, input: unknown, actor: string | null = null) =>
    dispatch({ id: ++count, method, input, actor })
  return {
    dataDir,
    databaseFile: service.databaseFile,
    bugs,
    changes,
    dispatch,
    raw,
    /** Calls a method; throws {@link Refused}, or the bug itself. */
    async call<Name extends MethodName>(
      method: Name,
      input: Asked<Name>,
      actor?: string | null,
    ): Promise<MethodOutput<Name>> {
      const reply = await raw(method, input, actor)
      if (reply.ok) return reply.value as MethodOutput<Name>
      if (reply.code === 'internal') throw bugs.at(-1)?.error ?? new Error('internal')
      throw new Refused(reply.code, reply.params)
    },
    /** The code with which a call is refused, or null. */
    async refusal(method: string, input: unknown, actor?: string | null): Promise<string | null> {
      const reply = await raw(method, input, actor)
      return reply.ok ? null : reply.code
    },
    today: () => running.today(),
    /** It is another moment from now on: days have passed. */
    turnClock(moment: string): void {
      running = clockSetTo(moment as LocalDateTime)
    },
    /** Marks somebody while their session is on, whenever that is, and goes back to what the clock says now. */
    async mark(
      input: Asked<'attendance.mark'>,
      actor?: string | null,
    ): Promise<MethodOutput<'attendance.mark'>> {
      const now = running
      const [session] = rows(
        service.databaseFile,
        `SELECT date, start FROM session WHERE id = '${input.sessionId}'`,
      )
      const begins = `${session?.date}T${session?.start}` as LocalDateTime
      if (session && begins > now.now()) running = clockSetTo(begins)
      try {
        return await this.call('attendance.mark', input, actor)
      } finally {
        running = now
      }
    },
    close: () => service.close(),
    async remove() {
      await service.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
export type TestService = Awaited<ReturnType<typeof testService>>

/** Tests write ids and dates as plain text. */
export type Loose<Value> = Value extends string
  ? string
  : Value extends readonly (infer One)[]
    ? Loose<One>[]
    : Value extends object
      ? { [Key in keyof Value]: Loose<Value[Key]> }
      : Value

/** The change of a command is handed on as it was answered: null, of one that changed nothing, is refused. */
type Asked<Name extends MethodName> = Name extends 'changes.undo' | 'changes.redo'
  ? { changeId: string | null }
  : Loose<CallInput<Name>>
