import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { BrowserWindow, ipcMain } from 'electron'
import {
  type SheetRefusal,
  type SheetRequest,
  SheetState,
  type TypedSheet,
} from '#contract/shell.ts'
import { withTemporaryFile } from './files.ts'
import type { Made } from './saving.ts'
import { isTrusted, pageAddress, safePreferences, trust } from './security.ts'

const runProgram = promisify(execFile)

/** How long a sheet may take to lay itself out, milliseconds. */
const layoutLimit = 20_000
const commandLimit = 15_000

/** A printer, a print program or a dialog that did not do its work. */
export class PrinterFailed extends Error {}

/** The page of sheets says why it makes none of what was typed. */
export class SheetRefused extends Error {
  readonly refusal: SheetRefusal
  constructor(refusal: SheetRefusal) {
    super(refusal.why)
    this.refusal = refusal
  }
}

/** The page of sheets that was opened ahead, until a sheet is made in it. */
let ahead: Promise<BrowserWindow> | null = null

/** The page of sheets, out of sight, with nothing on it yet. */
async function openPage(): Promise<BrowserWindow> {
  const window = new BrowserWindow({ show: false, webPreferences: safePreferences(true) })
  trust(window.webContents)
  try {
    await window.loadURL(pageAddress('print.html'))
    return window
  } catch (error) {
    window.destroy()
    throw error
  }
}

/** Opens the page of sheets while nobody waits for it: a third of a second less for the next sheet. */
export function prepareSheet(): void {
  if (ahead) return
  const opening = openPage()
  ahead = opening
  const forget = () => {
    if (ahead === opening) ahead = null
  }
  opening.then((window) => {
    window.once('closed', forget)
    window.webContents.once('render-process-gone', () => {
      if (ahead === opening) window.destroy()
    })
  }, forget)
}

/**
 * Lets the page of sheets show one, out of sight, waits until it says that it is laid out, and lets
 * `use` do something with it. The page itself asks the service for what stands on it.
 */
async function withSheet<Result>(
  asked: SheetRequest | TypedSheet,
  use: (window: BrowserWindow) => Promise<Result>,
): Promise<Result> {
  const opening = ahead ?? openPage()
  ahead = null
  const window = await opening
  let overdue: NodeJS.Timeout | undefined
  const laidOut = new Promise<void>((resolve, reject) => {
    const onReady = (event: Electron.IpcMainEvent, said: unknown) => {
      if (event.sender !== window.webContents || !isTrusted(event)) return
      const state = SheetState.catch('failed').parse(said)
      if (state === 'laid_out') resolve()
      else if (state === 'failed') reject(new Error('the sheet could not be made'))
      else reject(new SheetRefused(state))
    }
    ipcMain.on('bastau:sheet-ready', onReady)
    window.once('closed', () => ipcMain.off('bastau:sheet-ready', onReady))
    window.webContents.once('render-process-gone', () => reject(new Error('the sheet crashed')))
    overdue = setTimeout(() => reject(new Error('the sheet was not ready in time')), layoutLimit)
  })
  try {
    window.webContents.send('bastau:sheet', asked)
    await laidOut
    return await use(window)
  } finally {
    clearTimeout(overdue)
    window.destroy()
    // Without a window there is no next sheet, and the app is about to go.
    if (!('typed' in asked)) prepareSheet()
  }
}

const pdfOf = (window: BrowserWindow): Promise<Uint8Array> =>
  window.webContents.printToPDF({
    preferCSSPageSize: true,
    printBackground: true,
    generateTaggedPDF: true,
  })

/**
 * The sheet as a PDF. Its pages number themselves, so that the preview shows what is printed. Throws
 * {@link SheetRefused} for what was typed on a command line.
 */
export const sheetPdf = (asked: SheetRequest | TypedSheet): Promise<Uint8Array> =>
  withSheet(asked, pdfOf)

/** The sheet as a file to be saved. */
export const sheetFile = (request: SheetRequest): Promise<Made> =>
  withSheet(request, async (window) => ({
    title: window.webContents.getTitle(),
    kind: { name: 'PDF', extension: 'pdf' },
    content: await pdfOf(window),
  }))

/**
 * Opens the system's print dialog. Answers what was printed, or null for a dialog that was cancelled. Throws
 * {@link PrinterFailed}.
 */
export const printSheet = (request: SheetRequest): Promise<string | null> =>
  withSheet(
    request,
    (window) =>
      new Promise((resolve, reject) => {
        window.webContents.print({ silent: false, printBackground: true }, (done, reason) =>
          done || /cancel/i.test(reason)
            ? resolve(done ? window.webContents.getTitle() : null)
            : reject(new PrinterFailed(reason)),
        )
      }),
  )

// Words of the print programs are read, so they are asked for in plain English.
const plainWords = { env: { ...process.env, LC_ALL: 'C.UTF-8' }, timeout: commandLimit }

/**
 * [Note: Straight to a printer] A sheet goes straight to a printer as the PDF that the preview shows,
 * through `lp`, which macOS and Linux have. Windows takes no PDF, and Chromium's way without a dialog
 * (`print({silent: true, deviceName})`) is known there to print nothing, blank paper, or on the usual
 * printer, and to say that it is done (electron/electron#39092, #41741, #28502). The dialog does print.
 * So where there is no `lp` no printer is named: the person chooses it in the system's dialog.
 */

/** Names of the printers, the usual one first; null where none can be sent a sheet without the dialog. */
export async function printers(): Promise<string[] | null> {
  // There, a program is looked for in the folder that the app was started in first.
  if (process.platform === 'win32') return null
  try {
    const [names, usual] = await Promise.all([
      runProgram('lpstat', ['-e'], plainWords),
      runProgram('lpstat', ['-d'], plainWords).catch(() => ({ stdout: '' })),
    ])
    return usualFirst(
      names.stdout.split('\n').filter((name) => name !== ''),
      /: (.+)$/m.exec(usual.stdout)?.[1],
    )
  } catch (error) {
    return isMissing(error) ? null : []
  }
}

/** True when it was not the program that failed, but there is no such program. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const usualFirst = (names: string[], usual: string | undefined): string[] =>
  usual !== undefined && names.includes(usual)
    ? [usual, ...names.filter((name) => name !== usual)]
    : names

/** Sends the sheet's PDF to a printer without a dialog. Answers what was printed. Throws {@link PrinterFailed}. */
export async function sendSheet(request: SheetRequest, printer: string): Promise<string> {
  if (!(await printers())?.includes(printer)) throw new PrinterFailed('no such printer')
  const { title, content } = await sheetFile(request)
  await withTemporaryFile('pdf', content, async (file) => {
    await runProgram('lp', ['-d', printer, '--', file], plainWords).catch((error: unknown) => {
      throw new PrinterFailed('lp refused', { cause: error })
    })
  })
  return title
}
