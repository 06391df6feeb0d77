import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ElectronApp, startElectronApp } from './fixtures.ts'

let app: ElectronApp
beforeAll(async () => {
  // A machine without a microphone would refuse it for another reason.
  app = await startElectronApp({ flags: ['--use-fake-device-for-media-stream'] })
})
afterAll(async () => {
  // What these tests provoke is said by the browser, too.
  app?.faults.take(/Content Security Policy|^policy: |^Not allowed to load local resource/)
  await app?.close()
})

/** Does something in the page and answers the directive of the policy that it went against. */
const violation = (what: 'inline script' | 'remote picture' | 'remote request') =>
  app.page.evaluate(
    (kind) =>
      new Promise<string>((resolve) => {
        document.addEventListener(
          'securitypolicyviolation',
          (event) => resolve(event.effectiveDirective),
          { once: true },
        )
        if (kind === 'inline script') {
          const script = document.createElement('script')
          script.textContent = 'document.documentElement.dataset.inline = "ran"'
          document.head.append(script)
        } else if (kind === 'remote picture') {
          new Image().src = 'https://127.0.0.1/picture.png'
        } else {
          fetch('https://127.0.0.1/').catch(() => undefined)
        }
      }),
    what,
  )

describe('the window stays where it is', () => {
  test.each([
    'https://127.0.0.1/',
    'file:///etc/passwd',
    'app://bastau/print.html',
    'app://guide/kk.html',
  ])('going to %s is refused', async (address) => {
    // Asked from the shell's side: Playwright would wait for the page to arrive where it may not.
    const after = await app.electron.evaluate(async ({ BrowserWindow }, to) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents
      if (!contents) throw new Error('no window')
      const refused = new Promise<boolean>((resolve) => {
        contents.once('will-frame-navigate', (event) =>
          setImmediate(() => resolve(event.defaultPrevented)),
        )
        // Chromium itself refuses files, and says so, before anybody is asked.
        contents.once('console-message', () => resolve(true))
      })
      const run = (code: string) => contents.executeJavaScript(code)
      await run(`location.href = ${JSON.stringify(to)}; null`)
      return {
        refused: await refused,
        address: contents.getURL().split('#')[0],
        usable: await run("window.bastau.call('settings.get', {}, null).then(({ ok }) => ok)"),
      }
    }, address)
    expect(after).toEqual({ refused: true, address: 'app://bastau/index.html', usable: true })
  })

  test('a second window is refused', async () => {
    const opened = await app.page.evaluate(() => window.open('app://bastau/index.html') !== null)
    expect(opened).toBe(false)
    expect(app.electron.windows()).toHaveLength(1)
  })

  test('a webview is an unknown element', async () => {
    const kind = await app.page.evaluate(() => document.createElement('webview').constructor.name)
    expect(kind).toMatch(/^HTML(Unknown)?Element$/)
  })

  test('a download is refused', async () => {
    const asked = app.electron.evaluate(
      ({ session }) =>
        new Promise<boolean>((resolve) => {
          session.defaultSession.once('will-download', (event) =>
            setImmediate(() => resolve(event.defaultPrevented)),
          )
        }),
    )
    await app.page.evaluate(() => {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob(['x']))
      link.download = 'x.txt'
      link.click()
    })
    expect(await asked).toBe(true)
  })
})

describe('the page has no more than it needs', () => {
  test('permissions are denied', async () => {
    const answers = await app.page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      geolocation: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('given'),
          ({ code }) => resolve(code === GeolocationPositionError.PERMISSION_DENIED),
        ),
      ),
      media: await navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'given',
        (error: Error) => error.name,
      ),
      clipboard: await navigator.clipboard.readText().then(
        () => 'given',
        (error: Error) => error.name,
      ),
    }))
    expect(answers).toEqual({
      notifications: 'denied',
      geolocation: true,
      media: 'NotAllowedError',
      clipboard: 'NotAllowedError',
    })
  })

  test('there is no Node in it, and one narrow bridge', async () => {
    const found = await app.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in window),
      bridge: Object.keys(window.bastau).sort(),
    }))
    expect(found).toEqual({
      node: [],
      bridge: ['call', 'listen', 'onSheet', 'sheetReady', 'shell'],
    })
  })

  test('a frame inside the page has no bridge', async () => {
    const type = await app.page.evaluate(() => {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      const bridge = typeof (frame.contentWindow as Window | null)?.bastau
      frame.remove()
      return bridge
    })
    expect(type).toBe('undefined')
  })
})

