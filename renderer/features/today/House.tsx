import { IconArrowRight, IconPlayerPlay } from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AttendanceLine } from '#contract/attendance.ts'
import type { LocalTime } from '#contract/values.ts'
import { timeRange } from '../../lib/format.ts'
import { sessionAddress } from '../../lib/session-address.ts'
import { Block, Line, Quiet } from './Block.tsx'
import { type Held, heldOf, momentOf } from './moment.ts'
import styles from './today.module.css'

/** How many of the coming sessions are listed; the rest is on the boards. */
const NEXT = 6

/** Where a session is looked at and changed. */
const placeOf = ({ head }: Held): string => {
  switch (head.kind) {
    case 'ride':
    case 'consultation':
      return sessionAddress(head.kind, head.date, head.sessionId)
    case 'class':
    case 'course':
      return `/attendance?date=${head.date}&kind=${head.kind}&session=${head.sessionId}`
  }
}

/** What a session is called: the client, or the group with how many people. */
export const titleOf = ({ head, people }: Pick<Held, 'head' | 'people'>, t: TFunction): string =>
  head.kind === 'class' || head.kind === 'course'
    ? t('today.group', { name: head.groupName ?? '', count: people })
    : head.clientName

interface HouseProps {
  lines: readonly AttendanceLine[]
  now: LocalTime
}

/** What runs now in the whole house and what comes next: rides, classes, appointments. */
export function House({ lines, now }: HouseProps) {
  const { t } = useTranslation()
  const held = heldOf(lines)
  const { running, ahead } = momentOf(held, now)
  const rest = ahead.length - NEXT
  return (
    <>
      <Block icon={IconPlayerPlay} title={t('today.now')} count={running.length}>
        {running.length === 0 && (
          <Quiet>
            {t(held.length === 0 || ahead.length > 0 ? 'today.nothingNow' : 'today.allOver')}
          </Quiet>
        )}
        <ul className={styles.lines}>
          {running.map((session) => (
            <OneSession key={session.sessionId} session={session} />
          ))}
        </ul>
      </Block>
      {ahead.length > 0 && (
        <Block icon={IconArrowRight} title={t('today.next')}>
          <ul className={styles.lines}>
            {ahead.slice(0, NEXT).map((session) => (
              <OneSession key={session.sessionId} session={session} />
            ))}
          </ul>
          {rest > 0 && <Quiet>{t('today.moreToday', { count: rest })}</Quiet>}
        </Block>
      )}
    </>
  )
}

function OneSession({ session }: { session: Held }) {
  const { t } = useTranslation()
  const { head } = session
  return (
    <Line
      to={placeOf(session)}
      time={timeRange(head.start, head.end)}
      title={titleOf(session, t)}
      about={[
        head.kind === 'consultation' && t('today.consultation'),
        head.horseName,
        head.placeName,
        head.ledByName ?? t('today.nobodyLeads'),
      ]
        .filter(Boolean)
        .join(' · ')}
    />
  )
}
