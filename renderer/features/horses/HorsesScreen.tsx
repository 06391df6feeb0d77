import { Button, Group } from '@mantine/core'
import { IconHorse } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Horse } from '#contract/horses.ts'
import type { Settings } from '#contract/settings.ts'
import { today } from '../../lib/dates.ts'
import { duration, formatNumber, shortDate } from '../../lib/format.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { useLanguage } from '../../texts/index.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { ScreenHeader } from '../../ui/outlets.tsx'
import { HorsePanel } from './HorsePanel.tsx'

/** The horses with the limits that hold for each. */
export function HorsesScreen({ horseId }: { horseId: string | null }) {
  const { t } = useTranslation()
  const [withRetired, setWithRetired] = useState(false)
  const list = useRead('horses.list', { withRetired }, { keepPrevious: true })
  const settings = useRead('settings.get', {})
  const columns = useColumns(settings.data)
  const horses = list.data?.horses ?? []
  const open = horses.find(({ id }) => id === horseId)
  const close = () => goTo('/horses')
  return (
    <>
      <ScreenHeader title={t('horses.title')} />
      <ListScreen
        addLabel={t('horses.add')}
        onAdd={() => goTo('/horses/new')}
        all={{ label: t('horses.withRetired'), shown: withRetired, onChange: setWithRetired }}
        error={list.error}
        onAgain={() => void list.refetch()}
      >
        {list.isSuccess && horses.length === 0 ? (
          <EmptyState icon={IconHorse} title={t('horses.emptyTitle')} text={t('horses.emptyText')}>
            <Group mt={8} gap={8}>
              <Button onClick={() => goTo('/people/import')}>{t('people.import')}</Button>
              <Button variant="default" onClick={() => goTo('/horses/new')}>
                {t('horses.add')}
              </Button>
            </Group>
          </EmptyState>
        ) : (
          <DataTable
            label={t('horses.list')}
            columns={columns}
            rows={horses}
            keyOf={({ id }) => id}
            onOpen={({ id }) => goTo(`/horses/${id}`)}
            openKey={horseId}
            loading={list.isPending}
          />
        )}
      </ListScreen>
      {horseId === 'new' && <HorsePanel key="new" horse={null} onClose={close} />}
      {open && <HorsePanel key={open.id} horse={open} onClose={close} />}
    </>
  )
}

function useColumns(settings: Settings | undefined): Column<Horse>[] {
  const { t } = useTranslation()
  const language = useLanguage()
  const year = Number(today().slice(0, 4))
  const minutes = (value: number | undefined) =>
    value === undefined ? '' : duration(value, language)
  return [
    {
      key: 'name',
      title: t('horses.column.name'),
      cell: ({ name, active }) => (active ? name : `${name} · ${t('horses.retired')}`),
    },
    {
      key: 'age',
      title: t('horses.column.age'),
      width: '90px',
      cell: ({ birthYear }) => year - birthYear,
    },
    {
      key: 'mass',
      title: t('horses.column.mass'),
      width: '100px',
      cell: ({ massKg }) => `${formatNumber(massKg, language)}\u00a0${t('common.kilograms')}`,
    },
    {
      key: 'day',
      title: t('horses.column.day'),
      cell: (horse) =>
        [
          minutes(horse.dailyWarnMinutes ?? settings?.horseDailyWarnMinutes),
          minutes(horse.dailyBlockMinutes ?? settings?.horseDailyBlockMinutes),
        ].join(' / '),
    },
    {
      key: 'rest',
      title: t('horses.column.rest'),
      extra: true,
      cell: ({ restMinutes }) => minutes(restMinutes ?? settings?.horseRestMinutes),
    },
    {
      key: 'load',
      title: t('horses.column.load'),
      extra: true,
      cell: ({ loadPercent }) => {
        const percent = loadPercent ?? settings?.loadPercent
        return percent === undefined ? '' : `${formatNumber(percent, language)}\u00a0%`
      },
    },
    {
      key: 'away',
      title: t('horses.column.away'),
      cell: ({ absences }) => {
        const next = absences
          .filter(({ until }) => until >= today())
          .sort((one, other) => (one.from < other.from ? -1 : 1))[0]
        if (!next) return '—'
        const period = t('horses.period', {
          from: shortDate(next.from, language),
          until: shortDate(next.until, language),
        })
        return next.reason ? `${period}, ${next.reason}` : period
      },
    },
  ]
}
