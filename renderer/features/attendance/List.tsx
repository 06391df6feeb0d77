import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { SessionId } from '#contract/values.ts'
import styles from './attendance.module.css'
import { Row } from './Row.tsx'
import type { Marking } from './useMarking.ts'

interface ListProps {
  lines: readonly AttendanceLine[]
  marks: readonly MarkKind[]
  marking: Marking
  open: SessionId | null
  withInstructor: boolean
  /** The mark that one tap puts; none on a day to come. */
  quick: MarkKind | undefined
  onOpen: (session: SessionId | null) => void
}

/** The people of the day. Arrows walk, a digit marks, Delete takes the mark off. */
export function List(props: ListProps) {
  const { lines, marks, marking, open, withInstructor, quick, onOpen } = props
  const { t } = useTranslation()
  const element = useRef<HTMLUListElement>(null)

  const count = lines.length
  useEffect(() => {
    if (open && count > 0)
      element.current
        ?.querySelector(`[data-session="${open}"]`)
        ?.scrollIntoView({ block: 'nearest' })
  }, [open, count])

  const keys = (event: KeyboardEvent<HTMLUListElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${styles.opener}`)]
    const here = rows.findIndex((row) => row.parentElement?.contains(document.activeElement))
    const line = lines[here]
    if (!line) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const kind = marks[Number(event.key) - 1]
    if (step !== 0) rows[here + step]?.focus()
    else if (kind) void marking.put(line, kind)
    else if (event.key === 'Delete' || event.key === 'Backspace') void marking.put(line, null)
    else return
    event.preventDefault()
  }
  if (count === 0) return null
  return (
    <>
      <ul ref={element} className={styles.list} aria-label={t('attendance.list')} onKeyDown={keys}>
        {lines.map((line) => (
          <Row
            key={line.sessionId}
            line={line}
            kind={marks.find(({ code }) => code === line.mark)}
            present={quick}
            presentName={quick ? marking.nameOf(quick) : ''}
            open={open === line.sessionId}
            withInstructor={withInstructor}
            onOpen={() => onOpen(open === line.sessionId ? null : line.sessionId)}
            onPresent={() => quick && void marking.put(line, quick)}
          />
        ))}
      </ul>
      <p className={styles.keys}>{t('attendance.keys', { digits: `1–${marks.length}` })}</p>
    </>
  )
}
