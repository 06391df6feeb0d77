import { Skeleton } from '@mantine/core'
import clsx from 'clsx'
import type { KeyboardEvent, ReactNode } from 'react'
import styles from './DataTable.module.css'

export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** Any CSS width; the others share what is left. */
  width?: string
  align?: 'right'
  /** Left out where a side panel leaves the table little room. */
  extra?: boolean
}

interface DataTableProps<Row> {
  /** What the table lists, for screen readers. */
  label: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** Opens a row by click or Enter; the first cell holds the button. */
  onOpen?: (row: Row) => void
  /** Key of the row that is open beside the table. */
  openKey?: string | null
  loading?: boolean
}

/** A list with a head that stays in view; arrows walk the rows, Enter opens one. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, onOpen, openKey, loading } = props
  return (
    <div className={styles.room}>
      <table className={styles.table} aria-label={label} aria-busy={loading} onKeyDown={walk}>
        <colgroup>
          {columns.map(({ key, width, extra }) => (
            <col key={key} style={{ width }} data-extra={extra} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ key, title, align, extra }) => (
              <th key={key} scope="col" data-align={align} data-extra={extra}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {loading
            ? skeletonRows.map((row) => (
                <tr key={row}>
                  {columns.map(({ key, extra }) => (
                    <td key={key} data-extra={extra}>
                      <Skeleton height={12} width="70%" animate={false} />
                    </td>
                  ))}
                </tr>
              ))
            : rows.map((row) => (
                <tr
                  key={keyOf(row)}
                  className={clsx(onOpen && styles.opens)}
                  data-open={keyOf(row) === openKey || undefined}
                  onClick={onOpen && (() => onOpen(row))}
                >
                  {columns.map(({ key, cell, align, extra }, place) => (
                    <td key={key} data-align={align} data-extra={extra}>
                      {place === 0 && onOpen ? (
                        <button type="button" className={styles.opener}>
                          {cell(row)}
                        </button>
                      ) : (
                        cell(row)
                      )}
                    </td>
                  ))}
                </tr>
              ))}
        </tbody>
      </table>
    </div>
  )
}

const skeletonRows = ['1', '2', '3', '4', '5', '6']

/** Up and down walk from row to row. */
function walk(event: KeyboardEvent<HTMLTableElement>) {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  const openers = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${styles.opener}`)]
  const here = openers.indexOf(document.activeElement as HTMLElement)
  if (step === 0 || here < 0) return
  event.preventDefault()
  openers[here + step]?.focus()
}
