import { parseArgs } from 'node:util'
import { LocalDateTime } from '#contract/values.ts'
import { clockSetTo, systemClock } from './kernel/clock.ts'
import { DomainError } from './kernel/errors.ts'
import { openService } from './service.ts'
import { jsonLinesPort } from './transports/json-lines.ts'
import { processPort } from './transports/process-port.ts'

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    'json-lines': { type: 'boolean', default: false },
    events: { type: 'boolean', default: false },
  },
  strict: false,
})
const dataDir = values['data-dir']
if (typeof dataDir !== 'string') {
  process.stderr.write('The service needs --data-dir FOLDER.\n')
  process.exit(2)
}

const port = values['json-lines']
  ? jsonLinesPort(process.stdin, process.stdout, process.stderr, values.events === true)
  : processPort()
if (!port) {
  process.stderr.write('Nobody to talk to: start the service from the app, or with --json-lines.\n')
  process.exit(2)
}

// Ten frames, Node's measure, end inside the query builder: a bug must be seen in our own code.
Error.stackTraceLimit = 50

/** What may go into the log of a bug: where it was, never what was in the data. */
const whereabouts = (error: unknown) =>
  error instanceof Error
    ? [
        error.name,
        (error as { code?: string }).code,
        ...(error.stack ?? '').split('\n    at ').slice(1),
      ]
        .filter(Boolean)
        .join('\n    at ')
    : typeof error

const fixed = LocalDateTime.safeParse(process.env.BASTAU_CLOCK)
const starting = openService({
  dataDir,
  clock: fixed.success ? clockSetTo(fixed.data) : systemClock,
  onChange: (event) => port.send(event),
  onBug: ({ logId, method, error }) =>
    port.send({ event: 'log', level: 'error', logId, message: `${method}: ${whereabouts(error)}` }),
}).catch((error: unknown) => {
  if (error instanceof DomainError) {
    port.send({ event: 'fatal', code: error.code, params: error.params })
  } else {
    port.send({ event: 'log', level: 'error', message: `start: ${whereabouts(error)}` })
    port.send({ event: 'fatal', code: 'internal', params: {} })
  }
  process.exitCode = 1
  return null
})

/** Requests are served one after another, in the order they came: a read sees the write before it. */
let served: Promise<void> = Promise.resolve()
let stopping = false

/** Lets what runs come to its end, closes the file, and leaves. */
async function stop() {
  if (stopping) return
  stopping = true
  const service = await starting
  await served
  await service?.close()
  await port?.flush()
  process.exit(process.exitCode ?? 0)
}

port.onMessage((raw, unreadable) => {
  if (typeof raw === 'object' && raw !== null && 'control' in raw && raw.control === 'stop') {
    void stop()
    return
  }
  served = served.then(async () => {
    const service = await starting
    if (service) port.send(unreadable ?? (await service.dispatch(raw)))
  })
})
port.onClose(() => void stop())
const service = await starting
if (service) port.send({ event: 'ready', databaseFile: service.databaseFile })
else await stop()
