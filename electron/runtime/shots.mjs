/** `npm run shots`: the pictures of the README, made by `test/e2e/shots.ts` from the running app. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { withAppEnvironment } from './e2e.mjs'
import { giveUp, node24, root, run, typescriptFlags } from './run.mjs'
import { setUp } from './setup.mjs'

const entry = join(root, 'test', 'e2e', 'shots.ts')
if (!existsSync(entry)) giveUp('There is no list of pictures: test/e2e/shots.ts is missing.')
const electron = await setUp({ tests: true })
await buildIfStale()
process.exit(
  await withAppEnvironment(electron, (env) =>
    run(node24, [...typescriptFlags, entry, ...process.argv.slice(2)], { env }),
  ),
)
