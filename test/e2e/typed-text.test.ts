/** What somebody has typed is never taken away without a question. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, goTo, panel, type RunningApp } from './fixtures.ts'

const test = base.override({ data: 'sample-centre' })
const words = kk.common.panel

async function horse({ call }: RunningApp, name: string) {
  const { horses } = await call('horses.list', {})
  const found = horses.find((one) => one.name === name)
  if (!found) throw new Error('the sample has changed')
  return found
}

const mass = (page: Page, name: string) =>
  panel(page, name).getByRole('textbox', { name: kk.horses.field.massKg, exact: true })

/** Opens a horse and types another mass. */
async function typeMass(app: RunningApp, page: Page, name: string, kilograms: string) {
  const { id } = await horse(app, name)
  await goTo(page, `/horses/${id}`)
  await mass(page, name).fill(kilograms)
}

test('taking back a change of one horse leaves what is typed in another', async ({ app, page }) => {
  await typeMass(app, page, 'Ақбоз', '505')
  await page.keyboard.press('Control+Enter')
  await panel(page, 'Ақбоз').waitFor({ state: 'detached' })
  await typeMass(app, page, 'Күміс', '477')
  await page.getByRole('button', { name: kk.common.undo }).click()
  await vi.waitFor(async () => expect((await horse(app, 'Ақбоз')).massKg).not.toBe(505))
  await page.getByText(/^Қайтарылды: /).waitFor()
  expect(await mass(page, 'Күміс').inputValue()).toMatch(/^477/)
  await page.keyboard.press('Control+Enter')
  await panel(page, 'Күміс').waitFor({ state: 'detached' })
  expect((await horse(app, 'Күміс')).massKg).toBe(477)
})

test('an open card in which nothing is typed shows what somebody else has saved', async ({
  app,
  page,
}) => {
  const before = await horse(app, 'Ақбоз')
  await goTo(page, `/horses/${before.id}`)
  await mass(page, 'Ақбоз').waitFor()
  await app.call('horses.update', { ...before, massKg: 512 } as never)
  await vi.waitFor(async () => expect(await mass(page, 'Ақбоз').inputValue()).toMatch(/^512/))
})

describe('a card that is half edited, when another screen is asked for', () => {
  test('asks, and stays as it is typed', async ({ app, page }) => {
    await typeMass(app, page, 'Ақбоз', '505')
    await page.getByRole('link', { name: kk.common.nav.people }).click()
    await page.getByText(words.unsaved).waitFor()
    await page.getByRole('button', { name: words.stay }).click()
    await page.getByText(words.unsaved).waitFor({ state: 'detached' })
    expect(await mass(page, 'Ақбоз').inputValue()).toMatch(/^505/)
    // Esc asks the same, and Esc again stays.
    await mass(page, 'Ақбоз').press('Escape')
    await page.getByText(words.unsaved).waitFor()
    await page.keyboard.press('Escape')
    expect(await mass(page, 'Ақбоз').inputValue()).toMatch(/^505/)
  })

  test('goes there unsaved when told to', async ({ app, page }) => {
    const { massKg } = await horse(app, 'Ақбоз')
    await typeMass(app, page, 'Ақбоз', '505')
    await page.getByRole('link', { name: kk.common.nav.people }).click()
    await page.getByRole('button', { name: words.discard }).click()
    await page.getByRole('heading', { name: kk.people.title }).waitFor()
    expect((await horse(app, 'Ақбоз')).massKg).toBe(massKg)
  })

  test('saves and goes there when told to', async ({ app, page }) => {
    await typeMass(app, page, 'Ақбоз', '505')
    await page.getByRole('link', { name: kk.common.nav.people }).click()
    await page.getByRole('alert').getByRole('button', { name: kk.common.save }).click()
    await page.getByRole('heading', { name: kk.people.title }).waitFor()
    expect((await horse(app, 'Ақбоз')).massKg).toBe(505)
  })

  test('says why where it cannot be saved, and offers no saving; who stays then stays', async ({
    app,
    page,
  }) => {
    await typeMass(app, page, 'Ақбоз', '')
    await page.getByRole('link', { name: kk.common.nav.people }).click()
    const question = page.getByRole('alert').filter({ hasText: words.unsaved })
    const missing = words.missing.replace('{{what}}', kk.horses.field.massKg)
    await question.getByText(missing).waitFor()
    expect(await question.getByRole('button', { name: kk.common.save }).count()).toBe(0)
    await question.getByRole('button', { name: words.stay }).click()
    // Whoever goes on then is not taken elsewhere by the next saving.
    await mass(page, 'Ақбоз').fill('505')
    await page.keyboard.press('Control+Enter')
    await panel(page, 'Ақбоз').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: kk.horses.title }).waitFor()
  })

  test('asks before another row is opened, and before somebody found by Ctrl+K is', async ({
    app,
    page,
  }) => {
    await typeMass(app, page, 'Ақбоз', '505')
    await page.getByRole('button', { name: 'Күміс', exact: true }).click()
    await page.getByText(words.unsaved).waitFor()
    await page.getByRole('button', { name: words.stay }).click()
    await page.keyboard.press('Control+KeyK')
    await page.getByPlaceholder(kk.common.header.searchHint).fill('соколов артем')
    await page.keyboard.press('Enter')
    await page.getByText(words.unsaved).waitFor()
    expect(await mass(page, 'Ақбоз').inputValue()).toMatch(/^505/)
  })
})

