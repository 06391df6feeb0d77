import { mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { app, type BrowserWindow, session } from 'electron'
import { type CommandLine, readCommandLine } from './command-line.ts'
import { openLog } from './log.ts'
import { setMenu } from './menu.ts'
import { Protection } from './protection.ts'
import { noteInTrail, relay, tellWindows } from './relay.ts'
import { Saving } from './saving.ts'
import { declareProtocol, lockContents, lockSession, serveApp } from './security.ts'
import { dataService } from './service-child.ts'
import { ServiceProcess } from './service-process.ts'
import { makeSheet } from './sheet-command.ts'
import { openWindow } from './window.ts'

/** How long the service may take to finish and close its file, milliseconds. */
const graceMs = 5_000

/** Says why and leaves, before there is a log or a window to say it in. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(2)
}

function commandLine(): CommandLine {
  try {
    return readCommandLine(process.argv.slice(1))
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error))
  }
}

/** Makes a folder, if that can be done. */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true })
    return true
  } catch {
    // Whoever needs the folder says what is wrong with it.
    return false
  }
}

/**
 * Chromium's own files lie with the data they belong to, so that one lock means one window on one
 * data folder. A sheet made without a window needs no lock: it says itself where they go. Where the data
 * folder cannot be used they lie elsewhere for once: the window opens and says, by the service, why.
 */
function chooseDataDir({ dataDir, sheet }: CommandLine): string {
  const own = join(app.getPath('appData'), 'aq-bastau')
  if (!sheet) {
    const usual = dataDir ? join(dataDir, 'window') : own
    const userData = makeFolder(usual) ? usual : mkdtempSync(join(tmpdir(), 'aq-bastau-'))
    app.setPath('userData', userData)
  }
  return dataDir ?? join(own, 'data')
}

/** Opens the window, and brings it forward when the app is started a second time. */
function openApp(dataDir: string): void {
  setMenu()
  let window: BrowserWindow | null = openWindow(dataDir)
  window.once('closed', () => {
    window = null
    app.quit()
  })
  app.on('second-instance', () => {
    if (window?.isMinimized()) window.restore()
    window?.focus()
  })
}

function main(): void {
  // The data folder, what Chromium keeps and what is exported are their owner's alone.
  process.umask(0o077)
  const asked = commandLine()
  const dataDir = chooseDataDir(asked)
  if (!asked.sheet && !app.requestSingleInstanceLock()) {
    // The window that is open comes forward instead.
    app.exit(0)
    return
  }
  const log = openLog(dataDir)
  process.on('uncaughtException', (error) => log.bug('shell', error))
  process.on('unhandledRejection', (error) => log.bug('shell', error))

  declareProtocol()
  // A sheet needs no graphics card, and what Chromium says of one would stand where the script listens.
  if (asked.sheet) app.disableHardwareAcceleration()
  app.on('web-contents-created', (_event, contents) => lockContents(contents))
  const protection = new Protection(dataDir, asked.dataKeyFile)
  const service = new ServiceProcess({
    startChild: dataService(dataDir, () => protection.key, asked.keyFile),
    log,
    tell: tellWindows,
  })

  // Windows close first; then the service finishes and closes its file; then the app is gone.
  let exitCode = 0
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    event.preventDefault()
    void service.stop({ graceMs }).finally(() => {
      stopped = true
      app.exit(exitCode)
    })
  })
  // A sheet's own window closes before the app is done with it.
  app.on('window-all-closed', () => {
    if (!asked.sheet) app.quit()
  })

  void app.whenReady().then(async () => {
    lockSession(session.defaultSession)
    serveApp(session.defaultSession)
    relay({ service, log, saving: new Saving(dataDir), protection })
    try {
      await protection.find()
    } catch (error) {
      // The service says what it cannot open without its key.
      log.bug('key', error)
    }
    service.start()
    log.info(`started ${app.getVersion()} on Electron ${process.versions.electron}`)
    if (asked.sheet) {
      exitCode = await makeSheet(asked.sheet, log, (what) => noteInTrail(service, 'saved', what))
      app.quit()
    } else {
      openApp(dataDir)
    }
  })
}

main()
