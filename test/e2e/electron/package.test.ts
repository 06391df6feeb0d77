import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, globSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { extractAll, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { root, temporaryFolder, usualClock } from './fixtures.ts'

/**
 * `npm run package`, as it is typed, with the Electron that there is; and what comes of it started as a
 * person starts it, without Playwright's loader and with nothing of the project.
 */
const folder = temporaryFolder()
const packed = join(folder, 'linux-unpacked')
const executable = join(packed, 'aq-bastau')
const resources = join(packed, 'resources')
const archive = join(resources, 'app.asar')
const besideArchive = `${archive}.unpacked`

/** The configuration that it was packed by. */
let config: { asarUnpack: string[]; electronFuses: Record<string, boolean> }
beforeAll(async () => {
  const { stderr } = await promisify(execFile)(process.execPath, [
    join(root, 'electron', 'runtime', 'package.mjs'),
    '--dir',
    `--config.directories.output=${folder}`,
  ])
  if (stderr.includes('Packing with the compatible runtime')) {
    process.env.BASTAU_PACKS = 'compatible runtime'
  }
  config = createRequire(import.meta.url)(join(root, 'electron-builder.config.cjs'))
})

const filesBelow = (path: string): string[] =>
  globSync('**/*', { cwd: path }).filter((name) => statSync(join(path, name)).isFile())

describe('a package', () => {
  test('carries the binary of its own system alone', () => {
    const binaries = filesBelow(besideArchive).filter((name) => name.endsWith('.node'))
    expect(binaries).toEqual([
      join('node_modules', 'better-sqlite3', 'prebuilds', `linux-${process.arch}.node`),
    ])
  })

  test('holds beside its archive what cannot be started from within one', () => {
    const named = config.asarUnpack.filter((pattern) => !pattern.includes('*'))
    expect(named.length).toBeGreaterThan(0)
    expect(named.filter((name) => !existsSync(join(besideArchive, name)))).toEqual([])
  })

  test('carries nothing of the workshop', () => {
    expect(readdirSync(resources).sort()).toEqual(['app.asar', 'app.asar.unpacked', 'guide'])
    expect(readdirSync(join(packed, 'locales')).sort()).toEqual(['en-US.pak', 'ru.pak'])
    const names = listPackage(archive, { isPack: false })
    expect(names).toContain(join('/', 'out', 'main', 'index.js'))
    expect(names.filter((name) => /\.(map|ts|tsx|c|cpp|h|gyp)$/.test(name))).toEqual([])
    expect(names.filter((name) => name.split('/')[1] === 'resources')).toContain(
      join('/', 'resources', 'sample', 'horses.csv'),
    )
  })

  test('is small: the app’s own part is less than 17 MB', () => {
    const bytes = filesBelow(resources).reduce(
      (sum, name) => sum + statSync(join(resources, name)).size,
      0,
    )
    expect(bytes).toBeLessThan(17_000_000)
  })

  test('has each fuse blown as it was asked', async () => {
    const wire: Record<string, unknown> = { ...(await getCurrentFuseWire(executable)) }
    const asked = Object.entries(config.electronFuses)
    expect(asked.length).toBeGreaterThan(4)
    const blown = asked.map(([name]) => {
      const fuse = `${name.charAt(0).toUpperCase()}${name.slice(1)}` as keyof typeof FuseV1Options
      // A fuse is a sign in the binary: 0 or 1.
      return [name, String.fromCharCode(Number(wire[FuseV1Options[fuse]]))]
    })
    expect(Object.fromEntries(blown)).toEqual(
      Object.fromEntries(asked.map(([name, on]) => [name, on ? '1' : '0'])),
    )
  })
})

/**
 * The compatible runtime has its service run by a plain Node, which reads no archive: this one is given
 * the same file of the same archive, taken out of it. The Electron that is shipped never asks for it.
 */
function plainNode(): string {
  const takenOut = join(folder, 'taken-out')
  extractAll(archive, takenOut)
  const file = join(folder, 'node')
  writeFileSync(
    file,
    `#!/bin/sh
entry="$1"
shift
exec "${process.env.BASTAU_NODE}" "${takenOut}\${entry#${archive}}" "$@"
`,
    { mode: 0o755 },
  )
  return file
}

/** What the pages that a program shows are called; one that is on its way there, by its address. */
async function titlesAt(port: string): Promise<string[]> {
  const targets = await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()
  return targets.flatMap((target: { type: string; title: string }) =>
    target.type === 'page' ? [target.title] : [],
  )
}

/**
 * The address at which the window of a program can be looked into; it says so as it starts. Playwright waits for ever for
 * the answer of a page that changes its process under it, so that it is let in when the page is there.
 */
async function inspectedAt(program: ChildProcess): Promise<string> {
  if (!program.stderr) throw new Error('the program’s words are not read')
  const said: string[] = []
  for await (const line of createInterface({ input: program.stderr })) {
    const address = /DevTools listening on (ws:\S+)/.exec(line)?.[1]
    if (address) {
      // Whatever else it says is let go, so that it never waits for somebody to read it.
      program.stderr.resume()
      await vi.waitFor(
        async () => expect((await titlesAt(new URL(address).port)).join()).toContain('Ақ Бастау'),
        { timeout: 60_000 },
      )
      return address
    }
    said.push(line)
  }
  throw new Error(`The packed app did not start:\n${said.join('\n')}`)
}

describe('the packed app, started', () => {
  let program: ChildProcess
  let over: Promise<number | null>
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    program = spawn(
      executable,
      [
        ...(process.env.BASTAU_ELECTRON_FLAGS ?? '').split(' ').filter((flag) => flag !== ''),
        '--remote-debugging-port=0',
        `--data-dir=${temporaryFolder()}`,
      ],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...process.env, BASTAU_NODE: plainNode(), BASTAU_CLOCK: usualClock },
      },
    )
    over = new Promise((resolve) => program.once('exit', resolve))
    browser = await chromium.connectOverCDP(await inspectedAt(program), { noDefaults: true })
    const [context] = browser.contexts()
    if (!context) throw new Error('the packed app has no window')
    page = context.pages()[0] ?? (await context.waitForEvent('page'))
    await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  })
  afterAll(async () => {
    if (program?.exitCode === null) program.kill('SIGKILL')
    await over
  })

  test('shows its window out of the archive', async () => {
    expect(page.url()).toMatch(/^app:\/\/bastau\/index\.html/)
    expect(await page.title()).toContain('Ақ Бастау')
  })

  test('has a data service that opens a new file and loads the sample centre', async () => {
    const [loaded, found] = await page.evaluate(async () => [
      await window.bastau.call('sample.load', {}, null),
      await window.bastau.call('people.search', { text: 'Нұрланова Ұлжан' }, null),
    ])
    expect(loaded).toMatchObject({ ok: true })
    const child = expect.objectContaining({
      familyName: 'Нұрланова',
      birthDate: expect.any(String),
    })
    expect(found).toMatchObject({ ok: true, value: { people: expect.arrayContaining([child]) } })
  })

  test('shows the user guide, which lies beside the archive', async () => {
    const opened = page.context().waitForEvent('page')
    await page.evaluate(() => window.bastau.shell('openGuide', 'kk'))
    const guide = await opened
    await guide.waitForURL('app://guide/kk.html')
    expect(await guide.locator('h1').first().innerText()).toContain('Ақ Бастау')
  })

  test('is gone when its window is closed', async () => {
    await page.evaluate(() => window.close())
    expect(await over).toBe(0)
  })
})
