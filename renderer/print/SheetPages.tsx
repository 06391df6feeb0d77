import { useEffect, useMemo } from 'react'
import type { CallInput, MethodOutput } from '#contract/index.ts'
import type { SheetRequest } from '#contract/shell.ts'
import { languagesOf } from '#contract/values.ts'
import type { ServiceError } from '../lib/client.ts'
import { useRead } from '../lib/queries.ts'
import { PaperPages } from './PaperPages.tsx'
import type { Sheet, SheetMethod } from './sheet.ts'

interface SheetPagesProps {
  sheet: Sheet
  /** Stays the same object while the same is asked. */
  request: SheetRequest
  /** One is the size of the paper. */
  scale?: number | undefined
  onTitle?: (title: string) => void
  onLaidOut?: ((pages: number) => void) | undefined
  onFailure?: (error: ServiceError) => void
}

/** Any sheet, as pages; it asks the service for what stands on it. */
export function SheetPages({ sheet, request, onFailure, ...props }: SheetPagesProps) {
  const { data, error } = useRead(sheet.method, request.input as CallInput<SheetMethod>)
  useEffect(() => {
    if (error) onFailure?.(error)
  }, [error, onFailure])
  return data ? <Answered {...props} sheet={sheet} request={request} answer={data} /> : null
}

interface AnsweredProps extends Omit<SheetPagesProps, 'onFailure'> {
  answer: MethodOutput<SheetMethod>
}

function Answered({ sheet, request, answer, scale, onTitle, onLaidOut }: AnsweredProps) {
  const languages = useMemo(() => languagesOf(request.language), [request.language])
  const [leading = 'kk'] = languages
  const title = sheet.title(answer, leading)
  useEffect(() => {
    onTitle?.(title)
  }, [title, onTitle])
  const sections = useMemo(
    () => sheet.sections(answer, languages, request.input as CallInput<SheetMethod>),
    [sheet, answer, languages, request.input],
  )
  return (
    <PaperPages
      sections={sections}
      orientation={sheet.orientation}
      footer={title}
      lang={leading}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  )
}
