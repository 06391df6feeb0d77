import AxeBuilder from '@axe-core/playwright'
import { describe, expect } from 'vitest'
import { test as base } from './fixtures.ts'

const test = base.override({ data: 'sample-centre' })
const monday = '2025-10-06'

const screens = {
  'the first screen': '#/today',
  'the day board': `#/hippotherapy?date=${monday}`,
  'weekly templates': '#/hippotherapy/templates',
  marking: '#/attendance?date=2025-10-04',
  'the room rack': '#/boarding?date=2025-10-11&scale=month',
  people: '#/people',
  import: '#/people/import',
  horses: '#/horses',
  team: '#/team',
  sheets: `#/sheets?kind=rides-day&date=${monday}`,
  settings: '#/settings',
}

describe('every screen can be read by everybody', () => {
  test('axe finds nothing on any of them', async ({ page }) => {
    const found: Record<string, string[]> = {}
    for (const [name, hash] of Object.entries(screens)) {
      await page.evaluate((to) => {
        location.hash = to
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      }, hash)
      await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
      if (violations.length > 0) {
        found[name] = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`,
        )
      }
    }
    expect(found).toEqual({})
  })
})
