/**
 * `npm run bench`: measures the service on Node 24 beside bare SQL, then the window beside an empty
 * one. `npm run bench -- --service` leaves the window out, `-- --window` the service. The files that
 * it is measured on are made anew each time, unless `BASTAU_BENCH_FILES` names a folder for them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildIfStale } from './build.mjs'
import { withAppEnvironment } from './e2e.mjs'
import { node24, root, run, typescriptFlags, withNode24 } from './run.mjs'
import { setUp } from './setup.mjs'

const asked = process.argv.slice(2)
const kept = process.env.BASTAU_BENCH_FILES
const files = kept ?? mkdtempSync(join(tmpdir(), 'bastau-bench-files-'))
process.once('exit', () => {
  if (kept === undefined) rmSync(files, { recursive: true, force: true })
})

const measure = (name, env) =>
  run(node24, [...typescriptFlags, join(root, 'test', 'bench', name), ...asked], {
    env: { ...env, BASTAU_BENCH_FILES: files },
  })

const electron = await setUp({ tests: true })
let code = asked.includes('--window') ? 0 : await measure('index.ts', withNode24())
if (code === 0 && !asked.includes('--service')) {
  await buildIfStale()
  code = await withAppEnvironment(electron, (env) => measure('window.ts', env))
}
process.exit(code)
