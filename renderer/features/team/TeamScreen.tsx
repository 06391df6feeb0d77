import { Button, Group } from '@mantine/core'
import { IconIdBadge2 } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Member } from '#contract/team.ts'
import { type Language, weekdays } from '#contract/values.ts'
import { phone, surnameFirst, timeRange, weekdayShort } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { MemberPanel } from './MemberPanel.tsx'

/** Staff and volunteers: what they may do, and when they work. */
export function TeamScreen({ memberId }: { memberId: string | null }) {
  const { t } = useTranslation()
  const [withFormer, setWithFormer] = useState(false)
  const list = useRead('team.list', { withFormer }, { keepPrevious: true })
  const columns = useColumns()
  const members = list.data?.members ?? []
  const open = members.find(({ id }) => id === memberId)
  const close = () => goTo('/team')
  return (
    <>
      <ScreenHeader title={t('team.title')} />
      <ListScreen
        addLabel={t('team.add')}
        onAdd={() => goTo('/team/new')}
        all={{ label: t('team.withFormer'), shown: withFormer, onChange: setWithFormer }}
        error={list.error}
        onAgain={() => void list.refetch()}
      >
        {list.isSuccess && members.length === 0 ? (
          <EmptyState icon={IconIdBadge2} title={t('team.emptyTitle')} text={t('team.emptyText')}>
            <Group mt={8} gap={8}>
              <Button onClick={() => goTo('/people/import')}>{t('people.import')}</Button>
              <Button variant="default" onClick={() => goTo('/team/new')}>
                {t('team.add')}
              </Button>
            </Group>
          </EmptyState>
        ) : (
          <DataTable
            label={t('team.list')}
            columns={columns}
            rows={members}
            keyOf={({ id }) => id}
            onOpen={({ id }) => goTo(`/team/${id}`)}
            openKey={memberId}
            loading={list.isPending}
          />
        )}
      </ListScreen>
      {memberId === 'new' && <MemberPanel key="new" member={null} onClose={close} />}
      {open && <MemberPanel key={open.id} member={open} onClose={close} />}
    </>
  )
}

function useColumns(): Column<Member>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  return [
    {
      key: 'name',
      title: t('team.column.name'),
      cell: (member) =>
        [
          surnameFirst(member),
          member.volunteer && t('team.volunteer'),
          !member.active && t('team.former'),
        ]
          .filter(Boolean)
          .join(' · '),
    },
    {
      key: 'roles',
      title: t('team.column.roles'),
      cell: (member) =>
        [
          ...member.roles.map((role) => t(`common.roles.${role}`)),
          ...(member.subject ? [member.subject] : []),
        ].join(', '),
    },
    {
      key: 'hours',
      title: t('team.column.hours'),
      cell: ({ hours }) => hoursInWords(hours, language) || t('team.noHours'),
    },
    {
      key: 'phone',
      title: t('team.column.phone'),
      width: '160px',
      extra: true,
      cell: (member) => (member.phone ? phone(member.phone) : '—'),
    },
  ]
}

/** `дс–жм 09:00–18:00, сб 10:00–14:00`: days with the same hours stand together. */
function hoursInWords(hours: Member['hours'], language: Language): string {
  const byHours = new Map<string, number[]>()
  for (const { day, from, until } of hours) {
    const range = timeRange(from, until)
    byHours.set(range, [...(byHours.get(range) ?? []), weekdays.indexOf(day)])
  }
  return [...byHours].map(([range, days]) => `${daysInWords(days, language)} ${range}`).join(', ')
}

function daysInWords(days: number[], language: Language): string {
  const sorted = [...new Set(days)].sort((one, other) => one - other)
  const runs: number[][] = []
  for (const day of sorted) {
    const run = runs.at(-1)
    if (run && run.at(-1) === day - 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: number | undefined) => {
    const weekday = day === undefined ? undefined : weekdays[day]
    return weekday ? weekdayShort(weekday, language) : ''
  }
  return runs
    .map((run) =>
      run.length > 2 ? `${name(run[0])}–${name(run.at(-1))}` : run.map(name).join(', '),
    )
    .join(', ')
}
