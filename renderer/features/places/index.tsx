import { Button } from '@mantine/core'
import { IconMapPin } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Place } from '#contract/places.ts'
import { goTo } from '../../lib/location.ts'
import { useRead } from '../../lib/queries.ts'
import { type Column, DataTable } from '../../ui/DataTable.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ListScreen } from '../../ui/ListScreen.tsx'
import { PlacePanel } from './PlacePanel.tsx'
import { placeName } from './place-name.ts'

interface PlacesProps {
  /** Where the list lies, for the address of an open place. */
  path: string
  placeId: string | null
}

/** Arena lanes, studios, cabinets: a section of the settings. */
export default function Places({ path, placeId }: PlacesProps) {
  const { t } = useTranslation()
  const [withClosed, setWithClosed] = useState(false)
  const list = useRead('places.list', { withClosed }, { keepPrevious: true })
  const places = list.data?.places ?? []
  const open = places.find(({ id }) => id === placeId)
  const close = () => goTo(path)
  const columns: Column<Place>[] = [
    {
      key: 'name',
      title: t('places.column.name'),
      cell: (place) =>
        place.active ? placeName(place) : `${placeName(place)} · ${t('places.closed')}`,
    },
    { key: 'use', title: t('places.column.use'), cell: ({ use }) => t(`places.use.${use}`) },
  ]
  return (
    <>
      <ListScreen
        addLabel={t('places.add')}
        onAdd={() => goTo(`${path}/new`)}
        all={{ label: t('places.withClosed'), shown: withClosed, onChange: setWithClosed }}
        error={list.error}
        onAgain={() => void list.refetch()}
      >
        {list.isSuccess && places.length === 0 ? (
          <EmptyState icon={IconMapPin} title={t('places.emptyTitle')} text={t('places.emptyText')}>
            <Button mt={8} onClick={() => goTo(`${path}/new`)}>
              {t('places.add')}
            </Button>
          </EmptyState>
        ) : (
          <DataTable
            label={t('places.list')}
            columns={columns}
            rows={places}
            keyOf={({ id }) => id}
            onOpen={({ id }) => goTo(`${path}/${id}`)}
            openKey={placeId}
            loading={list.isPending}
          />
        )}
      </ListScreen>
      {placeId === 'new' && <PlacePanel key="new" place={null} onClose={close} />}
      {open && <PlacePanel key={open.id} place={open} onClose={close} />}
    </>
  )
}
