import '@fontsource/noto-sans/index.css'
import '@fontsource/noto-sans/700.css'

import clsx from 'clsx'
import { type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { SheetRequest } from '#contract/shell.ts'
import { fillPages } from './pages.ts'
import styles from './paper.module.css'

/** Pixels of a millimetre, as CSS reckons them. */
const MILLIMETRE = 96 / 25.4
export type Orientation = 'portrait' | 'landscape'
/** How a sheet of that kind lies. */
export const orientationOf = (kind: SheetRequest['kind']): Orientation =>
  kind === 'class' || kind === 'client-timetable' ? 'portrait' : 'landscape'
/** A4, millimetres. */
export const paperSize = (orientation: Orientation) =>
  orientation === 'portrait' ? { width: 210, height: 297 } : { width: 297, height: 210 }
/** Margins and the page number, millimetres: what a page has not for head, table and tail. */
const FRAME = 24
/** Half a pixel here and there is lost in tables with joined borders. */
const SLACK = 3

export interface PaperColumn {
  key: string
  /** Millimetres. */
  width: number
  title: ReactNode
  centred?: boolean
  /** The heading is turned on its side. */
  upright?: boolean
  /** A light grey that a printer keeps. */
  shaded?: boolean
}
export interface PaperRow {
  key: string
  /** One for each column. */
  cells: readonly ReactNode[]
  /** Sums: in bold. */
  sums?: boolean
}
/** A part of a sheet that begins on a page of its own: a head, a table, what is signed under it. */
export interface PaperSection {
  key: string
  head: ReactNode
  /** The shorter head of the following pages. */
  again: ReactNode
  columns: readonly PaperColumn[]
  rows: readonly PaperRow[]
  tail: ReactNode
  /** Many narrow columns: low rows, small letters. */
  dense?: boolean
  /** How many of the last rows stay on one page with the tail; one without. */
  together?: number
}

interface PaperPagesProps {
  sections: readonly PaperSection[]
  kind: SheetRequest['kind']
  /** Stands at the foot of every page, before `page / pages`. */
  footer: string
  lang: string
  /** One is the size of the paper. */
  scale?: number
  /** The pages are there, in their fonts. */
  onLaidOut?: (pages: number) => void
}

interface Page {
  section: PaperSection
  rows: readonly PaperRow[]
  first: boolean
  last: boolean
}

/**
 * A sheet as A4 pages. The parts are measured in the fonts they are printed in and shared out among
 * pages here, so that the preview in the window and the paper cannot differ.
 */
export function PaperPages(props: PaperPagesProps) {
  const { sections, kind, footer, lang, scale = 1, onLaidOut } = props
  const orientation = orientationOf(kind)
  const paper = paperSize(orientation)
  const measured = useRef<HTMLDivElement>(null)
  const [laidOut, setLaidOut] = useState<{ of: typeof sections; pages: Page[] } | null>(null)

  useLayoutEffect(() => {
    let wanted = true
    const measure = async () => {
      // Reading a height lays the text out, which makes the fonts load.
      void measured.current?.offsetHeight
      await document.fonts.ready
      const element = measured.current
      if (wanted && element) {
        const room = (paperSize(orientation).height - FRAME) * MILLIMETRE - SLACK
        setLaidOut({ of: sections, pages: pagesOf(sections, element, room) })
      }
    }
    void measure()
    return () => {
      wanted = false
    }
  }, [sections, orientation])

  const current = laidOut?.of === sections
  useEffect(() => {
    if (current && laidOut) onLaidOut?.(laidOut.pages.length)
  }, [current, laidOut, onLaidOut])

  return (
    <div className={clsx(styles.sheet, styles[orientation])} lang={lang}>
      {!current && (
        <div ref={measured} className={styles.measure} aria-hidden>
          {sections.map((section) => (
            <Measured key={section.key} section={section} />
          ))}
        </div>
      )}
      {laidOut?.pages.map((page, index) => (
        <div
          key={`${page.section.key}-${page.rows[0]?.key ?? 'tail'}`}
          className={styles.place}
          style={
            scale === 1
              ? undefined
              : { width: `${paper.width * scale}mm`, height: `${paper.height * scale}mm` }
          }
        >
          <div
            className={styles.page}
            style={scale === 1 ? undefined : { transform: `scale(${scale})` }}
          >
            {page.first ? page.section.head : page.section.again}
            {page.rows.length > 0 && <Table section={page.section} rows={page.rows} />}
            {page.last && page.section.tail}
            <div className={styles.foot}>
              <span>{footer}</span>
              <span className={styles.number}>
                {index + 1} / {laidOut.pages.length}
              </span>
            </div>
          </div>
        </div>
      ))}
    </div>
  )
}

function Table({ section, rows }: { section: PaperSection; rows: readonly PaperRow[] }) {
  return (
    <table className={clsx(styles.table, section.dense && styles.dense)}>
      <colgroup>
        {section.columns.map(({ key, width }) => (
          <col key={key} style={{ width: `${width}mm` }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          {section.columns.map(({ key, title, upright, shaded }) => (
            <th key={key} scope="col" className={clsx(shaded && styles.shaded)}>
              {upright ? <span className={styles.upright}>{title}</span> : title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={clsx(row.sums && styles.sums)}>
            {section.columns.map(({ key, centred, shaded }, index) => (
              <td key={key} className={clsx(centred && styles.centred, shaded && styles.shaded)}>
                {row.cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const parts = ['head', 'again', 'table', 'tail'] as const

/** All parts of a section one under another, each in a box that keeps its margins in. */
function Measured({ section }: { section: PaperSection }) {
  const content = {
    head: section.head,
    again: section.again,
    table: <Table section={section} rows={section.rows} />,
    tail: section.tail,
  }
  return (
    <div>
      {parts.map((part) => (
        <div key={part} className={styles.box}>
          {content[part]}
        </div>
      ))}
    </div>
  )
}

function pagesOf(sections: readonly PaperSection[], measured: HTMLElement, room: number): Page[] {
  return sections.flatMap((section, index) => {
    const [head, again, table, tail] = measured.children[index]?.children ?? []
    const height = (element: Element | null | undefined) =>
      element?.getBoundingClientRect().height ?? 0
    const rows = fillPages(
      {
        head: height(head),
        again: height(again),
        tableHead: height(table?.querySelector('thead')),
        rows: [...(table?.querySelectorAll('tbody tr') ?? [])].map(height),
        tail: height(tail),
        together: section.together,
      },
      room,
    )
    return rows.map((numbers, page) => ({
      section,
      rows: numbers.flatMap((number) => section.rows[number] ?? []),
      first: page === 0,
      last: page === rows.length - 1,
    }))
  })
}
