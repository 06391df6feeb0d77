import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import {
  descendants,
  type ElectronApp,
  electronFlags,
  executable,
  isRunning,
  root,
  startElectronApp,
  temporaryFolder,
  test,
} from './fixtures.ts'

const soon = { timeout: 20_000, interval: 50 }

/** Ends the service as an accident would, and waits for the next one, if there is to be one. */
async function crash(app: ElectronApp, { comesBack = true } = {}): Promise<void> {
  const before = app.servicePid()
  if (before === undefined) throw new Error('no service to crash')
  process.kill(before, 'SIGKILL')
  await vi.waitUntil(() => {
    const now = app.servicePid()
    return now !== before && (now !== undefined) === comesBack
  }, soon)
}

const askSettings = (app: ElectronApp) =>
  app.page.evaluate(() => window.bastau.call('settings.get', {}, null))

test('the app opens one window of the usual size', async ({ app }) => {
  const seen = await app.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => ({
      visible: window.isVisible(),
      size: window.getSize(),
    })),
  )
  expect(seen).toEqual([{ visible: true, size: [1366, 768] }])
  expect(await app.page.title()).toContain('Ақ Бастау')
  expect(await askSettings(app)).toMatchObject({ ok: true })
})

describe('the menu', () => {
  const menuIn = (language: string) => {
    // What a person has chosen in the system, in each place where it may be said.
    test.override({ env: { LANGUAGE: language, LANG: `${language}.UTF-8`, LC_ALL: '' } })
    return (app: ElectronApp) =>
      app.electron.evaluate(({ Menu }) =>
        Menu.getApplicationMenu()?.items.map(({ label }) => label),
      )
  }

  describe('of a system in Kazakh', () => {
    const menu = menuIn('kk_KZ')
    test('is in Kazakh', async ({ app }) => {
      expect(await menu(app)).toEqual(['Файл', 'Өңдеу', 'Көрініс', 'Анықтама'])
    })
  })

  describe('of a system in Russian', () => {
    const menu = menuIn('ru_RU')
    test('is in Russian', async ({ app }) => {
      expect(await menu(app)).toEqual(['Файл', 'Правка', 'Вид', 'Справка'])
    })
  })
})

describe('when the data service dies', () => {
  test('what it was asked is refused, and it is started again', async ({ app }) => {
    const pid = app.servicePid()
    if (pid === undefined) throw new Error('no service')
    // A service that stands still cannot answer before it dies.
    process.kill(pid, 'SIGSTOP')
    const asked = askSettings(app)
    await app.page.evaluate(() => undefined)
    await crash(app)
    expect(await asked).toMatchObject({ ok: false, code: 'service_lost' })
    expect(await askSettings(app)).toMatchObject({ ok: true })
    expect(app.log()).toMatch(/ bug [2-9A-Z]{4}-[2-9A-Z]{2} service: ended unexpectedly/)
  })

  test('it is started three times again in a minute, and no more', async ({ app }) => {
    for (let time = 1; time <= 3; time++) {
      await crash(app)
      expect(await askSettings(app)).toMatchObject({ ok: true })
    }
    await crash(app, { comesBack: false })
    expect(await askSettings(app)).toMatchObject({ ok: false, code: 'service_lost' })
  })
})

test('the log has a number for a bug, and nothing that a person entered', async ({ app }) => {
  const reply = await app.page.evaluate(() =>
    window.bastau.shell('reportBug', {
      message: 'Cannot show "Akhmetova" Ахметова Әйгерім 870112400123 +7 701 5551234',
      stack: 'Error: Ахметова\n    at show (app://bastau/assets/index.js:10:20)\n  Ахметова',
    }),
  )
  if (!reply.ok) throw new Error(reply.code)
  expect(reply.value).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{2}$/)
  expect(app.log()).toContain(reply.value)
  expect(app.log()).toContain('at show (app://bastau/assets/index.js:10:20)')
  expect(app.log()).not.toMatch(/[Ѐ-ӿ]|Akhmetova|870112400123|5551234/)
})

test('a file that is no database is refused with its reason, and the window opens', async () => {
  const dataDir = temporaryFolder()
  writeFileSync(join(dataDir, 'bastau.db'), 'This is not a database. '.repeat(500))
  const app = await startElectronApp({ dataDir })
  try {
    expect(await askSettings(app)).toMatchObject({ ok: false, code: 'file_not_database' })
  } finally {
    await app.close()
  }
})

test('a second start on the same data leaves at once', async ({ app }) => {
  const second = spawn(executable(), [...electronFlags, root, `--data-dir=${app.dataDir}`], {
    stdio: 'ignore',
  })
  expect(await new Promise((resolve) => second.once('exit', resolve))).toBe(0)
  expect(await askSettings(app)).toMatchObject({ ok: true })
})

describe('nothing is left running', () => {
  test('after the app was quit', async () => {
    const app = await startElectronApp()
    const pid = app.electron.process().pid ?? -1
    const started = [pid, ...descendants(pid)]
    expect(started).toContain(app.servicePid())
    await app.close()
    await vi.waitUntil(() => started.every((one) => !isRunning(one)), soon)
  })

  test('after the app was killed', async () => {
    const dataDir = temporaryFolder()
    const app = await startElectronApp({ dataDir })
    const pid = app.electron.process().pid ?? -1
    const started = [pid, ...descendants(pid)]
    process.kill(pid, 'SIGKILL')
    await vi.waitUntil(() => started.every((one) => !isRunning(one)), soon)
  })
})
