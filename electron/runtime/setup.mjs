/** Everything that a fresh clone needs before the app can start: `node electron/runtime/setup.mjs`. */
import { pathToFileURL } from 'node:url'
import { findElectron } from './electron.mjs'
import { installNpmPackages, installSystemPackages } from './packages.mjs'

/** Installs what is missing and answers the Electron to use. `tests` adds what only tests need. */
export async function setUp({ tests = false } = {}) {
  await installSystemPackages({ tests })
  await installNpmPackages()
  return findElectron()
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await setUp({ tests: true })
