import { z } from 'zod'
import {
  ErrorCode,
  type ErrorParams,
  fileTroubles,
  type Outgoing,
  type Reply,
  topics,
} from '#contract/envelope.ts'
import type { Log } from './log.ts'
import type { Child, StartChild } from './service-child.ts'

/** What the service says without being asked, besides replies. */
export type ServiceEvent = Exclude<Outgoing, Reply>

const Event = z.discriminatedUnion('event', [
  z.object({ event: z.literal('ready'), databaseFile: z.string() }),
  z.object({ event: z.literal('changed'), topics: z.array(z.enum(topics)) }),
  z.object({
    event: z.literal('log'),
    level: z.enum(['info', 'error']),
    message: z.string(),
    logId: z.string().exactOptional(),
  }),
  z.object({
    event: z.literal('fatal'),
    code: ErrorCode,
    params: z.record(z.string(), z.unknown()),
  }),
])
const Answer = z.discriminatedUnion('ok', [
  z.object({ id: z.number(), ok: z.literal(true), value: z.unknown() }),
  z.object({
    id: z.number(),
    ok: z.literal(false),
    code: ErrorCode,
    params: z.record(z.string(), z.unknown()),
  }),
])

type State =
  | { kind: 'down' }
  | { kind: 'starting'; child: Child }
  | { kind: 'ready'; child: Child }
  /** It could not begin, and is gone; the same reason answers every call. */
  | { kind: 'refused'; code: ErrorCode; params: ErrorParams }
  | { kind: 'stopping'; child: Child | null }

const startsAMinute = 3
const minute = 60_000

interface Waiting {
  request: { id: number; method: string; input: unknown; actor: string | null }
  answer(reply: Reply): void
  sent: boolean
}

/**
 * Owns the life of the data service. Calls made while it starts wait for it; when it dies, calls
 * that it was asked are refused with `service_lost` and it is started again, three times a minute
 * at most. Nothing is asked twice: whether a lost write was done, only the data can tell.
 */
export class ServiceProcess {
  readonly #startChild: StartChild
  readonly #log: Log
  readonly #tell: (event: ServiceEvent) => void
  readonly #waiting = new Map<number, Waiting>()
  readonly #starts: number[] = []
  #lastId = 0
  #state: State = { kind: 'down' }
  #whenGone: (() => void)[] = []
  #whenSettled: (() => void)[] = []

  constructor(options: { startChild: StartChild; log: Log; tell(event: ServiceEvent): void }) {
    this.#startChild = options.startChild
    this.#log = options.log
    this.#tell = options.tell
  }

  /** Process id of the child, while there is one. */
  get pid(): number | undefined {
    return 'child' in this.#state ? this.#state.child?.pid : undefined
  }

