/**
 * The built window in a browser of today, over the real service. A server on the loopback interface
 * answers the files of the app as `app://` does; the bridge that the preload script would put into the
 * window goes over that server to the service. Of the shell there is as much as these tests need:
 * sheets as PDF files and files that are saved.
 */
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type BrowserContext, chromium } from 'playwright'
import type { Bridge, ProtectionState, SheetRequest, SheetState } from '#contract/shell.ts'
import { answerFrom } from '../../../electron/main/pages.ts'
import { type ChildService, childService } from '../child-service.ts'
import { builtService, root } from '../project.ts'
import type { OpenedWindow, Starting } from './engine.ts'

/** The page's end of the bridge, and what the page of sheets is told and says. */
declare global {
  interface Window {
    sheets: { show?: Parameters<Bridge['onSheet']>[0]; state?: SheetState }
    shellOfTest: Bridge['shell']
  }
}

/** As many pixels as a page has in the window of Electron at its usual size. */
const viewport = { width: 1366, height: 741 }

/** Runs in each page, before its own scripts, in place of the preload script. */
function installBridge() {
  window.sheets = {}
  let events: EventSource | undefined
  const bridge: Bridge = {
    call: async (method, input, actor) => {
      const body = JSON.stringify({ method, input, actor })
      return (await fetch('/bridge/call', { method: 'POST', body })).json()
    },
    listen(listener) {
      events ??= new EventSource('/bridge/events')
      const hear = (event: MessageEvent<string>) => listener(JSON.parse(event.data))
      events.addEventListener('message', hear)
      return () => events?.removeEventListener('message', hear)
    },
    shell: (name, input) => window.shellOfTest(name, input),
    onSheet: (show) => {
      window.sheets.show = show
    },
    sheetReady: (state) => {
      window.sheets.state = state
    },
  }
  Object.assign(window, { bastau: bridge })
}

/** Serves the window and carries its calls to the service. */
async function serve(service: ChildService) {
  const listeners = new Set<ServerResponse>()
  service.onEvent((event) => {
    for (const one of listeners) one.write(`data: ${JSON.stringify(event)}\n\n`)
  })
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { pathname } = new URL(request.url ?? '/', 'http://window')
    if (pathname === '/bridge/call') {
      const { method, input, actor } = JSON.parse(await text(request))
      const reply = await service.call(method, input, actor)
      const lost = { ok: false, code: 'service_lost', params: {} }
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(reply ?? lost))
    } else if (pathname === '/bridge/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      response.flushHeaders()
      listeners.add(response)
      request.once('close', () => listeners.delete(response))
    } else if (pathname === '/favicon.ico') {
      // Asked for by browsers, never by the app.
      response.writeHead(204).end()
    } else {
      const { status, headers, body } = await answerFrom(join(root, 'out', 'renderer'), pathname)
      response.writeHead(status, Object.fromEntries(headers))
      response.end(body ? Buffer.from(await new Response(body).arrayBuffer()) : undefined)
    }
  }
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

/** Lays a sheet out on its page, as the shell does, and prints it into a PDF. */
async function sheetPdf(context: BrowserContext, address: string, request: SheetRequest) {
  const page = await context.newPage()
  try {
    await page.goto(`${address}/print.html`)
    await page.waitForFunction(() => window.sheets.show)
    await page.evaluate((asked) => window.sheets.show?.(asked), request)
    const state = await page.waitForFunction(() => window.sheets.state)
    if ((await state.jsonValue()) !== 'laid_out') throw new Error('the sheet could not be made')
    return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true })
  } finally {
    await page.close()
  }
}

/** What the window asks of the shell around it. */
function shellOf(context: BrowserContext, address: string, { env, faults }: Starting) {
  const save = (content: Buffer) => {
    const file = env.BASTAU_SAVE_TO
    if (!file) return { ok: true, value: null }
    try {
      writeFileSync(file, content)
    } catch {
      return { ok: false, code: 'file_failed' }
    }
    return { ok: true, value: file }
  }
  return async (name: string, input: unknown) => {
    switch (name) {
      case 'printers':
        return { ok: true, value: [] }
      case 'protection': {
        const value: ProtectionState = {
          isOn: false,
          isOpen: false,
          hasKeyring: false,
          bySystem: false,
          byCode: false,
          byPassphrase: false,
        }
        return { ok: true, value }
      }
      case 'sheetPdf': {
        const pdf = await sheetPdf(context, address, input as SheetRequest)
        return { ok: true, value: pdf.toString('base64') }
      }
      case 'saveSheet':
        return save(await sheetPdf(context, address, input as SheetRequest))
      case 'saveWorkbook':
        return save(Buffer.from((input as { contentBase64: string }).contentBase64, 'base64'))
      case 'chooseFolder':
        return { ok: true, value: env.BASTAU_FOLDER ?? null }
      case 'reportBug':
        faults.add(`reported: ${JSON.stringify(input)}`)
        return { ok: true, value: 'TEST-01' }
      default:
        faults.add(`asked of the shell, which is not here: ${name}`)
        return { ok: false, code: 'internal' }
    }
  }
}

/** Opens the built window in Chromium and waits until it can be used. */
export async function startInChromium(starting: Starting): Promise<OpenedWindow> {
  const { clock, dataDir, flags, faults } = starting
  const executablePath = process.env.BASTAU_CHROMIUM
  if (!executablePath) throw new Error('No Chromium given: run with `npm run test:e2e`.')
  const service = childService(dataDir, { clock, entry: builtService, events: true })
  const window = await serve(service)
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), ...flags],
    // A person sees scroll bars, and they take room.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  })
  const context = await browser.newContext({ viewport })
  await faults.listenTo(context)
  await context.exposeFunction('shellOfTest', shellOf(context, window.address, starting))
  await context.addInitScript(installBridge)
  // The window's clock begins where the service's does, and runs.
  await context.clock.install({ time: new Date(`${clock}:00+05:00`) })
  const page = await context.newPage()
  await page.goto(`${window.address}/index.html`)
  await page.locator('html[data-ready="true"]').waitFor({ state: 'attached' })
  return {
    page,
    async close() {
      await browser.close()
      await window.close()
      await service.end()
      // What it says there are bugs.
      if (service.errors() !== '') faults.add(service.errors())
    },
  }
}
