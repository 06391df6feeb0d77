import { VisuallyHidden } from '@mantine/core'
import type { ScheduleEventData } from '@mantine/schedule'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { ClassView } from '#contract/studio.ts'
import type { SessionId } from '#contract/values.ts'
import { dayWithWeekday, timeRange } from '../../../lib/format.ts'
import { findingSentence } from '../../../lib/sentences.ts'
import { useLanguage } from '../../../texts/index.ts'
import styles from './week.module.css'

/** The class that an event of the timetable stands for; a closed day stands for none. */
export const sessionOf = (event: ScheduleEventData): ClassView | undefined => event.payload?.session

interface ClassBodyProps {
  event: ScheduleEventData
  chosen: ReadonlySet<SessionId>
}

/**
 * What stands on a class: group, hours, where and with whom, how many; its state in a word. A narrow
 * one shows less, and is read out whole all the same.
 */
export function ClassBody({ event, chosen }: ClassBodyProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const session = sessionOf(event)
  if (!session) return <span className={styles.closed}>{event.title}</span>
  const { groupName, start, end, placeName, people, capacity, findings } = session
  const state = session.state === 'planned' && findings.length > 0 ? 'not_ready' : session.state
  const isChosen = chosen.has(session.sessionId)
  const teacherName = session.teacherName ?? t('studio.noTeacher')
  const stateName = state === 'planned' ? null : t(`hippotherapy.states.${state}`)
  const whole = [
    groupName,
    timeRange(start, end),
    placeName,
    teacherName,
    t('studio.week.people', { people, capacity }),
    stateName,
    ...findings.map((one) => findingSentence(one, language, t)),
    isChosen ? t('selecting.isChosen') : null,
  ]
    .filter(Boolean)
    .join(', ')
  return (
    <>
      <VisuallyHidden>
        {whole}, {dayWithWeekday(session.date, language)}
      </VisuallyHidden>
      <span
        className={styles.class}
        data-item={session.sessionId}
        data-state={state}
        data-chosen={isChosen || undefined}
        title={whole}
        aria-hidden
      >
        <b>{groupName}</b>
        <span className={styles.hours}>
          {start}
          <span className={styles.roomy}>–{end}</span>
        </span>
        <span className={styles.roomy}>{placeName}</span>
        <span className={styles.roomy}>{teacherName}</span>
        <span className={styles.people}>
          {state === 'not_ready' && <IconAlertTriangle size={13} stroke={2} aria-hidden />}{' '}
          {[state !== 'cancelled' && `${people}/${capacity}`, stateName]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </span>
    </>
  )
}
