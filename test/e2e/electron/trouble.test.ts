import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect } from 'vitest'
import { hasSmallDisks, smallDisk } from '#test/support/small-disk.ts'
import { goTo } from '../fixtures.ts'
import { type ElectronApp, startElectronApp, temporaryFolder, test } from './fixtures.ts'

const alert = (app: ElectronApp) => app.page.getByRole('alert').first()
const again = (app: ElectronApp) => app.page.getByRole('button', { name: 'Қайталау' }).first()

const somebody = { familyName: 'Серікова', givenName: 'Жаңа' }

describe('a file that cannot be used', () => {
  test('is named, with what to do, and opens by “try again” when it is done', async () => {
    const dataDir = temporaryFolder()
    const file = join(dataDir, 'bastau.db')
    writeFileSync(file, 'This is not a database. '.repeat(500))
    const app = await startElectronApp({ dataDir })
    try {
      await expect.poll(() => alert(app).textContent()).toContain('деректер файлы емес')
      expect(await alert(app).textContent()).toContain(file)
      // Nothing was done: it is said again.
      await again(app).click()
      await expect.poll(() => app.log().match(/cannot open its file/g)).toHaveLength(2)
      await expect.poll(() => alert(app).textContent()).toContain('деректер файлы емес')
      // Another thing is wrong now, and it is said.
      writeFileSync(file, '')
      await again(app).click()
      await expect.poll(() => alert(app).textContent()).toContain('Деректер файлы бос')
      renameSync(file, join(dataDir, 'бос файл'))
      await again(app).click()
      await app.page.getByRole('heading', { name: 'Қош келдіңіз' }).waitFor()
      expect(await app.page.getByRole('alert').count()).toBe(0)
      expect(await app.call('people.count', {})).toEqual({ people: 0 })
    } finally {
      await app.close()
    }
  })

  test('is put right from the copies in the window, and is kept as it was found', async () => {
    const dataDir = temporaryFolder()
    const file = join(dataDir, 'bastau.db')
    const whole = await startElectronApp({ dataDir })
    await whole.call('people.create', somebody)
    await whole.call('copies.make', {})
    await whole.close()
    const torn = readFileSync(file).subarray(0, 3 * 4096)
    writeFileSync(file, torn)
    const app = await startElectronApp({ dataDir })
    const { page } = app
    try {
      await expect.poll(() => alert(app).textContent()).toContain('Деректер файлы бүлінген')
      await page.getByRole('link', { name: 'Көшірмелерге өту' }).first().click()
      await page
        .getByRole('button', { name: /Көшірмеден қалпына келтіру/ })
        .first()
        .click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('қазіргі файл оқылмайды').waitFor()
      await dialog.getByRole('checkbox').check()
      await dialog.getByRole('button', { name: 'Қалпына келтіру' }).click()
      await page.getByText('Көшірмеден қалпына келтірілді').waitFor()
      expect(await app.call('people.count', {})).toEqual({ people: 1 })
      const kept = readdirSync(dataDir).find((name) => name.includes('.kept-'))
      expect(readFileSync(join(dataDir, kept ?? '')).equals(torn)).toBe(true)
      await goTo(page, '/today')
      expect(await page.getByRole('alert').count()).toBe(0)
    } finally {
      await app.close()
    }
  })

  test('because its folder is a file, opens the window all the same', async () => {
    const dataDir = join(temporaryFolder(), 'data')
    writeFileSync(dataDir, 'not a folder')
    const app = await startElectronApp({ dataDir })
    try {
      await expect.poll(() => alert(app).textContent()).toContain('орнында файл тұр')
      renameSync(dataDir, `${dataDir}.txt`)
      await again(app).click()
      await app.page.getByRole('heading', { name: 'Қош келдіңіз' }).waitFor()
    } finally {
      await app.close()
    }
  })

  test('after a service that died too often, is opened by “try again”', async ({ app }) => {
    for (let time = 1; time <= 4; time++) {
      await expect.poll(() => app.servicePid(), { timeout: 20_000 }).toBeDefined()
      const pid = app.servicePid() as number
      process.kill(pid, 'SIGKILL')
      await expect.poll(() => app.servicePid(), { timeout: 20_000 }).not.toBe(pid)
    }
    expect(app.servicePid()).toBeUndefined()
    await app.page.evaluate(() => {
      location.hash = '#/people'
    })
    await again(app).click()
    await expect.poll(() => app.servicePid(), { timeout: 20_000 }).toBeDefined()
    expect(await app.call('people.count', {})).toEqual({ people: 0 })
  })
})

describe.skipIf(!hasSmallDisks())('with a full disk', () => {
  test('the program opens, is read, makes sheets, and says why nothing is saved', async () => {
    const disk = smallDisk(60)
    const whole = await startElectronApp({ data: 'sample-centre' })
    const dataDir = join(disk.folder, 'data')
    await whole.call('people.count', {})
    cpSync(join(whole.dataDir, 'bastau.db'), join(dataDir, 'bastau.db'))
    await whole.close()
    disk.fill()
    const app = await startElectronApp({
      dataDir,
      env: { BASTAU_SAVE_TO: join(disk.folder, 'sheet.pdf') },
    })
    try {
      const { people } = await app.call('people.count', {})
      expect(people).toBeGreaterThan(500)
      const made = await app.page.evaluate(() =>
        window.bastau.shell('sheetPdf', {
          kind: 'rides-day',
          input: { date: '2025-10-06' },
          language: 'kk',
        }),
      )
      expect(made.ok).toBe(true)
      const saved = await app.page.evaluate(() =>
        window.bastau.shell('saveSheet', {
          kind: 'rides-day',
          input: { date: '2025-10-06' },
          language: 'kk',
        }),
      )
      expect(saved).toMatchObject({ ok: false, code: 'disk_full' })
      await expect(app.call('people.create', somebody)).rejects.toThrow('disk_full')
      disk.empty()
      await app.call('people.create', somebody)
      expect(await app.call('people.count', {})).toEqual({ people: people + 1 })
    } finally {
      await app.close()
      disk.remove()
    }
  })
})
