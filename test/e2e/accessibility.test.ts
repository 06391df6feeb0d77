import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright'
import { describe, expect } from 'vitest'
import { test as base, goTo } from './fixtures.ts'
import { clock, ofACourse, ofAGroup, ofTheHouse, type Screens } from './screens.ts'

const test = base.override({ data: 'sample-centre', clock })

/** What axe finds, screen by screen; nothing for a screen that everybody can read. */
async function violationsOf(page: Page, screens: Screens) {
  const found: Record<string, string[]> = {}
  for (const [name, address] of Object.entries(screens)) {
    await goTo(page, address)
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
    if (violations.length > 0) {
      found[name] = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
      )
    }
  }
  return found
}

describe('every screen can be read by everybody', () => {
  test('axe finds nothing on any of them', async ({ page }) => {
    expect(await violationsOf(page, ofTheHouse)).toEqual({})
  })

  test('nor where a group, a class or a person is open', async ({ app, page }) => {
    expect(await violationsOf(page, await ofAGroup(app))).toEqual({})
  })

  test('nor in a course, its parts and its rooms', async ({ app, page }) => {
    expect(await violationsOf(page, await ofACourse(app))).toEqual({})
  })
})
