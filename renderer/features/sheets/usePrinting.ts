import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SheetRequest } from '#contract/shell.ts'
import { call, shell } from '../../lib/client.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'

type Job = 'print' | 'save' | 'send' | 'workbook'

/** The sheets that a spreadsheet program can open too. */
export type WorkbookRequest =
  | Extract<SheetRequest, { kind: 'register' }>
  | (Exclude<SheetRequest, { kind: 'register' }> & { kind: 'course-roster' })
export const hasWorkbook = (request: SheetRequest): request is WorkbookRequest =>
  request.kind === 'register' || request.kind === 'course-roster'

const workbookOf = (request: WorkbookRequest) =>
  request.kind === 'register'
    ? call('sheets.registerWorkbook', { ...request.of, language: request.language })
    : call('sheets.courseRosterWorkbook', {
        courseId: request.courseId,
        language: request.language,
      })

/** The printers that a sheet can be sent straight to, the usual one first; null where there is no such way. */
export const usePrinters = () =>
  useQuery({ queryKey: [[], 'printers'], queryFn: () => shell('printers', undefined) })

/** Prints, saves or sends a sheet, one at a time; says what came of it. */
export function usePrinting(request: SheetRequest) {
  const { t } = useTranslation()
  const [running, setRunning] = useState<Job | null>(null)

  /** `work` answers the sentence to say, or null when there is nothing to say. */
  const run = async (job: Job, work: () => Promise<string | null>) => {
    setRunning(job)
    try {
      const sentence = await work()
      if (sentence) notifyDone(sentence)
    } catch (error) {
      notifyFailure(error)
    } finally {
      setRunning(null)
    }
  }
  return {
    running,
    /** By the system's own dialog, which answers for itself. */
    print: () => run('print', () => shell('printSheet', request)),
    save: () =>
      run('save', async () => {
        const path = await shell('saveSheet', request)
        return path && t('sheets.saved', { path })
      }),
    saveWorkbook: (asked: WorkbookRequest) =>
      run('workbook', async () => {
        const path = await shell('saveWorkbook', await workbookOf(asked))
        return path && t('sheets.saved', { path })
      }),
    send: (printer: string) =>
      run('send', async () => {
        await shell('sendSheet', { sheet: request, printer })
        return t('sheets.sent', { printer })
      }),
  }
}
