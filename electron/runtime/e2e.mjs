/** `npm run test:e2e`: the built app in a real Electron. What follows `--` goes to vitest. */
import { pathToFileURL } from 'node:url'
import { sandboxFlags } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { openDisplay } from './display.mjs'
import { node24, packageFile, run, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

/** Environment in which a test or a script can start the app through `test/e2e/fixtures.ts`. */
export const appEnvironment = (electron, display) => ({
  ...withNode24(),
  ...display.env,
  BASTAU_ELECTRON: electron.file,
  BASTAU_ELECTRON_FLAGS: [...sandboxFlags(), ...display.flags].join(' '),
})

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const electron = await setUp({ tests: true })
  await buildIfStale()
  const display = await openDisplay()
  const code = await run(
    node24,
    [packageFile('vitest', 'vitest.mjs'), 'run', '--project', 'e2e', ...process.argv.slice(2)],
    { env: appEnvironment(electron, display) },
  )
  display.close()
  process.exit(code)
}
