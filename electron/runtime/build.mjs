/** Builds the app into `out/` when a source is newer than what is there. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, node24, packageFile, root, run, say, withNode24 } from './run.mjs'

const sources = [
  'electron/contract',
  'electron/main',
  'electron/preload',
  'electron/service',
  'renderer',
  'electron.vite.config.ts',
  'package-lock.json',
]

/** Time of the newest file in a file or folder, milliseconds. */
function newest(path) {
  const found = statSync(path)
  if (!found.isDirectory()) return found.mtimeMs
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    found.mtimeMs,
  )
}

/** True when `out/` has everything of the sources as they are. */
function isCurrent() {
  const built = [
    'main/index.js',
    'preload/index.js',
    'service/index.mjs',
    'service/placing-worker.mjs',
    'service/highs.wasm',
    'renderer/index.html',
  ].map((file) => join(root, 'out', file))
  if (!built.every((file) => existsSync(file))) return false
  const oldest = Math.min(...built.map((file) => statSync(file).mtimeMs))
  return sources.every((path) => !existsSync(join(root, path)) || newest(join(root, path)) < oldest)
}

/** Builds when needed; gives up with the builder's own words when it fails. */
export async function buildIfStale() {
  if (isCurrent()) return
  say('Building …')
  const code = await build()
  if (code !== 0) giveUp('The app could not be built; the reason is above.', code)
}

/** Builds in any case; answers the builder's exit code. */
export const build = () =>
  run(
    node24,
    [packageFile('electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'],
    {
      stdio: ['ignore', 2, 2],
      env: withNode24(),
    },
  )
