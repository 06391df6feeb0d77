/** The built app in Electron: the window, the shell around it, and the service that the shell starts. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication } from 'playwright'
import { root } from '../project.ts'
import type { OpenedWindow, Starting } from './engine.ts'

/** What only a window of Electron has. */
export interface ElectronWindow extends OpenedWindow {
  electron: ElectronApplication
  /** Process id of the data service; undefined while there is none. */
  servicePid(): number | undefined
  /** What the log says by now. */
  log(): string
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
 * Runs in each page, before its own scripts: scrolling answers a Promise, as it does in the engine that
 * is shipped, so that the old one catches what takes the answer for something else.
 */
function answerScrollsWithPromises() {
  for (const owner of [Element.prototype, window]) {
    for (const name of ['scrollIntoView', 'scrollTo', 'scrollBy', 'scroll']) {
      const scroll: unknown = Reflect.get(owner, name)
      if (typeof scroll !== 'function') continue
      Reflect.set(owner, name, function answered(this: unknown, ...where: unknown[]) {
        scroll.apply(this, where)
        return Promise.resolve()
      })
    }
  }
}

/** Playwright's loader, and what a test has run after it. */
function loaderWith(before: string | undefined): string {
  if (before === undefined) return playwrightLoader
  const loader = join(mkdtempSync(join(tmpdir(), 'bastau-loader-')), 'loader.cjs')
  writeFileSync(loader, `require(${JSON.stringify(playwrightLoader)})\n${before}\n`)
  return loader
}

/** Starts the built app and waits until its window can be used. */
export async function startInElectron(starting: Starting): Promise<ElectronWindow> {
  const { clock, dataDir, env, flags, before, faults } = starting
  const electron = await _electron.launch({
    executablePath: executable(),
    args: ['-r', loaderWith(before), ...electronFlags, ...flags, root, `--data-dir=${dataDir}`],
    env: { ...(process.env as Record<string, string>), BASTAU_CLOCK: clock, ...env },
  })
  const page = await electron.firstWindow()
  await faults.listenTo(electron.context())
  await page.addInitScript(answerScrollsWithPromises)
  // The window's clock begins where the service's does, and runs.
  await page.clock.install({ time: new Date(`${clock}:00+05:00`) })
  await page.reload()
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  return {
    electron,
    page,
    servicePid: () =>
      descendants(electron.process().pid ?? -1).find((pid) =>
        processes().some((one) => one.pid === pid && one.command.includes('out/service/index.mjs')),
      ),
    log() {
      const file = join(dataDir, 'logs', 'app.log')
      return existsSync(file) ? readFileSync(file, 'utf8') : ''
    },
    async close() {
      // Tests may end in the middle of a form: nobody is there to be asked about it.
      const destroyed = electron.evaluate(({ BrowserWindow }) => {
        setImmediate(() => {
          for (const window of BrowserWindow.getAllWindows()) window.destroy()
        })
      })
      // An app that a test has quit already cannot be told.
      await destroyed.catch(() => undefined)
      await electron.close()
    },
  }
}