  /** Why it cannot use its file, as it has said when it was last started; null when it can. */
  get refusal(): { code: ErrorCode; params: ErrorParams } | null {
    return this.#state.kind === 'refused'
      ? { code: this.#state.code, params: this.#state.params }
      : null
  }

  /** Starts the child, unless it runs, has said why it cannot, or died too often of late. */
  start(): void {
    if (this.#state.kind !== 'down') return
    const now = Date.now()
    while (this.#starts[0] !== undefined && now - this.#starts[0] >= minute) this.#starts.shift()
    // The first start of the minute is not yet a restart.
    if (this.#starts.length > startsAMinute) return
    this.#starts.push(now)
    try {
      const child: Child = this.#startChild({
        message: (raw) => this.#hear(raw),
        gone: (code) => this.#gone(child, code),
      })
      this.#state = { kind: 'starting', child }
    } catch (error) {
      this.#log.bug('service start', error)
    }
  }

  /** Asks the service. Always answers; `service_lost` when there is nobody to answer. */
  call(method: string, input: unknown, actor: string | null): Promise<Reply> {
    this.start()
    const id = ++this.#lastId
    const state = this.#state
    if (state.kind === 'refused') {
      return Promise.resolve({ id, ok: false, code: state.code, params: state.params })
    }
    if (state.kind === 'down' || state.kind === 'stopping') return Promise.resolve(lost(id))
    return new Promise((answer) => {
      const waiting: Waiting = { request: { id, method, input, actor }, answer, sent: false }
      this.#waiting.set(id, waiting)
      if (state.kind === 'ready') this.#send(state.child, waiting)
    })
  }

  /**
   * Starts it anew because somebody asks for it: whatever it has said of its file, however often it has
   * died, and also when it runs. Comes back when it is known what has become of it.
   */
  async startAgain({ graceMs }: { graceMs: number }): Promise<void> {
    if (this.#state.kind === 'stopping') return
    if (this.#state.kind === 'starting' || this.#state.kind === 'ready') {
      await this.stop({ graceMs })
    }
    this.#state = { kind: 'down' }
    this.#starts.length = 0
    const settled = new Promise<void>((resolve) => this.#whenSettled.push(resolve))
    this.start()
    if (this.#state.kind === 'down') this.#settle()
    await settled
  }

  #settle() {
    for (const resolve of this.#whenSettled.splice(0)) resolve()
  }

  /** Lets it finish what it does and close its file; ends it when that takes too long. */
  async stop({ graceMs }: { graceMs: number }): Promise<void> {
    const state = this.#state
    if (state.kind !== 'starting' && state.kind !== 'ready') {
      this.#state = { kind: 'stopping', child: null }
      return
    }
    this.#state = { kind: 'stopping', child: state.child }
    const gone = new Promise<void>((resolve) => this.#whenGone.push(resolve))
    state.child.send({ control: 'stop' })
    const overdue = setTimeout(() => {
      this.#log.info('service did not stop in time and was ended')
      state.child.kill()
    }, graceMs)
    await gone
    clearTimeout(overdue)
  }

  #send(child: Child, waiting: Waiting) {
    waiting.sent = true
    try {
      child.send(waiting.request)
    } catch {
      // What cannot be written as a message cannot be an input of the contract.
      this.#answer({ id: waiting.request.id, ok: false, code: 'bad_request', params: {} })
    }
  }

  #answer(reply: Reply) {
    const waiting = this.#waiting.get(Number(reply.id))
    this.#waiting.delete(Number(reply.id))
    waiting?.answer(reply)
  }

  #hear(raw: unknown) {
    const reply = Answer.safeParse(raw)
    if (reply.success) {
      this.#answer(reply.data)
      return
    }
    const event = Event.safeParse(raw)
    if (!event.success) {
      this.#log.info('service said something that is not of the contract')
      return
    }
    const message = event.data
    switch (message.event) {
      case 'ready':
        // Said again when another file was opened: all that was read before is to be read anew.
        if (this.#state.kind === 'starting' || this.#state.kind === 'ready') this.#tell(message)
        this.#serve()
        return
      case 'changed':
        this.#tell(message)
        return
      case 'log':
        if (message.level === 'info') this.#log.info(message.message)
        else this.#log.bug('service', message.message, message.logId)
        return
      case 'fatal':
        this.#log.info(`service cannot open its file: ${message.code}`)
        if (isTrouble(message.code)) {
          // It stays, and says so itself to whoever asks for anything but a copy to be put back.
          this.#serve()
          return
        }
        this.#refuseAll(message.code, message.params)
        if (this.#state.kind !== 'stopping') {
          this.#state = { kind: 'refused', code: message.code, params: message.params }
        }
        this.#settle()
    }
  }

  /** The child hears from now on what it is asked. */
  #serve() {
    if (this.#state.kind !== 'starting') return
    const { child } = this.#state
    this.#state = { kind: 'ready', child }
    this.#settle()
    for (const waiting of [...this.#waiting.values()]) {
      if (!waiting.sent) this.#send(child, waiting)
    }
  }

  #gone(child: Child, code: number | null) {
    const before = this.#state
    // One that has refused may go when the next one has begun.
    if (!('child' in before) || before.child !== child) return
    for (const resolve of this.#whenGone.splice(0)) resolve()
    if (before.kind === 'stopping') {
      this.#refuseAll('service_lost', {})
      return
    }
    this.#log.bug('service', `ended unexpectedly, code ${code ?? 'none'}`)
    this.#state = { kind: 'down' }
    this.#refuseSent()
    this.start()
    if (this.#state.kind === 'down') {
      this.#refuseAll('service_lost', {})
      this.#settle()
    }
  }

  /** Refuses what the child had been asked; what it had not is asked of the next one. */
  #refuseSent() {
    for (const { request, sent } of [...this.#waiting.values()]) {
      if (sent) this.#answer(lost(request.id))
    }
  }

  #refuseAll(code: ErrorCode, params: ErrorParams) {
    for (const id of [...this.#waiting.keys()]) this.#answer({ id, ok: false, code, params })
  }
}

const isTrouble = (code: ErrorCode) => (fileTroubles as readonly ErrorCode[]).includes(code)

const lost = (id: number): Reply => ({ id, ok: false, code: 'service_lost', params: {} })
