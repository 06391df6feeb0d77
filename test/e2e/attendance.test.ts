import type { Locator, Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { test } from './fixtures.ts'

const noon = '2025-10-06T12:10'
const evening = '2025-10-06T18:10'
const monday = '2025-10-06' as LocalDate

test.override({ data: 'sample-centre', clock: noon })

const openMarks = (page: Page) => page.getByRole('link', { name: 'Белгілеу' }).first().click()
const list = (page: Page) => page.getByRole('list', { name: 'Күн сабақтары' })
const row = (page: Page, name: string) => list(page).getByRole('listitem').filter({ hasText: name })
const panel = (page: Page, name: string) => page.getByRole('region', { name })
const allPresent = (page: Page) =>
  page.getByRole('button', { name: /^Барлығы келді\s*иппотерапия мен кеңес/ }).click()
const says = async (locator: Locator, text: string | RegExp) =>
  expect.poll(() => locator.textContent(), { timeout: 10_000 }).toMatch(text)

describe('the instructor’s list', () => {
  // All of the day has begun.
  test.override({ clock: evening })

  test('all present in one tap, then the exception with a remark and its trail', async ({
    app,
    page,
  }) => {
    await openMarks(page)
    await allPresent(page)
    // Nine rides and an appointment; the classes have buttons of their own.
    await page.getByText('Белгіленгені: 10 / 128').waitFor()
    await page.getByText('келгені: 10').waitFor()
    await page.getByRole('combobox', { name: 'Нені көрсету керек' }).click()
    await page.getByRole('option', { name: 'Иппотерапия' }).click()
    await page.getByText('Барлығы белгіленді').waitFor()
    await page.getByText('Белгіленгені: 9 / 9').waitFor()
    await page.getByText('келгені: 9').waitFor()

    await row(page, 'Соколов Артём').getByRole('button').first().click()
    const open = panel(page, 'Соколов Артём')
    await open.getByRole('button', { name: 'Себепті келмеді' }).click()
    await says(row(page, 'Соколов Артём'), /түзетілді.*Себепті келмеді/)
    await open.getByLabel('Ескертпе').fill('Анасы қоңырау шалды')
    await open.getByRole('button', { name: 'Сақтау' }).click()
    await says(row(page, 'Соколов Артём'), 'Анасы қоңырау шалды')
    await page.getByText('келгені: 8').waitFor()
    await open.getByText('белгіленбеген → келді').waitFor()
    await open.getByText('келді → себепті келмеді', { exact: true }).waitFor()

    const { lines } = await app.call('attendance.day', { date: monday })
    const marks = lines.map(({ clientName, mark, remark }) => ({ clientName, mark, remark }))
    expect(marks).toContainEqual({
      clientName: 'Соколов Артём',
      mark: 'excused',
      remark: 'Анасы қоңырау шалды',
    })
    expect(marks.filter(({ mark }) => mark === 'present')).toHaveLength(9)
  })

  test('the trail says who marked', async ({ page }) => {
    await openMarks(page)
    await page.getByRole('button', { name: /^Қазір кім жұмыс істеп отыр/ }).click()
    await page.getByRole('menuitem', { name: /^Кузнецов Ғани/ }).click()
    // An instructor sees their own list first.
    await page.getByText('Белгіленгені: 0 / 5').waitFor()
    await page.getByRole('button', { name: 'Келді: Иванова Өркен' }).click()
    await row(page, 'Иванова Өркен').getByRole('button').first().click()
    await says(panel(page, 'Иванова Өркен'), /6 қазан, 18:1\dбелгіленбеген → келдіКузнецов Ғани/)
  })

  test('shows a ride that was cancelled in its place, with its letter, and marks nobody in it', async ({
    app,
    page,
  }) => {
    const { lines } = await app.call('attendance.day', { date: monday })
    const [first, second] = lines.filter(({ kind }) => kind === 'ride')
    if (!first || !second) throw new Error('the sample has no rides on Monday')
    await app.call('hippotherapy.cancel', { sessionId: first.sessionId, reason: 'weather' })
    await app.call('hippotherapy.cancel', { sessionId: second.sessionId, reason: 'family' })
    await openMarks(page)
    await says(row(page, first.clientName), /^\d\d:\d\d.*ЦОрталық тоқтатты$/)
    await says(row(page, second.clientName), /УСебепті келмеді$/)
    expect(await row(page, first.clientName).getByRole('button').count()).toBe(0)
    expect(await list(page).getByRole('listitem').nth(1).textContent()).toContain(first.clientName)
    await allPresent(page)
    await page.getByText('Белгіленгені: 8 / 126').waitFor()
  })

  test('taking «all present» back leaves the exceptions that were made since', async ({
    app,
    page,
  }) => {
    await openMarks(page)
    await allPresent(page)
    await page.getByText('Белгіленгені: 10 / 128').waitFor()
    await row(page, 'Иванова Өркен').getByRole('button').first().press('3')
    await says(row(page, 'Иванова Өркен'), 'Келмеді')
    const answer = page.getByRole('alert').filter({ hasText: '«Келді» деп белгіленгені: 10' })
    await answer.getByRole('button', { name: 'Өзгерісті қайтару' }).click()
    await page.getByText('Белгіленгені: 1 / 128').waitFor()
    const { lines } = await app.call('attendance.day', { date: monday })
    expect(lines.filter(({ mark }) => mark !== null).map(({ mark }) => mark)).toEqual(['absent'])
  })

  test('is marked by keys alone', async ({ page }) => {
    await openMarks(page)
    await page.getByRole('button', { name: 'Келді: Абдуллаева Кәусар' }).waitFor()
    await row(page, 'Иванова Өркен').getByRole('button').first().focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('2')
    await says(row(page, 'Абдуллаева Кәусар'), 'Кешікті')
    await page.keyboard.press('Delete')
    await says(row(page, 'Абдуллаева Кәусар'), 'белгіленбеген')
    await page.keyboard.press('4')
    await says(row(page, 'Абдуллаева Кәусар'), 'Себепті келмеді')
    await page.keyboard.press('Control+z')
    await says(row(page, 'Абдуллаева Кәусар'), 'белгіленбеген')
  })

  test('is made for a thumb', async ({ page }) => {
    await openMarks(page)
    await row(page, 'Соколов Артём').getByRole('button').first().click()
    await panel(page, 'Соколов Артём').waitFor()
    const heights = await page
      .locator('main button:visible, fieldset button:visible')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect(heights.length).toBeGreaterThan(20)
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44)
    const rows = await list(page)
      .getByRole('listitem')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height))
    expect(Math.min(...rows)).toBeGreaterThanOrEqual(56)
  })
})

