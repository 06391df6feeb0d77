/** `npm start`: sets up, builds what is stale, opens the app. `-- --data-dir DIR` picks its data. */
import { runApp } from './app.mjs'
import { buildIfStale } from './build.mjs'
import { say } from './run.mjs'
import { setUp } from './setup.mjs'

const electron = await setUp()
await buildIfStale()
say('Starting Ақ Бастау …')
process.exit(await runApp(electron, process.argv.slice(2)))
