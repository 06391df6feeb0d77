import { Worker } from 'node:worker_threads'
import type { DataKey } from '#keys/key-file.ts'
import { DomainError } from '../../kernel/errors.ts'
import type { Answer, Task, TaskName, Tasks } from './worker.ts'

/** Where the thread's code is: a source beside this one, or a bundle beside the service's, outside an archive. */
function workerUrl(): URL {
  const here = import.meta.url
  if (here.endsWith('.ts')) return new URL('./worker.ts', here)
  const unpacked = here.replace('/app.asar/', '/app.asar.unpacked/')
  return new URL('./copies-worker.mjs', unpacked)
}

/** Does tasks one after another in a thread of its own, which begins with the first. */
export class CopiesThread {
  readonly #key: DataKey | null
  #worker: Worker | null = null
  #free: Promise<unknown> = Promise.resolve()

  /** `key` is that of the data file, null for one that is not protected. */
  constructor(key: DataKey | null) {
    this.#key = key
  }

  /** Refuses what the task does; throws when the thread dies, and then the next task has another. */
  do<Name extends TaskName>(
    name: Name,
    asked: Tasks[Name]['asked'],
  ): Promise<Tasks[Name]['answer']> {
    const done = this.#free.then(() => this.#ask({ name, asked }))
    this.#free = Promise.allSettled([done])
    return done
  }

  #begin(): Worker {
    const worker = new Worker(workerUrl(), { workerData: this.#key })
    // It keeps nobody from leaving: whoever waits for an answer does.
    worker.unref()
    worker.once('exit', () => {
      if (this.#worker === worker) this.#worker = null
    })
    this.#worker = worker
    return worker
  }

  async #ask<Name extends TaskName>(task: Task<Name>): Promise<Tasks[Name]['answer']> {
    const worker = this.#worker ?? this.#begin()
    const { promise, resolve, reject } = Promise.withResolvers<Tasks[Name]['answer']>()
    const hear = (answer: Answer<Name>) => {
      if (answer.ok) resolve(answer.value)
      else reject(new DomainError(answer.code, answer.params))
    }
    const lost = (code: number) => reject(new Error(`the thread of the copies left with ${code}`))
    worker.on('message', hear).on('error', reject).on('exit', lost)
    worker.ref()
    worker.postMessage(task)
    try {
      return await promise
    } finally {
      worker.unref()
      worker.off('message', hear).off('error', reject).off('exit', lost)
    }
  }

  async end(): Promise<void> {
    await this.#free
    await this.#worker?.terminate()
  }
}
