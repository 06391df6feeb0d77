import './fonts.css'

import clsx from 'clsx'
import { memo, type ReactNode, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { fillPages } from './pages.ts'
import styles from './paper.module.css'

/** Pixels of a millimetre, as CSS reckons them. */
const MILLIMETRE = 96 / 25.4
export type Orientation = 'portrait' | 'landscape'
/** A4, millimetres. */
export const paperSize = (orientation: Orientation) =>
  orientation === 'portrait' ? { width: 210, height: 297 } : { width: 297, height: 210 }
/** Margins and the page number, millimetres: what a page has not for head, table and tail. */
const FRAME = 24
/** Half a pixel here and there is lost. */
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
  /** How many of the last rows are empty: left out where another page would begin for them alone. */
  spare?: number
  /** Nobody signs in the rows: they need not be high. */
  low?: boolean
  /** Neither table head nor lines. */
  bare?: boolean
}

interface PaperPagesProps {
  sections: readonly PaperSection[]
  orientation: Orientation
  /** Stands at the foot of every page, before `page / pages`. */
  footer: string
  lang: string
  /** One is the size of the paper. */
  scale?: number | undefined
  /** The pages are there, in their fonts. */
  onLaidOut?: ((pages: number) => void) | undefined
}

interface Page {
  section: PaperSection
  rows: readonly PaperRow[]
  first: boolean
  last: boolean
}

/** Fetches the fonts of every sheet, so that its text is laid out once, and in them. */
export const loadFonts = () =>
  Promise.all(['400', '700'].map((weight) => document.fonts.load(`${weight} 10pt "Noto Sans"`)))

/**
 * A sheet as A4 pages. Each section is drawn on a page of its own, in the fonts it is printed in, and
 * stays there when it fits; what is too high is shared out among pages. The preview in the window and
 * the paper cannot differ.
 */
export function PaperPages(props: PaperPagesProps) {
  const { sections, orientation, footer, lang, scale = 1, onLaidOut } = props
  const paper = paperSize(orientation)
  const sheet = useRef<HTMLDivElement>(null)
  const [laidOut, setLaidOut] = useState<{ of: typeof sections; pages: Page[] } | null>(null)
  const current = laidOut?.of === sections
  const pages = current ? laidOut.pages : sections.map(wholePage)

  useLayoutEffect(() => {
    let wanted = true
    const share = () => {
      if (!wanted || !sheet.current) return
      const room = (paperSize(orientation).height - FRAME) * MILLIMETRE - SLACK
      setLaidOut({ of: sections, pages: pagesOf(sections, sheet.current, room) })
    }
    // Reading a height lays the text out, which asks for the fonts that are still missing.
    void sheet.current?.offsetHeight
    if (document.fonts.status === 'loaded') share()
    else void document.fonts.ready.then(share)
    return () => {
      wanted = false
    }
  }, [sections, orientation])

  useEffect(() => {
    if (current && laidOut) onLaidOut?.(laidOut.pages.length)
  }, [current, laidOut, onLaidOut])

  // Heights are read at the size of the paper.
  const scaled = current && scale !== 1
  return (
    <div
      ref={sheet}
      className={clsx(styles.sheet, styles[orientation], !current && styles.unread)}
      lang={lang}
    >
      {pages.map((page, index) => (
        <div
          key={`${page.section.key}-${page.rows[0]?.key ?? 'tail'}`}
          className={styles.place}
          style={
            scaled
              ? { width: `${paper.width * scale}mm`, height: `${paper.height * scale}mm` }
              : undefined
          }
        >
          <div
            className={styles.page}
            style={scaled ? { transform: `scale(${scale})` } : undefined}
          >
            <div className={styles.box}>{page.first ? page.section.head : page.section.again}</div>
            {page.rows.length > 0 ? <Table section={page.section} rows={page.rows} /> : <div />}
            <div className={styles.box}>{page.last && page.section.tail}</div>
            <div className={styles.foot}>
              <span>{footer}</span>
              <span className={styles.number}>
                {index + 1} / {pages.length}
              </span>
            </div>
            {!current && <div className={styles.next}>{page.section.again}</div>}
          </div>
        </div>
      ))}
    </div>
  )
}

const wholePage = (section: PaperSection): Page => ({
  section,
  rows: section.rows,
  first: true,
  last: true,
})

interface TableProps {
  section: PaperSection
  rows: readonly PaperRow[]
}

/** Kept as it was read when all of its rows stay on one page. */
const Table = memo(function Table({ section, rows }: TableProps) {
  return (
    <table
      className={clsx(
        styles.table,
        section.dense && styles.dense,
        section.low && styles.low,
        section.bare && styles.bare,
      )}
    >
      {section.bare ? (
        <colgroup>
          {section.columns.map(({ key, width }) => (
            <col key={key} style={{ width: `${width}mm` }} />
          ))}
        </colgroup>
      ) : (
        <thead>
          <tr>
            {section.columns.map(({ key, width, title, upright, shaded }) => (
              <th
                key={key}
                scope="col"
                className={clsx(shaded && styles.shaded) || undefined}
                style={{ width: `${width}mm` }}
              >
                {upright ? <span className={styles.upright}>{title}</span> : title}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className={row.sums ? styles.sums : undefined}>
            {section.columns.map(({ key, centred, shaded }, index) => (
              <td
                key={key}
                className={clsx(centred && styles.centred, shaded && styles.shaded) || undefined}
              >
                {row.cells[index]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
})

/** Reads all heights at once, of sections that each stand on a page. */
function pagesOf(sections: readonly PaperSection[], sheet: HTMLElement, room: number): Page[] {
  const height = (element: Element | null | undefined) =>
    element?.getBoundingClientRect().height ?? 0
  return sections.flatMap((section, index) => {
    const page = sheet.children[index]?.firstElementChild
    const [head, table, tail, , again] = page?.children ?? []
    const rows = fillPages(
      {
        head: height(head),
        again: height(again),
        tableHead: height(table?.querySelector('thead')),
        rows: [...(table?.querySelectorAll('tbody > tr') ?? [])].map(height),
        tail: height(tail),
        together: section.together,
        spare: section.spare,
      },
      room,
    )
    return rows.map((numbers, number) => ({
      section,
      rows:
        numbers.length === section.rows.length
          ? section.rows
          : numbers.flatMap((row) => section.rows[row] ?? []),
      first: number === 0,
      last: number === rows.length - 1,
    }))
  })
}
