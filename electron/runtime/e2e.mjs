/** `npm run test:e2e`: the built app in a real Electron. What follows `--` goes to vitest. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { sandboxFlags } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { openDisplay } from './display.mjs'
import { node24, packageFile, run, withNode24 } from './run.mjs'
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
    })
  } finally {
    display.close()
    remove()
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const electron = await setUp({ tests: true })
  await buildIfStale()
  const vitest = [packageFile('vitest', 'vitest.mjs'), 'run', '--project', 'e2e']
  process.exit(
    await withAppEnvironment(electron, (env) =>
      run(node24, [...vitest, ...process.argv.slice(2)], { env }),
    ),
  )
}
