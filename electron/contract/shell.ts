/**
 * What the window asks of the shell around it: printing, files, language, help. Everything about
 * horses and people goes to the service by `call`.
 */
import { z } from 'zod'
import { Passphrase } from './access.ts'
import type { ErrorCode, ErrorParams, Outgoing, Reply } from './envelope.ts'
import { Language, SheetLanguage } from './values.ts'

const SheetKind = z.string().max(40)
/**
 * Which sheet, of what. The shell carries it to the page of sheets, which alone knows what sheets there
 * are; the service checks the input.
 */
export const SheetRequest = z.object({
  kind: SheetKind.min(1),
  /** Of the sheet's method of the contract. */
  input: z.record(z.string(), z.unknown()),
  language: SheetLanguage,
})
export type SheetRequest = z.infer<typeof SheetRequest>

/** A sheet as it was asked for on a command line, to be understood by the page of sheets. */
export const TypedSheet = z.object({
  kind: SheetKind,
  /** What was typed, by the names of the options. */
  typed: z.record(z.string(), z.string()),
  language: SheetLanguage,
})
export type TypedSheet = z.infer<typeof TypedSheet>

/** Why there is no sheet, of one that was asked for on a command line. */
export const SheetRefusal = z.discriminatedUnion('why', [
  z.object({ why: z.literal('no_kind'), kinds: z.array(z.string()) }),
  /** That sheet is asked with other options. */
  z.object({ why: z.literal('no_option'), option: z.string(), options: z.array(z.string()) }),
  /** It is missing, or not of that form. */
  z.object({
    why: z.literal('needed'),
    option: z.string(),
    form: z.enum(['day', 'month', 'name']),
  }),
  z.object({ why: z.enum(['unknown', 'several']), option: z.string(), typed: z.string() }),
  z.object({ why: z.literal('empty') }),
  /** The service has refused to answer. */
  z.object({ why: z.literal('refused'), code: z.string() }),
])
export type SheetRefusal = z.infer<typeof SheetRefusal>

/** How the data file is protected. */
export interface ProtectionState {
  /** It is encrypted. */
  isOn: boolean
  /** Its key is at hand. */
  isOpen: boolean
  /** The system has a keyring, which opens it for whoever is signed in at this computer. */
  hasKeyring: boolean
  /** The ways there are to its key. */
  bySystem: boolean
  byCode: boolean
  byPassphrase: boolean
}

export const shellRequests = {
  /** The sheet as a PDF, base64. */
  sheetPdf: SheetRequest,
  /** Asks where to, and saves. Answers the path, or null when the person thought better of it. */
  saveSheet: SheetRequest,
  /** Asks where to, and saves a workbook that the service made. Answers as `saveSheet`. */
  saveWorkbook: z.object({ fileName: z.string().min(1).max(200), contentBase64: z.base64() }),
  /** Opens the system's print dialog. */
  printSheet: SheetRequest,
  /** Sends the sheet's PDF straight to a named printer. */
  sendSheet: z.object({ sheet: SheetRequest, printer: z.string().min(1).max(200) }),
  /**
   * Names of the printers, the usual one first. Null where a sheet can only be printed through the
   * system's dialog.
   */
  printers: z.undefined(),
  /**
   * Starts the data service anew, because its file could not be used or it died too often. Answers when it
   * is ready or has said why not.
   */
  startService: z.undefined(),
  /** Asks for a folder. Answers its path, or null when the person thought better of it. */
  chooseFolder: z.undefined(),
  /** How the data file is protected. */
  protection: z.undefined(),
  /**
   * Needs the right `protecting` of whoever has signed in: the service is asked for it (`access.mayProtect`).
   * Encrypts the data file, with a passphrase or, where the system has a keyring, without. Answers why it could
   * not be, or null. Then the service is there anew.
   */
  protectFile: z.object({ passphrase: Passphrase.nullable() }),
  /** Opens a protected file by the recovery code or the passphrase, and starts the service anew. */
  unlockFile: z.string().min(1).max(500),
  openGuide: Language,
  /** Writes a bug of the window to the log; answers its number. */
  reportBug: z.object({
    message: z.string().max(2000),
    stack: z.string().max(8000).exactOptional(),
  }),
} as const
export type ShellRequest = keyof typeof shellRequests
export interface ShellAnswers {
  sheetPdf: string
  saveSheet: string | null
  saveWorkbook: string | null
  printSheet: null
  sendSheet: null
  printers: string[] | null
  startService: null
  chooseFolder: string | null
  protection: ProtectionState
  protectFile: { code: ErrorCode; params: ErrorParams } | null
  unlockFile: 'opened' | 'mistyped' | 'wrong'
  openGuide: null
  reportBug: string
}
export type ShellRefusal =
  | 'bad_request'
  | 'printer_failed'
  | 'file_failed'
  | 'disk_full'
  | 'internal'
export type ShellReply<Name extends ShellRequest> =
  | { ok: true; value: ShellAnswers[Name] }
  | { ok: false; code: ShellRefusal; logId?: string }

/** What became of a sheet. */
export const SheetState = z.union([z.enum(['laid_out', 'failed']), SheetRefusal])
export type SheetState = z.infer<typeof SheetState>

/** The one object that the preload script puts into the window, as `window.bastau`. */
export interface Bridge {
  call(method: string, input: unknown, actor: string | null): Promise<Reply>
  /** Change events and `ready` of the service. Answers how to stop listening. */
  listen(listener: (message: Exclude<Outgoing, Reply>) => void): () => void
  shell<Name extends ShellRequest>(
    name: Name,
    input: z.infer<(typeof shellRequests)[Name]>,
  ): Promise<ShellReply<Name>>
  /** In the page of sheets: what it is to show, said by the shell once the page is there. */
  onSheet(show: (asked: SheetRequest | TypedSheet) => void): void
  /** Tells the shell that the printed page is laid out, fonts and all, or why it never will be. */
  sheetReady(state: SheetState): void
}
