import type { BrowserContext, Page } from 'playwright'

/** Runs in each page, before its own scripts: has the browser say what it otherwise only counts. */
function sayFaults() {
  document.addEventListener('securitypolicyviolation', (event) =>
    console.error(`policy: ${event.violatedDirective} forbids ${event.blockedURI}`),
  )
  new ReportingObserver(
    (reports) => {
      for (const { type, body } of reports) console.error(`${type}: ${JSON.stringify(body)}`)
    },
    { types: ['deprecation', 'intervention'], buffered: true },
  ).observe()
}

/**
 * What goes wrong in the pages of an app without anybody being told: errors of the console, uncaught
 * errors, violations of the content policy, deprecations. A test fails of each that it did not expect.
 */
export class Faults {
  readonly #found: string[] = []

  /** Listens to all pages of a context, those that come later too. */
  async listenTo(context: BrowserContext): Promise<void> {
    await context.addInitScript(sayFaults)
    context.on('page', (page) => this.#hear(page))
    for (const page of context.pages()) this.#hear(page)
  }

  #hear(page: Page) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.add(`${message.text()} (${message.location().url})`)
    })
    page.on('pageerror', (error) => this.add(error.stack ?? String(error)))
  }

  add(fault: string) {
    this.#found.push(fault)
  }

  /** Takes out those that a test provoked, and says how many there were. */
  take(expected: RegExp): number {
    const others = this.#found.filter((fault) => !expected.test(fault))
    const taken = this.#found.length - others.length
    this.#found.splice(0, Infinity, ...others)
    return taken
  }

  /** How many there are of these by now. */
  count(asked: RegExp): number {
    return this.#found.filter((fault) => asked.test(fault)).length
  }

  /** Throws what nobody expected. */
  check() {
    if (this.#found.length > 0) {
      throw new Error(`Faults in the window that no test expects:\n${this.#found.join('\n')}`)
    }
  }
}
