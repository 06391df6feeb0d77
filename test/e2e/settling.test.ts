/** Something changes; what it hits is settled in a few clicks and taken back in one. */
import AxeBuilder from '@axe-core/playwright'
import type { Locator, Page } from 'playwright'
import { describe, expect } from 'vitest'
import { addDays } from '#contract/time.ts'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { test as base, goTo, panel, type RunningApp } from './fixtures.ts'
import { clock } from './screens.ts'

const monday = '2025-10-06' as LocalDate
const tuesday = addDays(monday, 1)
const friday = addDays(monday, 4)
const sunday = addDays(monday, 6)
const test = base.override({ data: 'sample-centre', clock })

const { settling, availability, common } = kk

/** Counts clicks and pressed keys, a keyboard shortcut as one. */
class Hand {
  count = 0
  readonly #page: Page
  constructor(page: Page) {
    this.#page = page
  }
  async click(what: Locator): Promise<void> {
    this.count++
    await what.click()
  }
  async press(keys: string): Promise<void> {
    this.count++
    await this.#page.keyboard.press(keys)
  }
}

const rail = (page: Page, name: string) =>
  page.getByRole('navigation', { name: common.nav.label }).getByRole('link', { name })
const atList = (page: Page) => page.getByRole('heading', { level: 1, name: settling.title })

/** What can be done with each session of the list. */
const lines = (page: Page) => page.getByRole('radiogroup', { name: /^Не істейміз/ })

/** Waits for the list and for what would come of it. */
async function listed(page: Page): Promise<void> {
  await atList(page).waitFor()
  await page.getByText(/^Орындалады: \d+$/).waitFor()
}

/** Presses the keys that do all that is chosen, once it is known what would come of it. */
async function takeAll(page: Page, hand: Hand): Promise<void> {
  await listed(page)
  await hand.press('Control+Enter')
  await atList(page).waitFor({ state: 'detached' })
}

const countOf = async ({ call }: RunningApp, from: LocalDate, until: LocalDate) =>
  (await call('schedule.unsettled', { from, until })).sessions.length

/** Takes back what was settled, by the button of its message, and waits until it is said. */
async function takeBack(page: Page, hand: Hand): Promise<void> {
  const message = page.getByRole('alert').filter({ hasText: /Реттелгені/ })
  await hand.click(message.getByRole('button', { name: common.undo }))
  await page.getByText(/^Қайтарылды/).waitFor()
}

/** The veterinarian keeps a horse for the Monday. */
async function isIllOnMonday({ call }: RunningApp): Promise<void> {
  const { horses } = await call('horses.list', {})
  const horse = horses.find(({ name }) => name === 'Дос')
  if (!horse) throw new Error('the sample has changed')
  const day = { from: monday, until: monday }
  await call('availability.set', { resourceId: horse.id, ...day, reason: 'vet' })
}

