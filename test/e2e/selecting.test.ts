/** Several sessions are chosen and one thing is done with all of them: by mouse, by lasso, by keys, by menu. */
import type { Page } from 'playwright'
import { describe, expect, vi } from 'vitest'
import type { LocalDate } from '#contract/values.ts'
import { kk } from '#renderer/texts/kk/index.ts'
import { goTo, panel, type RunningApp, test } from './fixtures.ts'

const monday = '2025-10-06' as LocalDate
const words = kk.selecting
const soon = { timeout: 8_000, interval: 50 }

const board = (page: Page) => page.getByRole('application', { name: kk.hippotherapy.board.name })
const bar = (page: Page) => page.getByRole('region', { name: words.title })
const counted = (count: number) => words.chosen.replace('{{count}}', String(count))
const opened = async (page: Page, address = `/hippotherapy?date=${monday}&by=horse`) => {
  page.setDefaultTimeout(soon.timeout)
  await goTo(page, address)
}
const ridesOf = async (app: RunningApp) =>
  (await app.call('hippotherapy.day', { date: monday })).sessions
const openRides = async (app: RunningApp) =>
  (await ridesOf(app)).filter((one) => one.mark === null && one.state !== 'cancelled')
const ride = (page: Page, id: string) => page.locator(`button[data-item="${id}"]`)
/** The one button of the message. */
const undo = (page: Page) =>
  page.getByRole('alert').getByRole('button', { name: kk.common.undo, exact: true }).click()

