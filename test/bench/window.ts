/**
 * What a person waits for in the window, measured in the Electron that `BASTAU_ELECTRON` names: the
 * board with 40 columns and 500 sessions, and the time until the window can be used against an
 * empty window of the same runtime. Run by itself it prints JSON; `--board` leaves out the start.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { _electron, type ElectronApplication } from 'playwright'
import { build, type Plugin } from 'vite'
import type { BoardTimes } from './board/main.tsx'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(here))
const starts = 5

interface Spread {
  least: number
  median: number
  p95: number
}
/** The board with more on it than any day has, milliseconds. */
export type BoardSpreads = { columns: number; items: number } & Record<
  'mount' | 'mountToFrame' | 'change' | 'changeToFrame',
  Spread
>
/** From the start of the program until its window can be used, milliseconds. */
export type StartSpreads = Record<'app' | 'empty', Spread>

const spread = (times: readonly number[]): Spread => {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2))
  return { least: at(0), median: at(0.5), p95: at(0.95) }
}

const emptyPage = '<!doctype html><html data-ready="true"><title>Empty</title></html>'
/** The smallest app that shows a page. */
const shell = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } })
  window.loadFile(require('node:path').join(__dirname, process.env.BENCH_PAGE))
})
`

async function launch(
  folder: string,
  page: string,
  more: readonly string[] = [],
): Promise<ElectronApplication> {
  const executablePath = process.env.BASTAU_ELECTRON
  if (!executablePath) throw new Error('No Electron given in BASTAU_ELECTRON.')
  const flags = (process.env.BASTAU_ELECTRON_FLAGS ?? '').split(' ').filter((flag) => flag !== '')
  return _electron.launch({
    executablePath,
    args: [...flags, folder, ...more],
    env: { ...(process.env as Record<string, string>), BENCH_PAGE: page },
  })
}

async function timeToUse(start: () => Promise<ElectronApplication>): Promise<number> {
  const before = performance.now()
  const app = await start()
  const page = await app.firstWindow()
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  const time = performance.now() - before
  await app.close()
  return time
}

/** Mounts the board in a window of its own and changes one session after another. */
export const measureBoard = (): Promise<BoardSpreads> =>
  inFolder(async (folder) => {
    await build({
      configFile: false,
      logLevel: 'error',
      root: join(here, 'board'),
      base: './',
      plugins: [react(), plainScript],
      build: {
        outDir: join(folder, 'board'),
        target: 'chrome114',
        modulePreload: false,
        rollupOptions: { output: { format: 'iife' } },
      },
    })
    const app = await launch(folder, 'board/index.html')
    const page = await app.firstWindow()
    await page.waitForFunction(() => typeof window.measureBoard === 'function')
    const times: BoardTimes = await page.evaluate(() => window.measureBoard())
    await app.close()
    const { columns, items, mount, mountToFrame, change, changeToFrame } = times
    return {
      columns,
      items,
      mount: spread(mount),
      mountToFrame: spread(mountToFrame),
      change: spread(change),
      changeToFrame: spread(changeToFrame),
    }
  })

/** Starts the built app, each time on new data, and an empty window of the same runtime. */
export const measureStart = (): Promise<StartSpreads> =>
  inFolder(async (folder) => {
    writeFileSync(join(folder, 'empty.html'), emptyPage)
    const [ours, empty]: [number[], number[]] = [[], []]
    for (let run = 0; run < starts; run++) {
      const dataDir = join(folder, `data-${run}`)
      empty.push(await timeToUse(() => launch(folder, 'empty.html')))
      ours.push(await timeToUse(() => launch(root, '', [`--data-dir=${dataDir}`])))
    }
    return { app: spread(ours), empty: spread(empty) }
  })

/** A temporary folder with the smallest app in it. */
async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'bastau-bench-window-'))
  writeFileSync(
    join(folder, 'package.json'),
    '{"name":"bench","version":"1.0.0","main":"main.cjs"}',
  )
  writeFileSync(join(folder, 'main.cjs'), shell)
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A page that is opened from a file may not load modules: it gets one plain script. */
const plainScript: Plugin = {
  name: 'bastau:plain-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('type="module" crossorigin', 'defer').replace(/ crossorigin/g, ''),
  },
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const board = await measureBoard()
  process.stdout.write(`${JSON.stringify({ board }, null, 2)}\n`)
  if (!process.argv.includes('--board')) {
    process.stdout.write(`${JSON.stringify({ start: await measureStart() }, null, 2)}\n`)
  }
}
