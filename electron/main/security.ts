import {
  app,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  net,
  protocol,
  type Session,
  type WebContents,
  type WebPreferences,
} from 'electron'
import { builtFile, resourceFile } from './files.ts'
import { answerFrom, policy } from './pages.ts'

/**
 * [Note: One origin] Everything that a window shows is a file of the app, served as `app://bastau/…`
 * with a strict policy; the user guide is `app://guide/…`, a window without a bridge. Nothing comes
 * from a network, and the only pages whose messages are heard are main frames of `app://bastau`.
 */
const origin = 'app://bastau'

/** Address of a page of the app. */
export const pageAddress = (page: 'index.html' | 'print.html'): string => `${origin}/${page}`
/** Address of the user guide in one language. */
export const guideAddress = (language: string): string => `app://guide/${language}.html`

/** The address of Vite's server in `npm run dev`, never in a package. */
const developmentServer = (): string | undefined =>
  app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL

const developmentPolicy = policy
  .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
  .replace("connect-src 'self'", "connect-src 'self' ws:")

/** Preferences of every window. `withBridge` adds the preload script. */
export const safePreferences = (withBridge: boolean): WebPreferences => ({
  ...(withBridge ? { preload: builtFile('preload', 'index.js') } : {}),
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  webviewTag: false,
  // Chromium would fetch its dictionaries from a network, and it has none for Kazakh.
  spellcheck: false,
})

/**
 * Declares `app://`. Before the app is ready. What is compiled of its scripts is kept in the profile,
 * and used while a script is still the same (Electron 29 and newer; older ones do without).
 */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

async function fromDevelopmentServer(server: string, url: URL): Promise<Response> {
  const fetched = await net.fetch(new URL(url.pathname + url.search, server).href)
  const headers = new Headers(fetched.headers)
  headers.set('Content-Security-Policy', developmentPolicy)
  return new Response(fetched.body, { status: fetched.status, headers })
}

/** Serves `app://`. Once the app is ready. */
export function serveApp(session: Session): void {
  session.protocol.handle('app', async (request) => {
    const url = new URL(request.url)
    const server = developmentServer()
    if (url.host === 'bastau' && server) return fromDevelopmentServer(server, url)
    const folder =
      url.host === 'bastau'
        ? builtFile('renderer')
        : url.host === 'guide'
          ? resourceFile('guide')
          : null
    return answerFrom(request.method === 'GET' ? folder : null, url.pathname)
  })
}

/** Refuses every permission, device, download and address outside the app. */
export function lockSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.setBluetoothPairingHandler((_details, decide) => decide({ confirmed: false }))
  session.on('select-hid-device', (event, _details, choose) => {
    event.preventDefault()
    choose(null)
  })
  session.on('select-serial-port', (event, _ports, _contents, choose) => {
    event.preventDefault()
    choose('')
  })
  session.on('select-usb-device', (event, _details, choose) => {
    event.preventDefault()
    choose()
  })
  session.on('will-download', (event) => event.preventDefault())
  const server = developmentServer()
  const local = ['app:', 'blob:', 'data:', 'devtools:', 'chrome-extension:']
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol: scheme, host } = new URL(details.url)
    const ofServer = server !== undefined && host === new URL(server).host
    decide({ cancel: !local.includes(scheme) && !ofServer })
  })
}

const withoutHash = (url: string): string => url.replace(/#.*$/, '')

/** Keeps every page where it is: no other address, no second window, no webview. It may load itself anew. */
export function lockContents(contents: WebContents): void {
  const isItself = (url: string) => withoutHash(url) === withoutHash(contents.getURL())
  contents.on('will-navigate', (event) => {
    if (!isItself(event.url)) event.preventDefault()
  })
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => {
    const isOwn = event.isMainFrame && isItself(event.url)
    if (!isOwn && !event.url.startsWith('blob:') && !event.url.startsWith('chrome-extension:')) {
      event.preventDefault()
    }
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault()
    choose('')
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

const trusted = new Set<WebContents>()

/** From now on the main frame of these contents is heard, while it shows a page of the app. */
export function trust(contents: WebContents): void {
  trusted.add(contents)
  contents.once('destroyed', () => trusted.delete(contents))
}

/** True for a message of a main frame of ours, at an address of ours. See [Note: One origin]. */
export function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame
  if (!frame || !trusted.has(event.sender) || frame !== event.sender.mainFrame) return false
  const url = new URL(frame.url)
  return url.protocol === 'app:' && url.host === 'bastau'
}
