/**
 * `npm run service -- --data-dir DIR`: the data service without a window. One JSON request a line
 * on standard input, one reply a line on standard output. `--events` adds what changed.
 */
import { join } from 'node:path'
import { installNpmPackages } from './packages.mjs'
import { askedFrom, node24, root, run, typescriptFlags } from './run.mjs'

await installNpmPackages()
const entry = join(root, 'electron', 'service', 'index.ts')
process.exit(
  await run(node24, [...typescriptFlags, entry, '--json-lines', ...process.argv.slice(2)], {
    cwd: askedFrom,
  }),
)
