import { createContext, type ReactNode, useContext, useEffect } from 'react'
import { createPortal } from 'react-dom'

/** Places of the window that a screen fills: the head's left side and the column of the panel. */
export interface Outlets {
  header: HTMLElement | null
  panel: HTMLElement | null
}
export const OutletContext = createContext<Outlets>({ header: null, panel: null })

/** A screen's title and its date or filters, in the head of the window. */
export function ScreenHeader({ title, children }: { title: string; children?: ReactNode }) {
  const { header } = useContext(OutletContext)
  useEffect(() => {
    document.title = `${title} — Ақ Бастау`
  }, [title])
  if (!header) return null
  return createPortal(
    <>
      <h1>{title}</h1>
      {children}
    </>,
    header,
  )
}
