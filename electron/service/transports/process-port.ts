import type { Port } from './port.ts'

interface Message {
  data: unknown
}

/** Electron's `process.parentPort` in a utility process, as far as it is used here. */
interface ParentPort {
  postMessage(message: unknown): void
  on(event: 'message', listener: (message: Message) => void): void
  off(event: 'message', listener: (message: Message) => void): void
}

/**
 * [Note: Last words] What a utility process has posted is lost when it ends before the shell took it;
 * nothing in Electron says when it did (of three messages before an exit, all arrived in half of the
 * tries). So it asks with `heard?` whether all before was heard, and the shell answers `heard`.
 */
function utilityProcessPort(parentPort: ParentPort): Port {
  return {
    send: (message) => parentPort.postMessage(message),
    flush: () =>
      new Promise((resolve) => {
        const listen = ({ data }: Message) => {
          if (data !== 'heard') return
          parentPort.off('message', listen)
          resolve()
        }
        parentPort.on('message', listen)
        parentPort.postMessage('heard?')
      }),
    onMessage: (listener) =>
      parentPort.on('message', ({ data }) => {
        if (data !== 'heard') listener(data)
      }),
    onClose: (listener) => process.once('SIGTERM', listener),
  }
}

/** What a forked process has written into its pipe arrives, whatever becomes of it. */
function forkedPort(send: NonNullable<typeof process.send>): Port {
  let lastSent = Promise.resolve()
  return {
    send(message) {
      // A parent that is gone cannot be told anything: `disconnect` follows and ends us.
      lastSent = new Promise((resolve) => {
        send(message, undefined, undefined, () => resolve())
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

/** The port of a utility process, of a forked process, or null when nobody started us as such. */
export function processPort(): Port | null {
  const { parentPort } = process as NodeJS.Process & { parentPort?: ParentPort }
  if (parentPort) return utilityProcessPort(parentPort)
  return process.send ? forkedPort(process.send.bind(process)) : null
}
