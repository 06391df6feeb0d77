import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { CallInput } from '#contract/index.ts'
import type { SheetRequest } from '#contract/shell.ts'
import { call, shell } from '../../lib/client.ts'
import type { Sheet } from '../../print/sheet.ts'
import { notifyDone, notifyFailure } from '../../ui/answers.tsx'

type Job = 'print' | 'save' | 'send' | 'workbook'

/** The workbook of a sheet that has one. */
function workbookOf({ workbook }: Sheet, { input, language }: SheetRequest) {
  if (!workbook) throw new Error('this sheet has no workbook')
  return call(workbook, { ...input, language } as CallInput<typeof workbook>)
}

/** The printers that a sheet can be sent straight to, the usual one first; null where there is no such way. */
export const usePrinters = () =>
  useQuery({ queryKey: [[], 'printers'], queryFn: () => shell('printers', undefined) })

/** Prints, saves or sends a sheet, one at a time; says what came of it. */
export function usePrinting(sheet: Sheet, request: SheetRequest) {
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
    saveWorkbook: () =>
      run('workbook', async () => {
        const path = await shell('saveWorkbook', await workbookOf(sheet, request))
        return path && t('sheets.saved', { path })
      }),
    send: (printer: string) =>
      run('send', async () => {
        await shell('sendSheet', { sheet: request, printer })
        return t('sheets.sent', { printer })
      }),
  }
}
