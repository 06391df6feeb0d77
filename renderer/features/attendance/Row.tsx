import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconShieldExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine, MarkKind } from '#contract/attendance.ts'
import { timeRange } from '../../lib/format.ts'
import styles from './attendance.module.css'
import { isTogether, nameOf } from './list.ts'
import { MarkSign } from './MarkSign.tsx'

interface RowProps {
  line: AttendanceLine
  /** What stands in the register. */
  kind: MarkKind | undefined
  /** What one tap on the right side puts while there is no mark. */
  present: MarkKind | undefined
  /** Whether its session has begun, so that somebody can have come. */
  begun: boolean
  presentName: string
  open: boolean
  /** Its session is among those with which one thing will be done. */
  chosen: boolean
  withInstructor: boolean
  onOpen: () => void
  onPresent: () => void
}

/** One person of the list: who, when, which horse, and one large state. In a class, who alone. */
export function Row(props: RowProps) {
  const { line, kind, present, begun, presentName, open, chosen, withInstructor } = props
  const { onOpen, onPresent } = props
  const { t } = useTranslation()
  const inClass = isTogether(line)
  // A closed day has its letter until somebody says that they came.
  const isOpen = line.mark === null
  const about = inClass
    ? [line.part === 'walk_in' || line.part === 'make_up' ? t(`attendance.parts.${line.part}`) : '']
    : [
        line.kind === 'consultation' && t('attendance.consultation'),
        line.horseName,
        line.placeName,
        withInstructor && line.ledByName,
      ]
  const words = (
    <>
      {!inClass && <time className={styles.time}>{timeRange(line.start, line.end)}</time>}
      <span className={styles.who}>
        <span className={styles.name}>{line.clientName}</span>
        <span className={styles.about}>
          {about.filter(Boolean).join(' · ')}
          {line.remark && <span className={styles.remark}> — {line.remark}</span>}
          {line.precautions && (
            <span className={styles.watch}>
              <IconShieldExclamation size={15} stroke={1.8} aria-hidden />
              <VisuallyHidden>{t('people.field.precautions')}: </VisuallyHidden>
              {line.precautions}
            </span>
          )}
        </span>
      </span>
    </>
  )
  if (line.cancelled) {
    return (
      <li className={styles.row} data-cancelled data-line={nameOf(line)}>
        <div className={styles.opener}>
          {words}
          <span className={styles.cancelled}>{t('attendance.cancelled')}</span>
          <MarkSign kind={kind} />
        </div>
      </li>
    )
  }
  return (
    <li
      className={styles.row}
      data-open={open || undefined}
      data-chosen={chosen || undefined}
      data-item={line.sessionId}
      data-line={nameOf(line)}
    >
      <button
        type="button"
        className={styles.opener}
        aria-expanded={open}
        aria-pressed={chosen || undefined}
        onClick={onOpen}
      >
        {words}
        {line.corrections > 0 && line.mark !== null && (
          <span className={styles.corrected}>{t('attendance.corrected')}</span>
        )}
        <MarkSign kind={kind} narrow={isOpen && present !== undefined} />
      </button>
      {isOpen && present && (
        <button
          type="button"
          className={styles.quick}
          aria-label={t('attendance.markPresent', { name: line.clientName })}
          disabled={!begun}
          title={begun ? undefined : t('attendance.fromBeginning', { start: line.start })}
          onClick={onPresent}
        >
          <IconCheck size={20} aria-hidden />
          {presentName}
        </button>
      )}
    </li>
  )
}
