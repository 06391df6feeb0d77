import type { Port } from './port.ts'

/** Electron's `process.parentPort` in a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { data: unknown }) => void): void
}

/** The port of a utility process, of a forked process, or null when nobody started us as such. */
export function processPort(): Port | null {
  const parentPort = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort
  if (parentPort) {
    return {
      send: (message) => parentPort.postMessage(message),
      flush: async () => undefined,
      onMessage: (listener) => parentPort.on('message', (event) => listener(event.data)),
      onClose: (listener) => process.once('SIGTERM', listener),
    }
  }
  if (!process.send) return null
  let lastSent = Promise.resolve()
  return {
    send(message) {
      // A parent that is gone cannot be told anything: `disconnect` follows and ends us.
      lastSent = new Promise((resolve) => {
        process.send?.(message, undefined, undefined, () => resolve())
      })
    },
    flush: () => lastSent,
    onMessage: (listener) => process.on('message', (message) => listener(message)),
    onClose: (listener) => {
      process.once('disconnect', listener)
      process.once('SIGTERM', listener)
    },
  }
}
