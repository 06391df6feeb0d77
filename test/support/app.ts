import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import type { CallInput, MethodName, MethodOutput } from '#contract/index.ts'
import { answerOf, childService } from './child-service.ts'
import { startInChromium } from './engines/chromium.ts'
import { type ElectronWindow, startInElectron } from './engines/electron.ts'
import type { OpenedWindow, Starting } from './engines/engine.ts'
import { Faults } from './faults.ts'
import { builtService } from './project.ts'

/** What the app is started on: nothing entered yet, or the made-up centre of `sample.load`. */
export type StartingData = 'empty' | 'sample-centre'

export interface Start {
  data?: StartingData
  /** The minute that the clock starts at, `YYYY-MM-DDTHH:mm`. */
  clock?: string
  /** A folder of an app that was closed before, instead of a new one; it is not removed. */
  dataDir?: string
  /** More environment, such as `BASTAU_SAVE_TO` or `CUPS_SERVER`. */
  env?: Record<string, string>
  /** More switches of the browser engine. */
  flags?: string[]
  /** JavaScript that runs in the shell before the app does; Electron alone. */
  before?: string
}

/** A Monday morning of the sample year, before the first ride. */
export const usualClock = '2025-10-06T08:40'

/** A running app on a data folder of its own. */
export interface RunningApp {
  /** Its window, ready to be used. */
  page: Page
  dataDir: string
  faults: Faults
  /** Calls the service as the window does; throws with the code of a refusal. */
  call<Name extends MethodName>(method: Name, input: CallInput<Name>): Promise<MethodOutput<Name>>
  /** Quits the app as a person would, removes its data, and throws the faults that were found. */
  close(): Promise<void>
}

/**
 * A data folder with the sample loaded at that clock, to be copied: made once for all files of a run,
 * whose temporary folder they share. Loaded as a script would, through the service, without a window.
 */
async function sampleAt(clock: string): Promise<string> {
  const whole = join(tmpdir(), `bastau-sample-${clock.replace(':', '')}`)
  if (existsSync(whole)) return whole
  const folder = mkdtempSync(join(tmpdir(), 'bastau-sample-'))
  const service = childService(folder, { clock, entry: builtService })
  answerOf(await service.call('sample.load', {}))
  await service.end()
  renameSync(folder, whole)
  return whole
}

async function start<Opened extends OpenedWindow>(
  asked: Start,
  open: (starting: Starting) => Promise<Opened>,
): Promise<RunningApp & Opened> {
  const clock = asked.clock ?? usualClock
  const dataDir = asked.dataDir ?? mkdtempSync(join(tmpdir(), 'bastau-e2e-'))
  if (!asked.dataDir && asked.data === 'sample-centre') {
    cpSync(await sampleAt(clock), dataDir, { recursive: true })
  }
  const faults = new Faults()
  const { env = {}, flags = [], before } = asked
  const opened = await open({ clock, dataDir, env, flags, before, faults })
  const { page } = opened
  return {
    ...opened,
    dataDir,
    faults,
    async call(method, input) {
      const reply = await page.evaluate(([name, value]) => window.bastau.call(name, value, null), [
        method,
        input,
      ] as const)
      if (!reply.ok) throw new Error(`${method} was refused: ${reply.code}`)
      return reply.value as MethodOutput<typeof method>
    },
    async close() {
      await opened.close()
      if (!asked.dataDir) rmSync(dataDir, { recursive: true, force: true })
      faults.check()
    },
  }
}

/** An app in Electron, with what only that has. */
export type ElectronApp = RunningApp & ElectronWindow

/** Starts the built app in Electron and waits until its window can be used. */
export const startElectronApp = (asked: Start = {}): Promise<ElectronApp> =>
  start(asked, startInElectron)

/** Opens the built window in a browser of today and waits until it can be used. */
export const startChromiumApp = (asked: Start = {}): Promise<RunningApp> =>
  start(asked, startInChromium)

/** Starts the built app in the engine of this run: see “Two engines” in the README of the tests. */
export const startApp = (asked: Start = {}): Promise<RunningApp> =>
  process.env.BASTAU_ENGINE === 'chromium' ? startChromiumApp(asked) : startElectronApp(asked)

/** The text of a PDF, laid out as on the page. */
export const pdfText = (file: string): string =>
  execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })

/** Number of pages of a PDF. */
export const pdfPages = (file: string): number =>
  Number(/^Pages:\s+(\d+)/m.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))?.[1])

/** A new empty folder. Everything temporary is removed when the tests have ended. */
export const temporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'bastau-files-'))