describe('the first screen', () => {
  test('shows what is over and unmarked, and leads to the place where it is marked', async ({
    page,
  }) => {
    await page.getByRole('link', { name: 'Бүгін', exact: true }).click()
    const unmarked = panel(page, 'Белгіленбеген 15')
    await unmarked.getByRole('link', { name: /Соколов Артём/ }).click()
    await panel(page, 'Соколов Артём').getByRole('button', { name: 'Келді' }).click()
    await says(row(page, 'Соколов Артём'), 'Келді')

    await page.getByRole('link', { name: 'Бүгін', exact: true }).click()
    await panel(page, 'Белгіленбеген 14').waitFor()
    expect(await page.getByRole('link', { name: /11:40.*Соколов Артём/ }).count()).toBe(0)
  })

  test('shows all that is unmarked when asked', async ({ page }) => {
    await page.getByRole('button', { name: 'Барлығын көрсету: 15' }).click()
    await vi.waitFor(async () =>
      expect(await panel(page, 'Белгіленбеген 15').getByRole('link').count()).toBe(15),
    )
  })
})

test('at noon all present leaves the afternoon alone, and says before how many it marks', async ({
  app,
  page,
}) => {
  await openMarks(page)
  const { lines } = await app.call('attendance.day', { date: monday })
  const begun = lines.filter(({ groupId, start }) => groupId === null && start <= '12:10').length
  expect(begun).toBeGreaterThan(0)
  await page.getByRole('button', { name: new RegExp(`^Барлығы келді.*: ${begun}$`) }).click()
  const after = async () =>
    (await app.call('attendance.day', { date: monday })).lines.filter(({ mark }) => mark !== null)
  await expect.poll(async () => (await after()).length).toBe(begun)
  expect((await after()).every(({ start }) => start <= '12:20')).toBe(true)
})