describe('what a change hits', () => {
  test('is settled in six when a horse is ill for a week with nine rides', async ({
    app,
    page,
  }) => {
    const hand = new Hand(page)
    await hand.click(rail(page, common.nav.hippotherapy))
    await hand.click(page.getByRole('button', { name: `Дос: ${availability.add.horse}` }))
    await hand.click(page.getByText(availability.day.week, { exact: true }))
    await hand.press('Control+Enter')
    await listed(page)
    expect(await lines(page).count()).toBe(9)
    await takeAll(page, hand)
    expect(await countOf(app, monday, sunday)).toBe(0)
    expect(hand.count).toBeLessThanOrEqual(6)

    // One undo stands there, that of what was done last.
    const undo = page.getByRole('alert').getByRole('button', { name: common.undo })
    await expect.poll(() => undo.count()).toBe(1)
    const undoing = new Hand(page)
    await takeBack(page, undoing)
    expect(await countOf(app, monday, sunday)).toBe(9)
    expect(undoing.count).toBe(1)
  })

  test('is settled in six when a teacher is ill tomorrow', async ({ app, page }) => {
    const { classes } = await app.call('studio.week', { from: monday })
    const teacher = classes.find((one) => one.date === tuesday)?.teacherName ?? ''
    const hand = new Hand(page)
    await hand.click(rail(page, common.nav.team))
    await hand.click(page.getByRole('button', { name: teacher }))
    await hand.click(page.getByRole('button', { name: availability.add.member }))
    await hand.click(page.getByText(availability.day.tomorrow, { exact: true }))
    await hand.press('Control+Enter')
    await atList(page).waitFor()
    const hit = await countOf(app, tuesday, tuesday)
    expect(hit).toBeGreaterThan(0)
    await takeAll(page, hand)
    expect(await countOf(app, tuesday, tuesday)).toBe(0)
    expect(hand.count).toBeLessThanOrEqual(6)

    const undoing = new Hand(page)
    await takeBack(page, undoing)
    expect(await countOf(app, tuesday, tuesday)).toBe(hit)
    expect(undoing.count).toBe(1)
  })

  test('is settled in five when Friday becomes a holiday', async ({ app, page }) => {
    const hand = new Hand(page)
    await hand.click(rail(page, common.nav.hippotherapy))
    await hand.click(page.getByRole('button', { name: /^10 қазан/ }))
    await hand.click(page.getByRole('button', { name: settling.closeDay }))
    await hand.press('Control+Enter')
    await atList(page).waitFor()
    const hit = await countOf(app, friday, friday)
    expect(hit).toBeGreaterThan(0)
    await takeAll(page, hand)
    expect(await countOf(app, friday, friday)).toBe(0)
    expect(hand.count).toBeLessThanOrEqual(5)

    const undoing = new Hand(page)
    await takeBack(page, undoing)
    expect(await countOf(app, friday, friday)).toBe(hit)
    expect(undoing.count).toBe(1)
  })

  test('is said with the button that leads to it, after any change', async ({ app, page }) => {
    const { horses } = await app.call('horses.list', {})
    const horse = horses.find(({ name }) => name === 'Дос')
    await goTo(page, `/horses/${horse?.id}`)
    await panel(page, 'Дос').getByRole('switch', { name: kk.horses.field.active }).click()
    await page.keyboard.press('Control+Enter')
    await page.getByRole('button', { name: settling.settle, exact: true }).click()
    await listed(page)
    expect(await lines(page).count()).toBeGreaterThan(9)
  })

  test('stands on the first screen, and on the board in amber with the reason', async ({
    app,
    page,
  }) => {
    await isIllOnMonday(app)
    await goTo(page, '/today')
    const block = page.getByRole('region', { name: new RegExp(settling.title) })
    await block
      .getByText(/Дос аты жоқ/)
      .first()
      .waitFor()
    await goTo(page, `/hippotherapy?date=${monday}&by=horse`)
    await page.getByRole('button', { name: `${settling.title}: 2` }).waitFor()
    await page
      .getByTitle(/^Дос аты жоқ/)
      .first()
      .click()
    await page.getByRole('button', { name: settling.settle, exact: true }).click()
    await listed(page)
    expect(await lines(page).count()).toBe(1)
    await page.keyboard.press('Escape')
    await atList(page).waitFor({ state: 'detached' })
  })

  test('a series that goes on with a horse that is retired is changed from here on, or ended, and the list is empty of it', async ({
    app,
    page,
  }) => {
    const { horses } = await app.call('horses.list', {})
    const horse = horses.find(({ name }) => name === 'Дос')
    if (!horse) throw new Error('the sample has changed')
    await app.call('horses.update', { ...horse, active: false } as never)
    const left = async () =>
      (await app.call('schedule.unsettled', { from: monday, until: sunday })).series
    const [first] = await left()
    const many = (await left()).length
    await goTo(page, '/settle')
    const series = page.getByRole('region', { name: settling.series })
    expect(await series.getByRole('listitem').count()).toBe(many)
    const line = series
      .getByRole('listitem')
      .filter({ hasText: first?.title ?? '—' })
      .first()
    await line.getByText('Дос').first().waitFor()

    const hand = new Hand(page)
    await hand.click(line.getByRole('button', { name: settling.endSeries }))
    await panel(page, kk.hippotherapy.templates.end)
      .getByText(/^Алынатын сабақ/)
      .waitFor()
    await hand.press('Control+Enter')
    await expect
      .poll(async () => (await left()).map((one) => one.templateId))
      .not.toContain(first?.templateId)
    expect(hand.count).toBeLessThanOrEqual(2)
    await atList(page).waitFor()

    const [next] = await left()
    await series
      .getByRole('listitem')
      .filter({ hasText: next?.title ?? '—' })
      .first()
      .getByRole('link', { name: settling.changeSeries })
      .click()
    await page.getByRole('button', { name: kk.hippotherapy.session.change }).waitFor()
  })

  test('is said above the preview of a sheet, and not on paper', async ({ app, page }) => {
    await isIllOnMonday(app)
    await goTo(page, `/sheets?kind=rides-day&date=${monday}`)
    const said = page.getByRole('region', { name: 'Басып шығармай тұрып реттеу керек: 2' })
    expect(await said.getByRole('listitem').count()).toBe(2)
    const paper = page.locator('[role="document"]')
    await paper.getByText('Жұмабеков Санжар').first().waitFor()
    expect(await paper.getByText(/Дос аты жоқ/).count()).toBe(0)
  })

  test('can be read by everybody', async ({ app, page }) => {
    await isIllOnMonday(app)
    await goTo(page, '/settle')
    await listed(page)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([])
  })

  test('is left where the person says so', async ({ app, page }) => {
    await isIllOnMonday(app)
    await goTo(page, '/settle')
    await page.getByText(settling.leave, { exact: true }).first().click()
    await page.getByText('Сол күйі қалады: 1').waitFor()
    await page.getByRole('button', { name: settling.save }).click()
    await atList(page).waitFor({ state: 'detached' })
    expect(await countOf(app, monday, sunday)).toBe(1)
  })
})
