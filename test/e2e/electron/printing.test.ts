import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { expectMonday, openSheet } from '../sheets.ts'
import { test as base, pdfPages, pdfText, temporaryFolder } from './fixtures.ts'

const file = join(temporaryFolder(), 'rides.pdf')
const test = base.override({ data: 'sample-centre' })
test.override('env', ({ printer }) => ({ ...printer.env, BASTAU_SAVE_TO: file }))

test('a sheet is made although the page that was opened ahead for it has crashed', async ({
  app,
  page,
}) => {
  await openSheet(page, 'date=2025-10-06&language=kk%2Bru')
  const ahead = () => app.electron.windows().find((one) => one.url().endsWith('print.html'))
  await vi.waitFor(() => expect(ahead()).toBeDefined(), 10_000)
  await app.electron.evaluate(({ BrowserWindow }) => {
    for (const { webContents } of BrowserWindow.getAllWindows()) {
      if (webContents.getURL().endsWith('print.html')) webContents.forcefullyCrashRenderer()
    }
  })
  await vi.waitFor(() => expect(ahead()).toBeUndefined(), 10_000)
  await page.getByRole('button', { name: 'PDF сақтау' }).click()
  await page.getByText(`Парақ сақталды: ${file}`).waitFor()
  expectMonday(pdfText(file))
})

test('an afternoon of rides is cancelled for the weather and its call list printed in five interactions', async ({
  app,
  page,
}) => {
  // The system's dialog is not ours to press: what would be in it is taken down, and said to be printed.
  await app.electron.evaluate(({ app: shell, BrowserWindow }) => {
    const printed: string[] = []
    Object.assign(globalThis, { printed })
    const take = (contents: Electron.WebContents) => {
      contents.print = (_options, done) => {
        printed.push(contents.getTitle())
        done?.(true, '')
      }
    }
    for (const { webContents } of BrowserWindow.getAllWindows()) take(webContents)
    shell.on('web-contents-created', (_event, contents) => take(contents))
  })
  await page.getByRole('link', { name: kk.common.nav.hippotherapy }).click()
  await page.getByRole('button', { name: kk.selecting.menu.open, exact: true }).click()
  await page.getByRole('menuitem', { name: kk.selecting.menu.cancelAfternoon }).click()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('alert').getByRole('button', { name: kk.notices.print }).click()
  await expect
    .poll(() => app.electron.evaluate(() => Reflect.get(globalThis, 'printed')), {
      timeout: 10_000,
    })
    .toEqual([expect.stringContaining(kk.sheets.paper.calls.title)])
})

describe('a computer that prints through its own dialog alone', () => {
  // As on Windows: no print program is there.
  test.override({ env: { PATH: temporaryFolder() } })

  test('offers that dialog and no printers', async ({ page }) => {
    const printers = await page.evaluate(() => window.bastau.shell('printers', undefined))
    expect(printers).toEqual({ ok: true, value: null })
    await openSheet(page, 'date=2025-10-05&language=kk')
    await page.getByRole('button', { name: 'Басып шығару' }).waitFor()
    expect(await page.getByRole('region', { name: 'Бірден принтерге' }).count()).toBe(0)
  })
})

/**
 * A page as a small picture, one byte of grey a pixel: CUPS-PDF leaves no text to read back, and
 * moves the page by a hair.
 */
function pictureOf(pdf: string, page: number) {
  const found = execFileSync(
    'pdftoppm',
    ['-q', '-gray', '-r', '12', '-f', String(page), '-singlefile', pdf],
    { maxBuffer: 10_000_000, stdio: ['ignore', 'pipe', 'ignore'] },
  )
  const [head = '', width = '', height = ''] =
    /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(found.toString('latin1')) ?? []
  return { width: Number(width), height: Number(height), grey: found.subarray(head.length) }
}
type Picture = ReturnType<typeof pictureOf>

/** Mean difference of two pictures of a page, 0 to 255; the second one lies on its side. */
function difference(upright: Picture, lying: Picture): number {
  let sum = 0
  for (let y = 0; y < upright.height; y++) {
    for (let x = 0; x < upright.width; x++) {
      const of = upright.grey[y * upright.width + x] ?? 0
      const other = lying.grey[(lying.height - 1 - x) * lying.width + y] ?? 255
      sum += Math.abs(of - other)
    }
  }
  return sum / (upright.width * upright.height)
}

test('a printer prints the sheet that was sent to it', async ({ page, printer }) => {
  await openSheet(page, 'date=2025-10-06&language=kk%2Bru')
  await page.getByRole('button', { name: 'Принтерге жіберу' }).click()
  await page.getByText(`Парақ «${printer.name}» принтеріне жіберілді`).waitFor()
  const printed = await printer.printed()
  await page.getByRole('button', { name: 'PDF сақтау' }).click()
  await page.getByText(`Парақ сақталды: ${file}`).waitFor()

  expect(pdfPages(printed)).toBe(2)
  const sheet = [pictureOf(file, 1), pictureOf(file, 2)] as const
  const paper = [pictureOf(printed, 1), pictureOf(printed, 2)] as const
  // Each page is on its paper whole, and is that page and not the other.
  expect(difference(sheet[0], paper[0])).toBeLessThan(10)
  expect(difference(sheet[1], paper[1])).toBeLessThan(10)
  expect(difference(sheet[0], paper[1])).toBeGreaterThan(12)
  expect(difference(sheet[1], paper[0])).toBeGreaterThan(12)
})
