/**
 * A service that opens no database, so that every runtime can run it; it is served as the real one is.
 * Its methods do what a service may live to see.
 */
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { Request } from '#contract/envelope.ts'
import { DomainError } from '#service/kernel/errors.ts'
import { serve } from '#service/serve.ts'
import { processPort } from '#service/transports/process-port.ts'

const [folder = '', how] = process.argv.slice(2)
const note = (line: string) => appendFileSync(join(folder, 'life'), `${line}\n`)

/** A bug whose words name somebody. */
const bug = () => new Error('Құпиябекова Әсемгүл')

const methods: Record<string, (input: unknown) => unknown> = {
  echo: (input) => input,
  keys: (input) => Object.keys(z.object({}).loose().parse(input)),
  letters: (count) => 'ә'.repeat(z.number().parse(count)),
  wait: (milliseconds) => sleep(z.number().parse(milliseconds), 'waited'),
  never: () => new Promise(() => undefined),
  neverEvenLooksUp() {
    for (;;) Math.random()
  },
  failUnseen() {
    void Promise.reject(bug())
    return new Promise(() => undefined)
  },
  throwUnseen() {
    setImmediate(() => {
      throw bug()
    })
    return new Promise(() => undefined)
  },
}

note('started')
process.on('exit', (code) => note(`ended with ${code}`))
const port = processPort()
if (!port) throw new Error('nobody to talk to')

void serve(port, async ({ onChange }) => {
  // Whoever calls meanwhile waits.
  await sleep(50)
  const trouble = how === 'refuses' ? new DomainError('file_damaged', { file: 'bastau.db' }) : null
  if (how === 'breaks') throw bug()
  return {
    trouble: () => trouble,
    databaseFile: 'none',
    async dispatch(raw) {
      const { id, method, input } = Request.parse(raw)
      if (trouble) return { id, ok: false, code: trouble.code, params: trouble.params }
      const value = await methods[method]?.(input)
      onChange({ event: 'changed', topics: ['people'] })
      return { id, ok: true, value }
    },
    async close() {
      note('closed')
    },
  }
})
