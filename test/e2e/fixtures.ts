import type { Page } from 'playwright'
import { test as base } from 'vitest'
import { type RunningApp, type StartingData, startApp, usualClock } from '#test/support/app.ts'
import { type Printer, startPrinter } from './printer.ts'

export * from '#test/support/app.ts'
export * from './printer.ts'

/**
 * Tests of the running app. Each gets one of its own:
 *
 *     test.override({ data: 'sample-centre' })
 *     test('a taken horse is refused', async ({ page }) => { … })
 *
 * For printing, `test.override('env', ({ printer }) => printer.env)` gives the app a print service
 * of its own, whose `printer.printed()` answers the file of what came out.
 */
export const test = base
  .extend('printer', async ({ task: _ }, { onCleanup }): Promise<Printer> => {
    const printer = await startPrinter()
    onCleanup(printer.close)
    return printer
  })
  .extend('data', 'empty' as StartingData)
  .extend('clock', usualClock as string)
  .extend('env', {} as Record<string, string>)
  .extend('app', async ({ data, clock, env }, { onCleanup }): Promise<RunningApp> => {
    const app = await startApp({ data, clock, env })
    onCleanup(() => app.close())
    return app
  })
  .extend('page', ({ app }): Page => app.page)
