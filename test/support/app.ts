import { execFileSync, spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import type { Reply } from '#contract/envelope.ts'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** What the app is started on: nothing entered yet, or the made-up centre of `sample.load`. */
export type StartingData = 'empty' | 'sample-centre'

export interface Start {
  data?: StartingData
  /** The minute that the clock stands at, `YYYY-MM-DDTHH:mm`. */
  clock?: string
  /** A folder of an app that was closed before, instead of a new one; it is not removed. */
  dataDir?: string
  /** More environment, such as `BASTAU_SAVE_TO` or `CUPS_SERVER`. */
  env?: Record<string, string>
  /** More switches of Chromium. */
  flags?: string[]
}

/** A Monday morning of the sample year, before the first ride. */
export const usualClock = '2025-10-06T08:40'

/** A running app on a data folder of its own. */
export interface RunningApp {
  electron: ElectronApplication
  /** Its window, ready to be used. */
  page: Page
  dataDir: string
  /** Calls the service as the window does; throws with the code of a refusal. */
  call<Name extends MethodName>(method: Name, input: CallInput<Name>): Promise<MethodOutput<Name>>
  /** Process id of the data service; undefined while there is none. */
  servicePid(): number | undefined
  /** What the log says by now. */
  log(): string
  /** Quits the app as a person would, and removes its data. */
  close(): Promise<void>
}

export function executable(): string {
  const found = process.env.BASTAU_ELECTRON
  if (!found) throw new Error('No Electron given: run these tests with `npm run test:e2e`.')
  return found
}

/** Switches that this machine's Electron needs: without a sandbox for root, without a graphics card. */
export const electronFlags = (process.env.BASTAU_ELECTRON_FLAGS ?? '')
  .split(' ')
  .filter((flag) => flag !== '')

/**
 * Playwright's own loader: the app is not ready before Playwright is. It is left out by itself when
 * an executable is named, and then a page that loads while Playwright attaches may be lost.
 */
export const playwrightLoader = join(
  root,
  'node_modules/playwright-core/lib/server/electron/loader.js',
)

const processes = (): { pid: number; parent: number; command: string }[] =>
  execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null)
    .map((match) => ({ pid: Number(match[1]), parent: Number(match[2]), command: match[3] ?? '' }))

/** Process ids of everything that a process started, and that these started. */
export function descendants(pid: number): number[] {
  const all = processes()
  const below = (one: number): number[] =>
    all.filter(({ parent }) => parent === one).flatMap((child) => [child.pid, ...below(child.pid)])
  return below(pid)
}

export const isRunning = (pid: number): boolean => processes().some((one) => one.pid === pid)

/**
 * A data folder with the sample loaded at that clock, to be copied: made once for all files of a run,
 * whose temporary folder they share. Loaded as a script would, through the service, without a window.
 */
async function sampleAt(clock: string): Promise<string> {
  const whole = join(tmpdir(), `bastau-sample-${clock.replace(':', '')}`)
  if (existsSync(whole)) return whole
  const folder = mkdtempSync(join(tmpdir(), 'bastau-sample-'))
  const service = spawn(
    process.execPath,
    [join(root, 'out', 'service', 'index.mjs'), '--json-lines', '--data-dir', folder],
    { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, BASTAU_CLOCK: clock } },
  )
  const over = new Promise((resolve) => service.once('exit', resolve))
  service.stdin.end(`${JSON.stringify({ id: 1, method: 'sample.load', input: {} })}\n`)
  for await (const line of createInterface({ input: service.stdout })) {
    const reply: Reply = JSON.parse(line)
    if (!reply.ok) throw new Error(`The sample was refused: ${line}`)
  }
  await over
  renameSync(folder, whole)
  return whole
}

/** Starts the built app and waits until its window can be used. */
export async function startApp(start: Start = {}): Promise<RunningApp> {
  const clock = start.clock ?? usualClock
  const dataDir = start.dataDir ?? mkdtempSync(join(tmpdir(), 'bastau-e2e-'))
  if (!start.dataDir && start.data === 'sample-centre') {
    cpSync(await sampleAt(clock), dataDir, { recursive: true })
  }
  const electron = await _electron.launch({
    executablePath: executable(),
    args: [
      '-r',
      playwrightLoader,
      ...electronFlags,
      ...(start.flags ?? []),
      root,
      `--data-dir=${dataDir}`,
    ],
    env: { ...(process.env as Record<string, string>), BASTAU_CLOCK: clock, ...start.env },
  })
  const page = await electron.firstWindow()
  // The window's clock stands where the service's does, from its first script on.
  await page.clock.setFixedTime(new Date(`${clock}:00+05:00`))
  await page.reload()
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  return {
    electron,
    page,
    dataDir,
    async call(method, input) {
      const reply = await page.evaluate(([name, value]) => window.bastau.call(name, value, null), [
        method,
        input,
      ] as const)
      if (!reply.ok) throw new Error(`${method} was refused: ${reply.code}`)
      return reply.value as MethodOutput<typeof method>
    },
    servicePid: () =>
      descendants(electron.process().pid ?? -1).find((pid) =>
        processes().some((one) => one.pid === pid && one.command.includes('out/service/index.mjs')),
      ),
    log() {
      const file = join(dataDir, 'logs', 'app.log')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    },
    async close() {
      await electron.close()
      if (!start.dataDir) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The text of a PDF, laid out as on the page. */
export const pdfText = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })

/** Number of pages of a PDF. */
export const pdfPages = (file: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1])

/** A new empty folder. Everything temporary is removed when the tests have ended. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'bastau-files-'))
