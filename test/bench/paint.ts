/** How soon the window shows something, and can be used, in each engine that the app is tried in. */
import type { Page } from 'playwright'
import { type RunningApp, startChromiumApp, startElectronApp } from '#test/support/app.ts'
import { ready, type Spread, spread } from './launch.ts'

/** From the beginning of the page's loading, milliseconds. */
export type PaintSpreads = Record<'firstPaint' | 'usable', Spread>
const runs = 9

/** Milliseconds by the page's own watch, which the fixed clock of the tests leaves alone. */
async function load(page: Page) {
  await page.reload()
  await ready(page)
  const firstPaint = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          const [entry] = list.getEntriesByName('first-contentful-paint')
          if (!entry) return
          observer.disconnect()
          resolve(entry.startTime)
        }).observe({ type: 'paint', buffered: true })
      }),
  )
  return firstPaint
}

async function measure(start: () => Promise<RunningApp>): Promise<PaintSpreads> {
  const app = await start()
  const [painted, usable]: [number[], number[]] = [[], []]
  try {
    for (let run = 0; run < runs; run++) {
      const began = performance.now()
      painted.push(await load(app.page))
      usable.push(performance.now() - began)
    }
  } finally {
    await app.close()
  }
  return { firstPaint: spread(painted), usable: spread(usable) }
}

/** The first screen of the sample centre, loaded again and again; null without a browser of today. */
export async function measurePaint(): Promise<
  Record<'electron' | 'chromium', PaintSpreads | null>
> {
  const data = 'sample-centre'
  return {
    electron: await measure(() => startElectronApp({ data })),
    chromium: process.env.BASTAU_CHROMIUM ? await measure(() => startChromiumApp({ data })) : null,
  }
}
