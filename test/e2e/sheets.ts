/** The screen of sheets, and what stands on the sheet of the sample's Monday. */
import type { Page } from 'playwright'
import { expect } from 'vitest'

/** Opens the sheet of a day and waits for its pages. Answers what the window says of their number. */
export async function openSheet(page: Page, query: string): Promise<string> {
  await page.evaluate((address) => {
    location.hash = address
  }, `#/sheets?kind=rides-day&${query}`)
  const count = page.getByText(/^бет саны: \d+$/)
  await count.waitFor()
  return (await count.textContent()) ?? ''
}

/** The pages as the window shows them. */
export const preview = (page: Page) =>
  page.getByRole('region', { name: 'Парақ осылай басылып шығады' })

/** The names, the two languages and the page numbers of Monday 6 October. */
export function expectMonday(text: string): void {
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
