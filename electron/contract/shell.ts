/**
 * What the window asks of the shell around it: printing, files, language, help. Everything about
 * horses and people goes to the service by `call`.
 */
import { z } from 'zod'
import type { Outgoing, Reply } from './envelope.ts'
import {
  CourseId,
  GroupId,
  Language,
  LocalDate,
  LocalMonth,
  MemberId,
  PersonId,
  SessionId,
  SheetLanguage,
} from './values.ts'

/** Which sheet, of what. */
export const SheetRequest = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rides-day'),
    date: LocalDate,
    /** One instructor's pages, or everybody's one after another. */
    instructorId: MemberId.exactOptional(),
    language: SheetLanguage,
  }),
  z.object({
    kind: z.literal('class'),
    /** The list of one class, of every class of a day, or of every session of a course that day. */
    of: z.union([
      z.object({ sessionIds: z.array(SessionId).min(1).max(200) }),
      z.object({ courseId: CourseId, date: LocalDate }),
      z.object({ date: LocalDate }),
    ]),
    language: SheetLanguage,
  }),
  z.object({
    kind: z.literal('register'),
    /** Of a group or, with null, of hippotherapy for a month; of a whole course. */
    of: z.union([
      z.object({ groupId: GroupId.nullable(), month: LocalMonth }),
      z.object({ courseId: CourseId }),
    ]),
    language: SheetLanguage,
  }),
  z.object({
    kind: z.literal('client-timetable'),
    personId: PersonId,
    from: LocalDate,
    until: LocalDate,
    language: SheetLanguage,
  }),
  z.object({
    kind: z.enum(['course-roster', 'rooming-list', 'door-signs', 'meals']),
    courseId: CourseId,
    language: SheetLanguage,
  }),
])
export type SheetRequest = z.infer<typeof SheetRequest>

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
  openGuide: null
  reportBug: string
}
export type ShellReply<Name extends ShellRequest> =
  | { ok: true; value: ShellAnswers[Name] }
  | {
      ok: false
      code: 'bad_request' | 'printer_failed' | 'file_failed' | 'internal'
      logId?: string
    }

export type SheetState = 'laid_out' | 'failed'

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
  onSheet(show: (request: SheetRequest) => void): void
  /** Tells the shell that the printed page is laid out, fonts and all, or that it never will be. */
  sheetReady(state: SheetState): void
}
