import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, vi } from 'vitest'
import { pdfPages, pdfText, temporaryFolder, test } from './fixtures.ts'
import { expectMonday, openSheet, preview } from './sheets.ts'

const file = join(temporaryFolder(), 'rides.pdf')

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
