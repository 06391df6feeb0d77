import type { Page } from 'playwright'
import { type ElectronApp, startElectronApp } from '#test/support/app.ts'
import { startingTest } from '../fixtures.ts'
import { type Printer, startPrinter } from './printer.ts'

export * from '#test/support/app.ts'
export {
  descendants,
  electronFlags,
  executable,
  isRunning,
} from '#test/support/engines/electron.ts'
export { root } from '#test/support/project.ts'
export * from './printer.ts'

/**
 * Tests of what only Electron does. For printing, `test.override('env', ({ printer }) => printer.env)`
 * gives the app a print service of its own, whose `printer.printed()` answers the file of what came out.
 */
export const test = startingTest
  .extend('printer', async ({ task: _ }, { onCleanup }): Promise<Printer> => {
    const printer = await startPrinter()
    onCleanup(printer.close)
    return printer
  })
  .extend('app', async ({ data, clock, env }, { onCleanup }): Promise<ElectronApp> => {
    const app = await startElectronApp({ data, clock, env })
    onCleanup(() => app.close())
    return app
  })
  .extend('page', ({ app }): Page => app.page)
