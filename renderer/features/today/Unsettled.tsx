import { Button } from '@mantine/core'
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFileAlert,
  IconHorse,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { AttendanceLine } from '#contract/attendance.ts'
import type { DayView } from '#contract/hippotherapy.ts'
import type { LocalDate, LocalDateTime, LocalTime } from '#contract/values.ts'
import { useDenied } from '../../lib/access.ts'
import { addDays } from '../../lib/dates.ts'
import { dayAndMonth, shortDate, surnameFirst } from '../../lib/format.ts'
import { allInTheWay } from '../../lib/in-the-way.ts'
import { useRead } from '../../lib/queries.ts'
import { findingSentence } from '../../lib/sentences.ts'
import { linesOfSeries } from '../../lib/series-lines.ts'
import { timesInWords } from '../../lib/week-hours.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { Statement } from '../../ui/Statement.tsx'
import { settleAddress } from '../../ui/settle.ts'
import { Block, Line, Quiet } from './Block.tsx'
import { titleOf } from './House.tsx'
import { heldOf } from './moment.ts'
import styles from './today.module.css'

/** Lines of a block before the rest is asked for. */
const FIRST = 6
const ALL = 500

const placeOfMark = ({ date, kind, ledById, sessionId }: AttendanceLine) =>
  `/attendance?date=${date}&instructor=${ledById ?? 'nobody'}&kind=${kind}&session=${sessionId}`

/** What is over and has no mark, session by session. */
export function Unmarked({ date, now }: { date: LocalDate; now: LocalTime }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [all, setAll] = useState(false)
  const { data, error } = useRead(
    'attendance.unmarked',
    { until: `${date}T${now}` as LocalDateTime, limit: ALL },
    { keepPrevious: true },
  )
  const total = data?.sessions ?? 0
  const sessions = heldOf(data?.lines ?? [])
  const shown = all ? sessions : sessions.slice(0, FIRST)
  return (
    <Block icon={IconCircleCheck} title={t('today.unmarked')} count={total} waiting={total > 0}>
      {error && <ErrorSentence error={error} />}
      {data && total === 0 && <Quiet>{t('today.unmarkedNone')}</Quiet>}
      <ul className={styles.lines}>
        {shown.map((session) => (
          <Line
            key={session.sessionId}
            to={placeOfMark(session.head)}
            time={session.start}
            title={titleOf(session, t)}
            about={[
              session.head.date === date
                ? t('today.todayShort')
                : dayAndMonth(session.head.date, language),
              session.head.ledByName ?? t('today.nobodyLeads'),
            ].join(' · ')}
          />
        ))}
      </ul>
      {total > shown.length && !all && (
        <More onClick={() => setAll(true)}>{t('today.unmarkedMore', { total })}</More>
      )}
    </Block>
  )
}

const More = ({ onClick, children }: { onClick: () => void; children: string }) => (
  <Button variant="subtle" onClick={onClick} className={styles.more}>
    {children}
  </Button>
)

/** What no longer fits in the next two weeks: sessions, series, and stays. */
export function ToSettle({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data, error } = useRead('schedule.unsettled', { from: date, until: addDays(date, 13) })
  const sessions = data?.sessions ?? []
  const stays = data?.stays ?? []
  const series = linesOfSeries(data?.series ?? [])
  const count = sessions.length + stays.length + series.length
  const isTheirs = useDenied('settling') === undefined
  if (!isTheirs) return null
  return (
    <Block icon={IconAlertTriangle} title={t('settling.title')} count={count} waiting={count > 0}>
      {error && <ErrorSentence error={error} />}
      {data && count === 0 && <Quiet>{t('today.readyAll')}</Quiet>}
      {count > 0 && (
        <Button
          component={Link}
          href={settleAddress()}
          variant="default"
          c="var(--ink-waiting)"
          mt={8}
          mb={4}
        >
          {t('settling.settle')}
        </Button>
      )}
      <ul className={styles.lines}>
        {sessions.slice(0, FIRST).map((session) => (
          <Line
            key={session.sessionId}
            to={settleAddress({ sessionIds: [session.sessionId] })}
            time={session.start}
            title={session.title}
            about={[
              session.date === date ? t('today.todayShort') : dayAndMonth(session.date, language),
              ...session.findings.slice(0, 1).map((one) => findingSentence(one, language, t)),
            ].join(' · ')}
          />
        ))}
        {series.slice(0, FIRST).map((one) => (
          <Line
            key={one.key}
            to={settleAddress()}
            time={null}
            title={one.title}
            about={[
              timesInWords(one.times, language),
              ...one.findings.slice(0, 1).map((finding) => findingSentence(finding, language, t)),
            ].join(' · ')}
          />
        ))}
        {stays.slice(0, FIRST).map((stay) => (
          <Line
            key={stay.stayId}
            to={settleAddress({ stayIds: [stay.stayId] })}
            time={null}
            title={stay.name}
            about={stay.findings.slice(0, 1).map((one) => findingSentence(one, language, t))}
          />
        ))}
      </ul>
    </Block>
  )
}