describe('several sessions', () => {
  test.override({ data: 'sample-centre', clock: '2025-10-06T10:05' })

  test('an afternoon is cancelled for the weather in three interactions on the board, and is back with one', async ({
    app,
    page,
  }) => {
    await opened(page)
    const afternoon = (await openRides(app)).filter((one) => one.start >= '13:00')
    expect(afternoon.length).toBeGreaterThan(2)
    await page.getByRole('button', { name: words.menu.open, exact: true }).click()
    await page.getByRole('menuitem', { name: words.menu.cancelAfternoon }).click()
    await panel(page, words.cancel.title).getByText(counted(afternoon.length)).waitFor()
    await page.keyboard.press('Control+Enter')
    await vi.waitFor(async () => {
      const reasons = (await ridesOf(app))
        .filter((one) => one.start >= '13:00')
        .map((one) => one.cancelReason)
      expect(new Set(reasons)).toEqual(new Set(['weather']))
    }, soon)
    await undo(page)
    await vi.waitFor(async () => {
      const open = (await openRides(app)).filter((one) => one.start >= '13:00')
      expect(open.length).toBe(afternoon.length)
    }, soon)
  })

  test('Ctrl and a click puts in and out, Shift and a click takes what lies between, Esc lets go', async ({
    app,
    page,
  }) => {
    await opened(page, `/hippotherapy?date=${monday}&by=place`)
    const column = Map.groupBy(await openRides(app), (one) => one.placeId)
    const [first, second, third] = [...column.values()].find((of) => of.length > 2) ?? []
    if (!first || !second || !third) throw new Error('no place has three rides')
    await ride(page, first.id).click({ modifiers: ['Control'] })
    await ride(page, third.id).click({ modifiers: ['Shift'] })
    expect(await ride(page, second.id).getAttribute('aria-pressed')).toBe('true')
    await bar(page).getByText(counted(3)).waitFor()
    await ride(page, second.id).click({ modifiers: ['Control'] })
    await bar(page).getByText(counted(2)).waitFor()
    await page.keyboard.press('Escape')
    await bar(page).waitFor({ state: 'hidden' })
  })

  test('a lasso over empty board catches what it touches, and begins no booking', async ({
    app,
    page,
  }) => {
    await opened(page)
    const box = await board(page).boundingBox()
    if (!box) throw new Error('no board')
    await page.keyboard.down('Shift')
    await page.mouse.move(box.x + box.width - 4, box.y + box.height - 4)
    const last =
      page.viewportSize() ??
      (await page.evaluate(() => ({ width: innerWidth, height: innerHeight })))
    await page.mouse.move(box.x + 2, last.height - 8)
    await page.mouse.down()
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 4 })
    await page.mouse.move(box.x + box.width - 4, Math.max(box.y, 260), { steps: 4 })
    await page.mouse.up()
    await page.keyboard.up('Shift')
    const chosen = await board(page).locator('[data-chosen]').count()
    expect(chosen).toBeGreaterThan(1)
    expect(chosen).toBeLessThanOrEqual((await openRides(app)).length)
    await bar(page).getByText(counted(chosen)).waitFor()
    expect(await panel(page, kk.hippotherapy.form.book).count()).toBe(0)
  })

  test('wholly by keys: Shift and an arrow takes the next one along, Ctrl and Space lets one go', async ({
    app,
    page,
  }) => {
    await opened(page, `/hippotherapy?date=${monday}&by=place`)
    const column = Map.groupBy(await openRides(app), (one) => one.placeId)
    const [first, second] = [...column.values()].find((of) => of.length > 2) ?? []
    if (!first || !second) throw new Error('no place has two rides')
    await ride(page, first.id).focus()
    await page.keyboard.press('Shift+ArrowDown')
    await bar(page).getByText(counted(2)).waitFor()
    expect(await ride(page, second.id).evaluate((one) => one === document.activeElement)).toBe(true)
    await page.keyboard.press('Control+ ')
    await bar(page).getByText(counted(1)).waitFor()
  })

  test('all rides of a horse get another one, with a line for each and one undo', async ({
    app,
    page,
  }) => {
    await opened(page)
    const rides = await openRides(app)
    const { horses } = await app.call('hippotherapy.day', { date: monday })
    const busiest = horses.find(({ id }) => rides.filter((one) => one.horseId === id).length > 1)
    const idle = horses.find(
      ({ id, away }) => away === null && !rides.some((one) => one.horseId === id),
    )
    const to = idle ?? horses.find(({ id, away }) => away === null && id !== busiest?.id)
    if (!busiest || !to) throw new Error('no two horses')
    const its = rides.filter((one) => one.horseId === busiest.id)
    await page
      .getByRole('button', { name: words.menu.column.replace('{{name}}', busiest.name) })
      .click()
    await page.getByRole('menuitem', { name: `${words.menu.wholeColumn} (${its.length})` }).click()
    await bar(page).getByRole('button', { name: words.replace.open }).click()
    const form = panel(page, words.replace.title)
    await form.getByRole('combobox', { name: words.replace.by }).click()
    await page.getByRole('option', { name: to.name, exact: true }).click()
    const lines = form.getByRole('list', { name: words.preview }).getByRole('listitem')
    expect(await lines.count()).toBe(its.length)
    const done = form.locator('li[data-outcome="done"]')
    await done.first().waitFor()
    const count = await done.count()
    await page.keyboard.press('Control+Enter')
    await vi.waitFor(async () => {
      const after = await ridesOf(app)
      const moved = its.filter(({ id }) => after.find((one) => one.id === id)?.horseId === to.id)
      expect(moved.length).toBe(count)
    }, soon)
    await undo(page)
    await vi.waitFor(async () => {
      const after = await openRides(app)
      expect(after.filter((one) => one.horseId === busiest.id).length).toBe(its.length)
    }, soon)
  })

  test('two rides exchange their horses in one step, and have their own again with one undo', async ({
    app,
    page,
  }) => {
    await opened(page)
    const rides = (await openRides(app)).filter((one) => one.start > '10:05')
    const [one] = rides
    let other: (typeof rides)[number] | undefined
    for (const another of rides) {
      if (!one || another.horseId === one.horseId) continue
      const asked = { sessionId: one.id, withSessionId: another.id, what: 'horse' as const }
      const fits = await app.call('schedule.tryExchange', asked).catch(() => null)
      if (fits) other ??= another
    }
    if (!one || !other) throw new Error('no two rides can exchange their horses')
    for (const { id } of [one, other]) await ride(page, id).click({ modifiers: ['Control'] })
    await bar(page).getByRole('button', { name: words.exchange.open }).click()
    await panel(page, words.exchange.title).locator('li[data-outcome="done"]').first().waitFor()
    await page.keyboard.press('Control+Enter')
    const horsesOf = async () => {
      const after = await ridesOf(app)
      return [one, other].map(({ id }) => after.find((each) => each.id === id)?.horseId)
    }
    await vi.waitFor(
      async () => expect(await horsesOf()).toEqual([other.horseId, one.horseId]),
      soon,
    )
    await undo(page)
    await vi.waitFor(
      async () => expect(await horsesOf()).toEqual([one.horseId, other.horseId]),
      soon,
    )
  })

  test('classes of the week, lines of the day and appointments are chosen in the same way', async ({
    app,
    page,
  }) => {
    const toggle = async (selector: string) => {
      const some = page.locator(selector)
      await some.first().waitFor()
      await some.first().click({ modifiers: ['Control'] })
      await some.last().click({ modifiers: ['Control'] })
      await bar(page).getByText(counted(2)).waitFor()
      await page.keyboard.press('Escape')
      await bar(page).waitFor({ state: 'hidden' })
    }
    await opened(page, `/studio/week?from=2025-10-13`)
    await toggle('[data-item]')
    await goTo(page, `/attendance?date=2025-10-07`)
    await toggle('li[data-item]')
    await goTo(page, `/consultations?from=2025-10-13`)
    const { consultations } = await app.call('consultations.list', {
      from: '2025-10-13' as LocalDate,
      until: '2025-10-19' as LocalDate,
    })
    if (consultations.length > 1) await toggle('button[data-item]')
  })
})
