import type { Page } from 'playwright'
import { test as vitestTest } from 'vitest'
import { type RunningApp, type StartingData, startApp, usualClock } from '#test/support/app.ts'

export * from '#test/support/app.ts'
export { root } from '#test/support/project.ts'

/** What an app is started with, to be overridden by a file or a group of tests. */
export const startingTest = vitestTest
  .extend('data', 'empty' as StartingData)
  .extend('clock', usualClock as string)
  .extend('env', {} as Record<string, string>)

/**
 * Tests of the running app, in the engine of this run. Each gets one of its own:
 *
 *     test.override({ data: 'sample-centre' })
 *     test('a taken horse is refused', async ({ page }) => { … })
 *
 * What needs Electron itself is in `electron/`, with fixtures of its own.
 */
export const test = startingTest
  .extend('app', async ({ data, clock, env }, { onCleanup }): Promise<RunningApp> => {
    const app = await startApp({ data, clock, env })
    onCleanup(() => app.close())
    return app
  })
  .extend('page', ({ app }): Page => app.page)

/** Goes to a screen by its address, `/studio/week`, and waits until it shows what it has. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = to
    // Two frames: the screen has been drawn once and has asked for what it shows.
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  }, `#${address}`)
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
}

/** The side panel of that title. */
export const panel = (page: Page, name: string | RegExp) => page.getByRole('region', { name })

/** Chooses an option of a field by the beginning of its words. */
export async function choose(page: Page, field: string, option: string): Promise<void> {
  await page.getByRole('combobox', { name: field, exact: true }).click()
  await page.getByRole('option', { name: new RegExp(`^${option}`) }).click()
}

/** Types a name into a search for people and takes the first who is found. */
export async function choosePerson(page: Page, field: string, name: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(name)
  await page
    .getByRole('option', { name: new RegExp(name, 'i') })
    .first()
    .click()
}

/** Types a day into a field, as `06.10.2025`. */
export async function typeDay(page: Page, field: string, day: string): Promise<void> {
  const input = page.getByRole('textbox', { name: field, exact: true })
  await input.fill(day)
  await input.press('Tab')
}
