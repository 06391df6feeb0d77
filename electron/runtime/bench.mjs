/**
 * `npm run bench`: measures the service on Node 24 beside bare SQL, then the window beside an empty
 * one. `npm run bench -- --service` leaves the window out.
 */
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { withAppEnvironment } from './e2e.mjs'
import { node24, root, run, typescriptFlags, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

const measure = (name, env) =>
  run(node24, [...typescriptFlags, join(root, 'test', 'bench', name)], { env })

const electron = await setUp({ tests: true })
const service = await measure('index.ts', withNode24())
if (service !== 0 || process.argv.includes('--service')) process.exit(service)
await buildIfStale()
process.exit(await withAppEnvironment(electron, (env) => measure('window.ts', env)))
