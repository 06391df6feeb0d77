import clsx from 'clsx'
import { memo, type ReactNode } from 'react'
import styles from './board.module.css'
import type { Axis, BoardLine } from './types.ts'
import type { Drawn } from './useDrawn.ts'

interface HeadsProps<Line extends BoardLine> {
  readonly lines: readonly Line[]
  readonly axis: Axis
  readonly drawn: Drawn | null
  renderHead(line: Line): ReactNode
}

function HeadsPlain<Line extends BoardLine>({ lines, axis, drawn, renderHead }: HeadsProps<Line>) {
  const height = axis.line ?? undefined
  return (
    <div className={styles.heads}>
      {(drawn ? lines.slice(drawn.first, drawn.last) : lines).map((line, index) => (
        <div
          key={line.id}
          className={clsx(styles.head, line.className)}
          data-heading={line.heading || undefined}
          style={drawn && height ? { top: (drawn.first + index) * height, height } : undefined}
        >
          {renderHead(line)}
        </div>
      ))}
    </div>
  )
}
/** The heads of the lines: above columns, left of rows. */
export const Heads = memo(HeadsPlain) as typeof HeadsPlain
