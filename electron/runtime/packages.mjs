/** What has to be installed: npm's packages by the lock file, Debian's for a window and for tests. */
import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { giveUp, node24, npm, output, root, run, say } from './run.mjs'

/** What a window needs on a bare Debian. */
const forTheApp = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libnotify4',
  'libatk-bridge2.0-0',
  'dbus',
  'fonts-noto-core',
]
/** Reading PDFs back, a printer that prints into a folder, and a browser of today. */
const forTests = [
  'poppler-utils',
  'cups',
  'cups-client',
  'printer-driver-cups-pdf',
  'chromium',
  'gnome-keyring',
]

/** Installs what the lock file says, when it is missing or older than that file. */
export async function installNpmPackages() {
  const lock = join(root, 'package-lock.json')
  const installed = join(root, 'node_modules', '.package-lock.json')
  const current = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
  if (current && existsSync(node24)) return
  say('Installing npm packages by the lock file (npm ci) …')
  const code = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
  })
  if (code !== 0) giveUp('npm ci failed; its reason is above. Nothing was started.', code)
}

const debianHas = (name) =>
  output('dpkg', ['-s', name], { stdio: ['ignore', 'pipe', 'ignore'] })?.includes(
    '\nStatus: install ok installed\n',
  ) === true

/** On Debian: installs the missing system packages as root, else says the one command that does. */
export async function installSystemPackages({ tests }) {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version')) return
  const missing = [...forTheApp, ...(tests ? forTests : [])].filter((name) => !debianHas(name))
  if (missing.length === 0) return
  const install = ['install', '-y', '--no-install-recommends', ...missing]
  if (process.getuid() !== 0) {
    giveUp(`System packages are missing. Run once:\n  sudo apt-get ${install.join(' ')}`)
  }
  say(`Installing Debian packages: ${missing.join(' ')} …`)
  const options = {
    stdio: ['ignore', 'ignore', 2],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  }
  await run('apt-get', ['-qq', 'update'], options)
  const code = await run('apt-get', ['-qq', ...install], options)
  if (code !== 0) giveUp('apt-get could not install them; its reason is above.', code)
}
