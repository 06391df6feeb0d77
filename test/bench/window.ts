/**
 * What a person waits for in the window, measured in the Electron that `BASTAU_ELECTRON` names: the
 * board with 40 columns and 500 sessions, the rack with a month of 60 beds, 50 class lists as one PDF,
 * and the time until the window can be used against an empty window of the same runtime; the time to the
 * first paint in each engine that the app is tried in. It prints JSON; `--board` measures board and rack
 * alone, `--sheets` the lists, `--paint` the first paint.
 */
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import type { ElectronApplication } from 'playwright'
import { build, type Plugin } from 'vite'
import type { BoardTimes, RackTimes } from './board/main.tsx'
import { oneYear, tenYears } from './generate/index.ts'
import { inFolder, launch, ready, root, type Spread, spread } from './launch.ts'
import { measurePaint } from './paint.ts'
import { measureSheets } from './sheets.ts'

const here = dirname(fileURLToPath(import.meta.url))
const starts = 5

/** The board with more on it than any day has, milliseconds. */
export type BoardSpreads = { columns: number; items: number } & Record<
  'mount' | 'mountToFrame' | 'change' | 'changeToFrame',
  Spread
>
/** The room rack with a month of a full house, milliseconds. */
export type RackSpreads = { beds: number; days: number; stays: number } & Record<
  'mount' | 'mountToFrame' | 'scroll',
  Spread
>
/** From the start of the program until its window can be used, milliseconds. */
export type StartSpreads = Record<'app' | 'empty', Spread>

const emptyPage = '<!doctype html><html data-ready="true"><title>Empty</title></html>'
async function timeToUse(start: () => Promise<ElectronApplication>): Promise<number> {
  const before = performance.now()
  const app = await start()
  const page = await app.firstWindow()
  await ready(page)
  const time = performance.now() - before
  await app.close()
  return time
}

/**
 * Mounts the board in a window of its own and changes one session after another; then the rack, and
 * goes on by a week again and again.
 */
export const measureBoards = (): Promise<{ board: BoardSpreads; rack: RackSpreads }> =>
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
    const rackTimes: RackTimes = await page.evaluate(() => window.measureRack())
    await app.close()
    const { columns, items, mount, mountToFrame, change, changeToFrame } = times
    const { beds, days, stays } = rackTimes
    return {
      board: {
        columns,
        items,
        mount: spread(mount),
        mountToFrame: spread(mountToFrame),
        change: spread(change),
        changeToFrame: spread(changeToFrame),
      },
      rack: {
        beds,
        days,
        stays,
        mount: spread(rackTimes.mount),
        mountToFrame: spread(rackTimes.mountToFrame),
        scroll: spread(rackTimes.scroll),
      },
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

/** A page that is opened from a file may not load modules: it gets one plain script. */
const plainScript: Plugin = {
  name: 'bastau:plain-script',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('type="module" crossorigin', 'defer').replace(/ crossorigin/g, ''),
  },
}

const asked = (part: string) =>
  process.argv.includes(`--${part}`) ||
  !process.argv.some((word) => /^--(board|sheets|paint)$/.test(word))
const print = (part: object) => process.stdout.write(`${JSON.stringify(part, null, 2)}\n`)

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (asked('board')) print(await measureBoards())
  if (asked('sheets')) {
    const [small, large] = [await measureSheets(oneYear), await measureSheets(tenYears)]
    const ratio = (over: number, under: number) => Number((over / under).toFixed(2))
    print({
      classLists: {
        target: 1500,
        ...large,
        timesFloor: ratio(large.app.median, large.floor.median),
        oneYear: small.app,
        growth: ratio(large.app.median, small.app.median),
      },
    })
  }
  if (asked('start')) print({ start: await measureStart() })
  if (asked('paint')) print({ paint: await measurePaint() })
}