/** Groups with room for whoever waits for them, and whether that person is free at those hours. */
export function FreePlaces() {
  const { t } = useTranslation()
  const language = useLanguage()
  const { data, error } = useRead('studio.waitingList', { onlyNext: true })
  const waiting = data?.waiting ?? []
  const isTheirs = useDenied('scheduling') === undefined
  if (!isTheirs) return null
  return (
    <Block
      icon={IconUsersGroup}
      title={t('today.freePlaces')}
      count={waiting.length}
      waiting={waiting.length > 0}
    >
      {error && <ErrorSentence error={error} />}
      {data && waiting.length === 0 && <Quiet>{t('today.freePlacesNone')}</Quiet>}
      <ul className={styles.lines}>
        {waiting.slice(0, FIRST).map((one) => (
          <Line
            key={`${one.groupId} ${one.personId}`}
            to="/studio/queue"
            time={null}
            title={`${one.groupName}: ${one.name}`}
            about={[
              t('today.freePlace', { count: one.freePlaces }),
              ...(one.findings.length === 0
                ? [t('studio.queue.isFree')]
                : [
                    t('studio.queue.busy', { count: one.findings.length }),
                    ...allInTheWay(one.findings, 1, language, t),
                  ]),
            ].join(' · ')}
          />
        ))}
      </ul>
    </Block>
  )
}

/** Medical statements that run out, or have run out. */
export function Statements({ date }: { date: LocalDate }) {
  const { t } = useTranslation()
  const [all, setAll] = useState(false)
  const settings = useRead('settings.get', {})
  const days = settings.data?.statementWarnDays
  const { data, error } = useRead('people.expiring', days === undefined ? null : { on: date, days })
  const people = data?.people ?? []
  const isTheirs = useDenied('filing') === undefined
  if (!isTheirs) return null
  return (
    <Block icon={IconFileAlert} title={t('today.statements')} count={people.length}>
      {error && <ErrorSentence error={error} />}
      {data && people.length === 0 && <Quiet>{t('today.statementsNone')}</Quiet>}
      <ul className={styles.lines}>
        {people.slice(0, all ? ALL : FIRST).map((person) => (
          <Line
            key={person.id}
            to={`/people/${person.id}`}
            time={null}
            title={surnameFirst({ ...person, patronymic: null })}
            about={<Statement state={person.statement} until={person.statementUntil} />}
          />
        ))}
      </ul>
      {!all && people.length > FIRST && (
        <More onClick={() => setAll(true)}>
          {t('today.statementsMore', { total: people.length })}
        </More>
      )}
    </Block>
  )
}

/** Horses that do not work today, why, and until when. */
export function HorsesAway({ day }: { day: DayView }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const away = day.horses.filter((horse) => horse.away !== null)
  return (
    <Block icon={IconHorse} title={t('today.horsesAway')} count={away.length}>
      {away.length === 0 && <Quiet>{t('today.horsesAwayNone')}</Quiet>}
      <ul className={styles.lines}>
        {away.map(({ id, name, away: absence }) => (
          <Line
            key={id}
            to="/horses"
            time={null}
            title={name}
            about={[
              absence && absence.because !== 'other' && t(`common.away.${absence.because}`),
              absence?.reason,
              absence && t('today.awayUntil', { date: shortDate(absence.until, language) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          />
        ))}
      </ul>
    </Block>
  )
}
