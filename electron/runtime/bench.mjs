/** `npm run bench`: measures the service on Node 24. What follows `--` goes to the benchmark. */
import { join } from 'node:path'
import { installNpmPackages } from './packages.mjs'
import { node24, root, run, typescriptFlags, withNode24 } from './run.mjs'

await installNpmPackages()
const entry = join(root, 'test', 'bench', 'index.ts')
process.exit(
  await run(node24, [...typescriptFlags, entry, ...process.argv.slice(2)], { env: withNode24() }),
)
