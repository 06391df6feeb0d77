import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCopy, IconPlus } from '@tabler/icons-react'
import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { CourseSession, CourseView } from '#contract/boarding.ts'
import type { LocalDate, SessionId } from '#contract/values.ts'
import { capitalised, dayWithWeekday, timeRange } from '../../../../lib/format.ts'
import { findingSentence } from '../../../../lib/sentences.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { usePanel } from '../../../../ui/usePanel.ts'
import styles from '../../boarding.module.css'
import { CopyPanel } from './CopyPanel.tsx'
import { daysOf } from './days.ts'
import own from './programme.module.css'
import { SessionFormPanel } from './SessionFormPanel.tsx'
import { SessionPanel } from './SessionPanel.tsx'

type Mode =
  | { name: 'add'; date: LocalDate }
  | { name: 'session'; sessionId: SessionId }
  | { name: 'copy' }

/** The days of a course with their sessions, and the one that is open. */
export function ProgrammePart({ course }: { course: CourseView }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [mode, setMode] = usePanel<Mode>()
  const close = () => setMode(null)
  const { from, until, programme } = course
  const open =
    mode?.name === 'session' && programme.find(({ sessionId }) => sessionId === mode.sessionId)
  return (
    <>
      <div className={styles.bar}>
        <Button
          leftSection={<IconPlus size={18} aria-hidden />}
          onClick={() => setMode({ name: 'add', date: from })}
        >
          {t('boarding.programme.add')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={18} stroke={1.6} aria-hidden />}
          onClick={() => setMode({ name: 'copy' })}
        >
          {t('boarding.programme.copy')}
        </Button>
      </div>
      <div className={own.days}>
        {daysOf(course).map((date) => {
          const sessions = programme.filter((one) => one.date === date)
          const day = capitalised(dayWithWeekday(date, language))
          return (
            <section key={date} className={own.day} aria-label={day}>
              <header>
                <h2>{day}</h2>
                {date === from && <small>{t('boarding.programme.arrival')}</small>}
                {date === until && <small>{t('boarding.programme.departure')}</small>}
                <span className={styles.space} />
                <Button
                  variant="subtle"
                  px={10}
                  leftSection={<IconPlus size={16} aria-hidden />}
                  aria-label={`${t('boarding.programme.addOn')}: ${day}`}
                  onClick={() => setMode({ name: 'add', date })}
                >
                  {t('boarding.programme.addOn')}
                </Button>
              </header>
              {sessions.length === 0 && <p>{t('boarding.programme.free')}</p>}
              <ul>
                {sessions.map((session) => (
                  <li key={session.sessionId}>
                    <Line
                      session={session}
                      isOpen={open !== false && open?.sessionId === session.sessionId}
                      onOpen={() => setMode({ name: 'session', sessionId: session.sessionId })}
                    />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
      {mode?.name === 'add' && (
        <SessionFormPanel
          key={mode.date}
          course={course}
          session={null}
          date={mode.date}
          onClose={close}
        />
      )}
      {mode?.name === 'copy' && <CopyPanel course={course} onClose={close} />}
      {open && <SessionPanel key={open.sessionId} course={course} session={open} onClose={close} />}
    </>
  )
}

interface LineProps {
  session: CourseSession
  isOpen: boolean
  onOpen: () => void
}

function Line({ session, isOpen, onOpen }: LineProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { state, leaderName } = session
  const about = [
    session.placeName,
    leaderName ?? t('boarding.programme.nobodyLeads'),
    t('boarding.programme.people', { count: session.people }),
    state === 'done' && t('boarding.programme.marked'),
    state === 'cancelled' && t('hippotherapy.states.cancelled'),
  ]
  return (
    <button
      type="button"
      className={clsx(own.line, state === 'cancelled' && own.cancelled)}
      data-open={isOpen || undefined}
      data-waiting={
        (state !== 'cancelled' && (leaderName === null || session.findings.length > 0)) || undefined
      }
      onClick={onOpen}
    >
      <time>{timeRange(session.start, session.end)}</time>
      <span className={own.what}>
        <span className={own.title}>{session.title}</span>
        <span className={own.about}>{about.filter(Boolean).join(' · ')}</span>
        {session.findings.map((one) => (
          <span key={`${one.code}${JSON.stringify(one.params)}`} className={own.about}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden />{' '}
            {findingSentence(one, language, t)}
          </span>
        ))}
      </span>
    </button>
  )
}
