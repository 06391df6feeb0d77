/** The service as a process of its own, spoken to by lines of JSON. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { keyArguments } from './protection.ts'

export interface LineReply {
  id: number | string | null
  ok: boolean
  value?: unknown
  code?: string
  params?: Record<string, unknown>
}

/** Arguments with which Node runs the service's source as it is. */
export const serviceSource = join(process.cwd(), 'electron', 'service', 'index.ts')
export const quietNode = [
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
  '--disable-warning=ExperimentalWarning',
]

interface ChildOptions {
  clock?: string
  /** The file to run, such as the built service; the source as it is when none is named. */
  entry?: string
  /** Whether it says what changed; {@link ChildService.onEvent} hears it. */
  events?: boolean
  /** More arguments; without, those that a protected folder of the tests is opened with. */
  args?: string[]
  /** JavaScript that runs before the service does. */
  before?: string
  /** More switches of Node. */
  node?: string[]
}

/** Starts `node electron/service/index.ts --json-lines --data-dir DIR`. */
export function childService(dataDir: string, options: ChildOptions = {}) {
  const { entry = serviceSource, events = false } = options
  const more = [...(events ? ['--events'] : []), ...(options.args ?? keyArguments(dataDir))]
  const before = options.before ? [`--import=data:text/javascript,${options.before}`] : []
  const child = spawn(
    process.execPath,
    [
      ...quietNode,
      ...(options.node ?? []),
      ...before,
      entry,
      '--json-lines',
      ...more,
      '--data-dir',
      dataDir,
    ],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: { ...process.env, BASTAU_CLOCK: options.clock ?? '2025-10-06T08:40' },
    },
  )
  const ended = once(child, 'close')
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  // A killed service cannot be written to: what it never got is never answered.
  child.stdin.on('error', () => undefined)

  const lines: string[] = []
  const takers: ((line: string | null) => void)[] = []
  const replies = createInterface({ input: child.stdout })
  const hearers = new Set<(event: object) => void>()
  const listeners = new Map<number, (reply: LineReply | null) => void>()
  replies.on('line', (line) => {
    const taker = takers.shift()
    if (taker) return taker(line)
    const reply = JSON.parse(line) as LineReply
    if ('event' in reply) {
      for (const hear of hearers) hear(reply)
      return
    }
    const listener = typeof reply.id === 'number' ? listeners.get(reply.id) : undefined
    if (listener && typeof reply.id === 'number') {
      listeners.delete(reply.id)
      listener(reply)
    } else lines.push(line)
  })
  replies.on('close', () => {
    for (const taker of takers.splice(0)) taker(null)
    for (const listener of listeners.values()) listener(null)
    listeners.clear()
  })

  let count = 0
  return {
    pid: child.pid,
    /** Calls a method; null when the service died before it answered. */
    call(method: string, input: unknown, actor: string | null = null): Promise<LineReply | null> {
      const id = ++count
      const reply = new Promise<LineReply | null>((resolve) => listeners.set(id, resolve))
      child.stdin.write(`${JSON.stringify({ id, method, input, actor })}\n`)
      return reply
    },
    /** Calls back with what the service says by itself. */
    onEvent(listener: (event: object) => void) {
      hearers.add(listener)
    },
    /** Writes bytes as they are. */
    write(bytes: string | Buffer) {
      child.stdin.write(bytes)
    },
    /** The next line that the service says; null when it says no more. */
    nextLine(): Promise<LineReply | null> {
      const said = lines.shift()
      const line =
        said === undefined ? new Promise<string | null>((resolve) => takers.push(resolve)) : said
      return Promise.resolve(line).then((text) => (text === null ? null : JSON.parse(text)))
    },
    errors: () => errors,
    /** Ends the input, as a script does that has no more to ask, and waits for the exit code. */
    async end(): Promise<number | null> {
      child.stdin.end()
      await ended
      return child.exitCode
    },
    signal: (name: NodeJS.Signals) => child.kill(name),
    /** Waits until it has gone by itself; answers its exit code. */
    async gone(): Promise<number | null> {
      await ended
      return child.exitCode
    },
    /** Kills without warning, as a power cut would. */
    async kill(): Promise<void> {
      child.kill('SIGKILL')
      await ended
    },
  }
}
export type ChildService = ReturnType<typeof childService>

/** What a service answered, or an error that says what it said instead. */
export function answerOf<Value>(reply: LineReply | null | undefined): Value {
  if (!reply?.ok) throw new Error(`no value: ${JSON.stringify(reply)}`)
  return reply.value as Value
}
