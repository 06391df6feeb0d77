import { expect } from 'vitest'
import { test } from './fixtures.ts'

/** Does something that the window may not, and waits until the browser has said so. */
test('what goes against the content policy is found, so that it fails the test in which it happens', async ({
  app,
  page,
}) => {
  const going = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) =>
          resolve(event.effectiveDirective),
        )
        new Image().src = 'https://127.0.0.1/picture.png'
      }),
  )
  expect(going).toBe('img-src')
  await expect.poll(() => app.faults.count(/^policy: img-src forbids/)).toBe(1)
  expect(() => app.faults.check()).toThrow(/policy: img-src forbids/)
  app.faults.take(/^policy: |Content Security Policy/)
  app.faults.check()
})
