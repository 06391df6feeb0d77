import { fork } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { app, utilityProcess } from 'electron'
import type { DataKey } from '#keys/key-file.ts'
import { builtFile } from './files.ts'

/** A child process as far as its supervisor needs it, whichever way it was started. */
export interface Child {
  readonly pid: number | undefined
  /** Messages are carried by structured clone. */
  send(message: object): void
  /** Ends it at once, whatever it is doing. */
  kill(): void
}

export interface ChildListener {
  message(raw: unknown): void
  /** It has ended, and all that it said before has been told. */
  gone(code: number | null): void
}

/** Starts a service; throws when there is nothing to start it with. */
export type StartChild = (listener: ChildListener) => Child

/** What runs in the child: a file of JavaScript and what it is told. */
export interface Program {
  entry: string
  args: string[]
}

/** The way that is shipped. The answer to `heard?`: see [Note: Last words]. */
export const asUtilityProcess =
  ({ entry, args }: Program): StartChild =>
  (listener) => {
    const child = utilityProcess.fork(entry, args, {
      serviceName: 'Ақ Бастау: data',
      stdio: 'ignore',
    })
    child.on('message', (raw) => {
      if (raw === 'heard?') child.postMessage('heard')
      else listener.message(raw)
    })
    // Since Electron 33, when the engine itself gives up; `exit` follows. Unheard, it would be thrown here.
    child.on('error', (type) =>
      listener.message({ event: 'log', level: 'error', message: `engine: ${type}` }),
    )
    child.once('exit', (code) => listener.gone(code))
    return {
      get pid() {
        return child.pid
      },
      send: (message) => child.postMessage(message),
      kill: () => {
        if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
      },
    }
  }

/** Node 24 as the runtime scripts name it, or as it lies in the project. */
const plainNode = () =>
  process.env.BASTAU_NODE ?? join(app.getAppPath(), 'node_modules', 'node', 'bin', 'node')

/** The way of development and of the compatible runtime: a process of plain Node 24. */
export const asFork =
  ({ entry, args }: Program): StartChild =>
  (listener) => {
    const execPath = plainNode()
    if (!existsSync(execPath)) throw new Error('Node 24 for the data service is missing')
    const child = fork(entry, args, {
      execPath,
      execArgv: [],
      // As a utility process gets its messages: JSON would drop keys that hold undefined.
      serialization: 'advanced',
      // Ctrl+C in a terminal is for the app; the service is told to stop by it.
      detached: true,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let over = false
    const gone = (code: number | null) => {
      if (over) return
      over = true
      listener.gone(code)
    }
    child.on('message', (raw) => listener.message(raw))
    child.once('error', () => gone(null))
    // Node may tell of `exit` before the last message, never of `close`.
    child.once('close', gone)
    return {
      pid: child.pid,
      // A child that is gone cannot be told anything: `close` follows and refuses what waits.
      send: (message) => void (child.connected && child.send(message, () => undefined)),
      kill: () => void child.kill('SIGKILL'),
    }
  }

/**
 * The data service of a folder, signed in by the key of a script where there is one; it is told the key of the file
 * as the first thing. better-sqlite3 needs Node-API 10, which old runtimes have not.
 */
export function dataService(
  dataDir: string,
  keyOf: () => DataKey | null,
  keyFile?: string,
): StartChild {
  const args = ['--data-dir', dataDir, ...(keyFile ? ['--key-file', keyFile] : [])]
  const program = { entry: builtFile('service', 'index.mjs'), args }
  const start = Number(process.versions.napi) >= 10 ? asUtilityProcess(program) : asFork(program)
  return (listener) => {
    const child = start(listener)
    child.send({ control: 'start', key: keyOf() })
    return child
  }
}
