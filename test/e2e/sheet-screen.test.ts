import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { type FieldKind, neededFields } from '#renderer/print/fields.ts'
import { sheets } from '#renderer/print/sheets/index.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { goTo, test } from './fixtures.ts'

const words = kk.sheets
/** What the screen writes over each kind of field. */
const labels: Record<FieldKind, string[]> = {
  day: [kk.common.date],
  instructor: [words.forWhom],
  classes: [kk.common.date, words.classesOf],
  register: [words.register, words.month],
  person: [words.person],
  days: [words.from, words.until],
  course: [words.course],
}

const labelsOn = (page: Page) =>
  page
    .locator('main label, main [class*=Wrapper-label]')
    .allTextContents()
    .then((texts) => texts.map((text) => text.replace(/\s*\*$/, '')))

describe('the screen of sheets', () => {
  test.override({ data: 'sample-centre' })

  test('offers each sheet, draws its fields, and shows it or says whom it waits for', async ({
    page,
  }) => {
    await goTo(page, '/sheets')
    const choice = page.getByRole('combobox', { name: words.kind, exact: true })
    for (const { kind, fields } of sheets) {
      await choice.click()
      await page.getByRole('option', { name: words.kinds[kind], exact: true }).click()
      const waitsFor = neededFields.find((field) => fields.some((one) => one === field))
      if (waitsFor) await page.getByText(words.choose[waitsFor]).waitFor()
      else await page.getByText(/^бет саны: \d+$/).waitFor()
      const drawn = fields.flatMap((field) => labels[field])
      expect([kind, await labelsOn(page)]).toEqual([kind, [words.kind, ...drawn, words.language]])
    }
  })
})
