/** In the smallest window everything can be reached by the wheel, and nothing sticks out at the side. */
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { test as base, goTo } from './fixtures.ts'
import { clock, ofACourse, ofAGroup, ofTheHouse, type Screens } from './screens.ts'

const test = base.override({ data: 'sample-centre', clock })

/** The least window that the app allows, and a usual office screen. */
const smallest = { width: 1024, height: 640 }
const usual = { width: 1280, height: 800 }

/** The lowest line of text in the screen or in its panel, if it lies below the window. */
const belowTheWindow = (page: Page, place: 'main' | 'main ~ div > section:last-child') =>
  page.evaluate((selector) => {
    const lines = [...document.querySelectorAll(`${selector} *`)]
      .filter((element) => element.getClientRects().length > 0)
      .filter(({ childNodes }) =>
        [...childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.textContent?.trim()),
      )
      .map((element) => ({
        text: element.textContent?.trim().slice(0, 40),
        bottom: Math.floor(element.getBoundingClientRect().bottom),
      }))
    const lowest = lines.reduce((low, one) => (one.bottom > low.bottom ? one : low), {
      text: '',
      bottom: 0,
    })
    return lowest.bottom > window.innerHeight ? `${lowest.text} at ${lowest.bottom}` : null
  }, place)

type Place = Parameters<typeof belowTheWindow>[1]

/**
 * Turns the wheel until the last line of a place is reached: in the left half and in the right one (a form beside
 * a preview, a screen beside its panel), the list in a list first, then the one around it. What is still below the
 * window when it has been turned far longer than anybody would; a page that is drawn late grows meanwhile.
 */
async function belowAfterTheWheel(page: Page, place: Place) {
  for (let turn = 0; turn < 12; turn++) {
    if (!(await belowTheWindow(page, place))) return null
    const x = turn % 6 < 3 ? 300 : smallest.width - 100
    // Above the foot of a panel, which says why it cannot be saved.
    await page.mouse.move(x, smallest.height - 160)
    await page.mouse.wheel(0, 20_000)
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
  }
  return belowTheWindow(page, place)
}

/** What of each screen and its panel cannot be reached in the smallest window. */
async function outOfReach(page: Page, screens: Screens) {
  await page.setViewportSize(smallest)
  const found: Record<string, string> = {}
  let long = 0
  for (const [name, address] of Object.entries(screens)) {
    await goTo(page, address)
    for (const place of ['main', 'main ~ div > section:last-child'] as const) {
      if (!(await belowTheWindow(page, place))) continue
      long += 1
      const left = await belowAfterTheWheel(page, place)
      if (left) found[`${name}: ${place}`] = left
    }
  }
  return { found, long }
}

/** Whatever can be scrolled sideways on a usual screen, but boards and paper. */
async function tooWide(page: Page, screens: Screens) {
  await page.setViewportSize(usual)
  const found: Record<string, string[]> = {}
  for (const [name, address] of Object.entries(screens)) {
    await goTo(page, address)
    const wide = await page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, main *')]
        .filter((element) => {
          const { overflowX } = getComputedStyle(element)
          const scrolls = overflowX === 'auto' || overflowX === 'scroll'
          return (
            (scrolls || element === document.documentElement) &&
            element.scrollWidth > element.clientWidth &&
            !element.matches('[role="document"]') &&
            !element.querySelector('[role="application"]')
          )
        })
        .map(
          ({ className, scrollWidth, clientWidth }) =>
            `${className}: ${scrollWidth - clientWidth} px`,
        ),
    )
    if (wide.length > 0) found[name] = wide
  }
  return found
}

describe('the last line of every long list can be scrolled to, and nothing is wider than the window', () => {
  test('on the screens of the house', async ({ page }) => {
    const { found, long } = await outOfReach(page, ofTheHouse)
    expect(found).toEqual({})
    expect(long).toBeGreaterThan(5)
    expect(await tooWide(page, ofTheHouse)).toEqual({})
  })
  test('where a group, a class or a person is open', async ({ app, page }) => {
    const screens = await ofAGroup(app)
    expect((await outOfReach(page, screens)).found).toEqual({})
    expect(await tooWide(page, screens)).toEqual({})
  })
  test('in a course, its parts and its rooms', async ({ app, page }) => {
    const screens = await ofACourse(app)
    expect((await outOfReach(page, screens)).found).toEqual({})
    expect(await tooWide(page, screens)).toEqual({})
  })
})
