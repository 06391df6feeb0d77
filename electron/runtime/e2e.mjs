/**
 * `npm run test:e2e`: the built app in a real Electron, then its window in a browser of today. What
 * follows `--` goes to vitest; `--project e2e-chromium` is the browser alone, `e2e-electron` Electron.
 */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxFlags } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { findChromium } from './chromium.mjs'
import { openDisplay } from './display.mjs'
import { node24, packageFile, run, say, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

/**
 * Gives `use` the environment in which a test or a script can start the app through
 * `test/e2e/fixtures.ts`: a display, and a folder for whatever is temporary, removed after.
 */
export async function withAppEnvironment(electron, use) {
  const display = await openDisplay()
  const temporary = mkdtempSync(join(tmpdir(), 'bastau-'))
  // The filters of the print service run as another user, and look for their files in here.
  chmodSync(temporary, 0o755)
  const remove = () => rmSync(temporary, { recursive: true, force: true })
  process.once('exit', remove)
  try {
    return await use({
      ...withNode24(),
      ...display.env,
      TMPDIR: temporary,
      BASTAU_ELECTRON: electron.file,
      BASTAU_ELECTRON_FLAGS: [...sandboxFlags(), ...display.flags].join(' '),
      BASTAU_CHROMIUM: findChromium() ?? '',
    })
  } finally {
    display.close()
    remove()
  }
}

/** The engines that this computer has. Says it loudly when there is no browser of today. */
export function engines() {
  if (findChromium()) return ['electron', 'chromium']
  say('')
  say('!! There is no Chromium or Chrome on this computer: the window is NOT tried in the engine')
  say('!! that is shipped. Install one, or name its program in BASTAU_CHROMIUM.')
  return ['electron']
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const electron = await setUp({ tests: true })
  await buildIfStale()
  const asked = process.argv.slice(2)
  const projects = asked.includes('--project')
    ? [[]]
    : engines().map((engine) => ['--project', `e2e-${engine}`])
  process.exit(
    await withAppEnvironment(electron, async (env) => {
      let failed = 0
      for (const project of projects) {
        const vitest = [packageFile('vitest', 'vitest.mjs'), 'run', ...project, ...asked]
        failed = (await run(node24, vitest, { env })) || failed
      }
      return failed
    }),
  )
}
