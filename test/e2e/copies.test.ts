import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { answerOf, childService } from '#test/support/child-service.ts'
import { protectFolder } from '#test/support/protection.ts'
import { goTo, type RunningApp, test } from './fixtures.ts'

const stick = mkdtempSync(join(tmpdir(), 'bastau-stick-'))
test.override({ env: { BASTAU_FOLDER: stick } })

const list = (page: Page) => page.getByRole('table', { name: 'Барлық көшірме' })
const rowOf = (page: Page, reason: string) =>
  list(page)
    .getByRole('row')
    .filter({ has: page.getByRole('cell', { name: reason, exact: true }) })

/** A coordinator sits at the desk, and somebody is in the files. */
async function begin({ page, call }: RunningApp): Promise<void> {
  const { memberId } = await call('team.create', {
    familyName: 'Сәрсен',
    givenName: 'Айгүл',
    roles: ['coordinator'],
  })
  await page.evaluate((id) => localStorage.setItem('bastau.actor', id), memberId)
  await page.reload()
  await call('people.create', { familyName: 'Серікова', givenName: 'Бұрынғы' })
  await goTo(page, '/settings/copies')
}
async function makeCopy(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Қазір көшірме жасау' }).click()
  await page.getByText('Көшірме жасалды және тексерілді').first().waitFor()
}

describe('the copies', () => {
  test('are made by a click and put back: the old state is there, and the file that was there is in the list', async ({
    app,
    page,
  }) => {
    await begin(app)
    await makeCopy(page)
    await rowOf(page, 'сұраумен').waitFor()
    await app.call('people.create', { familyName: 'Серікова', givenName: 'Кейінгі' })

    await rowOf(page, 'сұраумен').getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('өзгерістер бағдарламадан жоғалады: 1').waitFor()
    const restore = dialog.getByRole('button', { name: 'Қалпына келтіру' })
    expect(await restore.isDisabled()).toBe(true)
    await dialog.getByRole('checkbox').check()
    await restore.click()

    const news = page.getByRole('status').filter({ hasText: 'Көшірмеден қалпына келтірілді' })
    await news.waitFor()
    expect(await news.textContent()).toContain('Ондағы адам саны: 1')
    const kept = join(app.dataDir, 'copies')
    expect(await news.textContent()).toContain(kept)
    await rowOf(page, 'қалпына келтірілгенге дейінгі файл').waitFor()
    expect(await app.call('people.count', {})).toEqual({ people: 1 })
    await goTo(page, '/people')
    await page.getByText('Бұрынғы').first().waitFor()
    expect(await page.getByText('Кейінгі').count()).toBe(0)
  })

  test('are put back by a coordinator alone: anybody else is told so', async ({ app, page }) => {
    await begin(app)
    await makeCopy(page)
    await page.evaluate(() => localStorage.removeItem('bastau.actor'))
    await page.reload()
    await rowOf(page, 'сұраумен').getByRole('button').click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('alert').filter({ hasText: 'үйлестіруші' }).waitFor()
    expect(await dialog.getByRole('button', { name: 'Қалпына келтіру' }).isDisabled()).toBe(true)
    expect(await app.call('people.count', {})).toEqual({ people: 1 })
  })

  test('go into a second folder too, and Today says since when it has had none', async ({
    app,
    page,
  }) => {
    await begin(app)
    await page.getByRole('button', { name: 'Қалтаны таңдау…' }).click()
    await page.getByText(stick, { exact: true }).waitFor()
    await makeCopy(page)
    await page.getByText('екінші қалтада да бар').first().waitFor()
    const inStick = join(stick, 'bastau-copies')
    expect(readdirSync(inStick).some((name) => name.endsWith('-asked.db'))).toBe(true)

    // The stick is pulled out.
    renameSync(inStick, `${inStick}-pulled`)
    await page.getByRole('button', { name: 'Қазір көшірме жасау' }).click()
    await page.getByText('екінші қалтаға түспеді').waitFor()
    await goTo(page, '/today')
    const warning = page.getByRole('status').filter({ hasText: stick })
    await warning.waitFor()
    expect(await warning.textContent()).toContain('2025 жылғы 6 қазан')
    await warning.getByRole('link', { name: 'Көшірмелерге өту' }).click()
    await page.getByRole('heading', { name: 'Көшірмелер' }).waitFor()
    expect(existsSync(inStick)).toBe(false)
    mkdirSync(inStick)
  })

  test('of another computer are opened by what opens them there, and say what is needed first', async ({
    app,
    page,
  }) => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'bastau-elsewhere-'))
    await protectFolder(elsewhere)
    const other = childService(elsewhere)
    answerOf(await other.call('people.create', { familyName: 'Серікова', givenName: 'Әсел' }))
    answerOf(await other.call('copies.make', {}))
    await other.end()
    const inStick = join(stick, 'bastau-copies')
    mkdirSync(inStick, { recursive: true })
    copyFileSync(join(elsewhere, 'bastau.key'), join(inStick, 'bastau.key'))
    for (const name of readdirSync(join(elsewhere, 'copies'))) {
      if (name.endsWith('.db')) copyFileSync(join(elsewhere, 'copies', name), join(inStick, name))
    }

    await begin(app)
    await page.getByRole('button', { name: 'Қалтаны таңдау…' }).click()
    const theirs = list(page).getByRole('row').filter({ hasText: 'басқа кілтпен қорғалған' })
    await theirs.first().waitFor()
    await theirs
      .getByRole('button', { name: /^Көшірмені ашу/ })
      .first()
      .click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox').fill('ақ бастау, сынақ үшін')
    await page.keyboard.press('Enter')
    // This file is plain: what is encrypted is never made plain.
    await dialog.getByText('Алдымен файлды қорғаңыз', { exact: false }).waitFor()
  })
})
