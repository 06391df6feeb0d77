import { ActionIcon, Box, Select } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useSearch } from 'wouter'
import type { MethodOutput } from '#contract/index.ts'
import { sessionKinds as kinds } from '#contract/schedule.ts'
import { GroupId, LocalDate } from '#contract/values.ts'
import { today } from '../../lib/dates.ts'
import { monthShort } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { ErrorSentence } from '../../ui/ErrorSentence.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import styles from './register.module.css'
import { Tabs } from './Tabs.tsx'
import { monthsOf } from './year.ts'

/** Everybody's year at a glance: each day one letter, month by month, and the sums. */
export function YearScreen() {
  const { t } = useTranslation()
  const query = new URLSearchParams(useSearch())
  const asked = LocalDate.safeParse(`${query.get('year')}-01-01`)
  const year = Number((asked.success ? asked.data : today()).slice(0, 4))
  const whose = query.get('of') ?? 'ride'
  const group = GroupId.safeParse(whose)
  const kind = kinds.find((one) => one === whose)
  const groups = useRead('studio.groups', { withPast: true })
  const read = useRead(
    'attendance.grid',
    {
      from: `${year}-01-01` as LocalDate,
      until: `${year}-12-31` as LocalDate,
      ...(group.success ? { groupId: group.data } : { kind: kind ?? 'ride' }),
    },
    { keepPrevious: true },
  )
  const go = (to: { year?: number; of?: string }) =>
    goTo(
      `/attendance/year?${new URLSearchParams({ year: String(to.year ?? year), of: to.of ?? whose })}`,
      { replace: true },
    )
  return (
    <div className={styles.screen}>
      <ScreenHeader title={t('attendance.title')} />
      <Tabs />
      <div className={styles.bar}>
        <Select
          label={t('attendance.register.whose')}
          w={300}
          value={group.success ? group.data : (kind ?? 'ride')}
          data={[
            ...kinds.map((value) => ({
              value: value as string,
              label: t(`attendance.kinds.${value}`),
            })),
            ...(groups.data?.groups ?? []).map((one) => ({
              value: one.groupId as string,
              label: `${one.name} · ${t(`common.studios.${one.studio}`)}`,
            })),
          ]}
          searchable
          allowDeselect={false}
          onChange={(of) => of && go({ of })}
        />
        <div className={styles.year}>
          <ActionIcon
            size={36}
            aria-label={t('common.calendar.previousYear')}
            onClick={() => go({ year: year - 1 })}
          >
            <IconChevronLeft size={20} aria-hidden />
          </ActionIcon>
          <strong>{year}</strong>
          <ActionIcon
            size={36}
            aria-label={t('common.calendar.nextYear')}
            onClick={() => go({ year: year + 1 })}
          >
            <IconChevronRight size={20} aria-hidden />
          </ActionIcon>
        </div>
      </div>
      {read.isError && <ErrorSentence error={read.error} onAgain={() => void read.refetch()} />}
      {read.data?.people.length === 0 && (
        <p className={styles.letters}>{t('attendance.year.empty')}</p>
      )}
      {read.data && read.data.people.length > 0 && <Grid people={read.data.people} year={year} />}
    </div>
  )
}

interface GridProps {
  people: MethodOutput<'attendance.grid'>['people']
  year: number
}

/** One row of text a month keeps a year of four hundred people quick to draw. */
function Grid({ people, year }: GridProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    // It scrolls, by keys too.
    <Box
      component="section"
      className={styles.room}
      tabIndex={0}
      aria-label={t('attendance.year.table')}
    >
      <table className={styles.yearTable}>
        <thead>
          <tr>
            <th scope="col" className={styles.person}>
              {t('attendance.register.name')}
            </th>
            {monthsOf(''.padEnd(366), year).map((_, month) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number.
              <th key={month} scope="col">
                {monthShort(`${year}-${String(month + 1).padStart(2, '0')}-01`, language)}
              </th>
            ))}
            {(['present', 'absent', 'excused'] as const).map((key) => (
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
              </th>
              {monthsOf(person.days, year).map((letters, month) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a month is its number.
                <td key={month} className={styles.month}>
                  {letters.replace(/\s+/g, '')}
                </td>
              ))}
              {(['present', 'absent', 'excused'] as const).map((key) => (
                <td key={key} className={styles.total}>
                  {person.totals[key]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Box>
  )
}
