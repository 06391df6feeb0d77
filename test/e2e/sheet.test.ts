import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import { pdfPages, pdfText, type RunningApp, startApp, temporaryFolder, test } from './fixtures.ts'

const file = join(temporaryFolder(), 'rides.pdf')

/** Opens the sheet of a day and waits for its pages. Answers what the window says of their number. */
async function openSheet(page: Page, query: string): Promise<string> {
  await page.evaluate((address) => {
    location.hash = address
  }, `#/sheets?kind=rides-day&${query}`)
  const count = page.getByText(/^бет саны: \d+$/)
  await count.waitFor()
  return (await count.textContent()) ?? ''
}

const preview = (page: Page) => page.getByRole('region', { name: 'Парақ осылай басылып шығады' })

/** The names, the two languages and the page numbers of Monday 6 October. */
function expectMonday(text: string): void {
  for (const words of [
    '«Ақ Бастау» оңалту орталығы / Реабилитационный центр «Ақ Бастау»',
    'Иппотерапия сабақтарына қатысу парағы',
    'Лист посещаемости занятий иппотерапией',
    '2025 жылғы 6 қазан, дүйсенбі',
    '6 октября 2025 г., понедельник',
    'Нұсқаушы / Инструктор: Кузнецов Ғани',
    'Нұсқаушы / Инструктор: Ахметов Ғани',
    'Жұмабеков Санжар',
    'Өтеулиева Дильназ',
    'Нұрланова Ұлжан',
    'Абдуллаева Кәусар',
    'Жұлдыз',
    'Қасында жүрушілер',
    'Сопровождающие',
    'Шартты белгілер / Условные обозначения',
    'Үйлестіруші / Координатор',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).toMatch(/\b1 ?\/ ?2\b/)
  expect(text).toMatch(/\b2 ?\/ ?2\b/)
}

describe('the sheet of a day', () => {
  test.override({ data: 'sample-centre', env: { BASTAU_SAVE_TO: file } })

  test('is saved in Kazakh and Russian, as the preview shows it', async ({ page }) => {
    expect(await openSheet(page, 'date=2025-10-06&language=kk%2Bru')).toBe('бет саны: 2')
    expect(await preview(page).textContent()).toContain('Өтеулиева Дильназ')
    await page.getByRole('button', { name: 'PDF сақтау' }).click()
    await page.getByText(`Парақ сақталды: ${file}`).waitFor()
    expect(pdfPages(file)).toBe(2)
    const text = pdfText(file)
    expectMonday(text)
    // Each instructor begins on a page of their own.
    const [first = '', second = ''] = text.split('\f')
    expect(first).toContain('Инструктор: Ахметов Ғани')
    expect(first).not.toContain('Инструктор: Кузнецов Ғани')
    expect(second).toContain('Инструктор: Кузнецов Ғани')
  })

  test('is made although the page that was opened ahead for it has crashed', async ({
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

  test('shows the marks that were put, and is followed by the preview', async ({ app, page }) => {
    await openSheet(page, 'date=2025-10-06&language=ru')
    const { lines } = await app.call('attendance.day', { date: '2025-10-06' as never })
    const line = lines.find(({ clientName }) => clientName === 'Соколов Артём')
    if (!line) throw new Error('the sample has changed')
    const { sessionId, personId } = line
    await app.call('attendance.mark', { sessionId, personId, mark: 'excused' })
    const cells = preview(page).getByRole('row', { name: /Соколов Артём/ })
    await vi.waitFor(async () => expect(await cells.textContent()).toMatch(/У\s*$/), 10_000)
    await page.getByRole('button', { name: 'PDF сақтау' }).click()
    await page.getByText(`Парақ сақталды: ${file}`).waitFor()
    expect(pdfText(file)).toMatch(/Соколов Артём .* У\n/)
  })

  test('is of one instructor when asked', async ({ app, page }) => {
    const { members } = await app.call('team.list', {})
    const ghani = members.find(({ familyName }) => familyName === 'Ахметов')?.id
    await openSheet(page, `date=2025-10-06&language=en&instructor=${ghani}`)
    await page.getByRole('button', { name: 'PDF сақтау' }).click()
    await page.getByText(`Парақ сақталды: ${file}`).waitFor()
    const text = pdfText(file)
    expect(text).toContain('Hippotherapy attendance sheet')
    expect(text).toContain('6 October 2025, Monday')
    expect(text).toContain('Instructor: Ахметов Ғани')
    expect(text).not.toContain('Кузнецов')
  })

  test('of a day without rides says so', async ({ page }) => {
    expect(await openSheet(page, 'date=2025-10-05&language=kk')).toBe('бет саны: 1')
    await page.getByRole('button', { name: 'PDF сақтау' }).click()
    await page.getByText(`Парақ сақталды: ${file}`).waitFor()
    expect(pdfPages(file)).toBe(1)
    expect(pdfText(file)).toContain('Бұл күнге иппотерапия сабақтары жоспарланбаған.')
  })
})

describe('a file that cannot be written', () => {
  test.override({ env: { BASTAU_SAVE_TO: join(file, 'rides.pdf') } })

  test('is blamed in words', async ({ page }) => {
    writeFileSync(file, 'not a folder')
    await openSheet(page, 'date=2025-10-05&language=kk')
    await page.getByRole('button', { name: 'PDF сақтау' }).click()
    await page.getByText(/^Файл сақталмады\./).waitFor()
  })
})

describe('a computer without a printer', () => {
  test.override({ env: { CUPS_SERVER: join(file, 'cups.sock') } })

  test('is told from one that has one', async ({ page }) => {
    await openSheet(page, 'date=2025-10-05&language=kk')
    await page.getByText(/^Принтер табылмады\./).waitFor()
  })
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

/** From now on a save dialog answers that place in its stead, and notes what it was to propose. */
const answerSaveDialogs = ({ electron }: RunningApp, place: string | null) =>
  electron.evaluate(({ dialog }, filePath) => {
    const asked: string[] = []
    Object.assign(globalThis, { proposals: asked })
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as Electron.SaveDialogOptions
      asked.push(defaultPath ?? '')
      return { canceled: filePath === null, filePath: filePath ?? '' }
    }
  }, place)

/** What the last save dialog proposed. */
const proposal = ({ electron }: RunningApp): Promise<string | undefined> =>
  electron.evaluate(() => (globalThis as unknown as { proposals: string[] }).proposals.at(-1))

test('the folder that a file was saved in is proposed for the next, and after a restart', async () => {
  const dataDir = temporaryFolder()
  const chosen = temporaryFolder()
  const saved = join(chosen, 'a name of their own.pdf')
  const open = async (place: string | null) => {
    const app = await startApp({ dataDir })
    await answerSaveDialogs(app, place)
    await openSheet(app.page, 'date=2025-10-05&language=kk')
    return app
  }
  const save = async ({ page }: RunningApp) => {
    const button = page.getByRole('button', { name: 'PDF сақтау' })
    await button.click()
    await expect.poll(() => button.isEnabled()).toBe(true)
  }

  const first = await open(saved)
  const documents = await first.electron.evaluate(({ app }) => app.getPath('documents'))
  await save(first)
  const name = basename((await proposal(first)) ?? '')
  expect(name).toMatch(/^Иппотерапия сабақтарына қатысу парағы.*\.pdf$/)
  expect(await proposal(first)).toBe(join(documents, name))
  await first.page.getByText(`Парақ сақталды: ${saved}`).waitFor()
  const workbook = { fileName: 'Табель.xlsx', contentBase64: 'AAAA' }
  await first.page.evaluate((book) => window.bastau.shell('saveWorkbook', book), workbook)
  expect(await proposal(first)).toBe(join(chosen, 'Табель.xlsx'))
  await first.close()

  // Whoever thinks better of it changes nothing.
  const second = await open(null)
  await save(second)
  expect(await proposal(second)).toBe(join(chosen, name))
  rmSync(chosen, { recursive: true })
  await save(second)
  expect(await proposal(second)).toBe(join(documents, name))
  await second.close()
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

describe('a printer', () => {
  test.override({ data: 'sample-centre' })
  test.override('env', ({ printer }) => ({ ...printer.env, BASTAU_SAVE_TO: file }))

  test('prints the sheet that was sent to it', async ({ page, printer }) => {
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
})
