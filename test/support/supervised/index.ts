/** The app's own supervisor over a service without a database, started in either way. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron } from 'playwright'
import { build } from 'vite'
import type { Reply } from '#contract/envelope.ts'
import type { ServiceEvent, ServiceProcess } from '../../../electron/main/service-process.ts'
import { electronFlags, executable, playwrightLoader } from '../engines/electron.ts'

export type Way = 'utility process' | 'fork'
/** What comes of opening the service: it opens, says why not, or has a bug. */
export type How = 'opens' | 'refuses' | 'breaks'

/** Builds both into a folder that an Electron can be started with. */
export async function buildSupervised(): Promise<string> {
  const app = mkdtempSync(join(tmpdir(), 'bastau-supervised-'))
  for (const name of ['shell', 'service']) {
    await build({
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true },
      build: {
        ssr: join(import.meta.dirname, `${name}.ts`),
        outDir: app,
        emptyOutDir: false,
        target: 'node18',
        minify: false,
        rollupOptions: {
          external: ['electron'],
          output: { format: 'cjs', entryFileNames: `${name}.cjs` },
        },
      },
    })
  }
  const { name, version } = { name: 'supervised', version: '0.0.0' }
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name, version, main: 'shell.cjs' }))
  return app
}

type Globals = typeof globalThis & { service: ServiceProcess; told: ServiceEvent[] }

/** Starts that app; the service itself starts with the first call. */
export async function startSupervised(appFolder: string, way: Way, how: How = 'opens') {
  const folder = mkdtempSync(join(tmpdir(), 'bastau-supervised-'))
  const electron = await _electron.launch({
    executablePath: executable(),
    args: ['-r', playwrightLoader, ...electronFlags, appFolder, way, folder, how],
    env: process.env as Record<string, string>,
  })
  const read = (...name: string[]) => {
    const file = join(folder, ...name)
    return existsSync(file) ? readFileSync(file, 'utf8') : ''
  }
  return {
    electron,
    call: (method: string, input?: unknown): Promise<Reply> =>
      electron.evaluate(
        (_, [name, value]) => (globalThis as Globals).service.call(name, value, null),
        [method, input] as const,
      ),
    pid: () => electron.evaluate(() => (globalThis as Globals).service.pid),
    startAgain: () =>
      electron.evaluate(() => (globalThis as Globals).service.startAgain({ graceMs: 20_000 })),
    stop: (graceMs: number) =>
      electron.evaluate((_, ms) => (globalThis as Globals).service.stop({ graceMs: ms }), graceMs),
    /** Asks all, then tells it to stop, in that order: whether each was answered. */
    callAndStop: (calls: readonly (readonly [method: string, input: unknown])[], graceMs: number) =>
      electron.evaluate(
        async (_, [all, ms]) => {
          const { service } = globalThis as Globals
          const asked = all.map(([method, input]) => service.call(method, input, null))
          await service.stop({ graceMs: ms })
          return (await Promise.all(asked)).map(({ ok }) => ok)
        },
        [calls, graceMs] as const,
      ),
    told: () => electron.evaluate(() => (globalThis as Globals).told.map(({ event }) => event)),
    /** What the services noted of their lives, one after another. */
    life: () => read('life').trim().split('\n'),
    log: () => read('logs', 'app.log'),
    close: () => electron.close(),
  }
}
export type Supervised = Awaited<ReturnType<typeof startSupervised>>
