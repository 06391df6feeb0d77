import { expect } from 'vitest'
import { kk } from '#renderer/texts/kk/index.ts'
import { goTo, panel } from '../fixtures.ts'
import { test as base } from './fixtures.ts'

const test = base.override({ data: 'sample-centre' })

/** Asks the window to close, as its cross does. */
const cross = (app: { electron: import('playwright').ElectronApplication }) =>
  app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())

test('a window in which something is typed asks before it closes', async ({ app, page }) => {
  await goTo(page, '/horses/new')
  const name = panel(page, kk.horses.add).getByRole('textbox', {
    name: kk.horses.field.name,
    exact: true,
  })
  await name.fill('Тұлпар')
  await cross(app)
  await page.getByText(kk.common.panel.unsaved).waitFor()
  await page.getByRole('button', { name: kk.common.panel.stay }).click()
  expect(await name.inputValue()).toBe('Тұлпар')

  await cross(app)
  await page.getByText(kk.common.panel.unsaved).waitFor()
  const closed = page.waitForEvent('close')
  await page.getByRole('button', { name: kk.common.panel.discard }).click()
  await closed
})
