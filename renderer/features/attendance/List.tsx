import { Button } from '@mantine/core'
import { IconChecks, IconUserPlus } from '@tabler/icons-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { timeRange } from '../../lib/format.ts'
import { useNow } from '../../lib/useNow.ts'
import type { Selecting } from '../../ui/selecting/useSelecting.ts'
import styles from './attendance.module.css'
import { blocksOf, hasBegun, heldOf, markedByOneTap, nameOf, tallyOf } from './list.ts'
import { MarkSign } from './MarkSign.tsx'
import { Row } from './Row.tsx'
import type { Marking } from './useMarking.ts'

interface ListProps {
  date: LocalDate
  lines: readonly AttendanceLine[]
  marks: readonly MarkKind[]
  marking: Marking
  selecting: Selecting
  /** Name of the line that is open; see `nameOf`. */
  open: string | null
  withInstructor: boolean
  /** The mark that one tap puts; none on a day to come. */
  quick: MarkKind | undefined
  onOpen: (line: AttendanceLine | null) => void
  onWalkIn: (session: SessionId) => void
}

/** The people of the day. Arrows walk, a digit marks, Delete takes the mark off. */
export function List(props: ListProps) {
  const { lines, marks, marking, selecting, open, withInstructor, quick, onOpen } = props
  const { t } = useTranslation()
  const now = useNow()
  const element = useRef<HTMLDivElement>(null)

  // A class that is cancelled is one line, and none of its people is marked.
  const openable = heldOf(lines)
  const count = lines.length
  useEffect(() => {
    if (open && count > 0)
      element.current?.querySelector(`[data-line="${open}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [open, count])

  const keys = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(`.${styles.opener}`)]
    const here = rows.findIndex((row) => row.parentElement?.contains(document.activeElement))
    const line = openable[here]
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
  const kindOf = ({ standing }: AttendanceLine) => marks.find(({ code }) => code === standing)
  const row = (line: AttendanceLine) => (
    <Row
      key={nameOf(line)}
      line={line}
      kind={kindOf(line)}
      present={quick}
      begun={hasBegun(line, now)}
      presentName={quick ? marking.wordOf(quick) : ''}
      open={open === nameOf(line)}
      chosen={selecting.chosen.has(line.sessionId)}
      withInstructor={withInstructor}
      onOpen={() => onOpen(open === nameOf(line) ? null : line)}
      onPresent={() => quick && void marking.put(line, quick)}
    />
  )
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are of the buttons in it. */}
      <div ref={element} onKeyDown={keys} {...selecting.area}>
        {blocksOf(lines).map((block) =>
          block.head ? (
            block.head.cancelled ? (
              <CancelledClass
                key={block.key}
                head={block.head}
                people={block.lines.length}
                kind={kindOf(block.head)}
              />
            ) : (
              <ClassBlock key={block.key} {...props} head={block.head} lines={block.lines}>
                {block.lines.map(row)}
              </ClassBlock>
            )
          ) : (
            <ul key={block.key} className={styles.list} aria-label={t('attendance.list')}>
              {block.lines.map(row)}
            </ul>
          ),
        )}
      </div>
      <p className={styles.keys}>{t('attendance.keys', { digits: `1–${marks.length}` })}</p>
    </>
  )
}

interface CancelledClassProps {
  head: AttendanceLine
  people: number
  /** What stands in the register for its people. */
  kind: MarkKind | undefined
}

/** A class that does not take place: its hour, and the letter that its people have for it. */
function CancelledClass({ head, people, kind }: CancelledClassProps) {
  const { t } = useTranslation()
  const id = useId()
  return (
    <section className={styles.class} aria-labelledby={id} data-cancelled>
      <header className={styles.classHead}>
        <time className={styles.time}>{timeRange(head.start, head.end)}</time>
        <span className={styles.who}>
          <h2 id={id} className={styles.name}>
            {head.groupName}
          </h2>
          <span className={styles.about}>
            {[head.placeName, head.ledByName].filter(Boolean).join(' · ')} ·{' '}
            {t('attendance.onList', { count: people })}
          </span>
        </span>
        <span className={styles.cancelled}>{t('attendance.cancelled')}</span>
        <MarkSign kind={kind} />
      </header>
    </section>
  )
}

interface ClassBlockProps extends ListProps {
  head: AttendanceLine
  children: React.ReactNode
}

/** A class: its group and hours, all present in one tap, then its people; and whoever comes unplanned. */
function ClassBlock(props: ClassBlockProps) {
  const { date, head, lines, marks, marking, withInstructor, quick, onWalkIn, children } = props
  const { t } = useTranslation()
  const id = useId()
  const tally = tallyOf(lines, marks)
  const now = useNow()
  const count = markedByOneTap(lines, now).length
  const about = [head.placeName, withInstructor && head.ledByName]
  if (date <= now.date) about.push(t('attendance.tally', tally))
  else if (tally.marked > 0) about.push(t('attendance.notComing', { count: tally.marked }))
  return (
    <section className={styles.class} aria-labelledby={id}>
      <header className={styles.classHead}>
        <time className={styles.time}>{timeRange(head.start, head.end)}</time>
        <span className={styles.who}>
          <h2 id={id} className={styles.name}>
            {head.groupName}
          </h2>
          <span className={styles.about}>{about.filter(Boolean).join(' · ')}</span>
        </span>
        {quick && count > 0 && (
          <Button
            h={44}
            leftSection={<IconChecks size={20} aria-hidden />}
            aria-label={`${t('attendance.allPresent')}: ${count}, ${head.groupName}`}
            title={t('attendance.allPresentHint', { count })}
            onClick={() => void marking.putAll(date, lines, quick)}
          >
            {t('attendance.allPresent')}: {count}
          </Button>
        )}
      </header>
      <ul className={styles.list} aria-label={`${t('attendance.list')}: ${head.groupName}`}>
        {children}
      </ul>
      <Button
        h={44}
        variant="subtle"
        leftSection={<IconUserPlus size={19} stroke={1.6} aria-hidden />}
        onClick={() => onWalkIn(head.sessionId)}
      >
        {t('attendance.walkIn.add')}
      </Button>
    </section>
  )
}