describe('the policy', () => {
  test('refuses an inline script', async () => {
    expect(await violation('inline script')).toBe('script-src-elem')
    expect(await app.page.evaluate(() => document.documentElement.dataset.inline)).toBeUndefined()
  })

  test('refuses what is not of the app', async () => {
    expect(await violation('remote picture')).toBe('img-src')
    expect(await violation('remote request')).toBe('connect-src')
  })

  test('refuses code made of text', async () => {
    const error = await app.page.evaluate(
      () =>
        // Later, because what Playwright itself runs may do so.
        new Promise((resolve) =>
          setTimeout(() => {
            try {
              // biome-ignore lint/security/noGlobalEval: that it fails is what is tested
              resolve(globalThis.eval('1 + 1'))
            } catch (refused) {
              resolve((refused as Error).name)
            }
          }),
        ),
    )
    expect(error).toBe('EvalError')
  })
})

describe('app:// serves the window and nothing else', () => {
  const statusOf = (address: string, method = 'GET') =>
    app.electron.evaluate(
      async ({ net }, [url, verb]) => (await net.fetch(url, { method: verb })).status,
      [address, method] as const,
    )

  test('serves its own page, with the policy', async () => {
    expect(await statusOf('app://bastau/index.html')).toBe(200)
    const header = await app.page.evaluate(async () =>
      (await fetch('app://bastau/index.html')).headers.get('Content-Security-Policy'),
    )
    expect(header).toContain("default-src 'none'")
    expect(header).toContain("script-src 'self';")
  })

  test.each([
    'app://bastau/../main/index.js',
    'app://bastau/..%2fmain%2findex.js',
    'app://bastau/%2e%2e%2fmain%2findex.js',
    'app://bastau/assets/..%2f..%2f..%2fpackage.json',
    'app://bastau/..%5cmain%5cindex.js',
    'app://bastau//etc/passwd',
    'app://bastau/%2fetc%2fpasswd',
    'app://bastau/%',
    'app://bastau/',
    'app://guide/..%2f..%2fpackage.json',
    'app://elsewhere/index.html',
  ])('%s is not found', async (address) => {
    expect(await statusOf(address)).toBe(404)
  })

  test('is only read', async () => {
    expect(await statusOf('app://bastau/index.html', 'POST')).toBe(404)
  })
})

describe('the shell hears only its own window', () => {
  test('the same page in a window that it did not open is refused', async () => {
    const answers = await app.electron.evaluate(async ({ app: electron, BrowserWindow }) => {
      const stranger = new BrowserWindow({
        show: false,
        webPreferences: {
          sandbox: true,
          preload: `${electron.getAppPath()}/out/preload/index.js`,
        },
      })
      await stranger.loadURL('app://bastau/print.html')
      const ask = (code: string) => stranger.webContents.executeJavaScript(code)
      const heard = [
        await ask("window.bastau.call('settings.get', {}, null)"),
        await ask("window.bastau.shell('printers', undefined)"),
      ]
      stranger.destroy()
      return heard
    })
    expect(answers).toEqual([
      { id: null, ok: false, code: 'bad_request', params: {} },
      { ok: false, code: 'bad_request' },
    ])
  })

  const shell = (name: string, input: unknown) =>
    app.page.evaluate(
      ([what, value]) => window.bastau.shell(what as 'printers', value as undefined),
      [name, input] as const,
    )

  test.each(['', 'quit', 'toString', '__proto__', 'constructor'])(
    'the unknown request “%s” is refused',
    async (name) => {
      expect(await shell(name, {})).toEqual({ ok: false, code: 'bad_request' })
    },
  )

  test('a request that is not of the contract is refused', async () => {
    const refused = { ok: false, code: 'bad_request' }
    expect(await shell('openGuide', '../../package.json')).toEqual(refused)
    expect(await shell('sheetPdf', { kind: 'rides-day', language: 'kk' })).toEqual(refused)
    expect(await shell('sendSheet', { sheet: {}, printer: '' })).toEqual(refused)
    expect(await shell('reportBug', { message: 'x'.repeat(2001) })).toEqual(refused)
  })

  test('a call that is not of the contract is refused', async () => {
    const reply = await app.page.evaluate(() => window.bastau.call('x'.repeat(101), {}, null))
    expect(reply).toMatchObject({ ok: false, code: 'bad_request' })
    const unknown = await app.page.evaluate(() => window.bastau.call('no.such', {}, null))
    expect(unknown).toMatchObject({ ok: false, code: 'unknown_method' })
  })
})
