import { IconArrowRight, IconPlayerPlay } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DayView, SessionView } from '#contract/hippotherapy.ts'
import type { LocalTime } from '#contract/values.ts'
import { timeRange } from '../../lib/format.ts'
import { Block, Line, Quiet } from './Block.tsx'
import { momentOf } from './moment.ts'
import styles from './today.module.css'

/** How many of the coming sessions are listed; the rest is on the board. */
const NEXT = 6

/** What runs now and what comes next. */
export function Rides({ day, now }: { day: DayView; now: LocalTime }) {
  const { t } = useTranslation()
  const { running, ahead } = momentOf(day.sessions, now)
  const held = day.sessions.some(({ state }) => state !== 'cancelled')
  const rest = ahead.length - NEXT
  return (
    <>
      <Block icon={IconPlayerPlay} title={t('today.now')} count={running.length}>
        {running.length === 0 && (
          <Quiet>{t(!held || ahead.length > 0 ? 'today.nothingNow' : 'today.allOver')}</Quiet>
        )}
        <ul className={styles.lines}>
          {running.map((session) => (
            <Ride key={session.id} session={session} day={day} />
          ))}
        </ul>
      </Block>
      {ahead.length > 0 && (
        <Block icon={IconArrowRight} title={t('today.next')}>
          <ul className={styles.lines}>
            {ahead.slice(0, NEXT).map((session) => (
              <Ride key={session.id} session={session} day={day} />
            ))}
          </ul>
          {rest > 0 && <Quiet>{t('today.moreToday', { count: rest })}</Quiet>}
        </Block>
      )}
    </>
  )
}

function Ride({ session, day }: { session: SessionView; day: DayView }) {
  const { t } = useTranslation()
  const horse = day.horses.find(({ id }) => id === session.horseId)?.name
  const place = day.places.find(({ id }) => id === session.placeId)?.name
  const leading =
    day.members.find(({ id }) => id === session.instructorId)?.name ?? t('today.nobodyLeads')
  return (
    <Line
      to={`/hippotherapy?date=${session.date}&session=${session.id}`}
      time={timeRange(session.start, session.end)}
      title={session.clientName}
      about={[horse, place, leading].filter(Boolean).join(' · ')}
      aside={
        session.state === 'not_ready' && (
          <span className={styles.waiting}>
            {t('today.missing', {
              who: [...new Set(session.missing)]
                .map((seat) => t(`common.seats.${seat}`))
                .join(', '),
            })}
          </span>
        )
      }
    />
  )
}
