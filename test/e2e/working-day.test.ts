/** The first working day, from the centre's spreadsheets to the printed sheet. */
import { join } from 'node:path'
import type { Page } from 'playwright'
import { expect } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, pdfText, root, temporaryFolder } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const pdf = join(temporaryFolder(), 'day.pdf')
// Noon: what was agreed by telephone in the morning is written down, and marked, when there is time.
const test = base.override({
  data: 'empty',
  clock: '2025-10-06T12:00',
  env: { BASTAU_SAVE_TO: pdf },
})

const spreadsheet = (name: string) => join(root, 'resources', 'sample', name)
const importing = kk.importing
const board = kk.hippotherapy
const form = (page: Page) => page.getByRole('region', { name: board.form.book })

/** Fills the booking form from the top, as a receptionist does whose client has never ridden. */
async function fillForm(page: Page, ride: Record<'client' | 'start' | 'horse' | 'place', string>) {
  await page.getByRole('button', { name: board.day.new, exact: true }).click()
  await page.getByRole('textbox', { name: board.fields.client }).fill(ride.client)
  await page.getByRole('option', { name: new RegExp(ride.client, 'i') }).click()
  await page.getByRole('textbox', { name: board.fields.start }).fill(ride.start)
  await choose(page, board.fields.horse, ride.horse)
  await choose(page, board.fields.place, ride.place)
}

async function choose(page: Page, field: string, name: string) {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: new RegExp(`^${name}`) }).click()
}

test('spreadsheets, a plan in which a clash is refused, marks, and the sheet with all names', async ({
  app,
  page,
}) => {
  // The database is empty: the first screen offers to bring the spreadsheets in.
  await page.getByRole('button', { name: kk.today.welcome.import }).click()
  const files = [
    'horses.csv',
    'staff.csv',
    'hippotherapy-slots.csv',
    'hippotherapy-clients-2025.csv',
  ]
  await page.getByLabel(importing.choose).setInputFiles(files.map(spreadsheet))
  for (const [index, file] of files.entries()) {
    await page.getByRole('button', { name: /^Енгізу: \d+/ }).click()
    await page.getByText(importing.done.replace('{{fileName}}', file)).waitFor()
    const next = files[index + 1]
    if (next) {
      const words = importing.nextFile.replace('{{fileName}}', next)
      await page.getByRole('button', { name: words }).click()
    }
  }
  // 51 rows are 50 children: one stands there twice.
  expect((await app.call('people.count', {})).people).toBe(50)

  // Bringing the same file again would change nothing.
  await page.getByRole('button', { name: importing.another }).click()
  await page
    .getByLabel(importing.choose)
    .setInputFiles(spreadsheet('hippotherapy-clients-2025.csv'))
  await page.getByText(importing.nothing).waitFor()

  // The plan of Monday.
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/hippotherapy?date=${monday}`)
  await fillForm(page, {
    client: 'Өтеулиев Тимур',
    start: '10:00',
    horse: 'Жұлдыз',
    place: 'Манеж',
  })
  await choose(page, board.fields.instructor, 'Кузнецов')
  await choose(page, board.fields.leader, 'Есенова Медина')
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })

  await fillForm(page, {
    client: 'Хасанов Үсен',
    start: '10:10',
    horse: 'Жұлдыз',
    place: 'Открытая',
  })
  await choose(page, board.fields.instructor, 'Ахметов')
  await choose(page, board.fields.leader, 'Серіков')
  await form(page).locator('[data-rule="overlap"]').first().waitFor()
  await page.keyboard.press('Control+Enter')
  await form(page).getByRole('alert').waitFor()
  expect((await app.call('hippotherapy.day', { date: monday })).sessions).toHaveLength(1)

  // What is offered instead is taken with one click.
  await form(page)
    .getByRole('button', { name: / · .* · / })
    .first()
    .click()
  await form(page).locator('[data-severity="block"]').first().waitFor({ state: 'detached' })
  await page.keyboard.press('Control+Enter')
  await form(page).waitFor({ state: 'detached' })
  const { sessions } = await app.call('hippotherapy.day', { date: monday })
  expect(sessions.map((session) => session.clientName).sort()).toEqual([
    'Хасанов Үсен',
    'Өтеулиев Тимур',
  ])

  // The instructor marks both present.
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/attendance?date=${monday}`)
  for (const name of ['Хасанов Үсен', 'Өтеулиев Тимур']) {
    await page.getByRole('button', { name: `Келді: ${name}` }).click()
  }
  await expect
    .poll(async () =>
      (await app.call('attendance.day', { date: monday })).lines.map((one) => one.mark),
    )
    .toEqual(['present', 'present'])

  // The coordinator saves the sheet; its text has the names in Kazakh letters.
  await page.evaluate((hash) => {
    location.hash = hash
  }, `#/sheets?kind=rides-day&date=${monday}&language=kk%2Bru`)
  await page.getByRole('button', { name: 'PDF сақтау' }).click()
  await page.getByText(`Парақ сақталды: ${pdf}`).waitFor()
  const text = pdfText(pdf)
  for (const words of ['Өтеулиев Тимур', 'Хасанов Үсен', 'Жұлдыз', 'Есенова Медина', '✓']) {
    expect(text).toContain(words)
  }
})
