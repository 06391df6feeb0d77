/** Starting the app, or the smallest app that shows a page, in the Electron that is measured. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** Milliseconds. */
export interface Spread {
  least: number
  median: number
  p95: number
}
export const spread = (times: readonly number[]): Spread => {
  const sorted = [...times].sort((one, other) => one - other)
  const at = (part: number): number =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0).toFixed(2))
  return { least: at(0), median: at(0.5), p95: at(0.95) }
}

/** The smallest app that shows a page. */
const shell = `
const { app, BrowserWindow } = require('electron')
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1366, height: 768, webPreferences: { sandbox: true } })
  window.loadFile(require('node:path').join(__dirname, process.env.BENCH_PAGE))
})
`

export async function launch(
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

/** A temporary folder with the smallest app in it. */
export async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
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

/** Waits until a window can be used. */
export const ready = (page: Page): Promise<void> =>
  page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
