import { useEffect } from 'react'
import type { SheetRequest } from '#contract/shell.ts'
import type { ServiceError } from '../lib/client.ts'
import { useRead } from '../lib/queries.ts'
import { RidesDay, ridesDayTitle } from './RidesDay.tsx'

/** The title of a sheet: what its document, its window and its file are called. */
export const sheetTitle = (request: SheetRequest): string =>
  ridesDayTitle(request.date, request.language)

interface SheetProps {
  request: SheetRequest
  /** One is the size of the paper. */
  scale?: number
  onLaidOut?: (pages: number) => void
  onFailure?: (error: ServiceError) => void
}

/** Any sheet, as pages; it asks the service for what stands on it. */
export function Sheet({ request, scale, onLaidOut, onFailure }: SheetProps) {
  const { date, instructorId, language } = request
  const { data, error } = useRead('sheets.ridesDay', { date, instructorId })
  useEffect(() => {
    if (error) onFailure?.(error)
  }, [error, onFailure])
  return data ? (
    <RidesDay
      sheet={data}
      language={language}
      ofOne={instructorId !== undefined}
      scale={scale}
      onLaidOut={onLaidOut}
    />
  ) : null
}
