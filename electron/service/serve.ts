import type { Method } from '#contract/envelope.ts'
import { contract } from '#contract/index.ts'
import { DomainError } from './kernel/errors.ts'
import type { Service, ServiceOptions } from './service.ts'
import type { Port } from './transports/port.ts'

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

const methods: Readonly<Record<string, Method>> = contract

/** Whether a request is for a method that is long in answering. */
const isLong = (raw: unknown) =>
  typeof raw === 'object' &&
  raw !== null &&
  'method' in raw &&
  typeof raw.method === 'string' &&
  Object.hasOwn(methods, raw.method) &&
  methods[raw.method]?.long === true

/**
 * Opens a service and lets it answer what comes through the port, until it is told to stop or the
 * caller is gone. Why its file cannot be used is said as `fatal`: it goes on to answer, so that a copy can be put
 * back, and ends with code 1 unless that was done. An error that nothing catches leaves it
 * in a state that nobody knows: it is said for the log, and the process ends with code 1, so that
 * whoever supervises it starts another.
 */
export async function serve(
  port: Port,
  open: (hear: Pick<ServiceOptions, 'onChange' | 'onReady' | 'onBug'>) => Promise<Service>,
): Promise<void> {
  /** Goes once everything that was said has been heard. */
  async function leave(code: number): Promise<never> {
    await port.flush()
    process.exit(code)
  }

  let lost = false
  function giveUp(error: unknown) {
    if (lost) return
    lost = true
    port.send({ event: 'log', level: 'error', message: `uncaught: ${whereabouts(error)}` })
    void leave(1)
  }
  process.on('uncaughtException', giveUp)
  process.on('unhandledRejection', giveUp)

  const opening = open({
    onChange: (event) => port.send(event),
    onReady: () => void opening.then(sayReady),
    onBug: ({ logId, method, error }) =>
      port.send({
        event: 'log',
        level: 'error',
        logId,
        message: `${method}: ${whereabouts(error)}`,
      }),
  }).catch((error: unknown) => {
    // A key that is not the right one is no bug.
    if (error instanceof DomainError) {
      port.send({ event: 'fatal', code: error.code, params: error.params })
      return null
    }
    port.send({ event: 'log', level: 'error', message: `start: ${whereabouts(error)}` })
    port.send({ event: 'fatal', code: 'internal', params: {} })
    return null
  })

  function sayReady(service: Service | null) {
    if (service) port.send({ event: 'ready', databaseFile: service.databaseFile })
  }

  /** Everything that was asked so far has its reply; and all that is not long. */
  let served: Promise<unknown> = Promise.resolve()
  let replied: Promise<unknown> = Promise.resolve()
  let stopping = false

  /** Lets what runs come to its end, closes the file, and leaves. */
  async function stop() {
    if (stopping) return
    stopping = true
    const service = await opening
    await served
    await service?.close()
    await leave(service && !service.trouble() ? 0 : 1)
  }

  port.onMessage((raw, unreadable) => {
    if (typeof raw === 'object' && raw !== null && 'control' in raw) {
      if (raw.control === 'stop') void stop()
      return
    }
    const reply = opening.then((service) => unreadable ?? service?.dispatch(raw) ?? null)
    // Replies keep the order of the requests, but for those that are long in coming.
    const before = isLong(raw) ? opening : replied
    const sent = Promise.all([reply, before]).then(([said]) => {
      if (said && !lost) port.send(said)
    })
    if (!isLong(raw)) replied = sent
    served = Promise.all([served, sent])
  })
  port.onClose(() => void stop())
  const service = await opening
  if (!service) return stop()
  const trouble = service.trouble()
  if (trouble) port.send({ event: 'fatal', code: trouble.code, params: trouble.params })
  else sayReady(service)
}