test('saving a card asks before it loses what has a button of its own, such as another day of arrival', async ({
  app,
  page,
}) => {
  const { courses } = await app.call('boarding.courses', { year: 2025 })
  const course = courses.find(({ from }) => from === '2025-10-13')
  if (!course) throw new Error('the sample has changed')
  const { courseId } = course
  const guests = async () => (await app.call('boarding.course', { courseId })).people
  const [guest] = await guests()
  if (!guest) throw new Error('the sample has changed')
  await goTo(page, `/boarding/courses?course=${courseId}&person=${guest.personId}`)
  page.setDefaultTimeout(8000)
  const card = panel(page, guest.name)
  await card.getByLabel(kk.boarding.days.expectedFrom).fill('15.10.2025')
  await page.keyboard.press('Control+Enter')
  await card.getByText(words.inside).waitFor()
  await card.getByRole('button', { name: words.goBack }).click()
  const savePlan = card.getByRole('button', { name: kk.boarding.days.savePlan })
  await savePlan.click()
  await vi.waitFor(async () => {
    const after = (await guests()).find(({ personId }) => personId === guest.personId)
    expect(after?.planned.from).toBe('2025-10-15')
  })
  // Once the card shows the plan as saved nothing is lost any more: it saves and closes unasked.
  await page.getByText(kk.boarding.days.done.plan.replace('{{name}}', guest.name)).waitFor()
  await vi.waitFor(async () => expect(await savePlan.isDisabled()).toBe(true))
  await page.keyboard.press('Control+Enter')
  await card.waitFor({ state: 'detached' })
})

describe('Ctrl+K', () => {
  test('opens the search on a Russian layout, and Enter goes to the first who is found', async ({
    page,
  }) => {
    await page.evaluate(() =>
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'л', code: 'KeyK', ctrlKey: true, bubbles: true }),
      ),
    )
    const search = page.getByPlaceholder(kk.common.header.searchHint)
    await search.fill('соколов артем')
    // At once, before the answer can be there.
    await search.press('Enter')
    await panel(page, /Соколов Артём/).waitFor()
  })

  test('chooses the first row, and the arrow goes to the second', async ({ page }) => {
    await page.keyboard.press('Control+KeyK')
    const search = page.getByPlaceholder(kk.common.header.searchHint)
    await search.fill('со')
    const rows = page.locator('[data-action]')
    await page.locator('[data-action][data-selected]').waitFor()
    await search.fill('соко')
    const second = await rows.nth(1).textContent()
    await vi.waitFor(async () =>
      expect(await rows.first().getAttribute('data-selected')).toBe('true'),
    )
    await search.press('ArrowDown')
    expect(await page.locator('[data-action][data-selected]').textContent()).toBe(second)
  })
})
