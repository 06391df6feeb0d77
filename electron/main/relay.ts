import { BrowserWindow, ipcMain } from 'electron'
import { z } from 'zod'
import type { Reply } from '#contract/envelope.ts'
import {
  type ShellAnswers,
  type ShellRefusal,
  type ShellReply,
  type ShellRequest,
  shellRequests,
} from '#contract/shell.ts'
import { isDiskFull } from './files.ts'
import { describeBug, type Log } from './log.ts'
import {
  PrinterFailed,
  prepareSheet,
  printers,
  printSheet,
  sendSheet,
  sheetFile,
  sheetPdf,
} from './printing.ts'
import type { Protection, Restart } from './protection.ts'
import { askFolder, FileFailed, type Made, type Saving } from './saving.ts'
import { isTrusted } from './security.ts'
import type { ServiceEvent, ServiceProcess } from './service-process.ts'
import { openGuide } from './window.ts'

/** How long a service that is started anew may take to close its file before, milliseconds. */
const graceMs = 5_000

const Call = z.tuple([z.string().max(100), z.unknown(), z.string().max(100).nullable()])

type ShellInput<Name extends ShellRequest> = z.infer<(typeof shellRequests)[Name]>
type Handlers = {
  [Name in ShellRequest]: (
    input: ShellInput<Name>,
    window: BrowserWindow | null,
  ) => Promise<ShellAnswers[Name]>
}

/** What the windows are answered with. */
export interface Desk {
  service: ServiceProcess
  log: Log
  saving: Saving
  protection: Protection
}

/** Has the service write down what has left the program. The paper is there, whatever becomes of that. */
export async function noteInTrail(
  service: ServiceProcess,
  kind: 'printed' | 'saved',
  title: string,
) {
  await service.call('trail.note', { kind, what: title.slice(0, 200) }, null)
}

async function saveAndNote({ service, saving }: Desk, made: Made, window: BrowserWindow | null) {
  const path = await saving.save(made, window)
  if (path !== null) await noteInTrail(service, 'saved', made.title)
  return path
}

const handlers = (desk: Desk): Handlers => ({
  ...ofSheets(desk),
  ...ofFile(desk),
  openGuide: async (language) => {
    await openGuide(language)
    return null
  },
  reportBug: async ({ message, stack }) => desk.log.bug('window', windowBug(message, stack)),
})

type OfSheets = 'sheetPdf' | 'saveSheet' | 'saveWorkbook' | 'printSheet' | 'sendSheet' | 'printers'
const ofSheets = (desk: Desk): Pick<Handlers, OfSheets> => ({
  sheetPdf: async (sheet) => Buffer.from(await sheetPdf(sheet)).toString('base64'),
  saveSheet: async (sheet, window) => saveAndNote(desk, await sheetFile(sheet), window),
  saveWorkbook: ({ fileName, contentBase64 }, window) =>
    saveAndNote(
      desk,
      {
        title: fileName.replace(/\.xlsx$/i, ''),
        kind: { name: 'Excel', extension: 'xlsx' },
        content: Buffer.from(contentBase64, 'base64'),
      },
      window,
    ),
  printSheet: async (sheet) => {
    const title = await printSheet(sheet)
    if (title !== null) await noteInTrail(desk.service, 'printed', title)
    return null
  },
  sendSheet: async ({ sheet, printer }) => {
    await noteInTrail(desk.service, 'printed', await sendSheet(sheet, printer))
    return null
  },
  printers: () => {
    // Whoever asks is about to print.
    prepareSheet()
    return printers()
  },
})

type OfFile = 'startService' | 'chooseFolder' | 'protection' | 'protectFile' | 'unlockFile'
const ofFile = ({ service, protection }: Desk): Pick<Handlers, OfFile> => ({
  startService: async () => {
    await service.startAgain({ graceMs })
    return null
  },
  chooseFolder: (_input, window) => askFolder(window),
  protection: () => protection.state(),
  protectFile: async ({ passphrase }) => {
    // The service alone knows who sits there; a window could say anything.
    const may = await service.call('access.mayProtect', {}, null)
    return may.ok ? protection.protect(passphrase, restartOf(service)) : may
  },
  unlockFile: (typed) => protection.unlock(typed, restartOf(service)),
})

const restartOf =
  (service: ServiceProcess): Restart =>
  async () => {
    await service.startAgain({ graceMs })
    return service.refusal
  }

function windowBug(message: string, stack: string | undefined): Error {
  const bug = new Error(message)
  bug.name = 'Window'
  bug.stack = describeBug(message, stack)
  return bug
}

const isShellRequest = (name: unknown): name is ShellRequest =>
  typeof name === 'string' && Object.hasOwn(shellRequests, name)

async function answerShell<Name extends ShellRequest>(
  all: Handlers,
  name: Name,
  raw: unknown,
  window: BrowserWindow | null,
): Promise<ShellReply<Name>> {
  const input = shellRequests[name].safeParse(raw)
  if (!input.success) return { ok: false, code: 'bad_request' }
  return { ok: true, value: await all[name](input.data as ShellInput<Name>, window) }
}

function codeOf(error: unknown): ShellRefusal {
  if (isDiskFull(error)) return 'disk_full'
  if (error instanceof PrinterFailed) return 'printer_failed'
  return error instanceof FileFailed ? 'file_failed' : 'internal'
}

/** Carries calls of the windows to the service and to the shell. Everything is always answered. */
export function relay(desk: Desk): void {
  const { service, log } = desk
  ipcMain.handle('bastau:call', async (event, ...raw): Promise<Reply> => {
    const call = Call.safeParse(raw)
    if (!isTrusted(event) || !call.success) {
      return { id: null, ok: false, code: 'bad_request', params: {} }
    }
    return service.call(...call.data)
  })

  const all = handlers(desk)
  ipcMain.handle('bastau:shell', async (event, name: unknown, input: unknown) => {
    if (!isTrusted(event) || !isShellRequest(name)) return { ok: false, code: 'bad_request' }
    try {
      return await answerShell(all, name, input, BrowserWindow.fromWebContents(event.sender))
    } catch (error) {
      return { ok: false, code: codeOf(error), logId: log.bug(`shell ${name}`, error) }
    }
  })
}

/** Tells every window what the service says by itself. */
export function tellWindows(event: ServiceEvent): void {
  for (const window of BrowserWindow.getAllWindows()) {
    window.webContents.send('bastau:event', event)
  }
}
