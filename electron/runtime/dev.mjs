/** `npm run dev`: the app on Vite's server; a saved file of the window shows at once. */
import { sandboxFlags } from './app.mjs'
import { openDisplay } from './display.mjs'
import { node24, packageFile, run, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

const electron = await setUp()
const display = await openDisplay()
const code = await run(
  node24,
  [
    packageFile('electron-vite', 'bin', 'electron-vite.js'),
    'dev',
    '--watch',
    '--',
    ...display.flags,
    ...process.argv.slice(2),
  ],
  {
    env: {
      ...withNode24(),
      ...display.env,
      ELECTRON_EXEC_PATH: electron.file,
      ...(sandboxFlags().length > 0 ? { NO_SANDBOX: '1' } : {}),
    },
  },
)
display.close()
process.exit(code)
