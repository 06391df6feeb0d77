import { Button, Checkbox } from '@mantine/core'
import {
  type Icon,
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconDoorExit,
  IconHome,
  IconUserOff,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CourseView, Enrolment, EnrolmentState } from '#contract/boarding.ts'
import { dayAndMonth } from '../../../../lib/format.ts'
import { findingSentence } from '../../../../lib/sentences.ts'
import { useLanguage } from '../../../../texts/index.ts'
import { useRoomWords } from '../../useRoomWords.ts'
import { type Family, isDue } from './families.ts'
import styles from './people.module.css'

interface PeopleTableProps {
  course: CourseView
  families: readonly Family[]
  today: string
  /** Who is open beside the table. */
  openId: string | null
  /** Ids of the people who are ticked. */
  chosen: ReadonlySet<string>
  onChoose: (chosen: ReadonlySet<string>) => void
  onOpen: (enrolment: Enrolment) => void
  onArrive: (enrolment: Enrolment) => void
}

/** Participants, each followed by their companions. */
export function PeopleTable(props: PeopleTableProps) {
  const { families, chosen, onChoose } = props
  const { t } = useTranslation()
  const all = families.flatMap(({ head, companions }) => [head, ...companions])
  const every = all.length > 0 && all.every(({ personId }) => chosen.has(personId))
  const toggle = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen)
    for (const id of ids) on ? next.add(id) : next.delete(id)
    onChoose(next)
  }
  return (
    <div className={styles.room}>
      <table className={styles.table} aria-label={t('boarding.people.list')}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                aria-label={t('boarding.people.chooseAll')}
                checked={every}
                indeterminate={!every && chosen.size > 0}
                onChange={(event) =>
                  toggle(
                    all.map(({ personId }) => personId),
                    event.currentTarget.checked,
                  )
                }
              />
            </th>
            <th scope="col">{t('boarding.people.column.name')}</th>
            <th scope="col" data-extra>
              {t('boarding.people.column.diet')}
            </th>
            <th scope="col" data-extra>
              {t('boarding.people.column.wishes')}
            </th>
            <th scope="col">{t('boarding.people.column.bed')}</th>
            <th scope="col">{t('boarding.people.column.state')}</th>
          </tr>
        </thead>
        <tbody>
          {all.map((one) => (
            <Row
              key={one.personId}
              {...props}
              one={one}
              ticked={chosen.has(one.personId)}
              onTick={(on) => toggle([one.personId], on)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface RowProps extends PeopleTableProps {
  one: Enrolment
  ticked: boolean
  onTick: (on: boolean) => void
}

function Row({ one, course, today, openId, ticked, onTick, onOpen, onArrive }: RowProps) {
  const { t } = useTranslation()
  const about = [
    one.companionOfId && t('boarding.people.companion'),
    one.sex ? t(`boarding.rack.sex.${one.sex}`) : t('boarding.people.sexUnknown'),
    one.wheelchair && t('boarding.rack.wheelchair'),
    one.replaces && t('boarding.people.replaces', { name: one.replaces }),
  ]
  return (
    <tr
      data-companion={one.companionOfId !== null || undefined}
      data-open={one.personId === openId || undefined}
    >
      <td>
        <Checkbox
          aria-label={t('boarding.people.choose', { name: one.name })}
          checked={ticked}
          onChange={(event) => onTick(event.currentTarget.checked)}
        />
      </td>
      <td className={styles.name}>
        <button type="button" className={styles.opener} onClick={() => onOpen(one)}>
          {one.name}
        </button>
        <span className={styles.about}>{about.filter(Boolean).join(' · ')}</span>
      </td>
      <td data-extra>{one.diet ?? '—'}</td>
      <td data-extra>
        <Wishes one={one} />
      </td>
      <td>
        <Bed one={one} unsettled={course.unsettled} />
      </td>
      <td>
        <span className={styles.state}>
          <StateWord one={one} course={course} today={today} />
          {isDue(one, today) && today < course.until && (
            <Button
              variant="default"
              px={12}
              aria-label={t('boarding.people.arrivedOne', { name: one.name })}
              onClick={() => onArrive(one)}
            >
              {t('boarding.rack.actions.arrive')}
            </Button>
          )}
        </span>
      </td>
    </tr>
  )
}

/** With whom somebody asks to sleep; a name that nobody in the course bears asks for attention. */
export function Wishes({ one }: { one: Pick<Enrolment, 'shareWith' | 'shareWords'> }) {
  const { t } = useTranslation()
  const names = one.shareWith.map(({ name }) => name).join(', ')
  if (names === '' && !one.shareWords) return '—'
  return (
    <>
      {names}
      {one.shareWords && (
        <span className={`${styles.about} ${styles.doubt}`}>
          {t('boarding.people.unknownWish', { words: one.shareWords })}
        </span>
      )}
    </>
  )
}

function Bed({ one, unsettled }: { one: Enrolment; unsettled: CourseView['unsettled'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const words = useRoomWords()
  const beds = one.stays.filter(({ kept }) => !kept)
  if (beds.length === 0) {
    return one.state === 'expected' || one.state === 'here' ? (
      <span className={styles.doubt}>{t('boarding.people.noBed')}</span>
    ) : (
      '—'
    )
  }
  return beds.map((stay, index) => (
    <span key={stay.stayId} className={index > 0 ? styles.about : undefined}>
      {words.bed(stay)}
      {index > 0 && ` · ${t('boarding.people.since', { date: dayAndMonth(stay.from, language) })}`}
      {unsettled
        .filter(({ stayId }) => stayId === stay.stayId)
        .flatMap(({ findings }) => findings)
        .map((finding) => (
          <span key={finding.code} className={`${styles.about} ${styles.doubt}`}>
            <IconAlertTriangle size={14} stroke={1.8} aria-hidden />{' '}
            {findingSentence(finding, language)}
          </span>
        ))}
    </span>
  ))
}

const signs: Record<EnrolmentState, Icon> = {
  expected: IconClock,
  here: IconHome,
  left: IconDoorExit,
  no_show: IconUserOff,
  reserve: IconClock,
  withdrawn: IconCheck,
}

interface StateWordProps {
  one: Enrolment
  course: Pick<CourseView, 'from' | 'until'>
  today: string
}

/** How it stands with somebody, with the days where they are not those of the course. */
export function StateWord({ one, course, today }: StateWordProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const Sign = signs[one.state]
  const late = one.state === 'expected' && one.from < today
  const days = [
    one.from !== course.from &&
      t('boarding.people.since', { date: dayAndMonth(one.from, language) }),
    one.until !== course.until &&
      t('boarding.people.until', { date: dayAndMonth(one.until, language) }),
  ]
  return (
    <span>
      <span className={styles.stateWord} data-state={one.state} data-late={late || undefined}>
        <Sign size={17} stroke={1.7} aria-hidden />
        {t(late ? 'boarding.states.late' : `boarding.states.${one.state}`)}
      </span>
      {one.away
        .filter(({ until }) => until > today)
        .map(({ awayId, from, until }) => (
          <span key={awayId} className={styles.about}>
            {t('boarding.rack.awayThen', {
              from: dayAndMonth(from, language),
              until: dayAndMonth(until, language),
            })}
          </span>
        ))}
      {days.some(Boolean) && <span className={styles.about}>{days.filter(Boolean).join(' ')}</span>}
    </span>
  )
}
