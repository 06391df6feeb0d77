import { rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { openSheet } from '../sheets.ts'
import { type ElectronApp, startElectronApp, temporaryFolder } from './fixtures.ts'

/** From now on a save dialog answers that place in its stead, and notes what it was to propose. */
const answerSaveDialogs = ({ electron }: ElectronApp, place: string | null) =>
  electron.evaluate(({ dialog }, filePath) => {
    const asked: string[] = []
    Object.assign(globalThis, { proposals: asked })
    dialog.showSaveDialog = async (...given: unknown[]) => {
      const { defaultPath } = given.at(-1) as Electron.SaveDialogOptions
      asked.push(defaultPath ?? '')
      return { canceled: filePath === null, filePath: filePath ?? '' }
    }
  }, place)

/** What the last save dialog proposed. */
const proposal = ({ electron }: ElectronApp): Promise<string | undefined> =>
  electron.evaluate(() => (globalThis as unknown as { proposals: string[] }).proposals.at(-1))

test('the folder that a file was saved in is proposed for the next, and after a restart', async () => {
  const dataDir = temporaryFolder()
  const chosen = temporaryFolder()
  const saved = join(chosen, 'a name of their own.pdf')
  const open = async (place: string | null) => {
    const app = await startElectronApp({ dataDir })
    await answerSaveDialogs(app, place)
    await openSheet(app.page, 'date=2025-10-05&language=kk')
    return app
  }
  const save = async ({ page }: ElectronApp) => {
    const button = page.getByRole('button', { name: 'PDF сақтау' })
    await button.click()
    await expect.poll(() => button.isEnabled()).toBe(true)
  }

  const first = await open(saved)
  const documents = await first.electron.evaluate(({ app }) => app.getPath('documents'))
  await save(first)
  const name = basename((await proposal(first)) ?? '')
  expect(name).toMatch(/^Иппотерапия сабақтарына қатысу парағы.*\.pdf$/)
  expect(await proposal(first)).toBe(join(documents, name))
  await first.page.getByText(`Парақ сақталды: ${saved}`).waitFor()
  const workbook = { fileName: 'Табель.xlsx', contentBase64: 'AAAA' }
  await first.page.evaluate((book) => window.bastau.shell('saveWorkbook', book), workbook)
  expect(await proposal(first)).toBe(join(chosen, 'Табель.xlsx'))
  await first.close()

  // Whoever thinks better of it changes nothing.
  const second = await open(null)
  await save(second)
  expect(await proposal(second)).toBe(join(chosen, name))
  rmSync(chosen, { recursive: true })
  await save(second)
  expect(await proposal(second)).toBe(join(documents, name))
  await second.close()
})
