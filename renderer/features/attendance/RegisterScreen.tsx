import { Box, Button, Select } from '@mantine/core'
import { IconPrinter, IconTable } from '@tabler/icons-react'
import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { Register } from '#contract/attendance.ts'
import type { SessionKind } from '#contract/schedule.ts'
import type { GroupId } from '#contract/values.ts'
import { weekdayOf } from '../../lib/dates.ts'
import { dayWithWeekday, shortDate, weekdayShort } from '../../lib/format.ts'
import { useRead } from '../../lib/queries.ts'
import { sheetAddress } from '../../print/address.ts'
import { useLanguage } from '../../texts/index.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { MonthField } from '../../ui/MonthField.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import styles from './register.module.css'
import { Tabs } from './Tabs.tsx'
import { useRegisterPlace } from './useRegisterPlace.ts'

const hippotherapy = 'hippotherapy'
const totalKeys = ['present', 'absent', 'excused', 'unmarked'] as const

/** The register of a group, or of hippotherapy, for a month; or of a whole course. */
export function RegisterScreen() {
  const { t } = useTranslation()
  const { courseId, groupId, month, change } = useRegisterPlace()
  const groups = useRead('studio.groups', { withPast: true })
  const courses = useRead('boarding.courses', { year: Number(month.slice(0, 4)) })
  const read = useRead('attendance.register', courseId ? { courseId } : { groupId, month }, {
    keepPrevious: true,
  })
  const register = read.data
  const chosen = courseId ?? groupId ?? hippotherapy
  const choose = (id: string | null) => {
    const course = courses.data?.courses.find((one) => one.courseId === id)
    change({
      courseId: course?.courseId ?? null,
      groupId: course || id === hippotherapy ? null : (id as GroupId),
    })
  }
  return (
    <div className={styles.screen}>
      <ScreenHeader title={t('attendance.title')} />
      <Tabs />
      <div className={styles.bar}>
        <Select
          label={t('attendance.register.whose')}
          w={300}
          value={chosen}
          data={[
            { value: hippotherapy, label: t('sheets.hippotherapy') },
            ...(groups.data?.groups ?? []).map((one) => ({
              value: one.groupId as string,
              label: `${one.name} · ${t(`common.studios.${one.studio}`)}`,
            })),
            ...(courses.data?.courses ?? []).map((one) => ({
              value: one.courseId as string,
              label: t('boarding.course.named', { name: one.name }),
            })),
          ]}
          searchable
          allowDeselect={false}
          onChange={choose}
        />
        {!courseId && (
          <MonthField
            label={t('sheets.month')}
            value={month}
            onChange={(next) => change({ month: next })}
          />
        )}
        <span className={styles.space} />
        <Button
          component={Link}
          variant="default"
          href={sheetAddress('register', { month, course: courseId, group: groupId })}
          leftSection={<IconPrinter size={19} stroke={1.6} aria-hidden />}
        >
          {t('attendance.register.print')}
        </Button>
      </div>
      {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
      {register && register.people.length === 0 && (
        <EmptyState
          icon={IconTable}
          title={t('attendance.register.empty')}
          text={t('attendance.register.emptyText')}
        />
      )}
      {register && register.people.length > 0 && (
        <Grid register={register} kind={courseId ? 'course' : groupId ? 'class' : 'ride'} />
      )}
    </div>
  )
}

const isShut = ({ date, closedDay }: Register['days'][number]) =>
  closedDay !== null || ['sa', 'su'].includes(weekdayOf(date))

function Grid({ register, kind }: { register: Register; kind: SessionKind }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const { days, people, totals, marks } = register
  return (
    // It scrolls, by keys too.
    <Box
      component="section"
      className={styles.room}
      tabIndex={0}
      aria-label={t('attendance.register.table')}
    >
      <table className={styles.register}>
        <thead>
          <tr>
            <th scope="col" className={styles.person}>
              {t('attendance.register.name')}
            </th>
            {days.map((day) => (
              <th
                key={day.date}
                scope="col"
                className={clsx(isShut(day) && styles.shut)}
                title={day.closedDay ?? undefined}
              >
                {day.sessions > 0 ? (
                  <Link
                    href={`/attendance?date=${day.date}&kind=${kind}`}
                    aria-label={dayWithWeekday(day.date, language)}
                  >
                    {Number(day.date.slice(8))}
                  </Link>
                ) : (
                  Number(day.date.slice(8))
                )}
                <small>{weekdayShort(weekdayOf(day.date), language)}</small>
              </th>
            ))}
            {totalKeys.map((key) => (
              <th key={key} scope="col" className={styles.total}>
                {t(`attendance.totals.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((person) => (
            <tr key={person.personId}>
              <th scope="row" className={styles.person}>
                {person.name}
                {(person.part === 'walk_in' || person.part === 'make_up') && (
                  <small>{t(`attendance.parts.${person.part}`)}</small>
                )}
                {person.periods.map(({ joinedOn, leftOn }) => (
                  <small key={joinedOn ?? leftOn}>
                    {joinedOn && `+ ${shortDate(joinedOn, language)} `}
                    {leftOn && `− ${shortDate(leftOn, language)}`}
                  </small>
                ))}
              </th>
              {days.map((day, index) => (
                <td key={day.date} className={clsx(isShut(day) && styles.shut)}>
                  {person.cells[index]}
                </td>
              ))}
              {totalKeys.map((key) => (
                <td key={key} className={styles.total}>
                  {person.totals[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className={styles.person}>
              {t('attendance.register.came')}
            </th>
            {days.map((day) => (
              <td key={day.date} className={clsx(isShut(day) && styles.shut)}>
                {day.totals.sessions > 0 ? day.totals.present : ''}
              </td>
            ))}
            {totalKeys.map((key) => (
              <td key={key} className={styles.total}>
                {totals[key]}
              </td>
            ))}
          </tr>
        </tfoot>
      </table>
      <p className={styles.letters}>
        {marks.map(({ letter, name }) => `${letter} — ${name[language]}`).join('; ')}; · —{' '}
        {t('attendance.unmarked')}
      </p>
    </Box>
  )
}
