/**
 * Finds a browser of today for the tests: the app ships on a newer Chromium than the compatible
 * runtime has, and what differs between the two must be seen by a test. On Debian the set-up installs
 * one; elsewhere an installed Chromium or Chrome is taken, or the one that `BASTAU_CHROMIUM` names.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { output } from './run.mjs'

const onWindows = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((name) =>
  process.env[name] ? [join(process.env[name], 'Google/Chrome/Application/chrome.exe')] : [],
)
const onMac = ['Google Chrome', 'Chromium'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)
const onLinux = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** The browser's program file, or null when this computer has none. */
export function findChromium() {
  const named = process.env.BASTAU_CHROMIUM
  if (named) return existsSync(named) ? named : null
  if (process.platform === 'win32') return onWindows.find((file) => existsSync(file)) ?? null
  if (process.platform === 'darwin') return onMac.find((file) => existsSync(file)) ?? null
  for (const name of onLinux) {
    const found = output('which', [name])
    if (found) return found
  }
  return null
}
